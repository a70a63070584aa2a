"""Every form that comes in, one line for each."""

from collections.abc import Callable
from dataclasses import dataclass

from effllm_desktop.app.foreign_formats import bibtex, bookmarks, csl, id_list, ris, tables
from effllm_desktop.app.foreign_formats.entries import ForeignReading


@dataclass(frozen=True, slots=True)
class ForeignFormat:
    """A form: how files of it are called, what tells them by their beginning, what reads them."""

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[str], ForeignReading]


FOREIGN = (
    ForeignFormat("bookmarks", (".html", ".htm"), bookmarks.recognises, bookmarks.read),
    ForeignFormat("RIS", (".ris",), ris.recognises, ris.read),
    ForeignFormat("CSL-JSON", (".json",), csl.recognises, csl.read),
    ForeignFormat("BibTeX", (".bib", ".bibtex", ".biblatex"), bibtex.recognises, bibtex.read),
    ForeignFormat("table", (".csv", ".tsv"), tables.recognises, tables.read),
    ForeignFormat("arXiv ids", (".txt", ".ids"), id_list.recognises, id_list.read),
)


def format_of(name: str, text: str) -> ForeignFormat | None:
    """What a file is; None for a list, and for whatever else nobody knows.

    A Markdown file is a list, however it begins; without a name the beginning decides.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    named = [one for one in FOREIGN if suffix in one.suffixes]
    for one in named or (FOREIGN if not suffix else ()):
        if one.recognises(text):
            return one
    return None
