"""Titles are looked up for whoever adds works; what cannot be had is said and stops nothing."""

import time

import pytest

from effllm_desktop.app import adding, looking_up
from effllm_desktop.app.adding import Facts
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.looking_up import look_up, look_up_once, page_of
from effllm_desktop.app.named_works import of_word
from effllm_desktop.app.network import pacing_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import Cancelled, Offline
from effllm_desktop.store import services as standings
from tests.support.misbehaving_server import MisbehavingServer, dripping, said, stalled
from tests.support.service_answers import Paper, Services, spoken

pytestmark = pytest.mark.loopback


@pytest.fixture
def server():
    with MisbehavingServer() as running:
        yield running


@pytest.fixture
def services(server):
    return Services(server)


@pytest.fixture
def settings(server):
    base = server.base
    return Settings(
        arxiv_api_url=base,
        arxiv_site_url=base,
        semantic_scholar_url=base,
        openalex_url=base,
        github_api_url=base,
        arxiv_interval=0,
        host_interval=0,
        read_timeout=1,
        retries=0,
    )


def entries(*words):
    return [entry for word in words if (entry := of_word(word)) is not None]


def asked(library, settings, *words):
    return look_up_once(library, entries(*words), settings, InlineProgress())


def test_arxiv_openalex_and_pages_are_asked_each_for_its_own(library, settings, services, server):
    services.papers["2404.00001"] = Paper("2404.00001", "On arXiv", comment="Accepted at ICLR 2025")
    record = {"title": "With a DOI", "publication_year": 2020}
    services.others["/works/doi:10.1000/x"] = spoken(record)
    services.others["/page"] = said(200, b"<title>A page</title>", Content_Type="text/html")
    found = asked(library, settings, "2404.00001v2", "10.1000/x", f"{server.base}/page")
    assert found.problems == ()
    arxiv, doi, page = found.facts.values()
    assert arxiv == Facts("On arXiv", ("Ada Adams", "Bo Berg"), "ICLR", 2025, version=1)
    assert doi == Facts("With a DOI", (), None, 2020)
    assert page == Facts("A page")
    text = f"2404.00001v2 10.1000/x {server.base}/page"
    reading = adding.read(library, text, adding.knowing(library, found.facts))
    assert [one.entry.title for one in reading.candidates] == ["On arXiv", "With a DOI", "A page"]
    assert all(one.is_complete for one in reading.candidates)


def test_what_goes_wrong_is_said_once_and_the_rest_is_found(library, settings, services, server):
    services.others["/page"] = said(200, b"<title>A page</title>", Content_Type="text/html")
    services.others["/bad"] = said(500)
    found = asked(
        library, settings, "2404.00009", f"{server.base}/bad/1", f"{server.base}/bad/2",
        f"{server.base}/page",
    )  # fmt: skip
    assert [facts.title for facts in found.facts.values()] == ["A page"]
    said_of = [problem.what for problem in found.problems]
    assert said_of[0] == "arXiv has said nothing of a paper 2404.00009."
    assert len(said_of) == 2


def test_arxiv_that_fails_is_one_sentence(library, settings, services, server):
    services.others["/api/query"] = said(503)
    found = asked(library, settings, "2404.00001", "2404.00002")
    assert found.facts == {}
    assert len(found.problems) == 1


def test_a_host_that_wants_to_be_left_alone_is_not_asked_again(library, settings, services):
    services.papers["2404.00001"] = Paper("2404.00001", "On arXiv")
    services.others["/api/query"] = said(403, Retry_After="600")
    first = asked(library, settings, "2404.00001")
    services.others.clear()
    second = asked(library, settings, "2404.00001")
    assert first.problems
    assert second.problems
    assert services.asked("/api/query") == 1
    assert list(standings.all_known(library.database))


def test_offline_nobody_is_asked(library, settings, services, server):
    with pytest.raises(Offline):
        asked(library, settings._replace(offline=True), "2404.00001")
    assert server.requests() == []


class Impatient(InlineProgress):
    """Cancels at the third look."""

    def __init__(self):
        super().__init__()
        self.looks = 0

    def checkpoint(self):
        self.looks += 1
        if self.looks > 2:
            raise Cancelled


def test_it_is_cancelled_at_once_even_if_nobody_answers(library, settings, services):
    services.others["/api/query"] = stalled(seconds=20)
    pacing = pacing_of(settings, library.database)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        look_up(
            library.folder,
            entries("2404.00001"),
            settings._replace(read_timeout=20),
            pacing,
            Impatient(),
        )
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("act", [stalled(seconds=20), dripping(b"<title>x" * 999, 0.05)])
def test_a_page_that_takes_its_time_holds_nobody_up(
    library, settings, services, server, act, monkeypatch
):
    monkeypatch.setattr(looking_up, "PAGE_SECONDS", 0.6)
    monkeypatch.setattr(looking_up, "PAGE_SILENCE", 0.3)
    services.papers["2404.00001"] = Paper("2404.00001", "On arXiv")
    services.others["/slow"] = act
    services.others["/page"] = said(200, b"<title>A page</title>", Content_Type="text/html")
    patient = settings._replace(read_timeout=30, total_timeout=600, retries=5)
    began = time.monotonic()
    found = asked(library, patient, f"{server.base}/slow", "2404.00001", f"{server.base}/page")
    assert [facts.title for facts in found.facts.values()] == ["On arXiv", "A page"]
    assert len(found.problems) == 1
    assert time.monotonic() - began < 10
    assert services.asked("/slow") <= 2


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("https://openreview.net/pdf?id=aB-1", "https://openreview.net/forum?id=aB-1"),
        (
            "https://aclanthology.org/2023.acl-long.1.pdf",
            "https://aclanthology.org/2023.acl-long.1",
        ),
        ("https://example.org/x.html?a=b", "https://example.org/x.html?a=b"),
    ],
)
def test_of_a_pdf_the_page_that_it_hangs_on_is_asked(typed, page):
    (entry,) = entries(typed)
    assert page_of(entry) == page


def test_the_reader_hears_what_is_waited_for(library, settings, services):
    for paper in ("2404.00001", "2404.00002"):
        services.papers[paper] = Paper(paper, "T")
    slow = settings._replace(arxiv_interval=0.4)
    pacing = pacing_of(slow, library.database)
    look_up(library.folder, entries("2404.00001"), slow, pacing, InlineProgress())
    heard = []
    look_up(
        library.folder,
        entries("2404.00002"),
        slow,
        pacing,
        InlineProgress(lambda _, words: heard.append(words)),
    )
    assert any("waiting" in words.lower() for words in heard)
