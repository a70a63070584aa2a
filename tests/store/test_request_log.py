"""The log of requests: lines that people and programs read, in two files that stay small."""

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.store import request_log
from effllm_desktop.store.request_log import Request, append, latest

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def request(number=0, **changed):
    fields = {
        "at": AT + timedelta(seconds=number),
        "method": "GET",
        "address": f"https://example.org/{number}",
        "outcome": "200",
        "sent": 0,
        "received": number,
        "seconds": 0.25,
    }
    return Request(**{**fields, **changed})


def test_what_was_written_is_read_the_newest_first(tmp_path):
    for number in range(3):
        append(tmp_path, request(number))
    assert latest(tmp_path) == [request(2), request(1), request(0)]
    assert latest(tmp_path, 2) == [request(2), request(1)]


def test_what_was_asked_first_and_over_last_stands_where_it_was_asked(tmp_path):
    for number in (1, 0, 2):
        append(tmp_path, request(number))
    assert latest(tmp_path) == [request(2), request(1), request(0)]
    assert latest(tmp_path, 1) == [request(2)]


def test_a_library_that_asked_nobody_has_no_log(tmp_path):
    assert latest(tmp_path) == []
    assert not request_log.file_of(tmp_path).exists()


def test_a_request_is_one_line_whatever_stands_in_it(tmp_path):
    here = timezone(timedelta(hours=8))
    append(tmp_path, request(address="https://e.org/\n2026\tx", outcome="200\t·\r\nodd"))
    append(tmp_path, request(at=AT.astimezone(here)))
    assert request_log.file_of(tmp_path).read_bytes().count(b"\n") == 2
    newest, first = latest(tmp_path)
    assert newest.at == AT
    assert (first.address, first.outcome) == ("https://e.org/ 2026 x", "200 · odd")


def test_what_is_no_line_of_ours_is_left_out(tmp_path):
    append(tmp_path, request(1))
    with request_log.file_of(tmp_path).open("ab") as file:
        file.write(b"what is this\n\xff\xfe\t\t\t\t\t\t\n2026-03-01T12:00:00+00:00\tGET\n")
        file.write(b"2026-03-01T12:00:00\tGET\thttps://e.org\t200\t0\t0\t0.1\n")  # no zone
    append(tmp_path, request(2))
    assert latest(tmp_path) == [request(2), request(1)]


def test_it_is_bounded_and_goes_on_in_the_one_before(tmp_path, monkeypatch):
    monkeypatch.setattr(request_log, "LARGEST", 1000)
    for number in range(100):
        append(tmp_path, request(number))
    folder = tmp_path / "logs"
    assert sorted(one.name for one in folder.iterdir()) == ["requests.log", "requests.old.log"]
    assert all(one.stat().st_size < 1200 for one in folder.iterdir())
    numbers = [one.received for one in latest(tmp_path)]
    assert numbers == list(range(99, 99 - len(numbers), -1))
    assert len(numbers) > 15
    assert [one.received for one in latest(tmp_path, 20)] == numbers[:20]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights another way")
def test_nobody_else_may_read_it(tmp_path):
    append(tmp_path, request())
    assert stat.S_IMODE(request_log.file_of(tmp_path).stat().st_mode) == 0o600


def test_threads_write_whole_lines(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: append(tmp_path, request(number)), range(200)))
    assert sorted(one.received for one in latest(tmp_path)) == list(range(200))


def test_a_folder_that_is_none_is_said_in_words(tmp_path):
    (tmp_path / "logs").write_text("")
    with pytest.raises(StorageFailed, match="cannot be written"):
        append(tmp_path, request())
    (tmp_path / "logs").unlink()
    (tmp_path / "logs" / request_log.NAME).mkdir(parents=True)
    with pytest.raises(StorageFailed, match="cannot be read"):
        latest(tmp_path)
