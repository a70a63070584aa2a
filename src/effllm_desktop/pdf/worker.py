"""The process that reads PDFs: one document, one request at a time, until nobody asks any more.

Requests come as tuples of plain values. Answers go back as JSON, which does no harm to whoever
reads it even when a hostile document has taken this process over; pixels and coordinates follow as
bytes.
"""

import json
import mmap
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from effllm_desktop.domain.errors import AppError, BadPdf
from effllm_desktop.pdf import limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from effllm_desktop.pdf.desk import Answer


class Setting(NamedTuple):
    """What the process is started with."""

    shared: str
    """The file through which pixels are handed over, and at its end the page at hand."""
    room: int
    """Bytes in it."""
    memory: int
    """Bytes of address space that the process may have."""
    patience: float
    """Seconds after which a request is given up, if the other side has not done so."""
    is_background: bool


def serve(connection: Connection, setting: Setting) -> None:
    """What the process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then ends us
    with Path(setting.shared).open("r+b") as file:
        shared = mmap.mmap(file.fileno(), setting.room)
    limits.set_for_this_process(setting.memory, is_background=setting.is_background)
    from effllm_desktop.pdf.desk import Desk  # PDFium comes with it: only here, and within limits

    desk = Desk(memoryview(shared))
    connection.send_bytes(b"ready")
    while True:
        try:
            name, *values = connection.recv()
        except EOFError:
            return
        with limits.alarm(setting.patience):
            head, raw = _answered(desk.requests[name], values)
        connection.send_bytes(head)
        if raw:
            connection.send_bytes(raw)


def _answered(work: "Callable[..., Answer]", values: list[Any]) -> tuple[bytes, bytes]:
    try:
        value, raw = work(*values)
    except AppError as problem:
        said = [type(problem).__name__, problem.what, problem.hint]
        return json.dumps({"problem": said}).encode(), b""
    except MemoryError:
        said = [BadPdf.__name__, "This PDF needs more memory than it may have.", ""]
        return json.dumps({"problem": said}).encode(), b""
    return json.dumps({"value": value, "raw": len(raw)}).encode(), raw
