"""The numbers that are kept are those that counting gives, whatever came between."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.seeing import LookAt, MarkSeen
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.domain.errors import Conflict, NotFound
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.domain.state import Status
from effllm_desktop.store import counts
from tests.support.builders import page, take
from tests.support.soundness import counted, kept_counts

NAMES = st.lists(st.sampled_from("abcdefgh"), max_size=5)
NESTED = """# {name}

- [above](https://example.org/above)

## One

{first}
### Below one

{second}
## Two

{third}"""
VERSIONS = st.builds(
    lambda name, parts: (
        name,
        NESTED.format(
            name=name,
            **{
                where: "".join(f"- [{one}](https://example.org/{one})\n" for one in names)
                for where, names in zip(("first", "second", "third"), parts, strict=True)
            },
        ),
    ),
    st.sampled_from(["A", "B"]),
    st.tuples(NAMES, NAMES, NAMES),
)
WORKS = st.lists(st.integers(1, 5), max_size=4)
ACTS = st.one_of(
    VERSIONS,
    st.builds(SetStatus, WORKS, st.sampled_from(Status)),
    st.builds(SetStar, WORKS, st.booleans()),
    st.builds(MarkSeen, WORKS),
    st.builds(LookAt, WORKS),
    st.builds(TrashList, st.integers(1, 2)),
    st.builds(RestoreList, st.integers(1, 2)),
    st.sampled_from(["undo", "redo"]),
)


@settings(max_examples=15)
@given(st.lists(ACTS, max_size=12))
def test_kept_is_counted(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("library")
    take(folder, page("A", {"S": ["a", "b", "c"]}))
    take(folder, page("B", {"S": ["c", "d", "e"]}))
    library = open_library(folder)
    for act in acts:
        if isinstance(act, tuple):
            name, text = act
            take(folder, text, as_list=name)
        elif act == "undo":
            with suppress(NotFound, Conflict):  # an import may have taken a list out of the trash
                library.workspace.undo()
        elif act == "redo":
            with suppress(NotFound, Conflict):
                library.workspace.redo()
        else:
            library.workspace.run(act)
        assert kept_counts(library.database) == counted(library.database)
    library.close()


def test_many_works_at_once_move_the_numbers_part_by_part(folder, library):
    many = 1010  # more than one part of an act
    take(folder, page("A", {"S": [f"w{number}" for number in range(many)], "T": ["w1"]}))
    works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(SetStatus(works[:3], Status.READ))
    library.workspace.run(SetStatus(works, Status.READ))
    assert kept_counts(library.database) == counted(library.database)
    assert counts.places(library.database)[Place.ALL] == (0, many)
    library.workspace.undo()
    assert kept_counts(library.database) == counted(library.database)
    assert counts.places(library.database)[Place.ALL] == (many - 3, many)
