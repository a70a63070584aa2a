"""Whether a file is a whole PDF.

Its looks say most about what is wrong; then it is opened, where that can do no harm.
"""

from pathlib import Path

from effllm_desktop.domain.errors import BadPdf, StorageFailed
from effllm_desktop.domain.pdf import WholePdf
from effllm_desktop.pdf.process import WorkerProcess

_HEAD = 1024
"""Bytes in which the signature may stand, and those before the end in which the end mark may."""
_SIGNATURE, _END = b"%PDF-", b"%%EOF"
_PAGES = (b"<!doctype", b"<html", b"<head", b"<?xml", b"<script")
_AGAIN = "Fetch it again, or open its page in the browser."


def check(path: Path, timeout: float = 10.0) -> WholePdf:
    """What is known of a whole PDF.

    Raises BadPdf (PdfLocked where a password is missing), PdfStopped, and StorageFailed where the
    file cannot be read.
    """
    _looked_at(path)
    process = WorkerProcess(timeout=timeout, is_background=True)
    try:
        pages, _ = process.ask("open", str(path), "")
        return WholePdf(pages)
    finally:
        process.end()


def _looked_at(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(path.stat().st_size - _HEAD, 0))
            tail = file.read()
    except OSError as error:
        raise StorageFailed(
            f"{path.name} could not be read: {error.strerror}.", "Fetch it again."
        ) from error
    if not head:
        raise BadPdf("The file is empty.", _AGAIN)
    if _SIGNATURE not in head:
        raise BadPdf(_mistaken(head), _AGAIN)
    if _END not in tail:
        raise BadPdf("The file is cut off: its end is missing.", _AGAIN)


def _mistaken(head: bytes) -> str:
    if any(sign in head.lower() for sign in _PAGES):
        return "The file is a web page and no PDF."
    if head.startswith(b"\x1f\x8b"):
        return "The file is packed with gzip and no PDF."
    return "The file is no PDF."
