"""Every form that comes in, one line for each."""

from collections.abc import Callable
from dataclasses import dataclass

from effllm_desktop.app.foreign_formats import (
    bibtex,
    bookmarks,
    csl,
    id_list,
    opml,
    ris,
    tables,
    zotero_rdf,
)
from effllm_desktop.app.foreign_formats.entries import ForeignReading


@dataclass(frozen=True, slots=True)
class ForeignFormat:
    """A form: how files of it are called, what tells them by their beginning, what reads them.

    `looks_like` says how they begin. `may_be_list`: a file that is called so may be Markdown.
    `also`: how other things are called, too, so that the name alone promises nothing.
    `holds`: of a file that is called so, whether records come behind other words.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[str], ForeignReading]
    looks_like: str
    may_be_list: bool = False
    also: tuple[str, ...] = ()
    holds: Callable[[str], bool] | None = None


FOREIGN = (
    ForeignFormat(
        "bookmarks",
        (".html", ".htm"),
        bookmarks.recognises,
        bookmarks.read,
        "what browsers export begins with <!DOCTYPE NETSCAPE-Bookmark-file-1>",
        may_be_list=True,
    ),
    ForeignFormat(
        "RIS",
        (".ris",),
        ris.recognises,
        ris.read,
        "its records begin with “TY  - ”",
        holds=ris.holds_records,
    ),
    ForeignFormat(
        "CSL-JSON",
        (".json", ".csl"),
        csl.recognises,
        csl.read,
        "it is a list of items in square brackets, or a library that was exported here",
    ),
    ForeignFormat(
        "BibTeX",
        (".bib", ".bibtex", ".biblatex"),
        bibtex.recognises,
        bibtex.read,
        "its records begin with “@article{” or the like",
        holds=bibtex.holds_any,
    ),
    ForeignFormat(
        opml.NAME,
        (".opml",),
        opml.recognises,
        opml.read,
        "its first element is <opml>",
        also=(".xml",),
    ),
    ForeignFormat(
        zotero_rdf.NAME,
        (".rdf",),
        zotero_rdf.recognises,
        zotero_rdf.read,
        "its first element is <rdf:RDF>, and it names Zotero's words",
        also=(".xml",),
    ),
    ForeignFormat(
        "table",
        (".csv", ".tsv"),
        tables.recognises,
        tables.read,
        "its first row names the columns, one of them “title”",
    ),
    ForeignFormat(
        "arXiv ids",
        (".txt", ".ids"),
        id_list.recognises,
        id_list.read,
        "it has an id in each line",
        may_be_list=True,
    ),
)


def format_of(name: str, text: str) -> ForeignFormat | None:
    """What a file is; None for a list, and for whatever else nobody knows.

    A Markdown file is a list, however it begins; without a name the beginning decides.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    named = [one for one in FOREIGN if suffix in (*one.suffixes, *one.also)]
    for one in named or (FOREIGN if not suffix else ()):
        if one.recognises(text):
            return one
    return next((one for one in named if one.holds is not None and one.holds(text)), None)


def missed(name: str) -> ForeignFormat | None:
    """The form that a file must be by its name, whatever is in it."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return next((one for one in FOREIGN if suffix in one.suffixes and not one.may_be_list), None)
