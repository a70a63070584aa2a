"""What leaves a library comes back into an empty one: states, notes, highlights, lists, bytes."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effllm_desktop.app import plans
from effllm_desktop.app.carried import checked_highlight, checked_state
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import ExportRequest, Format, Style
from effllm_desktop.app.exporting.writing import export_to
from effllm_desktop.app.import_reports import ImportRequest, What
from effllm_desktop.app.importing import import_lists, preview
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.bringing import BringBack, Brought
from effllm_desktop.app.operations.entry_editing import RewordEntry
from effllm_desktop.app.operations.highlighting import SetLastPlace
from effllm_desktop.app.operations.list_editing import NewList, SettleEdit
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.putting_back import PutBack
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.section_editing import AddSection
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.records_as_lists import LARGEST
from effllm_desktop.app.sources import BytesSource, FileSource
from effllm_desktop.domain.errors import FileChanged
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import EntryId, ListId, WorkId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store import chosen, list_edits, portable
from effllm_desktop.store.chosen import Highlight
from tests.support.builders import take, take_all, work
from tests.support.libraries import library_of
from tests.support.soundness import assert_sound

LIST = """# Mine

- [a](https://a.example)
- [b](https://b.example)
  > quoted

## Two
1. [c](https://c.example)

| Title | Code |
|---|---|
| [d](https://d.example) | [x](https://x.example) |

- [a again](https://a.example)
"""
NOTES = [
    "",
    "One.",
    "One.\n\nTwo.\n",
    "> quoted\r\n\ttabbed \r",
    "<!-- effllm:end -->\n<!-- effllm:begin {} -->\n-->",
    "  indented\n<!-- effllm2:list {} -->",
]
states = st.builds(
    State,
    status=st.sampled_from(Status),
    starred=st.booleans(),
    rating=st.integers(0, 5),
    tags=st.lists(st.sampled_from(["a", "b c", "-->", "ä"]), unique=True).map(
        lambda tags: tuple(sorted(tags, key=str.casefold))
    ),
    note=st.sampled_from(NOTES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    queue=st.none() | st.integers(1, 9),
)
highlights = st.builds(
    Highlight,
    page=st.integers(1, 9),
    quads=st.just("[[1, 2, 3, 4]]"),
    quote=st.sampled_from(["words", "two\nlines <!-- effllm:mark {} -->", "“”"]),
    before=st.none() | st.just("before"),
    after=st.just("-->"),
    colour=st.just("yellow"),
    comment=st.sampled_from(["", "Mine – yes."]),
    made_at=st.just("2026-01-01T00:00:00+00:00"),
    pdf_sha256=st.none() | st.just("ab" * 32),
    kind=st.sampled_from(["highlight", "underline", "strikeout"]),
) | st.builds(
    Highlight,
    page=st.integers(1, 9),
    quads=st.just("[[90, 190, 110, 210]]"),
    quote=st.just(""),
    before=st.just(""),
    after=st.just(""),
    colour=st.just("pink"),
    comment=st.sampled_from(["", "Mine --> yes.", "two\n\nlines"]),
    made_at=st.just("2026-01-01T00:00:00+00:00"),
    kind=st.just("note"),
)
own = st.lists(st.tuples(states, st.lists(highlights, max_size=2)), min_size=4, max_size=4)
Own = list[tuple[State, list[Highlight]]]


def filled(folder: Path, made: Own, text: str = LIST) -> Library:
    """A library in which the works of a list have these states."""
    library = library_of(folder, text)
    works = library.entries.all_works(PlaceScope(Place.ALL))
    brought = [
        Brought(work, state, tuple(mark._asdict() for mark in marks))
        for work, (state, marks) in zip(works, made, strict=False)
    ]
    library.workspace.run(BringBack(tuple(brought)))
    return library


def said(library: Library) -> dict[str, tuple[State, tuple[Highlight, ...]]]:
    """Everything that the reader made of works, by their keys."""
    marks = chosen.highlights(library.database)
    return {
        one.key: (one.state, marks.get(one.work, ()))
        for one in portable.touched_works(library.database)
        if one.state != State() or one.work in marks
    }


def exported(library: Library, *, as_json: bool) -> bytes:
    if as_json:
        return render(library, ExportRequest(format=Format.JSON)).data
    return render(library, ExportRequest((ListScope(ListId(1)),), style=Style.ANNOTATED)).data


@pytest.mark.parametrize("as_json", [True, False])
@given(made=own)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_states_come_back_into_an_empty_library(as_json: bool, made: Own) -> None:
    with tempfile.TemporaryDirectory() as name:
        before = filled(Path(name) / "before", made)
        data = exported(before, as_json=as_json)
        take(Path(name) / "after", data)
        after = open_library(Path(name) / "after")
        assert said(after) == said(before)
        assert render(after, ExportRequest((ListScope(ListId(1)),), style=Style.CLEAN)).data == (
            LIST.encode()
        )
        assert_sound(after.database)
        before.close()
        after.close()


@pytest.mark.parametrize("as_json", [True, False])
def test_taking_it_in_again_changes_nothing_and_neither_in_the_library_it_came_from(
    tmp_path: Path, as_json: bool
) -> None:
    state = State(Status.READ, starred=True, rating=3, tags=("t",), note="n")
    library = filled(tmp_path / "library", [(state, [])] * 4)
    data = exported(library, as_json=as_json)
    before = said(library)
    for folder in (tmp_path / "library", tmp_path / "other", tmp_path / "other"):
        report = take(folder, data)
        assert report.name == "Mine"
    assert report.outcome == "unchanged"
    assert report.brought == 0
    assert said(library) == before
    assert library.database.value("SELECT count(*) FROM lists") == 1
    library.close()


def test_what_the_reader_did_since_stays(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(Status.READ, note="Old."), [])] * 4)
    data = exported(library, as_json=False)
    library.workspace.run(SetNote(work(library, "a"), "New."))
    take(tmp_path / "library", data)
    assert said(library)["url:a.example#title=a"][0].note == "New."
    library.close()


def test_a_note_that_was_edited_in_the_file_comes_in_and_can_be_undone(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(Status.READ, note="Old."), [])] * 4)
    data = exported(library, as_json=False).replace(b"> Old.", b"> By hand.", 1)
    report = take(tmp_path / "library", data)
    assert (report.outcome, report.brought, report.form) == ("unchanged", 1, "annotated list")
    assert said(library)["url:a.example#title=a"][0] == State(Status.READ, note="By hand.")
    assert library.workspace.undo() == "bring in what a file says of 1 work"
    assert said(library)["url:a.example#title=a"][0].note == "Old."
    library.close()


def test_a_note_that_was_edited_in_both_places_has_both(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="Old."), [])] * 4)
    data = exported(library, as_json=False).replace(b"> Old.", b"> By hand.", 1)
    library.workspace.run(SetNote(work(library, "a"), "Here."))
    for _ in range(2):
        take(tmp_path / "library", data)
        assert said(library)["url:a.example#title=a"][0].note == "Here.\n\nBy hand."
    library.close()


def test_a_note_that_was_edited_in_the_file_again_is_not_doubled(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="Old."), [])] * 4)
    data = exported(library, as_json=False)
    for words in (b"By hand.", b"By hand. And more."):
        take(tmp_path / "library", data.replace(b"> Old.", b"> " + words, 1))
    assert said(library)["url:a.example#title=a"][0].note == "By hand. And more."
    library.close()


def test_an_annotated_file_is_linked_to_no_list(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(LIST)
    take(tmp_path / "library", file)
    library = open_library(tmp_path / "library")
    library.workspace.run(SetNote(work(library, "a"), "n"))
    annotated = tmp_path / "annotated.md"
    annotated.write_bytes(exported(library, as_json=False))
    report = take(tmp_path / "library", annotated, copy=True)
    assert (report.outcome, report.list_id) == ("unchanged", 1)
    assert take(tmp_path / "library", file).outcome == "unchanged"
    library.close()


def test_a_damaged_marker_takes_nothing_in(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="Old."), [])] * 4)
    data = exported(library, as_json=False)
    for before, after in (
        (b"effllm:end -->", b"effllm:end"),
        (b'"key"', b'"rating": "x", "key"'),
        (b'"key"', b'"status": "finished", "key"'),
        (b'"key"', b'"tags": [""], "key"'),
    ):
        summary = take_all(tmp_path / "other", data.replace(before, after, 1))
        assert len(summary.failures) == 1
        assert not summary.lists
    library.close()


def test_a_whole_library_comes_back_with_versions_names_and_trash(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note=f"{n}"), []) for n in range(4)])
    take(library.folder, LIST.replace("- [b](https://b.example)\n", ""), as_list="Mine")
    take(library.folder, "# Mine\n- [z](https://z.example)\n")
    take(library.folder, LIST.encode("utf-16"), name="Called")
    take(library.folder, "# Away\n- [y](https://y.example)\n")
    library.workspace.run(TrashList(ListId(4)))
    data = exported(library, as_json=True)
    import_lists(tmp_path / "after", ImportRequest((BytesSource("x", data),)), InlineProgress())
    after = open_library(tmp_path / "after")
    for table in ("lists", "versions", "works"):
        columns = {"lists": "name, named", "versions": "list_id, number, sha256", "works": "key"}
        sql = f"SELECT {columns[table]} FROM {table} ORDER BY id"
        assert after.database.rows(sql) == library.database.rows(sql)
    assert said(after) == said(library)
    assert after.database.value("SELECT count(*) FROM trashed_lists") == 1
    assert_sound(after.database)
    library.close()
    after.close()


def edited_list(folder: Path) -> Library:
    """A list with edits on two versions, one of which waited and was decided about."""
    library = library_of(folder, LIST)
    library.workspace.run(RewordEntry(ListId(1), EntryId(1), title="mine"))
    take(library.folder, LIST.replace("- [a](", "- [theirs]("), as_list="Mine")
    library.workspace.run(SettleEdit(ListId(1), 0, take=True))
    library.workspace.run(AddSection(ListId(1), None, "More"))
    library.workspace.run(NewList("Of my own"))
    return library


def shown(library: Library) -> list[bytes]:
    return [list_edits.shown(library.database, ListId(number)) for number in (1, 2)]


def test_what_was_edited_in_lists_comes_back_and_goes_on_being_edits(tmp_path: Path) -> None:
    library = edited_list(tmp_path / "library")
    assert b"[mine](" in shown(library)[0]
    take_all(tmp_path / "after", exported(library, as_json=True))
    after = open_library(tmp_path / "after")
    assert shown(after) == shown(library)
    for read in (list_edits.of_list, list_edits.waiting):
        assert read(after.database, ListId(1)) == read(library.database, ListId(1))
    assert_sound(after.database)
    after.workspace.run(PutBack(ListId(1)))
    assert list_edits.edited(after.database, ListId(1)) is None
    library.close()
    after.close()


def test_edits_that_do_not_fit_are_told(tmp_path: Path) -> None:
    library = edited_list(tmp_path / "library")
    document = json.loads(exported(library, as_json=True))
    document["lists"][0]["versions"][0]["edits"][0]["removed"] = "elsewhere"
    library.close()
    summary = take_all(tmp_path / "after", json.dumps(document).encode())
    assert "do not fit" in summary.failures[0].problem.what
    after = open_library(tmp_path / "after")
    assert after.database.value("SELECT count(*) FROM lists") == 0
    after.close()


def test_an_annotated_list_is_written_over_by_the_same_list_with_edits(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="n"), [])] * 4)
    file, request = tmp_path / "annotated.md", ExportRequest((ListScope(ListId(1)),))
    request = replace(request, style=Style.ANNOTATED)
    for name in ("More", "Still more"):
        export_to(library, request, file)
        library.workspace.run(AddSection(ListId(1), None, name))
    export_to(library, request, file)
    assert "# Still more" in file.read_text()
    report = take(tmp_path / "library", file)
    assert (report.outcome, report.list_id, report.brought) == ("unchanged", 1, 0)
    file.write_text(file.read_text().replace("# More", "# By hand"))
    with pytest.raises(FileChanged, match="not only its notes"):
        export_to(library, request, file)
    library.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(version=2), "newer version"),
        (lambda d: d.update(version="x"), "damaged"),
        (lambda d: d.pop("works"), "damaged"),
        (lambda d: d["lists"][0]["versions"][0].update(data="AAAA"), "damaged"),
        (lambda d: d["lists"][0]["versions"][0].update(data="§"), "damaged"),
        (lambda d: d["lists"][0].update(versions=[]), "damaged"),
        (lambda d: d["lists"][0]["versions"][0].update(edits=[{"start": 0}]), "damaged"),
        (lambda d: d["lists"][0]["versions"][0].update(edits=[EDIT | {"start": -1}]), "damaged"),
        (lambda d: d["lists"][0]["versions"][0].update(edits=[EDIT | {"removed": 1}]), "damaged"),
        (lambda d: d["works"][0].update(rating=9), "damaged"),
        (lambda d: d["works"][0].update(note=1), "damaged"),
        (lambda d: d["works"][0].update(queue=0), "damaged"),
        (lambda d: d["works"][0].update(tags=[""]), "damaged"),
        (lambda d: d["works"][0].update(highlights=[{"page": 1}]), "damaged"),
        (lambda d: d["works"][0].update(last_place={"page": 1}), "damaged"),
        (lambda d: d["works"][0].update(last_place=PLACE | {"page": 3}), "damaged"),
        (lambda d: d["works"][0].update(last_place=PLACE | {"offset": 2}), "damaged"),
        (lambda d: d["works"][0].update(last_place=PLACE | {"left_at": "now"}), "damaged"),
    ],
)
def test_a_damaged_document_takes_nothing_in(tmp_path: Path, change: object, words: str) -> None:
    library = filled(tmp_path / "library", [(State(note="n"), [])] * 4)
    document = json.loads(exported(library, as_json=True))
    change(document)  # type: ignore[operator]
    library.close()
    file = tmp_path / "all.json"
    file.write_text(json.dumps(document))
    summary = take_all(tmp_path / "other", file)
    (failure,) = summary.failures
    assert words in failure.problem.what
    other = open_library(tmp_path / "other")
    assert other.database.value("SELECT count(*) FROM lists") == 0
    other.close()


def test_a_document_beside_other_sources(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="n"), [])] * 4)
    file = tmp_path / "all.json"
    file.write_bytes(exported(library, as_json=True))
    library.close()
    sources = (
        FileSource(file),
        FileSource(tmp_path / "no.json"),
        BytesSource("x", b"# X\n- [x](https://x.y)\n"),
    )
    summary = import_lists(tmp_path / "other", ImportRequest(sources), InlineProgress())
    assert [one.name for one in summary.lists] == ["Mine", "X"]
    assert [one.source for one in summary.failures] == [str(tmp_path / "no.json")]


EDIT = {"start": 0, "removed": "", "inserted": "x", "settles": None}
PLACE = {"page": 1, "pages": 2, "offset": 0.5, "left_at": "2026-01-01T00:00:00+00:00"}


def test_where_reading_stopped_comes_back_of_works_that_were_only_opened(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="n"), [])])
    for title in "ab":
        library.workspace.run(SetLastPlace(work(library, title), LastPlace(3, 9, 0.25)))
    data = exported(library, as_json=True)
    take(tmp_path / "after", data)
    after = open_library(tmp_path / "after")
    assert len(portable.last_places(library.database)) == 2
    assert portable.last_places(after.database) == portable.last_places(library.database)
    after.workspace.run(SetLastPlace(work(after, "a"), LastPlace(4, 9)))
    there = portable.last_places(after.database)
    assert take(tmp_path / "after", data).brought == 0
    assert portable.last_places(after.database) == there
    library.close()
    after.close()


def test_what_waits_to_be_read_keeps_its_order_and_others_join_behind(tmp_path: Path) -> None:
    before = filled(tmp_path / "before", [(State(queue=2), []), (State(queue=1), [])])
    data = exported(before, as_json=False)
    library = library_of(tmp_path / "library", LIST)
    for title in "dc":
        library.workspace.run(PutInQueue([work(library, title)]))
    take(tmp_path / "library", data)
    assert queue(library) == [work(library, title) for title in "dcba"]
    edited = data.replace(b'"queue": 1', b'"queue": 9')
    take(tmp_path / "library", edited)
    assert queue(library) == [work(library, title) for title in "dcba"]
    library.workspace.undo()
    assert queue(library) == [work(library, title) for title in "dc"]
    before.close()
    library.close()


def queue(library: Library) -> list[WorkId]:
    return library.entries.all_works(PlaceScope(Place.QUEUE))


def test_a_note_that_comes_in_moves_nothing_in_the_queue(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="Old."), [])] * 4)
    for title in "abc":
        library.workspace.run(PutInQueue([work(library, title)]))
    data = exported(library, as_json=False).replace(b"> Old.", b"> By hand.", 1)
    assert take(tmp_path / "library", data).brought == 1
    assert queue(library) == [work(library, title) for title in "abc"]
    library.close()


BIB = """@misc{a, title={A}, eprint={2404.14897}, keywords={new, Old}, annote={From there.},
  readstatus={read}}
@misc{b, title={B}, url={https://b.example}}
@misc{c, author={Nobody}}
"""


@pytest.mark.parametrize("length", [1, plans.LONG])
def test_a_bibliography_becomes_a_list_that_may_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    monkeypatch.setattr(plans, "LONG", length)  # long ones are read here, too
    file = tmp_path / "refs.bib"
    file.write_text(BIB)
    report = take(tmp_path / "library", file)
    assert (report.name, report.entries, report.form, report.brought) == ("refs", 2, "BibTeX", 1)
    assert [(one.first_line, one.reason) for one in report.problems] == [
        (4, "a record without a title")
    ]
    assert take(tmp_path / "library", file).outcome == "unchanged"
    file.write_text(BIB + "@misc{d, title={D}}\n")
    again = take(tmp_path / "library", file)
    assert (again.outcome, again.added, again.brought) == ("updated", 1, 0)
    assert take(tmp_path / "library", BIB.encode()).outcome == "new"


def test_what_other_programs_say_is_added_to_what_is_there(tmp_path: Path) -> None:
    text = "# L\n- [A](https://arxiv.org/abs/2404.14897)\n- [B](https://b.example)\n"
    there = State(Status.READING, starred=True, tags=("old",), note="Mine.")
    library = filled(tmp_path / "library", [(there, [])], text)
    file = tmp_path / "refs.bib"
    file.write_text(BIB)
    take(tmp_path / "library", file)
    assert said(library)["arxiv:2404.14897"][0] == State(
        Status.READING, starred=True, tags=("new", "old"), note="Mine.\n\nFrom there."
    )
    library.close()


def test_a_preview_says_what_is_there_already(tmp_path: Path) -> None:
    take(tmp_path / "library", "# L\n- [B](https://b.example)\n")
    summary = preview(tmp_path / "library", ImportRequest((BytesSource("refs", BIB.encode()),)))
    (report,) = summary.lists
    assert [(one.what, one.title) for one in report.news] == [
        (What.ADDED, "A"),
        (What.KNOWN, "B"),
    ]
    assert (report.form, report.brought, len(report.problems)) == ("BibTeX", 1, 1)
    library = open_library(tmp_path / "library")
    assert library.database.value("SELECT count(*) FROM lists") == 1
    library.close()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("\ufeff@misc{a, title={Ä}}".encode("utf-16"), None),
        ("@misc{a, title={Ä}}".encode("cp1252"), None),
        (b"\xff\xfe@\x00m\x00i\x00s\x00c\x00{\x00\x00\xd8\x00", "damaged"),
        (b"@misc{a, title={" + b"{" * 9999, "Braces"),
        (b"@misc{a, author={x}}", "no records"),
        (b'[{"title": "x"', "line 1"),
    ],
)
def test_files_of_other_programs_in_any_encoding_or_one_clear_error(
    tmp_path: Path, data: bytes, words: str | None
) -> None:
    summary = take_all(tmp_path / "library", data)
    if words is None:
        assert summary.lists[0].entries == 1
    else:
        (failure,) = summary.failures
        assert words in failure.problem.what


def test_what_a_file_says_of_unknown_works_is_passed_over(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [(State(note="n"), [])] * 4)
    data = exported(library, as_json=False).replace(b"url:c.example", b"url:gone.example")
    report = take(tmp_path / "other", data)
    assert report.brought == 3
    library.close()


def test_files_of_other_programs_have_a_limit(tmp_path: Path) -> None:
    summary = take_all(tmp_path / "library", b"@misc{" + b" " * LARGEST)
    assert "64 MB" in summary.failures[0].problem.what


def test_values_of_files_are_checked() -> None:
    assert checked_state({"rating": 5, "queue": 1}, "n") == State(rating=5, note="n", queue=1)
    for facts in ({"rating": True}, {"rating": -1}, {"tags": "x"}, {"tags": [1]}, {"status": 1}):
        with pytest.raises((TypeError, ValueError)):
            checked_state(facts, "")
    mark = {
        "page": 1,
        "quads": "[[1, 2, 3, 4.5]]",
        "quote": "q",
        "before": None,
        "after": None,
        "colour": "pink",
        "comment": "",
        "made_at": "2026-01-01T00:00:00+00:00",
    }
    assert checked_highlight(mark).pdf_sha256 is None
    assert checked_highlight(mark).kind == "highlight"
    assert checked_highlight(mark | {"kind": "note", "quote": ""}).is_note
    for wrong in (
        {"page": 0},
        {"quads": 2},
        {"quads": "[]"},
        {"quads": "{}"},
        {"quads": "[[1, 2, 3]]"},
        {"quads": '[[1, 2, 3, "4"]]'},
        {"quads": "[[1, 2, 3, NaN]]"},
        {"quote": None},
        {"colour": "black"},
        {"made_at": "soon"},
        {"pdf_sha256": 1},
        {"kind": "scribble"},
        {"kind": None},
    ):
        with pytest.raises((TypeError, ValueError)):
            checked_highlight(mark | wrong)
