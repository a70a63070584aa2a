"""Bytes as text that can be turned back into the same bytes, whatever they are."""

import re
from collections.abc import Iterator

BOM = "\ufeff"
_LINE_LENGTH = 4096  # bytes in which most lines end
PIECE = 2**18
"""Bytes that are decoded and searched at a time: some milliseconds of work."""
_NOT_ASCII = bytes(byte if byte > 0x7F else 0x20 for byte in range(256))
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def decode(data: bytes) -> str:
    """The text of any bytes. What is no UTF-8 stays in it as lone surrogates (PEP 383)."""
    return data.decode("utf-8", "surrogateescape")


def decode_text(data: bytes) -> str | None:
    """The text of bytes that are UTF-8 throughout, without NULs; else None."""
    if 0 in data:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def is_text(text: str) -> bool:
    """Whether a text has no lone surrogates, which are what no text was decoded to."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def encode(text: str) -> bytes:
    """The bytes that `decode` made this text of."""
    return text.encode("utf-8", "surrogateescape")


def lines_beyond_ascii(data: bytes) -> Iterator[str]:
    """The lines that are more than ASCII, joined, some at a time; the others are not decoded."""
    position = 0
    while position < len(data):
        end = line_end(data, position + PIECE)
        lines = data[position:end].split(b"\n")
        yield decode(b"\n".join([line for line in lines if not line.isascii()]))
        position = end


def beyond_ascii(data: bytes) -> Iterator[list[bytes]]:
    """All stretches of bytes that are not ASCII, in their order, those of some lines at a time."""
    position = 0
    while position < len(data):
        end = line_end(data, position + PIECE)
        yield data[position:end].translate(_NOT_ASCII).split()
        position = end


def line_end(data: bytes, wanted: int) -> int:
    """The end of the line that holds this offset."""
    start, width = wanted, _LINE_LENGTH
    while start < len(data):
        feed = data.find(b"\n", start, start + width)
        carriage = data.find(b"\r", start, feed if feed >= 0 else start + width)
        if carriage >= 0:
            return carriage + (2 if data[carriage + 1 : carriage + 2] == b"\n" else 1)
        if feed >= 0:
            return feed + 1
        start, width = start + width, 4 * width
    return len(data)


def line_starts(text: str) -> list[int]:
    """The offset of each line. Lines end with LF, CRLF or CR (no other separator counts)."""
    if "\r" in text:
        return [match.start() for match in _LINE.finditer(text)]
    starts = [0] if text else []
    position = text.find("\n") + 1
    while position and position < len(text):
        starts.append(position)
        position = text.find("\n", position) + 1
    return starts


def newline_of(text: str) -> str:
    """The line end that most lines of a text have; LF where there is none."""
    crlf = text.count("\r\n")
    counts = {"\r\n": crlf, "\n": text.count("\n") - crlf, "\r": text.count("\r") - crlf}
    best = max(counts, key=lambda end: counts[end])
    return best if counts[best] else "\n"


def printable(text: str) -> str:
    """Text for people: bytes that are no UTF-8 become U+FFFD, NULs too."""
    if text.isascii() and "\0" not in text:
        return text
    clean = text.replace("\0", "\ufffd")
    return clean.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def lines_in(text: str, start: int, end: int) -> int:
    """How many lines `text[start:end]` has; one without a line end counts, too."""
    ended = end > start and text[end - 1] in "\r\n"
    return line_breaks(text, start, end) + (0 if ended or end == start else 1)


def all_line_breaks(text: str) -> int:
    """How many lines end in a text: that of most items, each of which is asked about once."""
    return line_breaks(text, 0, len(text)) if "\r" in text else text.count("\n")


def line_breaks(text: str, start: int, end: int) -> int:
    """How many lines end in `text[start:end]`."""
    feeds = text.count("\n", start, end)
    if text.find("\r", start, end) < 0:
        return feeds
    return feeds + text.count("\r", start, end) - text.count("\r\n", start, end)
