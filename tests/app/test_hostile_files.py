"""Files that mean harm, or came to it: one clear error, or a sound list, in little time."""

import base64
import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from effllm_desktop.app import restoring_library
from effllm_desktop.app.exporting import previewing
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format
from effllm_desktop.app.foreign_formats import bookmarks, csl, entries, ris, tables
from effllm_desktop.app.foreign_formats.entries import ForeignEntry
from effllm_desktop.app.library import open_library
from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.state import State
from tests.support import foreign_files
from tests.support.builders import take_all
from tests.support.soundness import assert_sound

MANY = 20_000
MORE = 110_000
"""What no file has of things that cannot be read."""
NETSCAPE = b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
A = b"<A HREF='https://a.example'>a</A>"
LOL = b"".join(b"<!ENTITY l%d '%s'>" % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 20))
LIST = b"# L\n- [a](https://a.example)\n"
RDF = (
    b"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    b"xmlns:z='http://www.zotero.org/namespaces/export#'>"
)
SECONDS = 20
"""Each takes less than one where nothing else runs; what looks again and again takes minutes."""


def version(data: bytes) -> dict[str, str]:
    return {"data": base64.b64encode(data).decode(), "sha256": hashlib.sha256(data).hexdigest()}


def library(**parts: object) -> bytes:
    """The document of a library with one list, and what else is said."""
    text = version(LIST)
    one = {"name": "L", "named": True, "origin": None, "trashed": False, "versions": [text]}
    whole: dict[str, object] = {"format": "effllm-library", "version": 1, "lists": [one]}
    lists = [{**one, **changes} for changes in parts.pop("of_list", [{}])]  # type: ignore[attr-defined]
    return json.dumps({**whole, "lists": lists, "works": [], **parts}).encode()


def work(**facts: object) -> dict[str, object]:
    return {"key": "url:a.example", "status": "read", "highlights": [], "changed_at": "", **facts}


def edited(**edit: object) -> dict[str, object]:
    said = {"start": 0, "removed": "", "inserted": "", "settles": None, **edit}
    return {"name": "M", "versions": [{**version(LIST), "edits": [said]}]}


REFUSED: Mapping[str, tuple[str, bytes, str]] = {
    "records that nothing ends": ("x.bib", b"@misc{a, title={x\n" * MANY, "line 26"),
    "records without fields": ("x.bib", b"@misc{a}" * MANY, "no records"),
    "fields that come again": ("x.bib", b"@misc{a, title={x}," + b"f={x}," * MANY, "no records"),
    "macros in macros": (
        "x.bib",
        b"@misc{a, title={" + rb"\emph{" * MANY + b"word" + b"}" * MANY + b"}}",
        "no records",
    ),
    "macros": ("x.bib", b"@misc{a, title={" + rb"\textbf{x} $a$ " * MANY + b"}}", "no records"),
    "half of UTF-16": ("x.bib", "@misc{a, title={x}}".encode("utf-16")[:-1], "UTF-16"),
    "UTF-32": ("x.bib", "@misc{a, title={x}}".encode("utf-32"), "UTF-32"),
    "bzip2": ("x.bib", b"BZh9" + b"0" * 99, "compressed"),
    "xz": ("x.csv", b"\xfd7zXZ\0" + b"0" * 99, "compressed"),
    "zstd": ("x.json", b"\x28\xb5\x2f\xfd" + b"0" * 99, "compressed"),
    "beginnings of records": ("x.ris", b"TY  - X\n" * MANY, "no records"),
    "no items": ("x.json", b'{"items": 5}', "no list of items"),
    "depth": ("x.json", b'[{"title":' + b"[" * MANY + b"]" * MANY + b"}]", "line 1"),
    "a number": ("x.json", b'[{"title": ' + b"9" * MANY + b"}]", "line 1"),
    "a long cell": ("x.csv", b'title,url\n"' + b"x\n" * 2**20 + b'",y\n', "line 2"),
    "a cell with quotes": ("x.csv", b"title,url\n" + b'"x"y,z\n' * MANY, "line 2"),
    "tags that nothing ends": ("x.html", NETSCAPE + b"\n" + b"<a " * MANY, "line 1"),
    "remarks that nothing ends": ("x.html", NETSCAPE + b"<!--" * MANY, "have no end"),
    "a script": ("x.html", NETSCAPE + b"<script>" + b"</x>" * MANY + A, "no records"),
    "markers that nothing ends": ("x.md", b"<!-- effllm:begin {} -->\n" * MANY, "line 2"),
    "depth in a library": (
        "x.json",
        b'{"format": "effllm-library", "version": 1, "lists": ' + b"[" * MANY,
        "damaged",
    ),
    "half a sign as a name": ("x.json", library(of_list=[{"name": "\ud800"}]), "damaged"),
    "a NUL as a name": ("x.json", library(of_list=[{"name": "../x\0"}]), "damaged"),
    "a number as a name": ("x.json", library(of_list=[{"name": 5}]), "damaged"),
    "half a sign as an origin": ("x.json", library(of_list=[{"origin": "\ud800"}]), "damaged"),
    "no time": ("x.json", library(works=[work(changed_at="yesterday")]), "damaged"),
    "half a highlight": ("x.json", library(works=[work(highlights=[{"page": 1}])]), "damaged"),
    "a recipe of nothing": (
        "x.json",
        library(recipes=[{"name": "R", "file": None, "request": {}}]),
        "damaged",
    ),
    "a tag that is called nothing": (
        "x.json",
        library(tags=[{"name": " ", "colour": None, "key": None}]),
        "damaged",
    ),
    "half a sign in an edit": ("x.json", library(of_list=[edited(inserted="\ud800")]), "damaged"),
    "a list that is a PDF": (
        "x.json",
        library(of_list=[{}, {"name": "P", "versions": [version(b"%PDF-1.7")]}]),
        "a PDF",
    ),
    "nothing called BibTeX": ("x.bib", b"", "is empty"),
    "nothing called a table": ("x.tsv", b"\xef\xbb\xbf \r\n", "is empty"),
    "nothing called RIS": ("x.ris", b"\n", "is empty"),
    "nothing called JSON": ("x.json", b"", "is empty"),
    "other JSON": ("x.json", b'{"a": [1]}', "no CSL-JSON"),
    "words called BibTeX": ("x.bib", LIST, "no BibTeX"),
    "words called RIS": ("x.RIS", b"hello\nTY  -\n", "no RIS"),
    "a table of something else": ("x.csv", b"a,b\n1,2\n", "no table"),
    "noise": ("x.csv", b"\xff\xfe\0\x80noise\0\1", "no table"),
    "outlines in outlines": ("x.opml", b"<opml>" + b"<outline text='x'>" * MANY, "line 1"),
    "outlines with a bomb": (
        "x.opml",
        b"<!DOCTYPE opml [" + LOL + b"]><opml><outline text='&l19;'/></opml>",
        "line 1",
    ),
    "a file of the system": (
        "x.opml",
        b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<opml>&x;</opml>",
        "line 1",
    ),
    "outlines that lead nowhere": (
        "x.opml",
        b"<opml>" + b"<outline/>" * MANY + b"</opml>",
        "no rec",
    ),
    "outlines of another country": (
        "x.opml",
        b"<?xml version='1.0' encoding='GBK'?><opml/>",
        "GBK",
    ),
    "a long word": ("x.opml", b"<opml a='" + b"x" * 2**24 + b"'/>", "line 1"),
    "nothing called OPML": ("x.opml", b" ", "is empty"),
    "words called OPML": ("x.opml", LIST, "no OPML"),
    "RDF with a bomb": (
        "x.rdf",
        b"<!DOCTYPE r:RDF [" + LOL + b"]>" + RDF + b"&l19;</r:RDF>",
        "line 1",
    ),
    "RDF that ends early": ("x.rdf", RDF, "line 1"),
    "RDF of nothing": ("x.rdf", RDF + b"</r:RDF>", "no records"),
    "words called RDF": ("x.rdf", b"<r:RDF/>", "no Zotero RDF"),
    "lines without a record": (
        "x.ris",
        b"TY  - X\nTI  - a\nER  - \n" + b"x\n" * MORE,
        "line 100,004",
    ),
    "rows without a title": ("x.csv", b"title,url\na,\n" + b",x\n" * MORE, "line 100,003"),
    "numbers for items": ("x.json", b'[{"title": "a"}' + b",\n0" * MORE + b"]", "line 100,002"),
    "outlines of words": (
        "x.opml",
        b"<opml>" + b"<outline/>\n" * MORE + b"</opml>",
        "100,000 places",
    ),
    "bookmarks of nothing": ("x.html", NETSCAPE + A + b"<a>x</a>\n" * MORE, "100,000 places"),
    "more records than anybody has": (
        "x.bib",
        b"@misc{a}" * 2 * MORE + b"@misc{b}" * MORE,
        "250,000",
    ),
    "an edit of the second list": (
        "x.json",
        library(of_list=[{}, edited(start=5, removed="zz")], works=[work()]),
        "do not fit",
    ),
}
TAKEN: Mapping[str, tuple[str, bytes, int]] = {  # and how many entries
    "blanks between names": (
        "x.bib",
        b"@misc{a, title={word}, author={A" + b" " * MANY + b"B}}",
        1,
    ),
    "remarks before records": ("x.bib", b"By me, with care.\n\n@misc{a, title={word}}", 1),
    "words of a provider": ("x.ris", b"Provider: ACM\n\nTY  - X\nTI  - word\nER  - \n", 1),
    "one key": ("x.bib", b"@misc{a, title={word}}\n" * 500, 500),
    "strings of strings": (
        "x.bib",
        b'@string{a0="lol"}\n'
        + b"".join(
            b"@string{a%d=a%d # a%d # a%d}\n" % (i, i - 1, i - 1, i - 1) for i in range(1, 60)
        )
        + b"@misc{k, title=a59}",
        1,
    ),
    "strings that mean each other": ("x.bib", b"@string{a=b}@string{b=a}\n@misc{k, title=a}", 1),
    "bytes that are no text": ("x.bib", b"@misc{k, title={\xff\xfe\x81\x00 word}, author={\0}}", 1),
    "a value of many lines": (
        "x.ris",
        b"TY  - X\nTI  - word\nN1  - y\n" + b"more\n" * MANY * 10 + b"ER  - \n",
        1,
    ),
    "halves of signs": (
        "x.json",
        rb'[{"title": "a \ud800 b", "note": "\udfff", "author": [{"literal": "\udc80"}]}]',
        1,
    ),
    "blanks between authors": ("x.csv", b"title;authors\nword;A" + b" " * MANY * 5 + b"B\n", 1),
    "columns": ("x.csv", b"title,url" + b",x" * MANY + b"\na,b" + b",y" * MANY + b"\n", 1),
    "folders": ("x.html", NETSCAPE + b"<DL><DT><H3>x</H3>" * 5_000 + A, 1),
    "a bomb": ("x.html", NETSCAPE[:-2] + b" [" + LOL + b"]>\n<DT>" + A + b"&l19;", 1),
    "an odd declaration": ("x.html", NETSCAPE + b"<![foo[ " + A, 1),
    "remarks": ("x.html", NETSCAPE + b"<!--x>" * MANY + b"-->" + A, 1),
    "attributes": (
        "x.html",
        NETSCAPE + b"<A HREF='https://a.example' " + b'a="x" ' * MANY + b">t</A>",
        1,
    ),
    "many outlines": (
        "x.opml",
        b"<opml>" + b"<outline text='x'/>" * MANY + b"<outline url='https://a.example'/></opml>",
        1,
    ),
    "a note of halves of signs": (
        "x.json",
        library(works=[work(note="\ud800\0", tags=["\ud800"])]),
        1,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_and_nothing_of_it_is_there(tmp_path: Path, name: str) -> None:
    called, data, words = REFUSED[name]
    (tmp_path / called).write_bytes(data)
    there = open_library(tmp_path / "library")
    take_all(there.folder, "# Before\n- [b](https://b.example)\n")
    before = everything(there.database)
    began = time.process_time()
    summary = take_all(there.folder, tmp_path / called)
    assert time.process_time() - began < SECONDS
    (failure,) = summary.failures
    assert summary.lists == ()
    assert words in failure.problem.what
    assert failure.problem.hint
    assert everything(there.database) == before
    there.close()


@pytest.mark.parametrize("name", TAKEN)
def test_it_does_no_harm(tmp_path: Path, name: str) -> None:
    called, data, entries = TAKEN[name]
    (tmp_path / called).write_bytes(data)
    there = open_library(tmp_path / "library")
    began = time.process_time()
    summary = take_all(there.folder, tmp_path / called)
    assert time.process_time() - began < SECONDS
    assert summary.failures == ()
    assert there.database.value("SELECT count(*) FROM entries") == entries
    assert_sound(there.database)
    there.close()


def four(form: str) -> str:
    """A file of this form with four records."""
    return {
        "x.bib": "@misc{a, title={word}}\n" * 4,
        "x.ris": "TY  - X\nTI  - word\nER  - \n" * 4,
        "x.json": json.dumps([{"title": "word"}] * 4, indent=0),
        "x.csv": "title,url\n" + "word,\n" * 4,
        "x.html": NETSCAPE.decode() + f"{A.decode()}\n" * 4,
        "x.opml": "<opml>\n" + "<outline url='https://a.example'/>\n" * 4 + "</opml>",
        "x.rdf": RDF.decode()
        + "<z:A><z:itemType>x</z:itemType><d:title xmlns:d='http://purl.org/dc/elements/1.1/'>word"
        "</d:title></z:A>\n" * 4 + "</r:RDF>",
        "x.txt": "2404.14897\n" * 4,
    }[form]


@pytest.mark.parametrize(
    "name", ["x.bib", "x.ris", "x.json", "x.csv", "x.html", "x.opml", "x.rdf", "x.txt"]
)
def test_more_records_than_anybody_has_are_refused_in_every_form(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(four(name))
    (report,) = take_all(tmp_path / "before", tmp_path / name).lists
    assert report.entries == 4
    monkeypatch.setattr(entries, "MOST", 3)
    (failure,) = take_all(tmp_path / "library", tmp_path / name).failures
    assert "more than 3 records up to line" in failure.problem.what
    assert failure.problem.hint


def test_what_fails_late_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when all lists have come and their states are there."""
    there = open_library(tmp_path / "library")
    before = everything(there.database)
    document = library(of_list=[{}, {"name": "M"}], works=[work()], searches=[])

    def full(*_: object, **__: object) -> None:
        assert len(library_lists()) == 2
        raise StorageFailed("The disk is full.", "Free some space.")

    def library_lists() -> list[object]:
        (database,) = seen
        return database.rows("SELECT 1 FROM lists")  # type: ignore[attr-defined, no-any-return]

    seen: set[object] = set()
    bringing = restoring_library.bringing
    monkeypatch.setattr(
        restoring_library, "bringing", lambda db, works: (seen.add(db), bringing(db, works))[1]
    )
    monkeypatch.setattr(restoring_library, "_save_again", full)
    (failure,) = take_all(there.folder, document).failures
    assert failure.problem.what == "The disk is full."
    assert everything(there.database) == before
    monkeypatch.undo()
    assert len(take_all(there.folder, document).lists) == 2
    there.close()


def everything(database: object) -> list[object]:
    """All rows of all tables of a library."""
    tables = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")  # type: ignore[attr-defined]
    return [
        (name, sorted(map(repr, database.rows(f'SELECT * FROM "{name}"'))))  # type: ignore[attr-defined]
        for (name,) in tables
    ]


def test_remarks_and_declarations_move_no_line() -> None:
    text = (NETSCAPE + b"<!-- " + A + b"\n\n-->\n<?x\n?>" + A + b"<A HREF='x:'>b</A>").decode()
    found = bookmarks.read(text)
    assert [(one.title, one.line) for one in found.entries] == [("a", 6)]
    assert [one.first_line for one in found.problems] == [6]


def test_halves_of_signs_become_one_that_says_so() -> None:
    (entry,) = csl.read(r'[{"title": "a \ud800 \ud83d\ude00", "keyword": "\udfff"}]').entries
    assert (entry.title, entry.state.tags) == ("a \ufffd \U0001f600", ("\ufffd",))


def test_values_of_many_lines_stay_in_order() -> None:
    (entry,) = ris.read("TY  - X\nTI  - x\nN1  - a\nb\n c\nN1  - d\nER  - \n").entries
    assert entry.state.note == "a\nb\nc\n\nd"


FORMULAS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "@SUM(1)",
    "+1+cmd|'x'!A0",
    "-2+3+SUM(A1)",
]


def test_formulas_come_in_as_words_and_go_out_as_words(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "title,url\n" + "".join('"{}",\n'.format(f.replace('"', '""')) for f in FORMULAS)
    )
    there = open_library(tmp_path / "library")
    take_all(there.folder, tmp_path / "x.csv")
    out = render(there, ExportRequest(format=Format.CSV, parts=EVERY_PART)).data.decode()
    cells = [cell for row in tables.csv.reader(out.splitlines()) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r") or cell == "-1"]
    titles = [one.title for one in tables.read(out).entries]
    assert titles == FORMULAS
    there.close()


HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("x.bib", f"@misc{{a, title={{{HTML} x}}, url={{javascript:alert(1)}}}}"),
        ("x.ris", f"TY  - X\nTI  - {HTML} x\nUR  - javascript:alert(1)\nER  - \n"),
        ("x.json", json.dumps([{"title": f"{HTML} x", "URL": "javascript:alert(1)"}])),
        ("x.csv", f"title,url\n{HTML} x,javascript:alert(1)\n"),
        ("x.opml", f"<opml><outline text='{escape(HTML)} x' url='https://a.example'/></opml>"),
    ],
)
def test_markup_in_titles_is_words(tmp_path: Path, called: str, text: str) -> None:
    (tmp_path / called).write_text(text)
    there = open_library(tmp_path / "library")
    (report,) = take_all(there.folder, tmp_path / called).lists
    assert report.entries == 1
    html, shown = there.database.row("SELECT title_html, title FROM entries") or ("", "")
    assert "<script" not in (html or "")
    assert "<img" not in (html or "")
    page = render(there, ExportRequest(format=Format.HTML)).data.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "javascript:alert" not in page
    assert shown
    there.close()


def with_markup(folder: Path, form: str) -> Path:
    """A file or folder of another program whose every word is markup."""
    one = ForeignEntry(
        title=f"{HTML} word",
        line=1,
        url="https://a.example/<script>alert(1)</script>",
        authors=(f"Ann {HTML.replace(' ', '')}",),
        venue=f"{HTML} and more",
        description=HTML,
        section=("a", "..", "<b>x"),
        state=State(tags=(HTML,), note=f"{HTML}\n\n[x](javascript:alert(1))"),
    )
    if form == "papis":
        return foreign_files.papis(folder / "papers", [one])
    writers = {
        "x.html": foreign_files.bookmarks,
        "x.rdf": foreign_files.zotero_rdf,
        "x.bib": foreign_files.jabref,
    }
    (folder / form).write_text(writers[form]([one]), encoding="utf-8")
    return folder / form


@pytest.mark.parametrize("form", ["x.html", "x.rdf", "x.bib", "papis"])
def test_markup_in_all_that_other_programs_say_is_words(tmp_path: Path, form: str) -> None:
    there = open_library(tmp_path / "library")
    (report,) = take_all(there.folder, with_markup(tmp_path, form)).lists
    assert (report.entries, report.brought, report.problems) == (1, 1, ())
    assert there.database.value("SELECT title FROM entries") == f"{HTML} word"
    assert "<script" not in (there.database.value("SELECT title_html FROM entries") or "")
    asked = ExportRequest(parts=EVERY_PART)
    for request in (
        replace(asked, format=Format.HTML),
        replace(asked, format=Format.BIBLIOGRAPHY_HTML),
    ):
        page = render(there, request).data.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page
    shown = previewing.preview(there, asked).page
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    there.close()


MARKERS = "\n<!-- effllm:begin -->\n<!-- effllm:end -->\n<!-- effllm:list -->\n"


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("x.bib", f"@misc{{a, title={{word}}, url={{https://a.example}}, annote={{{MARKERS}x}}}}"),
        ("x.ris", f"TY  - X\nTI  - word\nUR  - https://a.example\nN1  - {MARKERS}\nER  - \n"),
        ("x.csv", f'title,url,note\nword,https://a.example,"{MARKERS}"\n'),
    ],
)
def test_our_own_markers_in_a_note_make_no_annotated_list(
    tmp_path: Path, called: str, text: str
) -> None:
    (tmp_path / called).write_text(text)
    there = open_library(tmp_path / "library")
    (report,) = take_all(there.folder, tmp_path / called).lists
    assert (report.entries, report.brought) == (1, 1)
    assert "effllm:end" in there.database.value("SELECT note FROM reading")
    there.close()


@pytest.mark.parametrize("name", ["../../x", "C:\\con", "-rf", "a/b", "\ufffd\u202e"])
def test_names_of_lists_lead_nowhere(tmp_path: Path, name: str) -> None:
    there = open_library(tmp_path / "library")
    take_all(there.folder, library(of_list=[{"name": name}]))
    assert [one.name for one in there.outlines.read().lists] == [name]
    assert there.lists.original(ListId(1)) == LIST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library"]
    there.close()


def test_a_file_whose_name_is_no_text_may_come_again(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.bib")
    path.write_text("@misc{a, title={word}}")
    there = open_library(tmp_path / "library")
    for outcome in ("new", "unchanged"):
        (report,) = take_all(there.folder, path).lists
        assert (report.name, report.entries, report.outcome) == ("\ufffd", 1, outcome)
    assert_sound(there.database)
    there.close()
