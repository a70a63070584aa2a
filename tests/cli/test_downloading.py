"""`effllm download` and `effllm cache`, against a server that misbehaves."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from effllm_desktop.app.downloading.attaching import attach, copied
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.pdf_indexing import index_cache
from effllm_desktop.app.pdf_reading import pages_of
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import MisbehavingServer
from tests.support.networks import plug
from tests.support.papers import paper

pytestmark = pytest.mark.loopback


def paged(mark: str, size: int = 3_000) -> bytes:
    """A small file of two empty pages."""
    return (
        b"%PDF-1.5\n% " + mark.encode() + b"\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        + b" " * size + b"\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n"
    )  # fmt: skip


@pytest.fixture
def server(monkeypatch) -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as running:
        monkeypatch.setenv("EFFLLM_ARXIV_SITE_URL", running.base)
        monkeypatch.setenv("EFFLLM_GITHUB_RAW_URL", "http://127.0.0.1:9")
        for name in ("ARXIV_INTERVAL", "HOST_INTERVAL"):
            monkeypatch.setenv(f"EFFLLM_{name}", "0.02")
        monkeypatch.setenv("EFFLLM_RETRIES", "1")
        monkeypatch.setenv("EFFLLM_CONTACT", "me@example.org")
        yield running


@pytest.fixture
def papers(effllm, server, list_file):
    """Three papers and an article; the server has the first two."""
    lines = [f"- [Paper {n}](http://arxiv.org/abs/2401.0000{n}v1)" for n in (1, 2, 3)]
    text = "# L\n\n## S\n\n" + "\n".join(lines) + "\n- [A post](https://example.org/post)\n"
    effllm.done("import", list_file(text))
    for n in (1, 2):
        server.on(f"/pdf/2401.0000{n}v1", ms.whole(paged(str(n))))
    return effllm


def test_what_is_asked_for_comes(papers, server):
    assert papers.done("download", "2401.00001", "2401.00002") == "2 works: 2 fetched.\n"
    (record,) = papers.json("list", "2401.00001")
    data = paged("1")
    digest = hashlib.sha256(data).hexdigest()
    assert record["pdf"] == {
        "status": "cached",
        "bytes": len(data),
        "sha256": digest,
        "pages": 2,
    }
    file = papers.library / "pdfs" / digest[:2] / f"{digest}.pdf"
    assert file.read_bytes() == data
    assert file.stat().st_mode & 0o077 == 0
    assert papers.json("show", "2401.00002")["pdf"]["status"] == "cached"
    assert server.log[0].headers["user-agent"].endswith("(contact: me@example.org)")
    assert papers.done("download", "2401.00001") == "1 work: 1 here already.\n"
    assert len(server.log) == 2


def test_what_cannot_be_had_is_told_and_makes_the_exit_code_1(papers):
    result = papers("download", "--section", "S", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["fetched"] == 2
    assert [one["status"] for one in told["works"]] == ["cached", "cached", "failed"]
    assert told["without_pdf"] == ["url:example.org/post"]
    (failure,) = told["failures"]
    assert failure["key"] == "arxiv:2401.00003"
    assert failure["message"] == "127.0.0.1 has no such file (404)."
    assert "arxiv:2401.00003: 127.0.0.1 has no such file (404)." in result.stderr
    assert papers.json("show", "2401.00003")["pdf"]["status"] == "failed"


def test_a_file_without_pages_is_not_kept(papers, server):
    server.on("/pdf/2401.00001v1", ms.whole(ms.pdf(250)))
    assert "it has no pages" in papers("download", "2401.00001").stderr


def test_a_named_work_without_a_pdf_is_a_failure(papers):
    result = papers("download", "https://example.org/post")
    assert result.exit_code == 1
    assert "No list says where a PDF of url:example.org/post is." in result.stderr


def test_offline_nothing_is_asked_and_all_waits(papers, server, monkeypatch):
    monkeypatch.setenv("EFFLLM_OFFLINE", "true")
    result = papers("download", "2401.00001")
    assert result.exit_code == 1
    assert "The program is set to stay offline." in result.stderr
    assert server.log == []
    assert papers.json("show", "2401.00001")["pdf"]["status"] == "queued"


def test_a_service_that_refuses_is_left_alone_and_that_is_said(papers, server):
    server.on("*", ms.said(403))
    server.on("/pdf/2401.00001v1", ms.said(403))
    result = papers("download", "2401.00001", "2401.00002")
    assert result.exit_code == 1
    assert result.stderr.count("arXiv refused (403)") == 2
    assert "is left alone until" in result.stderr
    assert len(server.log) == 1


def test_a_wrong_setting_is_said_and_stops_nothing(papers, monkeypatch):
    monkeypatch.setenv("EFFLLM_LARGEST_PDF", "much")
    result = papers("download", "2401.00001")
    assert result.exit_code == 0
    assert "“much” cannot be the setting largest_pdf" in result.stderr


def test_ready_says_what_is_here_and_what_the_rest_costs(papers, server):
    papers.done("download", "2401.00001")
    papers("download", "2401.00003")
    said = papers.done("download", "--ready")
    assert said.startswith(
        "1 of 3 PDFs on this machine, 2 not: 1 not asked for, 1 failed (less than a minute, "
    )
    assert said.endswith("; 1 work needs a network.\n")
    asked = len(server.log)
    told = papers.json("download", "--ready")
    assert len(server.log) == asked
    assert told["here"] == 1
    assert [one["key"] for one in told["missing"]] == ["arxiv:2401.00002", "arxiv:2401.00003"]
    assert told["missing"][0]["why"] == "It was not asked for yet."
    assert told["missing"][1]["why"] == "127.0.0.1 has no such file (404)."
    assert told["online_only"] == ["url:example.org/post"]
    assert told["sentence"] + ".\n" == said


def test_the_cache_says_what_room_it_takes(papers):
    papers.done("download", "2401.00001", "2401.00002")
    papers.done("mark", "2401.00001", "--star")
    told = papers.json("cache")
    size = len(paged("1"))
    assert (told["files"], told["bytes"], told["limit"]) == (2, 2 * size, 5_000_000_000)
    assert told["staying"] == {"files": 1, "bytes": size}
    assert told["verified"] is None
    assert "2 PDFs, 6.5 kB of 5.0 GB; 1 of them stays (3.3 kB)." in papers.done("cache")


def test_a_limit_holds_from_now_on(papers):
    papers.done("download", "2401.00001", "2401.00002")
    told = papers.json("cache", "--limit", f"{len(paged('1'))}")
    assert told["removed"] == ["arxiv:2401.00001"]
    assert told["files"] == 1
    papers.done("download", "2401.00001")
    assert papers.json("show", "2401.00002")["pdf"]["status"] == "none"
    assert papers.json("cache")["limit"] == len(paged("1"))
    papers.refused("cache", "--limit", "much", code=2)


def test_clearing_leaves_what_is_kept(papers):
    papers.done("download", "2401.00001", "2401.00002")
    papers.done("mark", "2401.00001", "--star")
    assert "1 work no longer has its PDF here." in papers.done("cache", "--clear")
    assert papers.json("cache")["files"] == 1
    assert len(list((papers.library / "pdfs").glob("??/*.pdf"))) == 1


def test_verifying_mends_the_records_and_says_how_to_fetch_again(papers):
    papers.done("download", "2401.00001", "2401.00002")
    first, second = (hashlib.sha256(paged(n)).hexdigest() for n in "12")
    pdfs = papers.library / "pdfs"
    (pdfs / first[:2] / f"{first}.pdf").write_bytes(b"%PDF-rotten")
    (pdfs / second[:2] / f"{second}.pdf").unlink()
    result = papers("cache", "--verify")
    assert result.exit_code == 0
    assert "0 PDFs are as they were." in result.stdout
    assert "damaged: arxiv:2401.00001" in result.stdout
    assert "missing: arxiv:2401.00002" in result.stdout
    again = "effllm download arxiv:2401.00001 arxiv:2401.00002"
    assert again in result.stderr
    papers.done(*again.split()[1:])
    assert papers.json("cache", "--verify")["verified"] == {
        "sound": 2,
        "damaged": [],
        "missing": [],
        "strangers": 0,
    }


def test_ctrl_c_keeps_what_has_come_and_goes_on_later(papers, server, tmp_path):
    data = paged("1", 60_000)
    server.on("/pdf/2401.00001v1", ms.stalled(data[:30_000]), ms.whole(data))
    call = ["--library", papers.library, "download", "2401.00001"]
    with subprocess.Popen(
        [sys.executable, "-m", "effllm_desktop.cli", *call], stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 20
        while not (server.log and server.log[0].sent) and time.monotonic() < deadline:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read() == "Stopped.\n"
    pdf = papers.json("show", "2401.00001")["pdf"]
    assert pdf["status"] == "queued"
    assert papers.done("download", "2401.00001") == "1 work: 1 fetched.\n"
    assert papers.json("show", "2401.00001")["pdf"]["bytes"] == len(data)


def test_a_work_that_somebody_else_takes_out_of_the_queue_is_told(papers, server):
    from effllm_desktop.store import downloads
    from effllm_desktop.store.opening import open_database

    def give_up(talk):
        with closing(open_database(papers.library)) as database, database.transaction():
            downloads.remove(database)
        ms.stalled()(talk)

    server.on("/pdf/2401.00001v1", give_up)
    result = papers("download", "2401.00001")
    assert result.exit_code == 1
    assert "It was taken out of the queue." in result.stderr


def test_words_inside_papers_are_found(papers, tmp_path):
    file = paper(tmp_path / "paper.pdf")
    with closing(open_library(papers.library)) as library:
        work = library.works.find("arxiv:2401.00001")
        attach(library, work, copied(library.folder, file, pages_of, lambda: None))
    index_cache(papers.library, InlineProgress())
    said = papers.done("search", "accepted")
    assert "Inside papers\n  Paper 1, p. 4\n      " in said
    (record,) = papers.json("search", "accepted")
    assert record["key"] == "arxiv:2401.00001"
    assert record["pages"][0]["page"] == 4
    assert "pages" not in papers.json("search", "paper")[1]
    assert papers("search", "accepted", "nowhere").stdout == ""


@pytest.fixture
def network(server, monkeypatch):
    with plug() as made:
        monkeypatch.setenv("EFFLLM_ARXIV_SITE_URL", f"http://papers.test:{server.port}")
        made.pull()
        yield made


def test_without_a_network_one_sentence_says_so_and_all_stays_in_the_queue(papers, network):
    result = papers("download")
    assert result.exit_code == 1
    assert result.stderr == (
        "effllm: This machine has no network: 3 PDFs stay in the queue.\n"
        "  Run this again when there is one; an open window goes on by itself.\n"
    )
    assert result.stdout == "4 works: 3 waiting for a network, 1 without a PDF.\n"
    network.put_in()
    result = papers("download", "2401.00001", "2401.00002")
    assert result.stdout == "2 works: 2 fetched.\n"
    assert papers.json("show", "2401.00003")["pdf"]["status"] == "queued"


def test_without_a_network_a_document_names_each_work(papers, network, server):
    result = papers("download", "2401.00001", "2401.00002", "--json")
    assert result.exit_code == 1
    assert result.stderr.startswith("effllm: This machine has no network: 2 PDFs stay in the queue")
    told = json.loads(result.stdout)
    assert told["fetched"] == 0
    assert [one["status"] for one in told["works"]] == ["queued", "queued"]
    assert {one["message"] for one in told["failures"]} == {"This machine has no network."}
    assert server.log == []
