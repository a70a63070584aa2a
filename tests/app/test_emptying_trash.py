"""Lists leave the trash for good after thirty days, or when that is asked for; works keep all."""

from datetime import UTC, datetime, timedelta

import pytest

from effllm_desktop.app import emptying_trash, safety
from effllm_desktop.app.emptying_trash import remove_expired, remove_for_good
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.identifying import MergeWorks
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.section_editing import AddSection
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.app.readmodels.history import history
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import Place, PlaceScope
from tests.support.builders import found, page, take
from tests.support.soundness import assert_sound

OF_LISTS = (
    "lists", "versions", "sections", "entries", "problems", "upstreams", "list_counts",
    "list_edits", "edited_texts", "waiting_edits", "trashed_lists",
)  # fmt: skip


def later(days):
    return lambda: datetime.now(UTC) + timedelta(days=days)


def holding(library, list_id):
    """The tables that hold something of a list."""
    column = {"lists": "id"}
    return [
        table
        for table in OF_LISTS
        if library.database.value(
            f"SELECT count(*) FROM {table} WHERE {column.get(table, 'list_id')} = ?", (list_id,)
        )
    ]


@pytest.fixture
def two(folder, library):
    """Two lists; of the second one, all that the reader can make is made."""
    take(folder, page("A", {"S": ["one", "two"]}))
    take(folder, page("B", {"S": ["two", "three"], "T": ["four", "[odd](x)"]}))
    library.workspace.run(SetStar(tuple(library.entries.all_works(PlaceScope(Place.ALL))), True))
    library.workspace.run(AddSection(ListId(2), None, "Mine"))
    library.workspace.run(TrashList(ListId(2)))
    return library


def test_every_table_that_names_lists_is_known_here(library):
    named = library.database.rows(
        "SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c "
        "WHERE t.schema = 'main' AND c.name = 'list_id'"
    )
    assert {name for (name,) in named} | {"lists"} == set(OF_LISTS)


def test_lists_stay_for_thirty_days(two, folder):
    assert remove_expired(folder, clock=later(29)) == ()
    assert [one.name for one in two.lists.trashed()] == ["B"]
    assert remove_expired(folder, clock=later(31)) == ("B",)
    assert two.lists.trashed() == []
    assert remove_expired(folder, clock=later(99)) == ()


def test_nothing_of_the_list_is_left_and_all_of_the_works(two, folder):
    assert set(holding(two, 2)) > {"lists", "versions", "entries", "list_edits", "edited_texts"}
    two.workspace.run(SetNote(two.works.find("url:example.org/four"), "Mine."))
    assert remove_for_good(folder, ListId(2)) == "B"
    assert holding(two, 2) == []
    assert_sound(two.database)
    assert sorted(found(two, "is:starred")) == ["one", "two"]
    take(folder, page("C", {"S": ["four", "three"]}))
    assert sorted(found(two, "is:starred")) == ["four", "one", "three", "two"]
    assert found(two, "note:mine") == ["four"]
    assert_sound(two.database)


def test_a_list_that_is_not_in_the_trash_stays(two, folder):
    two.workspace.run(RestoreList(ListId(2)))
    with pytest.raises(NotFound, match="not in the trash"):
        remove_for_good(folder, ListId(2))
    with pytest.raises(NotFound, match="not in the trash"):
        remove_for_good(folder, ListId(7))
    assert remove_expired(folder, clock=later(99)) == ()
    assert len(two.outlines.read().lists) == 2


def test_steps_of_the_list_can_no_longer_be_taken_back_all_others_can(two, folder):
    two.workspace.run(SetNote(two.works.find("url:example.org/one"), "Mine."))
    two.workspace.undo()
    remove_for_good(folder, ListId(2))
    said = [(one.label, one.undone, one.gone) for one in history(two.database, 9)]
    assert said == [
        ("edit a note", True, False),
        ("move a list to the trash", False, True),
        ("add the section “Mine”", False, True),
        ("star 4 works", False, False),
    ]
    assert two.workspace.redo() == "edit a note"
    assert [two.workspace.undo(), two.workspace.undo()] == ["edit a note", "star 4 works"]
    assert two.workspace.undo_label is None
    assert_sound(two.database)


def test_no_number_is_given_again(two, folder):
    known = [two.database.value(f"SELECT max(id) FROM {t}") for t in ("sections", "entries")]
    remove_for_good(folder, ListId(2))
    take(folder, page("C", {"S": ["five"]}))
    assert two.lists.named("C").id == 3
    rows = two.database.rows("SELECT section_id, id FROM entries WHERE list_id = 3")
    assert rows == [(known[0] + 2, known[1] + 1)]  # the first new section is the list itself
    two.workspace.run(TrashList(ListId(3)))
    remove_for_good(folder, ListId(3))
    take(folder, page("D", {"S": ["six"]}))
    assert two.lists.named("D").id == 4
    assert [two.workspace.undo(), two.workspace.undo_label] == ["star 4 works", None]
    assert two.lists.named("D").trashed is False


def test_works_that_were_merged_stay_so(two, folder):
    one, four = (two.works.find(f"url:example.org/{name}") for name in ("one", "four"))
    two.workspace.run(RestoreList(ListId(2)))
    two.workspace.run(MergeWorks(one, four))
    take(folder, page("B", {"S": ["two"]}), as_list="B")
    two.workspace.run(TrashList(ListId(2)))
    remove_for_good(folder, ListId(2))
    assert two.works.find("url:example.org/four") == one
    assert_sound(two.database)


def test_what_a_backup_brings_back_is_there_to_be_looked_at(two, folder, monkeypatch):
    file = safety.backup_now(folder)
    two.close()
    safety.restore(folder, file, clock=later(40))
    assert remove_expired(folder, clock=later(41)) == ()
    assert remove_expired(folder, clock=later(71)) == ("B",)


def test_what_a_file_brings_back_is_there_to_be_looked_at(folder, library):
    take(folder, page("A", {"S": ["one"]}))
    library.workspace.run(TrashList(ListId(1), "2020-01-01T08:00:00+00:00"))
    library.database.run("UPDATE trash_since SET at = '2020-01-01T08:00:00+00:00'")
    (one,) = library.lists.trashed()
    assert one.trashed_at.year == 2020
    assert one.kept_until - datetime.now(UTC) > timedelta(days=29)
    assert remove_expired(folder, clock=later(29)) == ()
    assert remove_expired(folder, clock=later(31)) == ("A",)


def test_a_time_without_a_zone_is_one(folder, library):
    take(folder, page("A", {"S": ["one"]}))
    library.workspace.run(TrashList(ListId(1), "2099-01-01T08:00:00"))
    (one,) = library.lists.trashed()
    assert one.kept_until == datetime(2099, 1, 31, 8, tzinfo=UTC)


def test_ten_thousand_entries_go_in_a_moment(folder, library):
    sections = {f"S{part}": [f"w{part}-{number}" for number in range(50)] for part in range(200)}
    take(folder, page("A", sections))
    library.workspace.run(TrashList(ListId(1)))
    begun = datetime.now(UTC)
    remove_for_good(folder, ListId(1))
    assert datetime.now(UTC) - begun < timedelta(seconds=3)
    assert library.lists.all() == []


def test_another_window_sees_it(two, folder):
    other = open_library(folder)
    told = []
    other.workspace.subscribe(told.append)
    remove_for_good(folder, ListId(2))
    assert other.workspace.notice_outside_changes()
    assert other.lists.trashed() == []
    assert emptying_trash.REMOVED.works is None
    other.close()
