"""The queue keeps its order, whatever is searched in it and whatever becomes of lists."""

from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.queueing import Finish, LeaveQueue, PutInQueue
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import Place, PlaceScope
from tests.support.builders import page, take, work

QUEUE = PlaceScope(Place.QUEUE)
NAMES = ("one", "two", "three", "four", "five")


def shown(library, query=""):
    ids = library.entries.select(QUEUE, parse(query)).row_ids
    return [row.title for row in library.entries.rows(QUEUE, ids)]


def test_a_filter_shows_a_part_of_it_in_its_order(folder, library):
    take(folder, page("A", {"S": NAMES}))
    works = {name: work(library, name) for name in NAMES}
    for name in ("three", "one", "five", "two"):
        library.workspace.run(PutInQueue([works[name]]))
    assert shown(library) == ["three", "one", "five", "two"]
    assert shown(library, "-one") == ["three", "five", "two"]
    assert shown(library, "t") == ["three", "two"]
    library.workspace.run(PutInQueue([works["two"]], before=works["three"]))
    assert shown(library, "t") == ["two", "three"]
    assert shown(library) == ["two", "three", "one", "five"]


CHANGES = st.one_of(
    st.tuples(st.just("version"), st.lists(st.sampled_from(NAMES), unique=True)),
    st.tuples(st.sampled_from(["trash", "restore"]), st.just([])),
    st.tuples(
        st.sampled_from(["put", "first", "leave", "finish"]),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
    ),
)


@settings(max_examples=25)
@given(st.lists(CHANGES, max_size=8))
def test_works_that_leave_their_list_come_back_to_their_place(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("library")
    take(folder, page("A", {"S": NAMES}))
    library = open_library(folder)
    works = {name: work(library, name) for name in NAMES}
    wanted, there, trashed = [], set(NAMES), False
    run = library.workspace.run
    for what, names in changes:
        if what == "version":
            take(folder, page("A", {"S": names}), as_list="A")
            there, trashed = set(names), False
        elif what in ("trash", "restore"):
            run((TrashList if what == "trash" else RestoreList)(ListId(1)))
            trashed = what == "trash"
        elif what in ("leave", "finish"):
            run((LeaveQueue if what == "leave" else Finish)([works[one] for one in names]))
            wanted = [one for one in wanted if one not in names]
        else:
            rest = [one for one in wanted if one not in names]
            before = works[rest[0]] if what == "first" and rest else None
            run(PutInQueue([works[one] for one in names], before))
            wanted = [*names, *rest] if before else [*rest, *names]
        assert shown(library) == [one for one in wanted if one in there and not trashed]
    take(folder, page("A", {"S": NAMES[::-1]}), as_list="A")
    assert shown(library) == wanted
    library.close()
