"""The log of requests: a text file in the library's `logs` folder, and the one before it.

One line for each request, its fields parted by tabs, so that people and programs can read it. Each
line is written at once, at the end of the file: other processes may write to it too.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from effllm_desktop.domain.errors import StorageFailed

NAME = "requests.log"
OLD = "requests.old.log"
LARGEST = 1_000_000
_FIELDS = 7
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Request:
    """A request: when, GET or POST, of whom, what came of it, bytes of bodies, how long it took."""

    at: datetime
    method: str
    address: str
    outcome: str
    sent: int
    received: int
    seconds: float


def file_of(folder: Path) -> Path:
    return folder / "logs" / NAME


def append(folder: Path, request: Request) -> None:
    """Write one request. Raises StorageFailed."""
    file = file_of(folder)
    fields = (request.at.astimezone(UTC).isoformat(timespec="milliseconds"), *astuple(request)[1:6])
    text = "\t".join(" ".join(str(one).split()) for one in (*fields, f"{request.seconds:.2f}"))
    try:
        with _LOCK:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make_room(file)
            handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, f"{text}\n".encode())
            finally:
                os.close(handle)
    except OSError as problem:
        raise StorageFailed(
            f"The log of requests in {file.parent} cannot be written: {problem.strerror}."
        ) from problem


def latest(folder: Path, most: int | None = None) -> list[Request]:
    """What was asked last, first. What is no line of ours is left out. Raises StorageFailed.

    A line is written when its request is over, so that the file has another order than this.
    """
    lines: list[Request] = []
    for name in (NAME, OLD):
        lines += _read(_text(folder / "logs" / name).splitlines()[::-1])
        if most is not None and len(lines) >= most:
            break
    return sorted(lines, key=lambda request: request.at, reverse=True)[:most]


def _make_room(file: Path) -> None:
    try:
        if file.stat().st_size > LARGEST:
            file.replace(file.with_name(OLD))
    except FileNotFoundError:  # there is none yet, or another process has just moved it
        return


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as problem:
        raise StorageFailed(
            f"The log of requests {file} cannot be read: {problem.strerror}."
        ) from problem


def _read(lines: Iterable[str]) -> Iterator[Request]:
    for text in lines:
        parts = text.split("\t")
        if len(parts) != _FIELDS:
            continue
        try:
            at = datetime.fromisoformat(parts[0])
            sent, received, seconds = int(parts[4]), int(parts[5]), float(parts[6])
        except ValueError:
            continue
        if at.tzinfo is None:  # not comparable with the others
            continue
        yield Request(at, parts[1], parts[2], parts[3], sent, received, seconds)
