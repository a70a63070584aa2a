"""What is asked is answered, and nothing that happens to the process is fatal."""

import os
import signal
import threading
import time
from concurrent.futures import CancelledError

import pytest

from effllm_desktop.app.pdf_reading import PdfReading, write_copy
from effllm_desktop.domain.errors import BadPdf, PdfLocked, PdfStopped, StorageFailed
from effllm_desktop.domain.pdf import Box, Link, Mark, Tile
from effllm_desktop.pdf import process
from effllm_desktop.pdf.client import PdfWorker
from effllm_desktop.pdf.process import WorkerProcess
from effllm_desktop.pdf.requests import Rank
from tests.support.pdfs import HEIGHT, WIDTH, Pdf, endless, lines, locked, papers, rectangle

SECONDS = 60


@pytest.fixture
def paper(tmp_path):
    pdf = Pdf()
    pdf.title("学习 — a title")
    link = "<< /Subtype /Link /Rect [10 500 160 520] /A << /S /URI /URI (http://a.org) >> >>"
    pdf.page(rectangle(0, HEIGHT - 10, 20, 10, "1 0 0") + lines(["Some words"]), annotations=[link])
    pdf.page(lines(["More words and words"]), rotate=90)
    return pdf.write(tmp_path / "a.pdf")


def test_a_document_is_opened_and_its_pages_are_painted(worker, paper):
    facts = worker.open(paper).result(SECONDS)
    assert (facts.pages, facts.title) == (2, "学习 — a title")
    assert facts.sizes == ((WIDTH, HEIGHT), (HEIGHT, WIDTH))
    picture = worker.render(1, 0.5).result(SECONDS)
    assert (picture.width, picture.height, picture.stride) == (200, 300, 800)
    assert len(picture.buffer) == 300 * 800
    assert picture.buffer[:4] == b"\x00\x00\xff\xff"
    assert picture.buffer[-4:] == b"\xff\xff\xff\xff"
    tile = worker.render(1, 0.5, tile=Tile(0, 4, 12, 6)).result(SECONDS)
    assert (tile.width, tile.height) == (12, 6)
    for row in range(6):
        pixels = tile.buffer[row * tile.stride : row * tile.stride + 48]
        assert pixels == picture.buffer[(row + 4) * 800 : (row + 4) * 800 + 48]
    turned = worker.render(1, 0.5, 90, dark=True).result(SECONDS)
    assert (turned.width, turned.height) == (300, 200)


def test_everything_that_can_be_asked(worker, paper):
    worker.open(paper)
    text = worker.text(1).result(SECONDS)
    assert text.text == "Some words"
    assert len(text.boxes) == 4 * len(text.text)
    assert worker.outline().result(SECONDS) == ()
    assert worker.links(2).result(SECONDS) == ()
    (link,) = worker.links(1).result(SECONDS)
    assert link == Link(Box(10, HEIGHT - 520, 160, HEIGHT - 500), None, None, "http://a.org")
    assert worker.annotations(1).result(SECONDS) == ()
    hits = []
    assert worker.find("WORDS", 2, hits.append).result(SECONDS) == 3
    assert [[hit.page for hit in on_page] for on_page in hits] == [[2, 2], [1]]
    assert all(isinstance(box, Box) for hit in hits[0] for box in hit.boxes)


def test_the_annotations_of_all_pages_come_with_their_pages(worker, tmp_path):
    pdf = Pdf()
    for number in range(70):
        note = f"<< /Subtype /Text /Rect [0 0 20 20] /Contents (Remark {number + 1}) >>"
        pdf.page(annotations=[note] * (number % 3))
    worker.open(pdf.write(tmp_path / "commented.pdf"))
    found = worker.all_annotations().result(SECONDS)
    assert [page for page, _ in found] == [
        page for page in range(1, 71) for _ in range((page - 1) % 3)
    ]
    assert all(one.contents == f"Remark {page}" for page, one in found)


def test_an_annotated_copy_leaves_the_document_on_the_screen_alone(worker, paper, tmp_path):
    worker.open(paper)
    mark = Mark(1, (Box(40, 40, 100, 60),), "#ffdc00", "good")
    write_copy(tmp_path / "copy.pdf", worker.annotated([mark]).result(SECONDS))
    assert worker.annotations(1).result(SECONDS) == ()
    assert (tmp_path / "copy.pdf").read_bytes().startswith(paper.read_bytes())
    worker.open(tmp_path / "copy.pdf")
    (found,) = worker.annotations(1).result(SECONDS)
    assert (found.contents, found.boxes) == ("good", mark.boxes)


def test_a_replaced_or_deleted_file_does_no_harm(worker, paper):
    worker.open(paper).result(SECONDS)
    paper.write_bytes(b"%PDF-")
    assert worker.text(2).result(SECONDS).text == "More words and words"
    paper.unlink()
    assert worker.text(1).result(SECONDS).text == "Some words"


def test_a_password(worker, tmp_path):
    path = locked(tmp_path / "locked.pdf", "geheim")
    with pytest.raises(PdfLocked, match="password"):
        worker.open(path).result(SECONDS)
    with pytest.raises(PdfLocked):
        worker.open(path, "wrong").result(SECONDS)
    assert worker.open(path, "geheim").result(SECONDS).pages == 1


def test_what_does_not_open_fails_for_whoever_asks(worker, tmp_path):
    with pytest.raises(StorageFailed, match=r"missing\.pdf could not be read"):
        worker.open(tmp_path / "missing.pdf").result(SECONDS)
    with pytest.raises(StorageFailed):
        worker.render(1, 1).result(SECONDS)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    worker.open(tmp_path / "bad.pdf")
    with pytest.raises(BadPdf, match=r"bad\.pdf cannot be opened"):
        worker.find("x", 1, print).result(SECONDS)
    with pytest.raises(BadPdf):
        worker.text(1).result(SECONDS)


def test_a_page_that_is_not_there(worker, paper):
    worker.open(paper)
    with pytest.raises(BadPdf, match="Page 99"):
        worker.render(99, 1).result(SECONDS)
    assert worker.render(1, 1).result(SECONDS)


class Held:
    """Holds the thread of a worker until it is let go, so that requests gather."""

    def __init__(self, worker):
        self._go = threading.Event()
        self.begun = threading.Event()
        worker._requests.add(Rank.SEEN, self._wait)
        assert self.begun.wait(SECONDS)

    def _wait(self):
        self.begun.set()
        self._go.wait(SECONDS)

    def let_go(self):
        self._go.set()


def test_the_newest_comes_first_and_long_work_last(worker, paper):
    worker.open(paper).result(SECONDS)
    held = Held(worker)
    order = []
    found = worker.find("absent", 1, order.append)
    found.add_done_callback(lambda _: order.append("found"))
    asked = []
    for number in range(5):
        asked.append(worker.render(1, 0.1))
        asked[-1].add_done_callback(lambda _, number=number: order.append(number))
    asked[3].cancel()
    held.let_go()
    assert found.result(SECONDS) == 0
    assert order == [3, 4, 2, 1, 0, "found"]


def test_what_was_cancelled_is_never_painted(worker, paper):
    worker.open(paper).result(SECONDS)
    held = Held(worker)
    dropped = [worker.render(1, 1) for _ in range(200)]
    for future in dropped:
        future.cancel()
    held.let_go()
    worker.render(1, 0.1).result(SECONDS)
    assert all(future.cancelled() for future in dropped)


def test_a_search_can_be_stopped_at_any_page(worker, tmp_path):
    worker.open(papers(tmp_path / "long.pdf", 50)).result(SECONDS)
    pages = []

    def found(hits):
        pages.append(hits[0].page)
        if len(pages) == 3:
            search.cancel()

    held = Held(worker)
    search = worker.find("long paper", 49, found)
    held.let_go()
    with pytest.raises(CancelledError):
        search.result(SECONDS)
    worker.text(1).result(SECONDS)
    assert pages[:3] == [49, 50, 1]


def test_opening_another_document_drops_what_was_asked_of_the_first(worker, paper, tmp_path):
    worker.open(paper).result(SECONDS)
    held = Held(worker)
    dropped = worker.render(1, 1)
    facts = worker.open(papers(tmp_path / "other.pdf", 3))
    held.let_go()
    assert facts.result(SECONDS).title == "A long paper"
    assert dropped.cancelled()
    assert "Page 2" in worker.text(2).result(SECONDS).text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_process_that_is_killed_costs_one_answer_at_most(worker, paper):
    facts = worker.open(paper).result(SECONDS)
    for _ in range(3):
        asked = [worker.render(1, 2) for _ in range(5)]
        asked[-1].result(SECONDS)
        os.kill(worker.process_id, signal.SIGKILL)
        failed = [one.exception(SECONDS) for one in asked]
        assert sum(problem is not None for problem in failed) <= 1
        assert worker.text(2).result(SECONDS).text == "More words and words"
        assert worker.open(paper).result(SECONDS) == facts


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_process_that_is_killed_over_a_request_is_over():
    process = WorkerProcess(timeout=SECONDS)
    os.kill(process.id, signal.SIGSTOP)
    process._send("outline", ())
    process.kill()
    with pytest.raises(PdfStopped, match="broke down"):
        process._received(SECONDS)
    with pytest.raises(PdfStopped, match="broke down"):
        process.ask("outline")
    process.end()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_process_that_died_idle_is_not_missed(worker, paper):
    worker.open(paper).result(SECONDS)
    os.kill(worker.process_id, signal.SIGKILL)
    worker._reading._process._process.join()
    assert worker.text(1).result(SECONDS).text == "Some words"


def test_a_page_that_never_ends_is_given_up_and_the_others_are_shown(tmp_path):
    worker = PdfWorker(timeout=1)
    worker.open(endless(tmp_path / "endless.pdf"))
    hanging = worker.render(2, 1)
    with pytest.raises(PdfStopped, match="took longer than 1 seconds") as caught:
        hanging.result(SECONDS)
    assert caught.value.hint
    assert worker.render(1, 1).result(SECONDS)
    assert worker.find("fine", 1, print).result(SECONDS) == 2
    for _ in range(2):
        with pytest.raises(PdfStopped):
            worker.render(2, 1).result(SECONDS)
    assert worker.process_id is None  # it had its chances: nothing was started for it
    worker.close()


def test_closing_while_a_page_hangs_waits_for_nobody(tmp_path):
    worker = PdfWorker()
    worker.open(endless(tmp_path / "endless.pdf")).result(SECONDS)
    running, waiting = worker.render(2, 1), worker.text(1)
    begun = time.monotonic()
    worker.close()
    assert time.monotonic() - begun < 5
    assert waiting.cancelled()
    assert running.cancelled() or isinstance(running.exception(SECONDS), PdfStopped)
    assert worker.text(1).cancelled()
    assert worker.open(tmp_path / "endless.pdf").cancelled()


def test_nothing_is_left_in_shared_memory(monkeypatch, tmp_path, paper):
    room = tmp_path / "memory"
    room.mkdir()
    monkeypatch.setattr(process, "_IN_MEMORY", room)
    worker = PdfWorker()
    worker.open(paper).result(SECONDS)
    assert not list(room.iterdir())
    worker.close()
    assert not list(room.iterdir())


def test_a_worker_is_ready_before_it_is_needed(paper):
    reading = PdfReading()
    reading.close()
    reading.prepare()
    reading.prepare()
    first, second = reading.worker(), reading.worker()
    assert first is not second
    assert first.open(paper).result(SECONDS) == second.open(paper).result(SECONDS)
    first.close()
    second.close()
    reading.prepare()
    reading.close()
