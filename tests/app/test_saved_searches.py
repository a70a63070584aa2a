"""Searches that are saved are places: they show works, are counted, renamed, deleted, undone."""

import pytest

from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.searching import DeleteSearch, RenameSearch, SaveSearch
from effllm_desktop.app.readmodels.outline import count_searches
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import ListId, SearchId
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope, SearchScope, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.store.orders import count_of_search
from tests.support.builders import page, take, user_rows, work

UNREAD, NOTES, RECENT, DUPLICATES = (SearchScope(SearchId(number)) for number in (1, 2, 3, 4))


@pytest.fixture
def stocked(folder, library):
    take(folder, page("L", {"S": ["a", "b", "[Same](https://x.org/1)"], "T": ["c", "a"]}))
    take(folder, page("M", {"S": ["[SAME](https://x.org/2)"]}))
    return library


def saved(library):
    return [(one.name, one.query) for one in library.outlines.read().searches]


def titles(library, scope, query="", sort=Sort.LIST):
    ids = library.entries.select(scope, parse(query), sort).row_ids
    return [row.title for row in library.entries.rows(scope, ids)]


def test_a_library_begins_with_four(library):
    assert saved(library) == [
        ("Unread", "is:unread"),
        ("With notes", "has:note"),
        ("Recently read", "is:read touched:<30d"),
        ("Duplicates", "is:duplicate"),
    ]


def test_they_show_works_once_in_every_way_of_reading(stocked):
    stocked.workspace.run(SetStatus([work(stocked, "b")], Status.READ))
    stocked.workspace.run(SetNote(work(stocked, "c"), "x"))
    assert titles(stocked, UNREAD) == ["a", "Same", "c", "SAME"]
    assert titles(stocked, UNREAD, "same or c") == ["Same", "c", "SAME"]
    assert titles(stocked, UNREAD, sort=Sort.TITLE) == ["a", "c", "Same", "SAME"]
    assert titles(stocked, NOTES) == ["c"]
    assert titles(stocked, RECENT) == []  # the clock of these tests stands in the past
    assert titles(stocked, DUPLICATES) == ["Same", "SAME"]
    entries = stocked.entries
    found = entries.first(UNREAD)
    assert (len(found.rows.ids), found.count) == (4, 4)
    assert len(entries.order(DUPLICATES, Sort.LIST, None)) == 2
    assert entries.size(DUPLICATES).works == 2
    assert entries.among(UNREAD, Sort.LIST, entries.hits(parse("b c"))).count == 0
    assert entries.among(UNREAD, Sort.LIST, entries.hits(parse("c"))).count == 1
    assert entries.unread_works(NOTES) == [work(stocked, "c")]
    assert len(entries.all_works(UNREAD)) == 4


def test_they_are_counted_by_a_job(folder, stocked):
    stocked.workspace.run(SetStatus([work(stocked, "b")], Status.READ))
    stocked.workspace.run(SetNote(work(stocked, "b"), "x"))
    stocked.workspace.run(SaveSearch("Same or b", "same or title:b"))
    assert count_searches(folder, lambda: None) == {
        1: (4, 4),
        2: (0, 1),
        3: (0, 0),
        4: (2, 2),
        5: (2, 3),
    }


def test_all_unread_works_are_known_without_counting(stocked):
    stocked.workspace.run(SaveSearch("Unread too", "is:unread or is:unread"))
    stocked.workspace.run(SetStatus([work(stocked, "b")], Status.DROPPED))
    both = [count_of_search(stocked.database, SearchScope(SearchId(n))) for n in (1, 5)]
    assert both == [(4, 4), (4, 4)]
    assert count_of_search(stocked.database, NOTES) == (0, 0)


def test_they_are_saved_renamed_deleted_and_all_of_it_undone(stocked):
    workspace, before = stocked.workspace, user_rows(stocked.database)
    changes = workspace.run(SaveSearch("  To  read ", " is:starred "))
    assert (changes.aspects, changes.works) == (Aspect.SEARCHES | Aspect.HISTORY, frozenset())
    assert saved(stocked)[-1] == ("To read", "is:starred")
    mine = stocked.outlines.read().searches[-1].id
    workspace.run(RenameSearch(mine, "Soon"))
    assert saved(stocked)[-1] == ("Soon", "is:starred")
    workspace.run(RenameSearch(mine, "Soon"))
    assert workspace.undo_label == "rename a search to “Soon”"
    workspace.run(DeleteSearch(mine))
    workspace.run(DeleteSearch(UNREAD.search_id))
    assert [name for name, _ in saved(stocked)] == ["With notes", "Recently read", "Duplicates"]
    for label in ("delete a search", "delete a search", "rename a search to “Soon”",
                  "save the search “To read”"):  # fmt: skip
        assert workspace.undo() == label
    assert user_rows(stocked.database) == before
    for _ in range(4):
        workspace.redo()
    assert len(saved(stocked)) == 3


def test_they_are_terms_of_others(folder, stocked):
    run = stocked.workspace.run
    run(SetStar([work(stocked, "a"), work(stocked, "b")], True))
    run(SaveSearch("Stars", "is:starred"))
    run(SaveSearch("Both", "search:stars or search:Duplicates"))
    run(SaveSearch("Rest", "-search:Both"))
    both, rest = (SearchScope(SearchId(number)) for number in (6, 7))
    assert titles(stocked, both) == ["a", "b", "Same", "SAME"]
    assert titles(stocked, rest) == ["c"]
    assert titles(stocked, UNREAD, "search:rest or title:b") == ["b", "c"]
    assert count_searches(folder, lambda: None)[6] == (4, 4)
    assert stocked.entries.hits(parse("search:Both -search:Stars")) == [
        work(stocked, "Same"),
        work(stocked, "SAME"),
    ]


def test_a_name_that_several_have_means_all_of_them(stocked):
    stocked.workspace.run(SaveSearch("Mine", "title:a"))
    stocked.workspace.run(SaveSearch("mine", "title:b"))
    assert titles(stocked, UNREAD, "search:MINE") == ["a", "b"]


def test_one_that_holds_itself_finds_nothing_inside_itself(stocked):
    run = stocked.workspace.run
    run(SaveSearch("A", "title:a or search:B"))
    run(SaveSearch("B", "title:b or search:A"))
    run(SaveSearch("Not me", '-search:"Not me"'))
    a, b, me = (SearchScope(SearchId(number)) for number in (5, 6, 7))
    assert titles(stocked, a) == titles(stocked, b) == ["a", "b"]
    assert len(titles(stocked, me)) == len(titles(stocked, UNREAD, 'search:"not me"')) == 5
    said = stocked.entries.not_known_yet(parse("search:A"))
    assert said == ["“A” holds itself: inside itself it finds nothing."]


def test_what_grows_beyond_all_bounds_is_cut_and_told(stocked):
    """Each of thirty holds the next one twice; and one holds very much."""
    run = stocked.workspace.run
    for number in range(30):
        run(SaveSearch(f"n{number}", f"search:n{number + 1} -(is:read search:n{number + 1})"))
    run(SaveSearch("wide", " or ".join(f"tag:t{number}" for number in range(100))))
    for query in ("search:n0", "search:wide search:wide", "search:wide or title:a"):
        stocked.entries.hits(parse(query))
        (said, *_) = stocked.entries.not_known_yet(parse(query))
        assert said.endswith("holds more than can be asked at once: it finds nothing.")


def test_another_name_is_not_found_by_the_old_one(stocked):
    stocked.workspace.run(SaveSearch("A's", "title:a"))
    mine = stocked.outlines.read().searches[-1].id
    assert titles(stocked, UNREAD, "search:a's") == ["a"]
    stocked.workspace.run(RenameSearch(mine, "Other"))
    assert titles(stocked, UNREAD, "search:a's") == []
    assert stocked.entries.not_known_yet(parse("search:a's")) == [
        "No search is saved as “a's”: it finds nothing."
    ]
    stocked.workspace.undo()
    assert titles(stocked, UNREAD, "search:a's") == ["a"]


def test_what_makes_no_search_is_refused(stocked):
    for wrong in (
        SaveSearch("name", "  "),
        SaveSearch(" ", "x"),
        RenameSearch(UNREAD.search_id, ""),
    ):
        with pytest.raises(BadInput):
            stocked.workspace.run(wrong)
    gone = SearchId(99)
    for wrong in (RenameSearch(gone, "x"), DeleteSearch(gone)):
        with pytest.raises(NotFound):
            stocked.workspace.run(wrong)
    for ask in (stocked.entries.select, stocked.entries.first, stocked.entries.size):
        with pytest.raises(NotFound, match="no longer saved"):
            ask(SearchScope(gone))


def test_an_export_of_a_search_holds_all_mentions_of_its_works(stocked):
    from effllm_desktop.app.exporting.choice import entry_ids
    from effllm_desktop.app.exporting.request import ExportRequest

    stocked.workspace.run(SetStar([work(stocked, "a")], True))
    stocked.workspace.run(SaveSearch("Stars", "is:starred"))
    mine = stocked.outlines.read().searches[-1].id
    chosen = entry_ids(stocked.database, ExportRequest((SearchScope(mine),)))
    assert [len(ids) for _, ids in chosen] == [2, 0]
    assert stocked.entries.size(ListScope(ListId(1))).rows == 5
