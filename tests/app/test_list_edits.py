"""Lists that the reader edits: entries, sections, undo, new versions, saving."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app import edited_lists, saving
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import ExportRequest, Style
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.entry_editing import (
    AddEntries,
    MoveEntries,
    RemoveEntries,
    RewordEntry,
)
from effllm_desktop.app.operations.list_editing import NewList, SettleEdit
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.putting_back import PutBack, PutBackEdit
from effllm_desktop.app.operations.section_editing import (
    AddSection,
    DeleteSection,
    MoveSection,
    RenameList,
    RenameSection,
)
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.app.readmodels.own_edits import read_own_edits
from effllm_desktop.app.workspace import Operation, Undo
from effllm_desktop.domain.errors import BadInput, Conflict, FileChanged, NotFound
from effllm_desktop.domain.ids import EntryId, ListId, SectionId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.domain.text_edits import OwnEdit
from effllm_desktop.store import list_edits
from tests.support.builders import page, take, titles, user_rows, work
from tests.support.new_entries import page as article
from tests.support.new_entries import paper
from tests.support.soundness import assert_sound

NEW = article("A short way", "https://new.example/short")
LIST = ListId(1)
TEXT = page("L", {"One": ["a", "c"], "Two": ["e"]})


@pytest.fixture
def edited(folder: Path, library: Library) -> Library:
    take(folder, TEXT)
    return library


def text(library: Library, list_id: ListId = LIST, style: Style = Style.CLEAN) -> str:
    made = render(library, ExportRequest((ListScope(list_id),), style=style))
    return made.data.decode("utf-8", "surrogateescape")


def entry(library: Library, title: str, list_id: ListId = LIST) -> EntryId:
    found: int | None = library.database.value(
        "SELECT id FROM entries WHERE list_id = ? AND title = ? AND position IS NOT NULL",
        (list_id, title),
    )
    assert found is not None, title
    return EntryId(found)


def section(library: Library, heading: str) -> SectionId:
    found = library.database.value(
        "SELECT id FROM sections WHERE heading = ? AND position IS NOT NULL", (heading,)
    )
    assert found is not None, heading
    return SectionId(found)


def order(library: Library, list_id: ListId = LIST) -> list[str]:
    rows = library.database.rows(
        "SELECT title FROM entries WHERE list_id = ? AND position IS NOT NULL ORDER BY position",
        (list_id,),
    )
    return [title for (title,) in rows]


def test_an_entry_is_added_and_the_rest_of_the_file_stays(edited: Library) -> None:
    edited.workspace.run(AddEntries(LIST, section(edited, "One"), [NEW]))
    line = "- [A short way](https://new.example/short)\n"
    assert text(edited) == TEXT.replace("org/c)\n", f"org/c)\n{line}")
    assert text(edited, style=Style.ORIGINAL) == TEXT
    assert text(edited, style=Style.REPAIRED) == text(edited)
    assert order(edited) == ["a", "c", "A short way", "e"]
    assert_sound(edited.database)
    assert edited.workspace.undo() == "add 1 entry"
    assert text(edited) == TEXT
    assert order(edited) == ["a", "c", "e"]
    edited.workspace.redo()
    assert order(edited) == ["a", "c", "A short way", "e"]
    assert_sound(edited.database)


def test_entries_keep_ids_and_state_through_edits(edited: Library) -> None:
    edited.workspace.run(SetStar([work(edited, "c")], starred=True))
    ids = [entry(edited, title) for title in ("a", "c", "e")]
    edited.workspace.run(AddEntries(LIST, section(edited, "One"), [NEW, paper("2512.1", "P")]))
    edited.workspace.run(MoveEntries(LIST, [entry(edited, "c")], section(edited, "Two")))
    edited.workspace.run(RewordEntry(LIST, entry(edited, "a"), "Another", "What it is"))
    assert [entry(edited, title) for title in ("Another", "c", "e")] == ids
    assert "- [Another](https://example.org/a) - What it is\n" in text(edited)
    assert list(titles(edited, PlaceScope(Place.STARRED)).values()) == ["c"]
    assert titles(edited, PlaceScope(Place.NEW)) == {}
    assert_sound(edited.database)


def test_what_is_taken_out_is_a_tombstone_that_undo_brings_back(edited: Library) -> None:
    edited.workspace.run(SetStar([work(edited, "a")], starred=True))
    first = entry(edited, "a")
    edited.workspace.run(RemoveEntries(LIST, [first, entry(edited, "e")]))
    assert order(edited) == ["c"]
    edited.workspace.undo()
    assert order(edited) == ["a", "c", "e"]
    assert entry(edited, "a") == first
    assert list(titles(edited, PlaceScope(Place.STARRED)).values()) == ["a"]


def test_entries_are_moved_together_in_their_order(edited: Library) -> None:
    a, c, e = (entry(edited, title) for title in ("a", "c", "e"))
    edited.workspace.run(MoveEntries(LIST, [a, c], section(edited, "Two"), before=e))
    assert order(edited) == ["a", "c", "e"]
    assert text(edited).index("## Two") < text(edited).index("[a]")
    edited.workspace.run(MoveEntries(LIST, [e, a], section(edited, "Two")))
    assert order(edited) == ["c", "e", "a"]
    edited.workspace.run(MoveEntries(LIST, [e], section(edited, "Two"), before=a))
    assert order(edited) == ["c", "e", "a"]


def test_sections_are_added_renamed_moved_deleted(edited: Library) -> None:
    one = section(edited, "One")
    run = edited.workspace.run
    run(AddSection(LIST, one, "Deep"))
    run(AddEntries(LIST, section(edited, "Deep"), [NEW]))
    run(RenameSection(LIST, one, "First"))
    assert "## First\n" in text(edited)
    run(MoveSection(LIST, section(edited, "Deep"), section(edited, "L"), section(edited, "First")))
    assert order(edited) == ["A short way", "a", "c", "e"]
    run(DeleteSection(LIST, section(edited, "First"), with_entries=True))
    run(DeleteSection(LIST, section(edited, "Two"), with_entries=False))
    assert text(edited) == (
        "# L\n\n## Deep\n\n- [A short way](https://new.example/short)\n\n"
        "- [e](https://example.org/e)\n"
    )
    assert_sound(edited.database)
    while edited.workspace.undo_label:
        edited.workspace.undo()
    assert text(edited) == TEXT
    assert_sound(edited.database)


def test_sections_keep_their_ids_when_they_are_moved_and_renamed(
    folder: Path, library: Library
) -> None:
    take(folder, "# L\n\n## A\n\n### Papers\n\n## B\n\n### Papers\n\n### Code\n")
    names = ("A", "B", "Code")
    ids = [section(library, name) for name in names]
    library.workspace.run(MoveSection(LIST, ids[2], ids[0]))
    library.workspace.run(MoveSection(LIST, ids[1], ids[0]))
    assert [section(library, name) for name in names] == ids
    library.workspace.run(RenameSection(LIST, ids[0], "Z"))
    assert section(library, "Z") == ids[0]
    assert [section(library, name) for name in names[1:]] == ids[1:]
    library.workspace.run(DeleteSection(LIST, ids[1], with_entries=False))
    assert section(library, "Code") == ids[2]
    title = section(library, "L")
    library.workspace.run(DeleteSection(LIST, title, with_entries=False))
    for _ in range(5):
        library.workspace.undo()
    assert [section(library, name) for name in ("L", *names)] == [title, *ids]
    assert_sound(library.database)
    take(folder, "# L\n\n## C\n\n### Code\n", as_list="L")  # of a new version nobody knows
    assert section(library, "C") not in ids
    assert section(library, "Code") not in ids


def test_sections_of_a_deleted_title_come_back_as_they_were(folder: Path, library: Library) -> None:
    take(folder, "# L\n\n## L\n\n- [a](https://a.example)\n\n## M\n")

    def ids() -> list[SectionId]:
        return [one.id for one in library.lists.sections(LIST)]

    before = ids()
    library.workspace.run(DeleteSection(LIST, before[0], with_entries=True))
    assert ids() == []
    library.workspace.undo()
    assert ids() == before


def test_one_edit_is_put_back_and_none_that_is_no_more(folder: Path, edited: Library) -> None:
    assert read_own_edits(folder, LIST) == ()
    edited.workspace.run(RewordEntry(LIST, entry(edited, "a"), "Mine"))
    edited.workspace.run(RemoveEntries(LIST, [entry(edited, "e")]))
    first, second = read_own_edits(folder, LIST)
    assert (first.line, first.now, first.was) == (
        5,
        "- [Mine](https://example.org/a)\n",
        "- [a](https://example.org/a)\n",
    )
    assert (second.now, second.was.strip()) == ("", "- [e](https://example.org/e)")
    edited.workspace.run(PutBackEdit(LIST, second))
    assert order(edited) == ["Mine", "c", "e"]
    edited.workspace.run(RewordEntry(LIST, entry(edited, "Mine"), "Other"))
    with pytest.raises(Conflict, match="has changed since"):
        edited.workspace.run(PutBackEdit(LIST, first))
    assert order(edited) == ["Other", "c", "e"]
    edited.workspace.run(PutBackEdit(LIST, read_own_edits(folder, LIST)[0]))
    assert text(edited) == TEXT
    assert edited.workspace.undo() == "put an edit back"
    assert_sound(edited.database)


def test_a_list_of_ones_own_is_not_put_back_to_nothing(folder: Path, library: Library) -> None:
    library.workspace.run(NewList("Mine"))
    assert read_own_edits(folder, LIST) == ()
    with pytest.raises(BadInput, match="nothing to put it back to"):
        library.workspace.run(PutBack(LIST))
    with pytest.raises(BadInput, match="nothing to put it back to"):
        library.workspace.run(PutBackEdit(LIST, OwnEdit(0, 1, "# Mine", "")))
    assert text(library) == "# Mine\n"


def test_the_trash_holds_what_was_put_away_the_latest_first(folder: Path, library: Library) -> None:
    take(folder, TEXT)
    library.workspace.run(NewList("Mine"))
    library.workspace.run(NewList("Undone"))
    library.workspace.undo()
    assert library.lists.trashed() == []
    for list_id in (LIST, ListId(2)):
        library.workspace.run(TrashList(list_id))
    found = library.lists.trashed()
    assert {(one.name, one.entries) for one in found} == {("L", 3), ("Mine", 0)}
    assert found == sorted(found, key=lambda one: (one.trashed_at, one.id), reverse=True)
    library.workspace.run(RestoreList(LIST))
    assert [one.name for one in library.lists.trashed()] == ["Mine"]


def test_a_new_list_begins_with_its_title_and_undo_puts_it_into_the_trash(
    folder: Path, library: Library
) -> None:
    library.workspace.run(NewList("My  *own*"))
    assert text(library) == "# My \\*own\\*\n"
    library.workspace.run(AddEntries(LIST, section(library, "My *own*"), [NEW]))
    assert order(library) == ["A short way"]
    library.close()
    again = open_library(folder)
    again.workspace.undo()
    assert again.workspace.undo() == "make the list “My  *own*”"
    assert again.outlines.read().lists == ()
    again.workspace.redo()
    assert [one.name for one in again.outlines.read().lists] == ["My *own*"]
    assert_sound(again.database)
    with pytest.raises(BadInput):
        again.workspace.run(NewList(" "))
    again.close()


def test_a_list_that_was_made_undone_and_made_again_has_its_name_again(
    folder: Path, library: Library
) -> None:
    names = lambda: [one.name for one in library.outlines.read().lists]  # noqa: E731
    library.workspace.run(NewList("Mine"))
    library.workspace.undo()
    take(folder, "# Mine\n\n- [x](https://x.example)\n")  # which is no step: redo stays
    assert names() == ["Mine"]
    library.workspace.redo()
    assert sorted(names()) == ["Mine", "Mine (2)"]
    library.workspace.run(NewList("Mine"))
    library.workspace.undo()
    library.workspace.run(NewList("Mine"))
    assert sorted(names()) == ["Mine", "Mine (2)", "Mine (3)"]
    assert_sound(library.database)


def test_a_damaged_list_is_edited_on_its_repaired_text(folder: Path, library: Library) -> None:
    damaged = "# L\n\n- [Ünïcödé – straße](https://a.b)\n- [é à ü](http://c.d) – ñ\n"
    data = damaged.encode().decode("cp1252").encode()
    assert take(folder, data).damage
    library.workspace.run(AddEntries(LIST, section(library, "L"), [NEW]))
    assert text(library).startswith(damaged)
    assert text(library, style=Style.ORIGINAL).encode() == data
    assert library.lists.repaired(LIST).decode() == text(library)


def test_a_new_version_keeps_edits_in_lines_that_it_left_alone(
    folder: Path, edited: Library
) -> None:
    edited.workspace.run(AddEntries(LIST, section(edited, "Two"), [NEW]))
    edited.workspace.run(RewordEntry(LIST, entry(edited, "a"), "Mine"))
    newer = TEXT.replace("- [c]", "- [b](https://example.org/b)\n- [c]")
    report = take(folder, newer, as_list="L")
    assert (report.added, report.removed) == (1, 0)
    assert order(edited) == ["Mine", "b", "c", "e", "A short way"]
    assert list(titles(edited, PlaceScope(Place.NEW)).values()) == ["b"]
    assert list_edits.waiting(edited.database, LIST) == ()
    assert_sound(edited.database)
    edited.workspace.undo()
    assert order(edited) == ["a", "b", "c", "e", "A short way"]
    edited.workspace.run(RewordEntry(LIST, entry(edited, "b"), "New of mine"))
    assert take(folder, newer.replace("# L", "# L\n\nWords."), as_list="L").changed == 0
    edited.workspace.undo()
    edited.workspace.undo()
    assert order(edited) == ["a", "b", "c", "e"]
    assert_sound(edited.database)


def test_edits_of_lines_that_a_new_version_changed_wait(folder: Path, edited: Library) -> None:
    edited.workspace.run(RewordEntry(LIST, entry(edited, "a"), "Mine"))
    edited.workspace.run(RewordEntry(LIST, entry(edited, "e"), "Mine too"))
    theirs = TEXT.replace("[a]", "[Theirs]").replace("[e]", "[Theirs too]")
    take(folder, theirs, as_list="L")
    assert order(edited) == ["Theirs", "c", "Theirs too"]
    first, second = list_edits.waiting(edited.database, LIST)
    assert (first.base, first.ours, first.theirs) == tuple(
        f"- [{title}](https://example.org/a)\n" for title in ("a", "Mine", "Theirs")
    )
    edited.workspace.run(SettleEdit(LIST, first.number, take=True))
    edited.workspace.run(SettleEdit(LIST, second.number, take=False))
    assert order(edited) == ["Mine", "c", "Theirs too"]
    assert list_edits.waiting(edited.database, LIST) == ()
    with pytest.raises(NotFound):
        edited.workspace.run(SettleEdit(LIST, first.number, take=True))
    edited.workspace.undo()
    edited.workspace.undo()
    assert list_edits.waiting(edited.database, LIST) == (first, second)
    edited.workspace.run(RewordEntry(LIST, entry(edited, "Theirs"), "Third"))
    with pytest.raises(BadInput, match="no longer clear"):
        edited.workspace.run(SettleEdit(LIST, first.number, take=True))


def test_an_edit_that_is_made_while_a_version_is_read_is_in_it(
    folder: Path, edited: Library
) -> None:
    edited.workspace.run(RewordEntry(LIST, entry(edited, "a"), "Mine"))
    assert take(folder, TEXT, as_list="L").outcome == "unchanged"
    assert order(edited)[0] == "Mine"


def test_a_list_is_put_back_entry_by_entry_or_wholly(edited: Library) -> None:
    edited.workspace.run(RewordEntry(LIST, entry(edited, "a"), "Mine"))
    edited.workspace.run(RewordEntry(LIST, entry(edited, "e"), "Mine too"))
    edited.workspace.run(RemoveEntries(LIST, [entry(edited, "c")]))
    edited.workspace.run(PutBack(LIST, entry(edited, "Mine too")))
    assert order(edited) == ["Mine", "e"]
    edited.workspace.run(PutBack(LIST))
    assert order(edited) == ["a", "c", "e"]
    assert list_edits.edited(edited.database, LIST) is None
    edited.workspace.undo()
    assert order(edited) == ["Mine", "e"]


def test_saving_writes_the_file_and_undo_goes_on_behind_it(
    tmp_path: Path, folder: Path, library: Library
) -> None:
    file = tmp_path / "L.md"
    file.write_text(TEXT)
    take(folder, file)
    take(folder, _written(file, TEXT.replace("[c]", "[d](https://example.org/d)\n- [c]")))
    library.workspace.run(AddEntries(LIST, section(library, "One"), [NEW]))
    assert saving.saving(library, LIST).edited
    assert saving.save(library, LIST) == file
    assert file.read_text() == text(library)
    assert not saving.saving(library, LIST).edited
    assert list(titles(library, PlaceScope(Place.NEW)).values()) == ["d"]
    assert take(folder, file).outcome == "unchanged"
    library.workspace.undo()
    assert order(library) == ["a", "d", "c", "e"]
    assert saving.saving(library, LIST).edited
    saving.save(library, LIST)
    assert "short" not in file.read_text()
    assert_sound(library.database)


def _written(file: Path, words: str) -> Path:
    file.write_text(words)
    return file


def test_saving_never_overwrites_what_was_not_taken_in(
    tmp_path: Path, folder: Path, library: Library
) -> None:
    file, other = tmp_path / "L.md", tmp_path / "other.md"
    file.write_text(TEXT)
    take(folder, file)
    library.workspace.run(AddEntries(LIST, section(library, "One"), [NEW]))
    with pytest.raises(FileChanged, match="changed since"):
        saving.save(library, _written(file, "# Theirs\n") and LIST)
    other.write_text("words")
    with pytest.raises(FileChanged, match="there already"):
        saving.save(library, LIST, other)
    take(folder, _written(tmp_path / "M.md", TEXT))
    with pytest.raises(BadInput, match="file of"):
        saving.save(library, LIST, tmp_path / "M.md")
    assert file.read_text() == "# Theirs\n"


def test_a_new_list_is_saved_where_the_reader_says(tmp_path: Path, library: Library) -> None:
    library.workspace.run(NewList("Mine"))
    with pytest.raises(BadInput, match="no file yet"):
        saving.save(library, LIST)
    assert saving.save(library, LIST, tmp_path / "mine.md").read_text() == "# Mine\n"
    assert saving.saving(library, LIST).path == tmp_path / "mine.md"
    with pytest.raises(NotFound):
        saving.saving(library, ListId(9))


def test_a_list_of_ones_own_has_edits_only_once_there_is_a_file(
    tmp_path: Path, library: Library
) -> None:
    def is_edited() -> bool:
        (one,) = library.outlines.read().lists
        return one.edited

    library.workspace.run(NewList("Mine"))
    library.workspace.run(AddSection(LIST, None, "One"))
    assert not is_edited()
    saving.save(library, LIST, tmp_path / "mine.md")
    assert not is_edited()
    library.workspace.run(AddSection(LIST, None, "Two"))
    assert is_edited()
    library.workspace.undo()
    assert not is_edited()


def test_an_empty_file_that_is_edited_has_edits(tmp_path: Path, library: Library) -> None:
    take(library.database.file.parent, _written(tmp_path / "E.md", ""))
    library.workspace.run(AddSection(LIST, None, "One"))
    (one,) = library.outlines.read().lists
    assert one.edited


def test_what_is_gone_is_refused_and_nothing_changes(edited: Library) -> None:
    acts: list[Operation] = [
        AddEntries(ListId(9), None, [NEW]),
        AddEntries(LIST, SectionId(99), [NEW]),
        RemoveEntries(LIST, [EntryId(99)]),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            edited.workspace.run(act)
    assert text(edited) == TEXT


def test_edits_that_no_longer_fit_their_text_refuse_undo(edited: Library) -> None:
    edited.workspace.run(RewordEntry(LIST, entry(edited, "a"), "One"))
    edited.workspace.run(RewordEntry(LIST, entry(edited, "e"), "Two"))
    edited.database.run("UPDATE list_edits SET start = start + 1 WHERE id = 1")
    with pytest.raises(Conflict):
        edited.workspace.undo()
    assert order(edited) == ["One", "c", "Two"]


def test_an_edit_reaches_all_works_of_its_list(edited: Library) -> None:
    act = RewordEntry(LIST, entry(edited, "a"), "One")
    assert edited.workspace.reach(act) == 30
    edited.workspace.run(act)
    assert edited.workspace.reach(Undo()) == 31


_ACTS = st.sampled_from(["add", "remove", "move", "reword", "section", "rename", "nest", "undo"])


@settings(max_examples=15)
@given(st.lists(st.tuples(_ACTS, st.integers(0, 99)), min_size=1, max_size=8))
def test_whatever_is_edited_undo_restores_it_and_redo_brings_it_back(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    library = open_library(folder)
    take(folder, TEXT)
    untouched = user_rows(library.database)
    for act, number in acts:
        try:
            if act == "undo":
                library.workspace.undo()
            else:
                library.workspace.run(_operation(library, act, number))
        except (BadInput, NotFound):
            continue
    done, whole = user_rows(library.database), text(library)
    steps = 0
    while library.workspace.undo_label:
        library.workspace.undo()
        steps += 1
    assert user_rows(library.database) == untouched
    assert text(library) == TEXT
    assert_sound(library.database)
    for _ in range(steps):
        library.workspace.redo()
    assert user_rows(library.database) == done
    assert text(library) == whole
    assert_sound(library.database)
    library.close()


def _operation(library: Library, act: str, number: int) -> Operation:
    entries = [EntryId(i) for (i,) in library.database.rows(
        "SELECT id FROM entries WHERE position IS NOT NULL ORDER BY position")]  # fmt: skip
    sections = [SectionId(i) for (i,) in library.database.rows(
        "SELECT id FROM sections WHERE position IS NOT NULL ORDER BY position")]  # fmt: skip
    one = sections[number % len(sections)]
    if act in ("remove", "move", "reword") and not entries:
        raise NotFound("There is no entry.")
    other = article(f"New {number}", f"https://new.example/{number}")
    made: dict[str, Operation] = {
        "add": AddEntries(LIST, one, [other]),
        "section": AddSection(LIST, one, f"S{number}"),
        "rename": RenameSection(LIST, one, f"R{number}"),
        "nest": MoveSection(LIST, one, sections[number // 7 % len(sections)]),
    }
    if entries:
        chosen = entries[number % len(entries)]
        made |= {
            "remove": RemoveEntries(LIST, [chosen]),
            "move": MoveEntries(LIST, [chosen], one),
            "reword": RewordEntry(LIST, chosen, f"Reworded {number}"),
        }
    return made[act]


def test_what_a_list_said_between_edits_is_known_again(edited: Library, folder: Path) -> None:
    """Whether the edits before or behind it stand above it or below."""
    said = [text(edited)]
    for title, words in (("e", "E"), ("a", "A long one"), ("c", "C"), ("A long one", "Short")):
        edited.workspace.run(RewordEntry(LIST, entry(edited, title), title=words))
        said.append(text(edited))
    take(folder, TEXT.replace("# L\n", "# L\n\nNew words.\n"), as_list="L")
    edited.workspace.run(RewordEntry(LIST, entry(edited, "E"), title="F"))
    said.append(text(edited))
    assert all(edited_lists.has_said(edited.database, LIST, one) for one in said)
    for one in said:
        assert not edited_lists.has_said(edited.database, LIST, one.replace("# L", "# M"))


def names(library: Library) -> list[str]:
    return [one.name for one in library.outlines.read().lists]


def test_a_list_is_called_like_the_title_that_the_reader_gives_it(
    edited: Library, folder: Path
) -> None:
    edited.workspace.run(RenameList(LIST, "Mine & *more*"))
    assert names(edited) == ["Mine & *more*"]
    assert text(edited) == TEXT.replace("# L\n", "# Mine & \\*more\\*\n", 1)
    take(folder, TEXT.replace("## Two", "## Three"), as_list="Mine & *more*")
    assert names(edited) == ["Mine & *more*"]
    assert edited.workspace.undo() == "rename a list to “Mine & *more*”"
    assert names(edited) == ["L"]
    edited.workspace.redo()
    assert names(edited) == ["Mine & *more*"]
    assert_sound(edited.database)


def test_a_name_that_another_list_has_gets_a_number(edited: Library) -> None:
    edited.workspace.run(NewList("Mine"))
    edited.workspace.run(RenameList(LIST, "Mine"))
    assert names(edited) == ["Mine (2)", "Mine"]
    edited.workspace.undo()
    assert names(edited) == ["L", "Mine"]


def test_a_list_without_a_title_and_one_with_a_given_name_refuse_another(
    library: Library, folder: Path
) -> None:
    take(folder, "- [a](https://a.example)\n")
    with pytest.raises(BadInput, match="has no title"):
        library.workspace.run(RenameList(LIST, "Mine"))
    take(folder, TEXT, name="Given")
    with pytest.raises(BadInput, match="was given its name"):
        library.workspace.run(RenameList(ListId(2), "Mine"))
    with pytest.raises(NotFound):
        library.workspace.run(RenameList(ListId(9), "Mine"))


def test_words_that_are_none_in_a_heading_are_refused_in_words(edited: Library) -> None:
    words = "http://$[](a)$"
    for edit in (RenameList(LIST, words), AddSection(LIST, None, words)):
        with pytest.raises(BadInput, match="would be read as something else"):
            edited.workspace.run(edit)
    assert text(edited) == TEXT


@pytest.mark.parametrize("words", ["<b>", "&amp;", "a ~~b~~", "vector<int>"])
def test_signs_in_a_heading_stay_words(edited: Library, words: str) -> None:
    edited.workspace.run(RenameList(LIST, words))
    edited.workspace.run(AddSection(LIST, None, words))
    assert names(edited)[0] == words
    assert section(edited, words)
