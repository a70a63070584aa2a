"""A web server on loopback that does wrong on purpose, and keeps a log of who asked when.

Each path has acts, done in turn by the requests for it; the last one goes on for ever. An act is a
function that writes an answer, byte for byte.
"""

import gzip
import json
import socket
import socketserver
import struct
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Event, Lock, Thread
from typing import Any

_ROOM_FOR_A_PAGE = 300
_PAGE = (
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
)


def pdf(size: int = 5_000, mark: str = "") -> bytes:
    """A PDF of so many bytes, of a page where there is room. Another `mark` is another file."""
    page = _PAGE if size >= _ROOM_FOR_A_PAGE else b""
    head = b"%PDF-1.4\n% " + mark.encode() + b"\n" + page
    tail = b"\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
    filler = b"%23456789abcdef\n" * (size // 16 + 1)
    return head + filler[: size - len(head) - len(tail)] + tail


@dataclass(slots=True)
class Seen:
    """A request as it came: times from the monotonic clock, `end` when the answer was over."""

    path: str
    headers: Mapping[str, str]
    start: float
    end: float = float("inf")
    sent: int = 0
    body: bytes = b""


class Talk:
    """One request, to be answered."""

    def __init__(self, seen: Seen, connection: socket.socket, closing: Event) -> None:
        self.seen = seen
        self.connection = connection
        self.closing = closing

    @property
    def range_start(self) -> int | None:
        text = self.seen.headers.get("range", "")
        return int(text.removeprefix("bytes=").rstrip("-")) if text else None

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)
        self.seen.sent += len(data)

    def head(self, status: int, **headers: object) -> None:
        lines = [f"HTTP/1.1 {status} Said", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    def reset(self) -> None:
        """Break off as a machine that lost its power does."""
        off = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, off)
        self.connection.close()


Act = Callable[[Talk], None]
PDF = "application/pdf"


def whole(data: bytes, etag: str | None = '"v1"', *, kind: str = PDF, chunked: bool = False) -> Act:
    """What a good server does: all of it, or the rest where that was asked for well."""

    def act(talk: Talk) -> None:
        headers: dict[str, object] = {"Content_Type": kind} | ({"ETag": etag} if etag else {})
        start = talk.range_start
        if start is not None and talk.seen.headers.get("if-range") in (None, etag):
            if start >= len(data):
                talk.head(416, Content_Range=f"bytes */{len(data)}", Content_Length=0)
                return
            span = f"bytes {start}-{len(data) - 1}/{len(data)}"
            talk.head(206, **headers, Content_Range=span, Content_Length=len(data) - start)
            talk.send(data[start:])
            return
        if not chunked:
            talk.head(200, **headers, Content_Length=len(data))
            talk.send(data)
            return
        talk.head(200, **headers, Transfer_Encoding="chunked")
        for begin in range(0, len(data), 1000):
            part = data[begin : begin + 1000]
            talk.send(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        talk.send(b"0\r\n\r\n")

    return act


def cut(data: bytes, after: int, etag: str | None = '"v1"', *, hard: bool = False) -> Act:
    """The line breaks in the middle: `hard` with a reset, else as if all were well."""

    def act(talk: Talk) -> None:
        start = talk.range_start or 0
        headers = {"ETag": etag} if etag else {}
        span = {"Content_Range": f"bytes {start}-{len(data) - 1}/{len(data)}"} if start else {}
        talk.head(206 if start else 200, **headers, **span, Content_Length=len(data) - start)
        talk.send(data[start : start + after])
        if hard:
            talk.reset()

    return act


def unmeasured(data: bytes) -> Act:
    """No length and no chunks: the end of the line is the end of the file."""

    def act(talk: Talk) -> None:
        talk.head(200, Content_Type=PDF)
        talk.send(data)

    return act


def stalled(data: bytes = b"", seconds: float = 30) -> Act:
    """Begins, then says nothing more. With no data not even a status comes."""

    def act(talk: Talk) -> None:
        if data:
            talk.head(200, Content_Type=PDF, Content_Length=10 * len(data), ETag='"v1"')
            talk.send(data)
        talk.closing.wait(seconds)

    return act


def dripping(data: bytes, pause: float) -> Act:
    """A byte now and then: no single read ever takes too long."""

    def act(talk: Talk) -> None:
        talk.head(200, Content_Type=PDF, Content_Length=len(data))
        for byte in data:
            talk.send(bytes([byte]))
            if talk.closing.wait(pause):
                return

    return act


def endless(start: bytes = b"%PDF-1.4\n") -> Act:
    """A PDF that never ends."""

    def act(talk: Talk) -> None:
        talk.head(200, Content_Type=PDF)
        talk.send(start)
        while not talk.closing.is_set():
            talk.send(b"0" * 4096)

    return act


def said(status: int, body: bytes = b"", **headers: object) -> Act:
    """Any answer."""

    def act(talk: Talk) -> None:
        talk.head(status, **{"Content_Length": len(body), **headers})
        talk.send(body)

    return act


def page(words: str, kind: str = "text/html; charset=utf-8") -> Act:
    """A web page in the place of the file, with status 200."""
    body = f"<!DOCTYPE html><html><body>{words}</body></html>".encode()
    return said(200, body, Content_Type=kind)


def coded(data: bytes) -> Act:
    return said(200, gzip.compress(data), Content_Type=PDF, Content_Encoding="gzip")


def sent_on(to: str, status: int = 302) -> Act:
    return said(status, Location=to)


def wrong_part(data: bytes) -> Act:
    """Gives the first bytes again to those who ask for the rest."""

    def act(talk: Talk) -> None:
        if talk.range_start is None:
            whole(data)(talk)
            return
        span = f"bytes 0-{len(data) - 1}/{len(data)}"
        talk.head(206, Content_Range=span, Content_Length=len(data), ETag='"v1"')
        talk.send(data)

    return act


def deaf_to_ranges(data: bytes) -> Act:
    return said(200, data, Content_Type=PDF, ETag='"v1"')


def nothing_said(talk: Talk) -> None:
    """Takes the call and hangs up."""


def nonsense(talk: Talk) -> None:
    talk.connection.sendall(b"\x00\xff\x00 this is no HTTP\r\n\r\n")


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: Any = self.server
        request = self.rfile.readline().decode("latin-1").split()
        if len(request) < 2:
            return
        headers = {}
        while (line := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", 0)))
        server.owner.answer(request[1], headers, self.connection, body)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 100

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are what this server is for; anything else is a mistake in it."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class MisbehavingServer:
    """The server, and its log; open while it is used as a context."""

    def __init__(self) -> None:
        self._acts: dict[str, list[Act]] = {}
        self._lock = Lock()
        self._closing = Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self  # type: ignore[attr-defined]
        self.log: list[Seen] = []
        self.port: int = self._server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"

    def on(self, path: str, *acts: Act) -> str:
        """Do this for a path; its address."""
        with self._lock:
            self._acts[path] = list(acts)
        return self.base + path

    def requests(self, path: str | None = None) -> list[Seen]:
        with self._lock:
            return [one for one in self.log if path in (None, one.path)]

    def answer(
        self, path: str, headers: Mapping[str, str], connection: socket.socket, body: bytes = b""
    ) -> None:
        seen = Seen(path, headers, time.monotonic(), body=body)
        with self._lock:
            self.log.append(seen)
            acts = self._acts.get(path) or self._acts.get("*") or [said(404)]
            act = acts.pop(0) if len(acts) > 1 else acts[0]
        try:
            act(Talk(seen, connection, self._closing))
        finally:
            seen.end = time.monotonic()

    def __enter__(self) -> "MisbehavingServer":
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), name="server")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def gaps(log: Sequence[Seen]) -> list[float]:
    """Seconds from each request to the next."""
    starts = sorted(one.start for one in log)
    return [later - earlier for earlier, later in pairwise(starts)]


def most_at_once(log: Sequence[Seen]) -> int:
    """How many requests were open at one time."""
    moments = [(one.start, 1) for one in log] + [(one.end, -1) for one in log]
    now = most = 0
    for _, step in sorted(moments):
        now += step
        most = max(most, now)
    return most


def _json_main() -> None:
    """A server in a process of its own: `python -m … N` serves N small PDFs, prints its base."""
    with MisbehavingServer() as server:
        for number in range(int(sys.argv[1])):
            server.on(f"/pdf/{number}.pdf", whole(pdf(20_000, f"{number}"), f'"{number}"'))
        sys.stdout.write(json.dumps({"base": server.base}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    _json_main()
