"""A refresh asks each service once, writes what comes, and says what became of each work."""

import threading
from contextlib import closing
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest

from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.refreshing import asking
from effllm_desktop.domain.errors import Cancelled, Offline
from effllm_desktop.domain.metadata import Fact, PaperName, Source
from effllm_desktop.domain.state import Status
from effllm_desktop.store import metadata
from effllm_desktop.store import services as stored_services
from effllm_desktop.store.opening import open_database
from tests.support.builders import found, page, take
from tests.support.misbehaving_server import most_at_once, said, stalled
from tests.support.networks import plug
from tests.support.service_answers import Paper
from tests.support.soundness import assert_sound

pytestmark = pytest.mark.loopback
ONE, TWO, GONE = "arxiv:2404.00001", "arxiv:2404.00002", "arxiv:2404.09999"
TOOL, BLOG = "github:own/tool", "url:example.org/blog"
FACTS = {"stargazers_count": 7, "archived": False, "pushed_at": "2026-01-02T03:04:05Z"}
LIST = page(
    "L",
    {
        "S": [
            "[One](http://arxiv.org/abs/2404.00001v1)",
            "[Two](https://arxiv.org/abs/2404.00002)",
            "[Gone](https://arxiv.org/abs/2404.09999)",
            "[tool](https://github.com/own/tool)",
            "[Blog](https://example.org/blog)",
        ]
    },
)


@pytest.fixture
def everything(folder, services, refreshing):
    """A library with five works, of which the services know three."""
    take(folder, LIST)
    services.papers |= {
        "2404.00001": Paper("2404.00001", "One", 3, abstract="Wombats.", comment="ICLR 2025"),
        "2404.00002": Paper("2404.00002", "Two"),
    }
    services.cited["2404.00001"] = 5
    services.counted["10.48550/arxiv.2404.00002"] = 8
    services.repositories["own/tool"] = FACTS
    return refreshing


def titled(library, works):
    return sorted(library.works.details(work).title for work in works)


def test_everything_is_asked_once_and_written(everything, server, library):
    report = everything(ONE, TWO, GONE, TOOL, BLOG)
    assert titled(library, report.updated) == ["One", "Two", "tool"]
    assert titled(library, report.unknown) == ["Gone"]
    assert titled(library, report.nameless) == ["Blog"]
    assert report.failures == report.failed == report.unchanged == report.not_found == ()
    known = everything.known(ONE)
    assert (known[Fact.ABSTRACT], known[Fact.CITATIONS], known[Fact.VERSION]) == ("Wombats.", 5, 3)
    assert everything.known(TWO)[Fact.CITATIONS] == 8
    assert everything.known(TOOL)[Fact.STARS] == 7
    assert found(library, "wombats") == ["One"]
    paths = sorted(urlsplit(one.path).path for one in server.requests())
    assert paths == [
        "/api/query",
        "/graph/v1/paper/batch",
        "/repos/own/tool",
        "/works",
        "/works/doi:10.48550/arxiv.2404.09999",
    ]
    for service in ("/api/query", "/graph/", "/works", "/repos/"):  # one connection for each
        asked = [one for one in server.requests() if one.path.startswith(service)]
        assert most_at_once(asked) == 1
    assert_sound(library.database)


def test_nothing_of_the_reader_is_sent(everything, server, library):
    from effllm_desktop.app.operations.noting import SetNote

    library.workspace.run(SetNote(everything.work(ONE), "my secret note"))
    everything(ONE, TOOL)
    for one in server.requests():
        told = f"{one.path} {dict(one.headers)} {one.body!r}"
        assert "secret" not in told
        assert str(library.folder) not in told
        assert set(one.headers) <= {
            "host", "user-agent", "accept", "accept-encoding", "connection",
            "content-type", "content-length",
        }  # fmt: skip


def test_what_is_said_again_is_unchanged(everything, library):
    everything(ONE, TWO, TOOL)
    report = everything(ONE, TWO, TOOL)
    assert titled(library, report.unchanged) == ["One", "Two", "tool"]
    assert not report.updated


def test_not_found_takes_two_days(everything, library, clock):
    everything(GONE)
    assert titled(library, everything(GONE).unknown) == ["Gone"]
    clock.wait(days=1)
    assert titled(library, everything(GONE).not_found) == ["Gone"]


def test_failures_overwrite_nothing_and_are_told_once(everything, services, library):
    everything(ONE, TWO, TOOL)
    before = [everything.known(key) for key in (ONE, TWO, TOOL)]
    services.others[""] = said(503)
    report = everything(ONE, TWO, TOOL)
    assert titled(library, report.failed) == ["One", "Two", "tool"]
    assert {failure.source for failure in report.failures} == {
        Source.ARXIV,
        Source.SEMANTIC_SCHOLAR,
        Source.OPENALEX,
        Source.GITHUB,
    }
    arxiv = next(one for one in report.failures if one.source is Source.ARXIV)
    assert len(arxiv.works) == 2
    assert "fault of its own" in arxiv.problem.what
    assert [everything.known(key) for key in (ONE, TWO, TOOL)] == before


def test_empty_answers_overwrite_nothing(everything, services):
    everything(ONE, TOOL)
    before = everything.known(ONE)
    services.papers.clear()
    services.cited.clear()
    report = everything(ONE)
    assert everything.known(ONE) == before
    assert list(report.unknown) == everything.ids(ONE)


def test_what_one_cannot_say_and_another_one_can_is_no_failure(everything, services):
    services.others["/graph"] = said(503)
    services.counted["10.48550/arxiv.2404.00001"] = 9
    report = everything(ONE)
    assert not report.failures
    assert everything.known(ONE)[Fact.CITATIONS] == 9


def test_that_one_knows_nothing_does_not_make_up_for_one_that_failed(everything, services, library):
    services.others["/graph"] = said(503)
    report = everything(TWO, GONE)
    assert titled(library, report.failed) == ["Gone"]
    assert [one.source for one in report.failures] == [Source.SEMANTIC_SCHOLAR]


def test_a_key_that_is_not_accepted_is_told_whoever_answers_instead(everything, services, library):
    services.others["/graph"] = said(401)
    report = everything(TWO, semantic_scholar_key="wrong")
    assert titled(library, report.updated) == ["Two"]
    assert report.failed == ()
    (failure,) = report.failures
    assert failure.problem.what == "Semantic Scholar does not accept the key."
    assert "Services in the Library menu" in failure.problem.hint


def test_a_refusal_of_arxivs_is_remembered_by_the_next_run(everything, services, server):
    services.others["/api/query"] = said(403)
    everything.settings = everything.settings._replace(
        semantic_scholar_url="http://127.0.0.1:1", openalex_url="http://127.0.0.1:1"
    )
    assert list(everything(ONE).failed) == everything.ids(ONE)
    report = everything(ONE, TWO)
    assert len(server.requests()) == 1
    assert any("takes the program for a robot" in one.problem.what for one in report.failures)
    rows = stored_services.all_known(everything.library.database)
    assert any(service == "arXiv" and until for service, _, until, *_ in rows)


def test_offline_nothing_is_asked(everything, server):
    with pytest.raises(Offline):
        everything(ONE, offline=True)
    assert server.requests() == []


def test_only_what_is_older_than_some_days(everything, server, clock, library):
    everything(ONE, TOOL)
    clock.wait(days=3)
    asked = len(server.requests())
    report = everything(ONE, TOOL, BLOG, days=7)
    assert len(server.requests()) == asked
    assert not report.unchanged
    assert titled(library, report.nameless) == ["Blog"]
    report = everything(ONE, TWO, days=7)
    assert titled(library, report.updated) == ["Two"]
    clock.wait(days=5)
    assert titled(library, everything(ONE, TWO, days=7).unchanged) == ["One"]


def test_without_a_token_few_repositories_an_hour(everything, services, server, clock, folder):
    names = [f"o/r{number:02}" for number in range(60)]
    services.repositories |= dict.fromkeys(names, FACTS)
    take(folder, page("M", {"S": [f"[{one}](https://github.com/{one})" for one in names]}))
    keys = [f"github:{one}" for one in names]
    report = everything(*keys)
    assert (len(report.updated), len(report.failed)) == (50, 10)
    (failure,) = report.failures
    assert "without a token" in failure.problem.what
    assert len(everything(*keys).failed) == 60
    assert len(server.requests()) == 50
    clock.wait(minutes=61)
    report = everything(*keys)
    assert len(report.updated) == 10  # the longest unasked come first
    assert len(server.requests()) == 100
    assert not everything(*keys, github_token="x").failures
    assert server.requests()[-1].path == "/graphql"


def test_two_works_of_one_name_are_both_told(everything, folder, library):
    take(folder, page("M", {"S": ["**Also one** [[pdf]](https://arxiv.org/pdf/2404.00001v2)"]}))
    (names,) = asking.questions(library.database, everything.ids(ONE)).arxiv.values()
    assert names == everything.ids(ONE)
    assert list(asking.questions(library.database, everything.ids(ONE)).papers) == [
        PaperName("2404.00001")
    ]


def test_cancelled_it_ends_at_once_and_keeps_what_has_come(everything, services, library):
    services.others["/graph"] = stalled()
    services.others["/works"] = stalled()
    began = threading.Event()

    class Impatient(InlineProgress):
        def checkpoint(self):
            if everything.known(TOOL):
                began.at = monotonic()
                raise Cancelled

    everything.progress = Impatient()
    everything.settings = everything.settings._replace(
        arxiv_api_url="http://127.0.0.1:1", github_api_url=services.server.base, read_timeout=30
    )
    # One host takes one request at a time: so the stalled one is on another.
    from tests.support.misbehaving_server import MisbehavingServer

    with MisbehavingServer() as slow:
        slow.on("*", stalled())
        with pytest.raises(Cancelled):
            everything(ONE, TOOL, semantic_scholar_url=slow.base)
        assert monotonic() - began.at < 0.5
        assert len(slow.requests()) == 1
    assert everything.known(TOOL)[Fact.STARS] == 7


def test_a_request_that_takes_too_long_is_given_up(everything, services):
    services.others["/repos"] = stalled()
    report = everything(TOOL, total_timeout=0.2, read_timeout=30)
    assert "took longer than" in report.failures[0].problem.what


def test_it_waits_while_others_write(everything, folder, monkeypatch):
    with closing(open_database(folder)) as other:
        other.run("BEGIN IMMEDIATE")

        class Letting(InlineProgress):
            def checkpoint(self):
                self.seen = getattr(self, "seen", 0) + 1
                if self.seen == 40:
                    other.run("COMMIT")

        everything.progress = Letting()
        monkeypatch.setattr("effllm_desktop.store.database.BUSY_SECONDS", 0.01)
        report = everything(TOOL)
    assert list(report.updated) == everything.ids(TOOL)


def test_progress_says_what_it_waits_for(everything):
    heard = []
    everything.progress = InlineProgress(lambda fraction, words: heard.append((fraction, words)))
    everything(ONE, TWO, TOOL, host_interval=0.3)
    assert heard[0][1].startswith("Asking about 3 works")
    assert any("waiting" in words for _, words in heard)
    assert all(0 <= fraction <= 1 for fraction, _ in heard)


def test_a_batch_of_174_costs_arxiv_two_requests(everything, services, server, folder):
    ids = [f"2405.{number:05}" for number in range(174)]
    services.papers |= {one: Paper(one) for one in ids}
    services.cited |= dict.fromkeys(ids, 1)
    take(folder, page("M", {"S": [f"[{one}](https://arxiv.org/abs/{one})" for one in ids]}))
    report = everything(*(f"arxiv:{one}" for one in ids))
    assert len(report.updated) == 174
    assert services.asked("/api/query") == 2
    sizes = [
        len(parse_qs(urlsplit(one.path).query)["id_list"][0].split(","))
        for one in server.requests()
        if one.path.startswith("/api/query")
    ]
    assert sizes == [100, 74]


def test_nothing_to_ask_is_a_report(everything, server, library):
    report = everything(BLOG)
    assert titled(library, report.nameless) == ["Blog"]
    assert server.requests() == []
    assert everything().nameless == ()


def test_a_mistake_of_ours_is_not_lost(everything, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("effllm_desktop.net.github.GitHub.repositories", broken)
    with pytest.raises(ZeroDivisionError):
        everything(TOOL)


def test_versions_that_were_seen_stay(everything, services, library):
    everything(ONE)
    services.papers["2404.00001"] = Paper("2404.00001", "One, revised", 4)
    everything(ONE)
    versions = metadata.versions(library.database, everything.work(ONE))
    assert [(one.version, one.title) for one in versions] == [
        (1, None),
        (3, "One"),
        (4, "One, revised"),
    ]


def test_what_changed_since_the_version_that_was_read_is_asked_once(everything, services, library):
    services.papers["2404.00001v1"] = Paper("2404.00001", "One, at first", 1, abstract="Bats.")
    work = everything.work(ONE)
    library.workspace.run(SetStatus([work], Status.READ))
    assert titled(library, everything(ONE).updated) == ["One"]
    assert everything.known(ONE)[Fact.TITLE] == "One"
    known = library.works.details(work).metadata
    assert [tuple(one) for one in known.news] == [
        (Fact.TITLE, "One, at first", "One"),
        (Fact.ABSTRACT, "Bats.", "Wombats."),
        (Fact.COMMENT, None, "ICLR 2025"),
    ]
    assert services.asked("/api/query") == 2
    assert titled(library, everything(ONE).unchanged) == ["One"]
    assert services.asked("/api/query") == 3
    everything(TWO)
    assert services.asked("/api/query") == 4


def test_without_a_network_nothing_is_lost_and_no_service_is_blamed(everything, services, library):
    services.cited["2404.00001"] = 5
    everything(ONE, TWO, TOOL)
    before = {key: everything.known(key) for key in (ONE, TWO, TOOL)}
    base = everything.settings.arxiv_api_url.replace("127.0.0.1", "papers.test")
    names = ("arxiv_api_url", "semantic_scholar_url", "openalex_url", "github_api_url")
    with plug() as network:
        network.pull()
        report = everything(ONE, TWO, TOOL, BLOG, **dict.fromkeys(names, base), retries=5)
        assert len(network.looked_up) == 3  # each of them found it out at once, and only once
    assert report.cut_off
    assert titled(library, report.unasked) == ["One", "Two", "tool"]
    assert titled(library, report.nameless) == ["Blog"]
    assert not report.failed
    assert not report.failures
    assert {key: everything.known(key) for key in (ONE, TWO, TOOL)} == before
    known = stored_services.all_known(library.database)
    assert {(row[2], row[4]) for row in known} == {(0, 0)}
    assert_sound(library.database)


def test_a_network_that_goes_away_in_the_middle_leaves_what_was_learned(everything, library):
    """Some services are reached, others no more: what one has said stays."""
    name = everything.settings.github_api_url.replace("127.0.0.1", "papers.test")
    with plug() as network:
        network.pull()
        report = everything(ONE, TOOL, github_api_url=name)
    assert report.cut_off
    assert titled(library, report.updated) == ["One"]
    assert titled(library, report.unasked) == ["tool"]
    assert not report.failures
