"""What JabRef adds to BibTeX comes along; what it writes for itself is nobody's problem."""

import pytest

from effllm_desktop.app.foreign_formats import bibtex, jabref
from effllm_desktop.domain.state import State, Status

JABREF = r"""% Encoding: UTF-8

@Article{One,
  author      = {Ana Müller},
  title       = {One},
  comment     = {For all.},
  comment-bob = {100\% so.},
  comment-Eve = { },
  file        = {:files/one.pdf:PDF;Notes\: mine:C\:\\x\\Two.PDF:PDF;:three.html:URL},
  groups      = {Reading, Old\, stuff},
  keywords    = {reading, a b},
  priority    = {prio1},
  ranking     = {rank5},
  readstatus  = {skimmed},
  relevance   = {relevant},
}

@Comment{jabref-meta: databaseType:bibtex;}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Reading\;0\;1\;0x8a8a8aff\;\;\;;
}

@Comment{jabref-entrytype: Thing: req[title] opt[]}
"""


def test_jabref() -> None:
    found = bibtex.read(JABREF)
    (one,) = found.entries
    assert found.problems == []
    assert one.state == State(
        Status.READING,
        rating=5,
        tags=("reading", "a b", "Old, stuff", "high priority"),
        note="For all.\n\nbob: 100% so.",
    )
    assert one.files == ("files/one.pdf", r"C:\x\Two.PDF")


@pytest.mark.parametrize(
    ("value", "files"),
    [
        ("", []),
        ("a.pdf", ["a.pdf"]),
        ("/home/me/a b.pdf;b.html;c.pdf", ["/home/me/a b.pdf", "c.pdf"]),  # Better BibTeX
        ("Full Text:files/3/a.pdf:application/pdf", ["files/3/a.pdf"]),  # Zotero
        (":a.pdf:", ["a.pdf"]),
        ("::PDF", []),
        ("a:b:c:d.pdf", []),
        ("\\", []),
    ],
)
def test_files(value: str, files: list[str]) -> None:
    assert list(jabref.pdfs(value)) == files


@pytest.mark.parametrize("value", ["read", " READ ", "skimmed", "", "unknown"])
def test_read_states(value: str) -> None:
    wanted = {"read": Status.READ, "skimmed": Status.READING}
    found = jabref.state({"readstatus": value})
    assert found == State(wanted.get(value.strip().lower(), Status.UNREAD))


@pytest.mark.parametrize(
    ("ranking", "rating"), [("rank3", 3), ("4", 4), ("rank9", 5), ("rankx", 0), ("", 0)]
)
def test_ranks(ranking: str, rating: int) -> None:
    assert jabref.state({"ranking": ranking}).rating == rating


def test_priorities() -> None:
    said = [jabref.state({"priority": f"prio{n}"}).tags for n in range(5)]
    assert said == [(), ("high priority",), ("medium priority",), ("low priority",), ()]
