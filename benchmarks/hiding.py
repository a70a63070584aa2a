"""Entries of the bundled lists, hidden and added again from what they say: how they come back."""

from collections.abc import Iterator

from benchmarks.content import Content
from benchmarks.table import Line
from effllm_desktop import resource_files
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.markdown import inserting, repair
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.source import decode


def hidden(_content: Content) -> Iterator[Line]:
    """Leave one out, each in turn: byte for byte as it was, or written in another way."""
    for file in resource_files.catalogs():
        document = Document(decode(repair.detect(file.read_bytes()).data))
        same = sum(_comes_back(document, place) for place in range(len(document.entries)))
        what = f"entries of {file.stem} that come back byte for byte, hidden and added again"
        yield Line(what, f"{same} of {len(document.entries)}")


def _comes_back(document: Document, place: int) -> bool:
    entry = document.entry(place)
    without = Document(apply(document.text, inserting.removed(document, [place])))
    try:
        written = inserting.inserted(without, entry.section, entry.text)
    except BadInput:
        return False
    return written.markdown == entry.source.rstrip("\r\n").replace(document.newline, "\n")
