"""A plain list of arXiv ids: one in each line, with or without `arXiv:`, or as an address."""

from collections.abc import Iterator

from effllm_desktop.app.foreign_formats import fields
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading

_LOOKED_AT = 20  # lines of which most must be ids, the first one too


def recognises(text: str) -> bool:
    lines = [line for line in _lines(text[:2000]) if line][:_LOOKED_AT]
    ids = [fields.arxiv(line) is not None for line in lines]
    return bool(ids) and ids[0] and 2 * sum(ids) > len(ids)


def read(text: str) -> ForeignReading:
    reading = ForeignReading()
    for number, word in enumerate(_lines(text), start=1):
        if not word:
            continue
        found = fields.arxiv(word)
        if found is None:
            reading.miss(number, "no arXiv id")
        else:
            reading.take(ForeignEntry(f"arXiv:{found}", number, arxiv=found))
    return reading


def _lines(text: str) -> Iterator[str]:
    """The lines without blanks and remarks behind `#`."""
    lines = fields.lines(text.removeprefix("\ufeff"))
    return (line.partition("#")[0].strip().rstrip(",;") for line in lines)
