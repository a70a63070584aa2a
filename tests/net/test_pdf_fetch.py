"""One PDF from a server that does everything wrong: whole, or a sentence, never anything else."""

import socket
from dataclasses import replace
from threading import Timer
from time import monotonic

import pytest

from effllm_desktop.domain.errors import (
    BadInput,
    Cancelled,
    FetchFailed,
    HostPaused,
    Offline,
    StorageFailed,
)
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import gaps, pdf

pytestmark = pytest.mark.loopback
DATA = pdf(20_000)


@pytest.mark.parametrize("act", [ms.whole(DATA), ms.whole(DATA, chunked=True), ms.unmeasured(DATA)])
def test_a_whole_pdf_is_fetched(server, fetching, act):
    url = server.on("/a.pdf", act)
    fetched = fetching(url)
    assert fetched.size == len(DATA)
    assert fetched.url == url
    assert fetching.part.read_bytes() == DATA
    (seen,) = server.log
    assert seen.headers["user-agent"] == "effllm-desktop/test"
    assert seen.headers["accept-encoding"] == "identity"
    assert set(seen.headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_progress_has_a_total_where_the_server_gives_one(server, fetching):
    fetching(server.on("/a.pdf", ms.whole(DATA)))
    assert fetching.heard.bytes[-1] == (20_000, 20_000)
    fetching.heard.bytes.clear()
    fetching(server.on("/b.pdf", ms.whole(DATA, chunked=True)))
    assert fetching.heard.bytes[-1] == (20_000, None)


WRONG = {
    "empty": (ms.said(200, b"", Content_Type=ms.PDF), "sent an empty file"),
    "web page": (ms.page("Hello"), "sent a web page (HTML) instead of a PDF"),
    "mislabelled": (ms.page("Hello", ms.PDF), "calls it a PDF, but it is a web page"),
    "long web page": (ms.page("Hello " * 12_000), "sent a web page (HTML)"),
    "captcha": (ms.page("Please solve this CAPTCHA"), "whether a person is asking"),
    "login": (ms.page("<input type='password'>"), "wants a login"),
    "withdrawn": (ms.page("This paper has been withdrawn"), "was withdrawn"),
    "zip": (ms.said(200, b"PK\x03\x04....", Content_Type=ms.PDF), "but it is a ZIP archive"),
    "text": (ms.said(200, b"words", Content_Type="text/plain"), "is no PDF, but something else"),
    "gzip coded": (ms.coded(DATA), "gzip-coded"),
    "gzip file": (ms.said(200, b"\x1f\x8b\x08", Content_Type="x/y"), "a gzip-coded file"),
    "endless": (ms.endless(), "larger than 100 kB"),
    "too big": (ms.whole(pdf(100_001)), "larger than 100 kB"),
    "no end": (ms.whole(DATA[:-10]), "is no whole PDF: its end is missing"),
    "too short a length": (
        ms.said(200, DATA, Content_Type=ms.PDF, Content_Length=900),
        "its end is missing",
    ),
    "not found": (ms.said(404), "has no such file"),
    "gone": (ms.said(410), "no longer has this file"),
    "forbidden": (ms.said(403), "refuses to hand this out"),
    "nothing": (ms.said(204), "answered with nothing"),
    "odd status": (ms.said(418), "answered with the error 418"),
    "redirect to nowhere": (ms.said(302), "answered with the error 302"),
    "to a file": (ms.sent_on("file:///etc/passwd"), "no web address"),
    "to a private address": (ms.sent_on("http://10.0.0.1/a.pdf"), "in a private network"),
    "to another port here": (ms.sent_on("http://127.0.0.1:9/a.pdf"), "in a private network"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_pdf_is_named_once_and_not_kept(server, fetching, case):
    act, sentence = WRONG[case]
    with pytest.raises(FetchFailed) as raised:
        fetching(server.on("/a.pdf", act))
    assert sentence in raised.value.what
    assert raised.value.what.endswith(".")
    assert raised.value.hint
    assert not raised.value.passing
    assert len(server.log) == 1
    assert not fetching.part.exists() or fetching.part.read_bytes() == b""


PASSING = {
    "cut": (ms.cut(DATA, 9_000, None), "broke before everything was there"),
    "reset": (ms.cut(DATA, 9_000, None, hard=True), "broke before everything was there"),
    "cut without a length": (ms.unmeasured(DATA[:9_000]), "was cut off after 9.0 kB"),
    "stalled": (ms.stalled(DATA[:9_000]), "said nothing for 0.3 s"),
    "no status": (ms.stalled(), "said nothing for 0.3 s"),
    "hung up": (ms.nothing_said, "broke before"),
    "nonsense": (ms.nonsense, "broke before"),
    "generating": (ms.page("The PDF is being generated"), "still making the PDF"),
    "busy": (ms.said(503), "has a fault of its own (503)"),
    "too often": (ms.said(429), "is asked too often"),
    "gave up": (ms.said(408), "gave up waiting"),
    "forbidden for now": (ms.said(403, Retry_After=0), "refuses to hand this out"),
    "parts of nothing": (ms.said(206, DATA, Content_Range="bytes 0-9/9"), "not asked for"),
}


@pytest.mark.parametrize("case", PASSING)
def test_what_passes_is_tried_again(server, fetching, case):
    act, sentence = PASSING[case]
    with pytest.raises(FetchFailed) as raised:
        fetching(server.on("/a.pdf", act))
    assert sentence in raised.value.what
    tried = len(server.log)
    assert tried >= 3
    server.on("/a.pdf", act, ms.whole(DATA))
    fetching(server.base + "/a.pdf")
    assert fetching.part.read_bytes() == DATA


def test_a_machine_that_is_not_there_is_named(server, fetching):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    fetching.manners = replace(fetching.manners, bases=(base,))
    with pytest.raises(FetchFailed, match="cannot be reached") as raised:
        fetching(f"{base}/a.pdf")
    assert raised.value.passing


def test_a_proxy_that_does_not_work_is_named(server, fetching, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    with pytest.raises(FetchFailed, match="The proxy on the way to 127"):
        fetching(server.on("/a.pdf", ms.whole(DATA)))


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "http://"])
def test_a_proxy_that_cannot_be_used_is_said_to_be(server, fetching, monkeypatch, proxy):
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(
        FetchFailed, match=r"kind that cannot be used\. Name one for http"
    ) as raised:
        fetching(server.on("/a.pdf", ms.whole(DATA)))
    assert not raised.value.passing


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_stopping_ends_a_stall_behind_a_proxy_at_once(server, fetching, monkeypatch, scheme):
    monkeypatch.setenv(f"{scheme}_proxy", server.base)
    server.on("*", ms.stalled())
    fetching.manners = replace(fetching.manners, read_timeout=20, total_timeout=20, bases=())
    stop = Timer(0.2, fetching.line.stop)
    stop.start()
    begun = monotonic()
    with pytest.raises(Cancelled):
        fetching(f"{scheme}://papers.example/a.pdf")
    assert monotonic() - begun < 1
    stop.join()
    assert len(server.log) == 1


def test_a_proxy_may_be_in_the_readers_own_network(server, fetching, monkeypatch):
    monkeypatch.setenv("http_proxy", server.base)
    server.on("http://papers.example/a.pdf", ms.whole(DATA))
    fetching.manners = replace(fetching.manners, bases=())
    fetching("http://papers.example/a.pdf")
    assert fetching.part.read_bytes() == DATA


def test_redirects_are_followed_five_times(server, fetching):
    server.on("/5.pdf", ms.whole(DATA))
    for number in range(5):
        server.on(f"/{number}.pdf", ms.sent_on(f"{number + 1}.pdf"))
    assert fetching(server.base + "/0.pdf").url == server.base + "/5.pdf"
    assert len(server.log) == 6
    server.on("/5.pdf", ms.sent_on("/6.pdf"))
    server.on("/6.pdf", ms.whole(DATA))
    with pytest.raises(FetchFailed, match="more than 5 times"):
        fetching(server.base + "/0.pdf")
    assert not server.requests("/6.pdf")


def test_a_circle_of_redirects_is_seen(server, fetching):
    server.on("/a.pdf", ms.sent_on("/b.pdf"))
    server.on("/b.pdf", ms.sent_on("/a.pdf", 301))
    with pytest.raises(FetchFailed, match="in a circle"):
        fetching(server.base + "/a.pdf")
    assert len(server.log) == 2


def test_a_broken_line_is_taken_up_again_where_it_broke(server, fetching):
    url = server.on("/a.pdf", ms.cut(DATA, 9_000), ms.cut(DATA, 5_000), ms.whole(DATA))
    fetched = fetching(url)
    assert (fetched.size, fetching.part.read_bytes()) == (len(DATA), DATA)
    ranges = [one.headers.get("range") for one in server.log]
    assert ranges == [None, "bytes=9000-", "bytes=14000-"]
    assert {one.headers.get("if-range") for one in server.log[1:]} == {'"v1"'}
    assert sum(one.sent for one in server.log) == len(DATA)


@pytest.mark.parametrize(
    "then",
    [
        ms.whole(pdf(30_000, "new"), '"v2"'),
        ms.wrong_part(DATA),
        ms.deaf_to_ranges(DATA),
        ms.whole(DATA[:3_000] + b"%%EOF"),
    ],
    ids=["another version", "another part", "deaf", "416"],
)
def test_two_versions_are_never_glued(server, fetching, then):
    fetching.retries = 1
    url = server.on("/a.pdf", ms.cut(DATA, 9_000), then)
    fetching(url)
    kept = fetching.part.read_bytes()
    assert kept in (DATA, pdf(30_000, "new"), DATA[:3_000] + b"%%EOF")


@pytest.mark.parametrize("etag", [None, 'W/"weak"', "bare", '"'])
def test_without_a_strong_validator_it_begins_anew(server, fetching, etag):
    url = server.on("/a.pdf", ms.cut(DATA, 9_000, etag), ms.whole(DATA, etag))
    fetching(url)
    assert fetching.part.read_bytes() == DATA
    assert all("range" not in one.headers for one in server.log)


def test_what_came_is_gone_on_with_by_the_next_call(server, fetching):
    fetching.retries = 0
    url = server.on("/a.pdf", ms.cut(DATA, 9_000), ms.whole(DATA))
    with pytest.raises(FetchFailed):
        fetching(url)
    assert fetching.part.stat().st_size == 9_000
    fetching(url)
    assert fetching.part.read_bytes() == DATA
    assert server.log[-1].headers["range"] == "bytes=9000-"


def test_what_came_from_another_address_is_not_gone_on_with(server, fetching):
    fetching.retries = 0
    with pytest.raises(FetchFailed):
        fetching(server.on("/a.pdf", ms.cut(DATA, 9_000)))
    fetching(server.on("/b.pdf", ms.whole(DATA)))
    assert "range" not in server.log[-1].headers


@pytest.mark.parametrize("beside", ["{", "[]", '{"url": 1}'])
def test_a_note_that_says_nothing_is_no_validator(server, fetching, beside):
    fetching.part.write_bytes(DATA[:100])
    fetching.part.with_name("one.part.json").write_text(beside)
    fetching(server.on("/a.pdf", ms.whole(DATA)))
    assert fetching.part.read_bytes() == DATA


def test_a_drip_is_given_up_when_its_time_is_over(server, fetching):
    fetching.manners = replace(fetching.manners, total_timeout=0.2)
    with pytest.raises(FetchFailed, match=r"took longer than 0\.2 s") as raised:
        fetching(server.on("/a.pdf", ms.dripping(DATA, 0.01)))
    assert not raised.value.passing
    assert len(server.log) == 1


def test_a_silent_head_is_cut_by_whoever_watches(server, fetching):
    fetching.manners = replace(fetching.manners, total_timeout=0.1, read_timeout=20)
    watch = Timer(0.15, fetching.line.hurry)
    watch.start()
    with pytest.raises(FetchFailed, match=r"took longer than 0\.1 s"):
        fetching(server.on("/a.pdf", ms.stalled()))
    watch.join()


@pytest.mark.parametrize("data", [b"", DATA[:9_000]], ids=["before the head", "in the body"])
def test_stopping_ends_a_stalled_read_at_once(server, fetching, data):
    fetching.manners = replace(fetching.manners, read_timeout=20)
    stop = Timer(0.1, fetching.line.stop)
    stop.start()
    begun = monotonic()
    with pytest.raises(Cancelled):
        fetching(server.on("/a.pdf", ms.stalled(data)))
    assert monotonic() - begun < 1
    stop.join()
    with pytest.raises(Cancelled):
        fetching(server.base + "/a.pdf")


def test_stopping_ends_a_wait(server, fetching):
    url = server.on("/a.pdf", ms.said(503, Retry_After=60))
    stop = Timer(0.1, fetching.line.stop)
    stop.start()
    with pytest.raises(Cancelled):
        fetching(url)
    stop.join()
    assert fetching.heard.reasons[-1] == f"waiting 60 s for 127.0.0.1:{server.port}"


def test_requests_are_apart_and_further_apart_while_they_fail(server, fetching):
    fetching.retries = 3
    fetching(server.on("/a.pdf", *[ms.said(503)] * 3, ms.whole(DATA)))
    found = gaps(server.log)
    assert found[0] >= 0.02
    assert found[1] >= 0.04
    assert found[2] >= 0.08


def test_retry_after_is_obeyed(server, fetching):
    fetching(server.on("/a.pdf", ms.said(429, Retry_After=1), ms.whole(DATA)))
    assert gaps(server.log)[0] >= 1


def test_a_service_that_wants_a_long_rest_gets_it(server, fetching):
    url = server.on("/a.pdf", ms.said(503, Retry_After=7200))
    with pytest.raises(HostPaused, match="asked to be left alone for 2 hours"):
        fetching(url)
    with pytest.raises(HostPaused):
        fetching(url)
    assert len(server.log) == 1


def test_five_lost_downloads_in_a_row_pause_a_host(server, fetching):
    fetching.retries = 0
    for number in range(5):
        with pytest.raises(FetchFailed):
            fetching(server.on(f"/{number}.pdf", ms.said(500)))
    with pytest.raises(HostPaused, match="5 downloads in a row have failed"):
        fetching(server.on("/5.pdf", ms.whole(DATA)))
    assert len(server.log) == 5


def test_missing_files_do_not_pause_a_host(server, fetching):
    for number in range(6):
        with pytest.raises(FetchFailed, match="no such file"):
            fetching(server.base + f"/{number}.pdf")
    fetching(server.on("/a.pdf", ms.whole(DATA)))


def test_offline_nothing_is_asked(server, fetching):
    fetching.manners = replace(fetching.manners, offline=True)
    with pytest.raises(Offline):
        fetching(server.on("/a.pdf", ms.whole(DATA)))
    assert server.log == []


def test_what_is_no_web_address_is_refused(fetching):
    for url in ("file:///etc/passwd", "ftp://example.org/a.pdf", "http://a:99999/x", "x"):
        with pytest.raises(BadInput, match="no web address"):
            fetching(url)


def test_a_folder_that_takes_nothing_is_told(server, fetching, tmp_path):
    fetching.part = tmp_path / "missing" / "one.part"
    with pytest.raises(StorageFailed, match="cannot be kept"):
        fetching(server.on("/a.pdf", ms.whole(DATA)))
