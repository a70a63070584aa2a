"""Whatever the reader did, undoing all of it restores the user's tables, redoing brings it back."""

import importlib
import inspect
import json
import pkgutil
from contextlib import suppress
from operator import itemgetter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app import operations
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.bringing import BringBack, BringSearches
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.operations.completing import BringIn
from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.entry_editing import (
    AddEntries,
    MoveEntries,
    RemoveEntries,
    RewordEntry,
)
from effllm_desktop.app.operations.highlighting import (
    AddHighlights,
    ChangeHighlights,
    MoveHighlights,
    RemoveHighlights,
    SetLastPlace,
)
from effllm_desktop.app.operations.identifying import KeepApart, MergeWorks
from effllm_desktop.app.operations.list_editing import NewList, RepeatEdits, SettleEdit
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.naming_tags import (
    BringTags,
    ColourTag,
    DeleteTag,
    MergeTags,
    RenameTag,
    SetTagKey,
)
from effllm_desktop.app.operations.noting import AddToNote, SetNote
from effllm_desktop.app.operations.page_notes import AddPageNote, MovePageNote, RemovePageNotes
from effllm_desktop.app.operations.pinning import PinPdfs
from effllm_desktop.app.operations.putting_back import PutBack, PutBackEdit
from effllm_desktop.app.operations.queueing import Finish, LeaveQueue, PutInQueue
from effllm_desktop.app.operations.recipes import (
    ChangeRecipe,
    DeleteRecipe,
    KeepRecipe,
    RenameRecipe,
)
from effllm_desktop.app.operations.searching import DeleteSearch, RenameSearch, SaveSearch
from effllm_desktop.app.operations.section_editing import (
    AddSection,
    DeleteSection,
    MoveSection,
    RenameList,
    RenameSection,
)
from effllm_desktop.app.operations.seeing import BringSeen, LookAt, MarkSeen
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.highlights import Colour, HighlightKind, LastPlace
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.domain.page_notes import sign_at
from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.domain.state import Status
from effllm_desktop.domain.tags import TagColour
from tests.support.builders import HandClock, page, passage, take, user_rows
from tests.support.new_entries import page as article
from tests.support.soundness import assert_sound, counted, kept_counts

IDS = st.integers(1, 6)
WORKS = st.lists(IDS, max_size=4)
TEXTS = st.text(max_size=12) | st.sampled_from(["", "note", "学习"])
TAG = st.sampled_from(["a", "A", "b", " c ", "标"])
TAGS = st.lists(TAG, max_size=2)
COLOURS = st.sampled_from(Colour)
REQUESTS = st.sampled_from(["ris", "csv"]).map(
    lambda form: json.dumps(
        {"what": [], "query": "", "works": [], "format": form, "style": "curated", "with": []}
        | {"title": None, "citation_key": "{author}{year}{word}"}
    )
)
FILES = st.sampled_from([Path("/a.bib"), Path("/b.md")])
LISTS = st.integers(1, 3)
ENTRIES = st.integers(1, 9)
PASSAGES = st.lists(st.builds(passage, page=st.integers(1, 3)), max_size=2)
HIGHLIGHTS = st.lists(st.integers(1, 3), max_size=2)
TEXT_KINDS = st.sampled_from([kind for kind in HighlightKind if kind is not HighlightKind.NOTE])
SIGNS = st.builds(sign_at, st.integers(0, 99), st.integers(0, 99), st.just(PageSize(400, 600)))
DRAWN = set()


def drawn(operation, *values, **named):
    """An operation with values that are drawn."""
    DRAWN.add(operation)
    return st.builds(operation, *values, **named)


OPERATIONS = st.one_of(
    drawn(SetStatus, WORKS, st.sampled_from(Status)),
    drawn(SetStar, WORKS, st.booleans()),
    drawn(SetRating, WORKS, st.integers(0, 5)),
    drawn(SetNote, IDS, TEXTS),
    drawn(AddToNote, IDS, TEXTS),
    drawn(AddHighlights, IDS, PASSAGES, COLOURS, TEXTS),
    drawn(AddHighlights, IDS, PASSAGES, COLOURS, kind=TEXT_KINDS),
    drawn(ChangeHighlights, HIGHLIGHTS, st.none() | COLOURS, st.none() | TEXTS),
    drawn(ChangeHighlights, HIGHLIGHTS, kind=TEXT_KINDS),
    drawn(AddPageNote, IDS, st.integers(1, 3), SIGNS, COLOURS, TEXTS),
    drawn(MovePageNote, st.integers(1, 3), st.integers(1, 3), SIGNS, st.booleans()),
    drawn(RemoveHighlights, HIGHLIGHTS),
    drawn(RemovePageNotes, HIGHLIGHTS),
    drawn(
        MoveHighlights,
        st.lists(
            st.tuples(st.integers(1, 3), st.builds(passage, page=st.integers(1, 3))),
            max_size=2,
            unique_by=itemgetter(0),
        ),
        st.just("ab"),
    ),
    drawn(SetLastPlace, IDS, st.builds(LastPlace, st.integers(1, 9), st.just(9))),
    drawn(AddTags, WORKS, TAGS),
    drawn(RemoveTags, WORKS, TAGS),
    drawn(RenameTag, TAG, TAG),
    drawn(MergeTags, TAG, TAG),
    drawn(DeleteTag, TAG),
    drawn(ColourTag, TAG, st.none() | st.sampled_from(TagColour)),
    drawn(SetTagKey, TAG, st.none() | st.integers(1, 2)),
    drawn(
        ChangeState,
        works=WORKS,
        status=st.none() | st.sampled_from(Status),
        starred=st.none() | st.booleans(),
        note=st.none() | TEXTS,
        tags=TAGS,
        untags=TAGS,
    ),
    drawn(SaveSearch, st.sampled_from(["a", "b"]), st.sampled_from(["is:read", "x or y"])),
    drawn(RenameSearch, st.integers(1, 2), st.sampled_from(["a", "b"])),
    drawn(DeleteSearch, st.integers(1, 6)),
    drawn(KeepRecipe, st.sampled_from(["a", "b"]), REQUESTS, st.none() | FILES),
    drawn(ChangeRecipe, st.integers(1, 2), REQUESTS, st.none() | FILES),
    drawn(RenameRecipe, st.integers(1, 2), st.sampled_from(["a", "c"])),
    drawn(DeleteRecipe, st.integers(1, 2)),
    drawn(
        CorrectWork,
        IDS,
        st.fixed_dictionaries(
            {Fact.TITLE: st.none() | st.sampled_from(["x", "标 y"])},
            optional={Fact.AUTHORS: st.none() | st.just(["Ada", "Bo"])},
        ),
    ),
    drawn(MarkSeen, WORKS),
    drawn(TrashList, st.integers(1, 2)),
    drawn(RestoreList, st.integers(1, 2)),
    drawn(PutInQueue, WORKS, st.none() | IDS),
    drawn(LeaveQueue, WORKS),
    drawn(Finish, WORKS),
    drawn(PinPdfs, WORKS, st.booleans()),
    drawn(MergeWorks, IDS, IDS),
    drawn(KeepApart, IDS, IDS),
)
SECTIONS = st.integers(1, 6)
HEADINGS = st.sampled_from(["S", "T", "节"])
OF_STATE = frozenset(DRAWN)
EDITS = st.one_of(
    drawn(NewList, st.sampled_from(["Mine", "A"])),
    drawn(AddEntries, LISTS, SECTIONS, st.just([article("New", "https://new.example/1")])),
    drawn(RemoveEntries, LISTS, st.lists(ENTRIES, min_size=1, max_size=2, unique=True)),
    drawn(MoveEntries, LISTS, st.lists(ENTRIES, min_size=1, max_size=2, unique=True), SECTIONS),
    drawn(RewordEntry, LISTS, ENTRIES, st.sampled_from(["Better", "标 y"])),
    drawn(AddSection, LISTS, st.none() | SECTIONS, HEADINGS),
    drawn(RenameSection, LISTS, SECTIONS, HEADINGS),
    drawn(RenameList, LISTS, HEADINGS),
    drawn(MoveSection, LISTS, SECTIONS, st.none() | SECTIONS),
    drawn(DeleteSection, LISTS, SECTIONS, st.booleans()),
    drawn(PutBack, LISTS, st.none() | ENTRIES),
)
TRIED_ELSEWHERE = {
    BringBack: "test_library_json, test_carried",
    BringSearches: "test_library_json",
    BringSeen: "test_seeing",
    BringTags: "test_naming_tags",
    BringIn: "test_completing",
    LookAt: "is no step: test_seeing",
    PutBackEdit: "test_list_edits",
    RepeatEdits: "test_library_json",
    SettleEdit: "test_list_edits",
}
"""Operations that mean something only with a file, a version or an answer of a service."""
ACTS = st.lists(OPERATIONS | EDITS | st.sampled_from(["undo", "redo", "wait"]), max_size=16)


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
    texts = [library.lists.repaired(ListId(one)) for one in (1, 2)]
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
    left = user_rows(library.database)
    left["trashed_lists"] = [row for row in left["trashed_lists"] if row[0] in (1, 2)]
    assert left == untouched  # a list that was made lies in the trash when that is undone
    assert [library.lists.repaired(ListId(one)) for one in (1, 2)] == texts
    if not any(type(act) in DRAWN - OF_STATE for act in acts):  # edits of lists leave tombstones
        assert works_and_entries(library.database) == identities
    assert_sound(library.database)
    for _ in range(steps):
        workspace.redo()
    assert user_rows(library.database) == done
    assert library.database.value("SELECT count(*) FROM steps WHERE undone = 1") == undone_before
    assert_sound(library.database)
    library.close()


def test_every_operation_is_among_them():
    """A new one is drawn here, or says where it is tried."""
    modules = [importlib.import_module(f"{operations.__name__}.{one.name}")
               for one in pkgutil.iter_modules(operations.__path__)]  # fmt: skip
    every = {
        kind
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and hasattr(kind, "label") and hasattr(kind, "apply")
    }
    assert every == DRAWN | TRIED_ELSEWHERE.keys()
    assert not DRAWN & TRIED_ELSEWHERE.keys()
