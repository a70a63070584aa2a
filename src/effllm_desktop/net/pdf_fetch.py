"""Fetching one PDF into a `.part` file: resumed where that is safe, and only if it is a whole one.

Neither status nor length nor type can be trusted: what counts is how the bytes begin and end. An
answer that is no PDF is never written; it is looked at, to say in a sentence what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from effllm_desktop.domain import sizes
from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.net import no_pdf
from effllm_desktop.net.http import Answer
from effllm_desktop.net.line import Line
from effllm_desktop.net.part_file import PartFile
from effllm_desktop.net.reach import host_of
from effllm_desktop.net.visits import Network, refusal

START = b"%PDF-"
END = b"%%EOF"
_END_WITHIN = 2048
"""Programs that write PDFs leave some bytes behind the mark; so far back readers look for it."""
_HEADERS = {"Accept": "application/pdf, */*;q=0.5", "Accept-Encoding": "identity"}
_LATER = "Try again later."
_LOOKED_AT = 64 * 1024


class Listener(Protocol):
    """Hears how a download goes."""

    def waiting(self, reason: str) -> None: ...

    def received(self, done: int, total: int | None) -> None:
        """So many bytes are here, of so many where the server says how many there are."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A PDF to fetch: from where, into which file, with how many bytes at most."""

    url: str
    part: Path
    largest: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched; `url` is the address that answered at last."""

    size: int
    url: str
    etag: str | None


def fetch(wanted: Wanted, network: Network, line: Line, listener: Listener) -> Fetched:
    """Fetch a PDF, trying again while failures pass.

    Raises FetchFailed, HostPaused, NoNetwork, Offline, BadInput, StorageFailed, Cancelled. Then
    what has come stays where the next call can add to it.
    """
    part = PartFile(wanted.part, wanted.url)

    def attempt() -> Fetched:
        headers = _HEADERS | _resuming(part)
        with network.visit(wanted.url, headers, line, listener) as answer:
            if _fits(answer, part):
                return _take(answer, wanted, part, listener)
        part.forget()
        with network.visit(wanted.url, _HEADERS, line, listener) as answer:
            _require_start(answer)
            return _take(answer, wanted, part, listener)

    return network.persistently(wanted.url, attempt, line)


def _resuming(part: PartFile) -> dict[str, str]:
    """The headers that ask for the rest of what is here (RFC 9110, 13.1.5)."""
    validator = part.validator
    if validator is None:
        part.forget()
        return {}
    return {"Range": f"bytes={part.size}-", "If-Range": validator}


def _fits(answer: Answer, part: PartFile) -> bool:
    """Whether an answer can be used: all of the file, or just what is missing of this version."""
    if answer.status == 416:
        return False
    if answer.status != 206:
        return True
    begin = answer.headers.get("Content-Range", "").strip().lower()
    same = answer.headers.get("ETag") in (None, part.validator)
    return part.size > 0 and begin.startswith(f"bytes {part.size}-") and same


def _require_start(answer: Answer) -> None:
    """Raise FetchFailed for a part that nobody asked for."""
    if answer.status in (206, 416):
        raise FetchFailed(
            f"{host_of(answer.url)} sends parts of the file that were not asked for.",
            no_pdf.BROWSER,
            passing=True,
        )


def _take(answer: Answer, wanted: Wanted, part: PartFile, listener: Listener) -> Fetched:
    host = host_of(answer.url)
    failure = refusal(answer)
    if failure:
        raise failure
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("", "identity"):
        raise no_pdf.coded(host, coding)
    if answer.status == 200:
        part.forget()
    total = _total(answer, part.size)
    if (total or 0) > wanted.largest:
        raise _too_big(host, wanted.largest)
    etag = answer.headers.get("ETag")
    chunks = answer.chunks()
    if not part.size:
        chunks = _only_a_pdf(answer, chunks)
        part.remember(etag)
    _grow(part, chunks, total, wanted, listener)
    _require_whole(part, host, ended=total is not None or "chunked" in _coding(answer))
    return Fetched(part.size, answer.url, etag)


def _total(answer: Answer, here: int) -> int | None:
    """How many bytes there will be, if the server says."""
    text = answer.headers.get("Content-Length", "").strip()
    if "chunked" in _coding(answer) or not (text.isascii() and text.isdigit()):
        return None
    return here + int(text[:18])


def _coding(answer: Answer) -> str:
    return answer.headers.get("Transfer-Encoding", "").lower()


def _only_a_pdf(answer: Answer, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same chunks, if a PDF begins with them. Raises FetchFailed for anything else."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= len(START):
            break
    if head.startswith(START):
        return chain([head], chunks)
    for chunk in chunks:
        head += chunk
        if len(head) >= _LOOKED_AT:
            break
    raise no_pdf.instead(answer, head)


def _grow(
    part: PartFile, chunks: Iterator[bytes], total: int | None, wanted: Wanted, listener: Listener
) -> None:
    done = part.size
    with part.growing() as write:
        for chunk in chunks:
            done += len(chunk)
            if done > wanted.largest:
                break
            write(chunk)
            listener.received(done, total)
    if done > wanted.largest:
        part.forget()
        raise _too_big(host_of(wanted.url), wanted.largest)


def _require_whole(part: PartFile, host: str, *, ended: bool) -> None:
    """Raise FetchFailed unless the file begins and ends as PDFs do.

    `ended`: the server said where the file ends, so that asking again gives the same.
    """
    if END in part.tail(_END_WITHIN) and part.begins_with(START):
        return
    if not ended:
        size = sizes.shown(part.size)
        raise FetchFailed(f"What {host} sent was cut off after {size}.", _LATER, passing=True)
    part.forget()
    raise FetchFailed(f"What {host} has is no whole PDF: its end is missing.", no_pdf.BROWSER)


def _too_big(host: str, largest: int) -> FetchFailed:
    return FetchFailed(
        f"What {host} sends is larger than {sizes.shown(largest)}.",
        "Open it in a browser, or allow more: the setting largest_pdf.",
    )
