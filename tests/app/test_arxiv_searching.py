"""arXiv is searched for whoever adds papers; what the library has is said of each."""

import time

import pytest

from effllm_desktop.app import adding
from effllm_desktop.app.arxiv_searching import Wanted, search_arxiv
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.network import pacing_of
from effllm_desktop.app.request_diary import latest_requests
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import BadInput, Cancelled, Offline, SwitchedOff
from effllm_desktop.store import services as standings
from tests.support.builders import take
from tests.support.misbehaving_server import MisbehavingServer, stalled
from tests.support.service_answers import Paper, atom, feed

pytestmark = pytest.mark.loopback


@pytest.fixture
def server():
    with MisbehavingServer() as running:
        running.on("*", atom(feed([Paper("2404.00001", "One").entry(),
                                   Paper("2404.00002", "Two").entry()], total=77)))  # fmt: skip
        yield running


@pytest.fixture
def settings(server):
    return Settings(
        arxiv_api_url=server.base, arxiv_interval=0, host_interval=0, retries=0, read_timeout=1
    )


def found(library, settings, words="one two", progress=None):
    pacing = pacing_of(settings, library.database)
    return search_arxiv(
        library.folder, Wanted(words), settings, pacing, progress or InlineProgress()
    )


def test_hits_say_where_the_library_has_them(library, settings):
    take(library.folder, "# L\n\n## S\n\n- [Two](https://arxiv.org/abs/2404.00002)\n")
    hits = found(library, settings)
    assert [(one.key, [place.path for place in one.known]) for one in hits.hits] == [
        ("arxiv:2404.00001", []),
        ("arxiv:2404.00002", ["L / S"]),
    ]
    assert (hits.total, hits.damaged) == (77, 0)
    facts = {one.key: one.facts for one in hits.hits}
    reading = adding.read(library, "arXiv:2404.00001", adding.knowing(library, facts))
    assert [one.entry.title for one in reading.candidates] == ["One"]


def test_it_is_noted_and_the_next_run_is_as_polite(library, settings):
    found(library, settings)
    assert [one.outcome for one in latest_requests(library.folder)] == ["200"]
    assert [row[0] for row in standings.all_known(library.database)] == ["arXiv"]


@pytest.mark.parametrize(
    ("changed", "words", "error"),
    [
        ({"offline": True}, "one", Offline),
        ({"services_off": "arxiv"}, "one", SwitchedOff),
        ({}, "-one", BadInput),
    ],
)
def test_nobody_is_asked_who_must_not_be_or_for_nothing(
    library, settings, server, changed, words, error
):
    with pytest.raises(error):
        found(library, settings._replace(**changed), words)
    assert server.requests() == []


class Impatient(InlineProgress):
    """Cancels at the third look."""

    looks = 0

    def checkpoint(self):
        self.looks += 1
        if self.looks > 2:
            raise Cancelled


def test_it_is_cancelled_at_once(library, settings, server):
    server.on("*", stalled(seconds=20))
    began = time.monotonic()
    with pytest.raises(Cancelled):
        found(library, settings._replace(read_timeout=20), progress=Impatient())
    assert time.monotonic() - began < 3
