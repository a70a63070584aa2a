"""The queue, worked off against a server that misbehaves."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Timer
from time import monotonic

import pytest

from effllm_desktop.app.downloading import asking, queue
from effllm_desktop.app.network import rules_of, user_agent
from effllm_desktop.app.readmodels.downloads import downloads_of
from effllm_desktop.app.readmodels.pdfs import Pdf, PdfStatus
from effllm_desktop.app.waiting import why_waiting
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.errors import BadInput, Cancelled, HostPaused
from effllm_desktop.net.pacing import ARXIV, Clocks, Pacing
from effllm_desktop.store import downloads, pdf_files
from effllm_desktop.store.downloads import DownloadState
from effllm_desktop.store.queue_lock import QueueLock
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import gaps, most_at_once, pdf
from tests.support.soundness import assert_sound

pytestmark = pytest.mark.loopback


def serve(server, number, data=None, etag='"v1"'):
    data = data or pdf(20_000, str(number))
    server.on(f"/pdf/2401.{number:05}v1", ms.whole(data, etag))
    return data


def files(downloading):
    return sorted(
        file.relative_to(downloading.folder / "pdfs").as_posix()
        for file in (downloading.folder / "pdfs").rglob("*")
        if file.is_file() and file.name != "queue.lock"
    )


def test_what_is_asked_for_comes_and_is_kept_by_its_content(downloading, server):
    works = downloading.papers(3)
    data = [serve(server, n) for n in (1, 2, 3)]
    asked = downloading.ask(works)
    assert asked.queued == tuple(works)
    assert downloading.status(works[0]).status is PdfStatus.QUEUED
    assert downloading.run() is None
    for work, one in zip(works, data, strict=True):
        found = downloading.status(work)
        digest = hashlib.sha256(one).hexdigest()
        assert found == Pdf(PdfStatus.CACHED, len(one), digest, 3)
        assert pdf_files.path_of(downloading.folder, digest).read_bytes() == one
    assert len(files(downloading)) == 3
    assert downloads.all_of(downloading.library.database) == []
    assert downloading.ask(works).here == tuple(works)
    assert {c.aspects for c in downloading.listening.changes} == {Aspect.PDFS}
    assert_sound(downloading.library.database)


def test_one_service_is_asked_once_at_a_time_and_in_order(downloading, server):
    works = downloading.papers(5)
    for number in range(1, 6):
        serve(server, number)
    downloading.ask(works[:3])
    downloading.ask(works[3:], first=True)
    downloading.run()
    paths = [one.path for one in server.log]
    assert paths == [f"/pdf/2401.{n:05}v1" for n in (4, 5, 1, 2, 3)]
    assert most_at_once(server.log) == 1
    assert min(gaps(server.log)) >= 0.02


def test_services_are_asked_side_by_side(downloading, server, tmp_path):
    with ms.MisbehavingServer() as other:
        also = f"- [Report]({other.base}/r.pdf)\n"
        (paper,) = downloading.papers(1, also=also)
        report = downloading.work(f"url:127.0.0.1:{other.port}/r.pdf")
        downloading.change(github_raw_url=other.base)
        other.on("/r.pdf", ms.dripping(pdf(40), 0.01))
        server.on("/pdf/2401.00001v1", ms.dripping(pdf(40), 0.01))
        downloading.ask([paper, report])
        downloading.run()
        assert most_at_once([*server.log, *other.log]) == 2
    assert downloading.status(report).status is PdfStatus.CACHED


def test_equal_requests_join(downloading, server):
    (work,) = downloading.papers(1)
    serve(server, 1)
    downloading.ask([work])
    downloading.ask([work, work])
    (why,) = why_waiting(downloading.library.database, [work], downloading.settings).values()
    assert why.reason == "It waits for its turn."
    assert len(downloads.all_of(downloading.library.database)) == 1
    downloading.run()
    assert len(server.log) == 1


def test_works_with_one_file_share_it(downloading, server):
    also = "- [Project](https://example.org/p)\n  - [pdf](https://arxiv.org/pdf/2401.00001v1)\n"
    (paper,) = downloading.papers(1, also=also)
    project = downloading.work("url:example.org/p")
    serve(server, 1)
    downloading.ask([paper, project])
    downloading.run()
    assert len(server.log) == 1
    assert downloading.status(paper) == downloading.status(project)


def test_what_fails_is_told_and_can_be_tried_again(downloading, server):
    works = downloading.papers(2)
    serve(server, 2)
    downloading.ask(works)
    downloading.run()
    failed = downloading.status(works[0])
    assert (failed.status, failed.error) == (
        PdfStatus.FAILED,
        "127.0.0.1 has no such file (404).",
    )
    assert downloading.status(works[1]).status is PdfStatus.CACHED
    downloading.run()
    assert len(server.requests("/pdf/2401.00001v1")) == 1
    serve(server, 1)
    asking.retry(downloading.library, [works[0]])
    downloading.run()
    assert downloading.status(works[0]).status is PdfStatus.CACHED


def test_what_is_no_pdf_for_the_checker_is_not_kept(downloading, server):
    (work,) = downloading.papers(1)
    serve(server, 1)

    def refuse(path):
        raise BadInput("The PDF has no pages.")

    downloading.ask([work])
    downloading.run(checker=refuse)
    assert downloading.status(work).error == "The PDF has no pages."
    assert files(downloading) == []


def test_a_paused_download_rests_and_goes_on_where_it_was(downloading, server):
    (work,) = downloading.papers(1)
    data = pdf(30_000)
    server.on("/pdf/2401.00001v1", ms.stalled(data[:9_000]), ms.whole(data))
    downloading.change(read_timeout=20)
    downloading.ask([work])

    def pause_when_some_came(progress):
        if any(one.done for one in progress.downloads):
            asking.pause(downloading.library, [work])

    downloading.listening.progressed = pause_when_some_came
    begun = monotonic()
    downloading.run()
    assert monotonic() - begun < 3
    found = downloading.status(work)
    assert (found.status, found.paused, found.size) == (PdfStatus.QUEUED, True, 9_000)
    database = downloading.library.database
    (why,) = why_waiting(database, [work], downloading.settings).values()
    assert why.reason == "The download is paused."
    downloading.run()
    assert len(server.log) == 1
    del downloading.listening.progressed  # it would pause again
    asking.resume(downloading.library)
    downloading.run()
    assert downloading.status(work).status is PdfStatus.CACHED
    assert "range" not in server.log[1].headers or server.log[1].headers["range"] == "bytes=9000-"


def test_what_is_paused_or_given_up_in_the_last_moment_does_not_begin(downloading, server):
    with ms.MisbehavingServer() as other:
        address = f"{other.base}/r"
        downloading.change(github_raw_url=other.base)
        (paper,) = downloading.papers(1, also=f"- [A]({address}1.pdf)\n- [B]({address}2.pdf)\n")
        reports = [downloading.work(f"url:127.0.0.1:{other.port}/r{n}.pdf") for n in (1, 2)]
        serve(server, 1)
        downloading.ask([paper, *reports])
        acts = iter(
            [
                lambda: asking.pause(downloading.library, reports[:1]),
                lambda: asking.cancel(downloading.library, reports[1:]),
            ]
        )

        def act_when_the_paper_begins(_):
            for act in acts:  # after the look at the queue, before the reports have their turn
                act()

        downloading.listening.changed = act_when_the_paper_begins
        downloading.run()
        assert other.log == []
    assert downloading.status(paper).status is PdfStatus.CACHED
    assert downloading.status(reports[0]).paused
    assert downloading.status(reports[1]).status is PdfStatus.NONE


def test_a_cancelled_download_leaves_nothing(downloading, server):
    (work,) = downloading.papers(1)
    server.on("/pdf/2401.00001v1", ms.stalled(pdf(30_000)[:9_000]))
    downloading.change(read_timeout=20)
    downloading.ask([work])
    downloading.listening.progressed = lambda progress: (
        any(one.done for one in progress.downloads) and asking.cancel(downloading.library)
    )
    downloading.run()
    assert downloading.status(work).status is PdfStatus.NONE
    assert files(downloading) == []


def test_a_cancelled_run_ends_at_once_and_goes_on_later(downloading, server):
    works = downloading.papers(2)
    server.on("/pdf/2401.00001v1", ms.stalled(), ms.whole(pdf(5_000)))
    serve(server, 2)
    downloading.change(read_timeout=20)
    downloading.ask(works)
    stop = Timer(0.2, downloading.progress.cancel)
    stop.start()
    begun = monotonic()
    with pytest.raises(Cancelled):
        downloading.run()
    assert monotonic() - begun < 1.5
    stop.join()
    assert [downloading.status(w).status for w in works] == [PdfStatus.QUEUED] * 2
    downloading.progress = type(downloading.progress)()
    downloading.run()
    assert [downloading.status(w).status for w in works] == [PdfStatus.CACHED] * 2


def test_only_some_works_are_fetched_when_that_is_asked(downloading, server):
    works = downloading.papers(2)
    serve(server, 1)
    serve(server, 2)
    downloading.ask(works)
    downloading.run(only=[works[1]])
    assert downloading.status(works[0]).status is PdfStatus.QUEUED
    assert downloading.status(works[1]).status is PdfStatus.CACHED


def test_offline_nothing_is_asked_and_all_waits(downloading, server):
    (work,) = downloading.papers(1)
    serve(server, 1)
    downloading.change(offline=True)
    downloading.ask([work])
    downloading.run()
    assert server.log == []
    assert downloading.status(work).status is PdfStatus.QUEUED
    database = downloading.library.database
    (why,) = why_waiting(database, [work], downloading.settings).values()
    assert why.reason == "The program is set to stay offline."


def test_a_403_stops_arxiv_for_an_hour_over_restarts(downloading, server):
    works = downloading.papers(3)
    server.on("*", ms.said(403))
    downloading.ask(works)
    rest = downloading.run()
    assert not rest.no_network
    assert [type(one) for one in rest.why] == [HostPaused]
    until = rest.until
    assert len(server.log) == 1
    assert downloading.run().until == until
    rows = downloads_of(downloading.library.database, downloading.settings)
    assert all("takes the program for a robot. arXiv is left alone" in row.pause for row in rows)
    asking.retry(downloading.library)
    downloading.run()
    assert len(server.log) == 1
    database = downloading.library.database
    waiting = why_waiting(database, works, downloading.settings)
    assert all("takes the program for a robot" in one.reason for one in waiting.values())
    later = Clocks(wall=lambda: until + 1)
    serve(server, 2)
    server.on("*", ms.said(404))
    downloading.run(pacing=Pacing(rules_of(downloading.settings), [], later))
    assert downloading.status(works[1]).status is PdfStatus.CACHED


def test_a_host_where_five_fail_is_left_alone_until_the_reader_says_retry(downloading, server):
    also = "".join(f"- [R{n}]({server.base}/x/{n}.pdf)\n" for n in range(7))
    downloading.papers(0, also=also)
    downloading.change(arxiv_site_url="https://arxiv.org", retries=0)
    works = [downloading.work(f"url:127.0.0.1:{server.port}/x/{n}.pdf") for n in range(7)]
    server.on("*", ms.page("Welcome"))
    downloading.ask(works)
    assert downloading.run()
    assert len(server.log) == 5
    states = [downloading.status(work).status for work in works]
    assert states == [PdfStatus.FAILED] * 5 + [PdfStatus.QUEUED] * 2
    server.on("*", ms.whole(pdf(3_000)))
    asking.retry(downloading.library)
    assert downloading.run() is None
    assert {downloading.status(work).status for work in works} == {PdfStatus.CACHED}


def test_gates_that_are_shared_hear_that_the_reader_wants_to_try_again(downloading, server):
    pacing = Pacing(rules_of(downloading.settings._replace(arxiv_site_url="https://arxiv.org")))
    works = downloading.papers(6)
    downloading.change(retries=0)
    server.on("*", ms.page("Welcome"))
    downloading.ask(works)
    assert downloading.run(pacing=pacing)
    server.on("*", ms.whole(pdf(3_000)))
    asking.retry(downloading.library)
    assert downloading.run(pacing=pacing) is None
    assert downloading.status(works[0]).status is PdfStatus.CACHED


def test_what_crashes_left_is_swept_and_what_can_go_on_stays(downloading, server):
    works = downloading.papers(2)
    data = serve(server, 1)
    serve(server, 2)
    downloading.ask(works)
    incoming = downloading.folder / "pdfs" / "incoming"
    part = pdf_files.part_of(downloading.folder, "arxiv:2401.00001v1")
    part.write_bytes(data[:9_000])
    note = {"url": f"{server.base}/pdf/2401.00001v1", "etag": '"v1"'}
    part.with_name(f"{part.name}.json").write_text(json.dumps(note))
    pdf_files.part_of(downloading.folder, "arxiv:2401.00002v1").write_bytes(b"%PDF-half")
    (incoming / "0000.part").write_bytes(b"nobody's")
    orphan = downloading.folder / "pdfs" / "ab" / f"ab{'0' * 62}.pdf"
    orphan.parent.mkdir()
    orphan.write_bytes(b"nobody's")
    with downloading.library.database.transaction():
        downloads.begin(downloading.library.database, works[0])
    downloading.run()
    assert server.requests("/pdf/2401.00001v1")[0].headers["range"] == "bytes=9000-"
    assert "range" not in server.requests("/pdf/2401.00002v1")[0].headers
    assert len(files(downloading)) == 2
    assert [downloading.status(w).status for w in works] == [PdfStatus.CACHED] * 2


def test_more_hosts_than_lanes_are_asked_in_turn(downloading, monkeypatch):
    monkeypatch.setattr(queue, "LANES", 2)
    names = ("github_raw_url", "github_api_url", "openalex_url", "semantic_scholar_url")
    with ExitStack() as stack:
        servers = {name: stack.enter_context(ms.MisbehavingServer()) for name in names}
        for one in servers.values():
            one.on("/r.pdf", ms.dripping(pdf(60, one.base), 0.003))
        also = "".join(f"- [R]({one.base}/r.pdf)\n" for one in servers.values())
        downloading.papers(0, also=also)
        works = [downloading.work(f"url:127.0.0.1:{one.port}/r.pdf") for one in servers.values()]
        downloading.change(**{name: one.base for name, one in servers.items()})
        downloading.ask(works)
        downloading.run()
        assert most_at_once([seen for one in servers.values() for seen in one.log]) == 2
    assert {downloading.status(work).status for work in works} == {PdfStatus.CACHED}


def test_a_private_address_of_a_list_is_not_asked(downloading):
    with ms.MisbehavingServer() as other:
        downloading.papers(0, also=f"- [R]({other.base}/r.pdf)\n")
        work = downloading.work(f"url:127.0.0.1:{other.port}/r.pdf")
        downloading.ask([work])
        downloading.run()
        assert other.log == []
    assert "is in a private network" in downloading.status(work).error


def test_what_is_no_address_fails_at_once(downloading, server):
    (work,) = downloading.papers(1)
    downloading.ask([work])
    database = downloading.library.database
    one = downloads.all_of(database)[0].request
    with database.transaction():
        downloads.add(database, [one._replace(url="ftp://x/a.pdf")], first=False, now="now")
    downloading.run()
    assert "is no web address" in downloading.status(work).error


def test_two_processes_do_not_fetch_at_once(downloading, server):
    (work,) = downloading.papers(1)
    serve(server, 1)
    downloading.ask([work])
    other = QueueLock(downloading.folder)
    assert other.take()
    said = []
    downloading.progress._progressed = lambda fraction, message: said.append(message)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(downloading.run)
        while not said:
            assert not running.done()
        other.release()
        assert running.result(5) is None
    assert said[0] == "Another program is downloading for this library"
    assert downloading.status(work).status is PdfStatus.CACHED
    assert other.take()
    assert downloading.run() is None  # nothing is left for us to do
    assert downloading.run(only=[work]) is None
    other.release()


def test_progress_has_bytes_speed_reasons_and_time_to_go(downloading, server):
    works = downloading.papers(3)
    downloading.change(arxiv_interval=0.7)
    for number in range(1, 4):
        server.on(f"/pdf/2401.{number:05}v1", ms.dripping(pdf(60), 0.005))
    said = []
    downloading.progress._progressed = lambda fraction, message: said.append((fraction, message))
    downloading.ask(works)
    downloading.run()
    seen = [one for told in downloading.listening.progress for one in told.downloads]
    assert any(0 < one.done < 60 and one.total == 60 and one.speed > 0 for one in seen)
    assert any(one.reason == "waiting 1 s for arXiv" for one in seen)
    assert all(told.seconds > 0 for told in downloading.listening.progress if told.left)
    assert any("waiting 1 s for arXiv" in message for _, message in said)
    moving = [message for _, message in said if "/s" in message]
    assert any(" of 60 bytes · " in message and "bytes/s" in message for message in moving)
    assert [f for f, _ in said] == sorted(f for f, _ in said)


def test_the_newest_version_is_another_file(downloading, server):
    (work,) = downloading.papers(1)
    serve(server, 1)
    downloading.ask([work])
    downloading.run()
    downloading.change(arxiv_version="newest")
    newest = pdf(9_000, "v2")
    server.on("/pdf/2401.00001", ms.whole(newest))
    assert downloading.ask([work]).queued == (work,)
    assert downloading.status(work).status is PdfStatus.CACHED
    downloading.run()
    assert downloading.status(work).size == 9_000


def test_the_program_says_who_it_is():
    assert user_agent("").startswith("effllm-desktop/")
    assert user_agent("me@example.org").endswith(" (contact: me@example.org)")
    assert ARXIV == "arXiv"
    assert DownloadState("queued")
