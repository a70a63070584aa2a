"""Whatever the reader did, undoing all of it restores the user's tables, redoing brings it back."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.highlighting import (
    AddHighlights,
    ChangeHighlights,
    RemoveHighlights,
    SetLastPlace,
)
from effllm_desktop.app.operations.identifying import KeepApart, MergeWorks
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.naming_tags import (
    ColourTag,
    DeleteTag,
    MergeTags,
    RenameTag,
    SetTagKey,
)
from effllm_desktop.app.operations.noting import AddToNote, SetNote
from effllm_desktop.app.operations.page_notes import AddPageNote, MovePageNote
from effllm_desktop.app.operations.pinning import PinPdfs
from effllm_desktop.app.operations.queueing import Finish, LeaveQueue, PutInQueue
from effllm_desktop.app.operations.searching import RenameSearch, SaveSearch
from effllm_desktop.app.operations.seeing import MarkSeen
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.highlights import Colour, HighlightKind, LastPlace
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.domain.page_notes import sign_at
from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.domain.state import Status
from effllm_desktop.domain.tags import TagColour
from tests.support.builders import HandClock, page, passage, take, user_rows
from tests.support.soundness import assert_sound, counted, kept_counts

IDS = st.integers(1, 6)
WORKS = st.lists(IDS, max_size=4)
TEXTS = st.text(max_size=12) | st.sampled_from(["", "note", "学习"])
TAG = st.sampled_from(["a", "A", "b", " c ", "标"])
TAGS = st.lists(TAG, max_size=2)
COLOURS = st.sampled_from(Colour)
PASSAGES = st.lists(st.builds(passage, page=st.integers(1, 3)), max_size=2)
HIGHLIGHTS = st.lists(st.integers(1, 3), max_size=2)
TEXT_KINDS = st.sampled_from([kind for kind in HighlightKind if kind is not HighlightKind.NOTE])
SIGNS = st.builds(sign_at, st.integers(0, 99), st.integers(0, 99), st.just(PageSize(400, 600)))
OPERATIONS = st.one_of(
    st.builds(SetStatus, WORKS, st.sampled_from(Status)),
    st.builds(SetStar, WORKS, st.booleans()),
    st.builds(SetRating, WORKS, st.integers(0, 5)),
    st.builds(SetNote, IDS, TEXTS),
    st.builds(AddToNote, IDS, TEXTS),
    st.builds(AddHighlights, IDS, PASSAGES, COLOURS, TEXTS),
    st.builds(AddHighlights, IDS, PASSAGES, COLOURS, kind=TEXT_KINDS),
    st.builds(ChangeHighlights, HIGHLIGHTS, st.none() | COLOURS, st.none() | TEXTS),
    st.builds(ChangeHighlights, HIGHLIGHTS, kind=TEXT_KINDS),
    st.builds(AddPageNote, IDS, st.integers(1, 3), SIGNS, COLOURS, TEXTS),
    st.builds(MovePageNote, st.integers(1, 3), st.integers(1, 3), SIGNS, st.booleans()),
    st.builds(RemoveHighlights, HIGHLIGHTS),
    st.builds(SetLastPlace, IDS, st.builds(LastPlace, st.integers(1, 9), st.just(9))),
    st.builds(AddTags, WORKS, TAGS),
    st.builds(RemoveTags, WORKS, TAGS),
    st.builds(RenameTag, TAG, TAG),
    st.builds(MergeTags, TAG, TAG),
    st.builds(DeleteTag, TAG),
    st.builds(ColourTag, TAG, st.none() | st.sampled_from(TagColour)),
    st.builds(SetTagKey, TAG, st.none() | st.integers(1, 2)),
    st.builds(
        ChangeState,
        works=WORKS,
        status=st.none() | st.sampled_from(Status),
        starred=st.none() | st.booleans(),
        note=st.none() | TEXTS,
        tags=TAGS,
        untags=TAGS,
    ),
    st.builds(SaveSearch, st.sampled_from(["a", "b"]), st.sampled_from(["is:read", "x or y"])),
    st.builds(RenameSearch, st.integers(1, 2), st.sampled_from(["a", "b"])),
    st.builds(
        CorrectWork,
        IDS,
        st.fixed_dictionaries(
            {Fact.TITLE: st.none() | st.sampled_from(["x", "标 y"])},
            optional={Fact.AUTHORS: st.none() | st.just(["Ada", "Bo"])},
        ),
    ),
    st.builds(MarkSeen, WORKS),
    st.builds(TrashList, st.integers(1, 2)),
    st.builds(RestoreList, st.integers(1, 2)),
    st.builds(PutInQueue, WORKS, st.none() | IDS),
    st.builds(LeaveQueue, WORKS),
    st.builds(Finish, WORKS),
    st.builds(PinPdfs, WORKS, st.booleans()),
    st.builds(MergeWorks, IDS, IDS),
    st.builds(KeepApart, IDS, IDS),
)
ACTS = st.lists(OPERATIONS | st.sampled_from(["undo", "redo", "wait"]), max_size=16)


def works_and_entries(database):
    """Which works there are, by which keys, and what mentions them; the trash aside."""
    return [
        database.rows(sql)
        for sql in (
            "SELECT id, key, merged_into, kind FROM works ORDER BY id",
            "SELECT * FROM work_aliases ORDER BY key",
            "SELECT * FROM entries ORDER BY id",
        )
    ]


@settings(max_examples=15)
@given(ACTS)
def test_all_undone_and_all_done_again(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("library")
    clock = HandClock()
    take(folder, page("A", {"S": ["one", "two", "three", "four"]}))
    take(folder, page("B", {"S": ["three"]}))
    take(folder, page("B", {"S": ["three", "five", "six"]}), as_list="B")
    library = open_library(folder, clock=clock)
    workspace = library.workspace
    untouched = user_rows(library.database)
    identities = works_and_entries(library.database)
    for act in acts:
        if act == "wait":
            clock.wait(minutes=5)
        elif act == "undo":
            if workspace.undo_label:
                workspace.undo()
        elif act == "redo":
            if workspace.redo_label:
                workspace.redo()
        else:
            with suppress(NotFound, BadInput):  # not there, of another kind, one work twice
                workspace.run(act)
        assert kept_counts(library.database) == counted(library.database)
    done = user_rows(library.database)
    undone_before = library.database.value("SELECT count(*) FROM steps WHERE undone = 1")
    steps = 0
    while workspace.undo_label:
        workspace.undo()
        steps += 1
    assert user_rows(library.database) == untouched
    assert works_and_entries(library.database) == identities
    assert_sound(library.database)
    for _ in range(steps):
        workspace.redo()
    assert user_rows(library.database) == done
    assert library.database.value("SELECT count(*) FROM steps WHERE undone = 1") == undone_before
    assert_sound(library.database)
    library.close()
