"""A library → JSON → an empty library: the same in every table of the reader's."""

import json
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from effllm_desktop.app.exporting import request_json
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import ExportRequest, Format
from effllm_desktop.app.import_reports import ImportRequest, Outcome
from effllm_desktop.app.importing import preview
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.entry_editing import RemoveEntries
from effllm_desktop.app.operations.highlighting import AddHighlights
from effllm_desktop.app.operations.identifying import KeepApart, MergeWorks
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.pinning import PinPdfs
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.recipes import KeepRecipe
from effllm_desktop.app.operations.searching import DeleteSearch, SaveSearch
from effllm_desktop.app.operations.section_editing import AddSection
from effllm_desktop.app.operations.seeing import MarkSeen
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.sources import BytesSource
from effllm_desktop.app.workspace import Operation
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.highlights import Colour
from effllm_desktop.domain.ids import EntryId, ListId, SearchId, WorkId
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.store.database import Database
from effllm_desktop.store.rewriting import KEYS
from tests.app.test_undo_of_anything import OPERATIONS
from tests.support.builders import HandClock, page, passage, take, take_all
from tests.support.soundness import assert_sound

ROOT = Path(__file__).parents[2]
LEFT_OUT: frozenset[str] = frozenset()
"""Tables of the reader's that a library's JSON does not hold, each with a reason beside it."""
IDS = {
    "work_id": "SELECT w.id, coalesce(w.key, (SELECT json_extract(f.keys, '$[0]') FROM folds f "
    "WHERE f.work_id = w.id)) FROM works w",
    "list_id": "SELECT id, name FROM lists",
    "version_id": "SELECT id, number FROM versions",
    "tag_id": "SELECT id, name FROM tags",
}
IDS["other_id"] = IDS["work_id"]
ORDERED = ("saved_searches", "recipes", "list_edits", "verdicts")


def own(database: Database) -> dict[str, list[dict[str, object]]]:
    """Every table of the reader's, row by row, with what ids stand for in their place."""
    names: dict[str, dict[object, object]] = {
        column: dict(database.rows(sql)) for column, sql in IDS.items()
    }
    queue = [row[0] for row in database.rows("SELECT queue FROM reading ORDER BY queue") if row[0]]
    places: dict[object, object] = {number: place for place, number in enumerate(queue)}
    found: dict[str, list[dict[str, object]]] = {}
    for table in KEYS.keys() - LEFT_OUT:
        columns = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
        rows = [
            dict(zip(columns, row, strict=True))
            for row in database.rows(f"SELECT * FROM {table} ORDER BY 1")
        ]
        for row in rows:
            row.pop("id", None)
            row.update({name: names[name][row[name]] for name in names.keys() & row.keys()})
            if "queue" in row:
                row["queue"] = places.get(row["queue"])
        found[table] = rows if table in ORDERED else sorted(rows, key=repr)
    for row in found["recipes"]:  # names tell, where ids differ
        row["request"] = request_json.without_ids(str(row["request"]))
    found["list_edits"].sort(key=lambda row: str(row["list_id"]))  # those of a list in order
    used = {row["tag_id"] for row in found["work_tags"]}
    found["tags"] = [row for row in found["tags"] if row["name"] in used]  # others are not shown
    return found


def filled(folder: Path, acts: list[Operation]) -> Library:
    """A library of two lists in which these acts were done, those that can be."""
    take(folder, page("A", {"S": ["one", "two", "three", "four"]}))
    take(folder, page("B", {"S": ["three"]}))
    take(folder, page("B", {"S": ["three", "five", "six"]}), as_list="B")
    library = open_library(folder, clock=HandClock())
    for act in acts:
        with suppress(AppError):  # not there, of another kind, one work twice
            library.workspace.run(act)
    return library


def assert_comes_back(library: Library, folder: Path) -> bytes:
    """The document, which makes the same library again, and once more nothing."""
    data = render(library, ExportRequest(format=Format.JSON)).data
    for _ in range(2):
        summary = take_all(folder, data)
        assert summary.failures == ()
        after = open_library(folder)
        assert own(after.database) == own(library.database)
        assert_sound(after.database)
        after.close()
    return data


REQUEST = {
    "what": [],
    "query": "is:starred",
    "works": [],
    "format": "bibtex",
    "style": "clean",
    "with": [],
    "title": "",
    "citation_key": "{author}{year}",
    "like": None,
}
EVERYTHING: list[Operation] = [
    SetStar([WorkId(1)], starred=True),
    SetNote(WorkId(2), "Mine."),
    AddTags([WorkId(1), WorkId(2)], ["Later", "now"]),
    AddHighlights(WorkId(1), [passage()], Colour.PINK, "So."),
    PutInQueue([WorkId(3), WorkId(1)]),
    PinPdfs([WorkId(4)], pinned=True),
    PinPdfs([WorkId(1)], pinned=True),
    CorrectWork(WorkId(5), {Fact.TITLE: "Better", Fact.AUTHORS: ["Ada", "Bo"]}),
    SaveSearch("Mine", "is:starred"),
    DeleteSearch(SearchId(2)),
    MergeWorks(WorkId(1), WorkId(2)),
    KeepApart(WorkId(3), WorkId(4)),
    AddSection(ListId(1), None, "More"),
    RemoveEntries(ListId(1), [EntryId(2)]),
    MarkSeen([WorkId(6)]),
    KeepRecipe("Mine", json.dumps(REQUEST), Path("/lists/mine.bib")),
    TrashList(ListId(2)),
]


def test_all_that_is_the_readers_comes_back(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", EVERYTHING)
    assert all(own(library.database).values()), "a table without a row proves nothing"
    assert_comes_back(library, tmp_path / "after")
    library.close()


def test_a_dry_run_says_what_would_come_and_leaves_nothing(tmp_path: Path) -> None:
    library = filled(tmp_path / "a", EVERYTHING)
    data = render(library, ExportRequest(format=Format.JSON)).data
    library.close()
    empty = open_library(tmp_path / "b")
    before = own(empty.database)
    request = ImportRequest((BytesSource("x", data),))
    seen = preview(tmp_path / "b", request)
    assert [(one.name, one.list_id, one.outcome) for one in seen.lists] == [
        ("A", None, Outcome.NEW),
        ("B", None, Outcome.NEW),
    ]
    assert seen.lists[0].brought
    assert own(empty.database) == before
    assert not empty.database.value("SELECT count(*) FROM lists")
    empty.close()
    come = take_all(tmp_path / "b", data)
    assert [one.brought for one in come.lists] == [one.brought for one in seen.lists]
    both = preview(tmp_path / "b", ImportRequest((*request.sources, BytesSource("y", b"# C\n"))))
    assert [one.outcome for one in both.lists] == [
        Outcome.UNCHANGED,
        Outcome.UNCHANGED,
        Outcome.NEW,
    ]


def test_every_table_of_the_readers_is_told_of() -> None:
    """A new one is exported, restored and told of; or it is named in LEFT_OUT and in the page."""
    said = (ROOT / "docs" / "library-json.md").read_text()
    told = set(re.findall(r"^\| `(\w+)` \(table\)", said, flags=re.MULTILINE))
    assert told == set(KEYS)
    assert not LEFT_OUT - set(KEYS)


EDITS = st.one_of(
    st.builds(AddSection, st.integers(1, 2), st.none(), st.sampled_from(["More", "S"])),
    st.builds(
        RemoveEntries, st.integers(1, 2), st.lists(st.integers(1, 7), min_size=1, max_size=2)
    ),
    st.builds(DeleteSearch, st.integers(1, 5)),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(OPERATIONS | EDITS, max_size=14))
@example([MergeWorks(WorkId(1), WorkId(5)), MarkSeen([WorkId(5)])])
def test_any_library_comes_back(acts: list[Operation]) -> None:
    with tempfile.TemporaryDirectory() as name:
        library = filled(Path(name) / "library", acts)
        assert_comes_back(library, Path(name) / "after")
        library.close()


def test_what_waits_in_a_list_in_the_trash_keeps_its_place(tmp_path: Path) -> None:
    library = filled(
        tmp_path / "library", [PutInQueue([WorkId(6), WorkId(1)]), TrashList(ListId(2))]
    )
    document = json.loads(assert_comes_back(library, tmp_path / "after"))
    assert [(one["key"], one["queue"]) for one in document["works"]] == [
        ("url:example.org/one", 2), ("url:example.org/six", 1)
    ]  # fmt: skip
    library.close()


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", EVERYTHING)
    data = render(library, ExportRequest(format=Format.JSON)).data
    there = filled(
        tmp_path / "there",
        [
            SaveSearch("Mine", "is:starred"),
            DeleteSearch(SearchId(1)),
            CorrectWork(WorkId(5), {Fact.TITLE: "Best"}),
            PinPdfs([WorkId(4)], pinned=True),
            PinPdfs([WorkId(4)], pinned=False),
            KeepApart(WorkId(1), WorkId(2)),
        ],
    )
    before = own(there.database)
    take_all(tmp_path / "there", data)
    after = own(there.database)
    for table in ("saved_searches", "corrections", "pins", "verdicts"):
        if table == "verdicts":
            assert len(after[table]) == 2  # one more that were kept apart
        elif table == "pins":
            assert after[table] == []
        else:
            assert after[table] == before[table]
    library.close()
    there.close()


def test_searches_of_another_library_come_beside_those_that_are_there(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [SaveSearch("Mine", "is:read")])
    data = render(library, ExportRequest(format=Format.JSON)).data
    there = filled(tmp_path / "there", [SaveSearch("Other", "is:read"), DeleteSearch(SearchId(1))])
    take_all(tmp_path / "there", data)
    names = [row["name"] for row in own(there.database)["saved_searches"]]
    assert names == ["With notes", "Recently read", "Duplicates", "Other", "Mine"]
    assert there.workspace.undo_label == "bring in saved searches"
    library.close()
    there.close()


def test_a_document_from_before_there_were_searches_leaves_them(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", [])
    document = json.loads(render(library, ExportRequest(format=Format.JSON)).data)
    del document["searches"]
    take_all(tmp_path / "after", json.dumps(document).encode())
    after = open_library(tmp_path / "after")
    assert len(own(after.database)["saved_searches"]) == 4
    library.close()
    after.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d["works"][0].update(pinned_at="soon"),
        lambda d: d["works"][0].update(pinned_at=7),
        lambda d: d["works"][0].update(corrections={"title": ""}),
        lambda d: d["works"][0].update(corrections={"colour": "red"}),
        lambda d: d["works"][0].update(corrections=[1]),
        lambda d: d["searches"][0].update(name=" "),
        lambda d: d["searches"][0].update(query=1),
        lambda d: d["searches"][-1].update(made_at="then"),
        lambda d: d["lists"][1].update(trashed_at="then"),
        lambda d: d["verdicts"][0].update(made_at=1),
    ],
)
def test_values_of_documents_are_checked_before_anything_is_written(
    tmp_path: Path, damage: object
) -> None:
    library = filled(tmp_path / "library", EVERYTHING)
    document = json.loads(render(library, ExportRequest(format=Format.JSON)).data)
    damage(document)  # type: ignore[operator]
    library.close()
    (failure,) = take_all(tmp_path / "other", json.dumps(document).encode()).failures
    assert "damaged" in failure.problem.what
    other = open_library(tmp_path / "other")
    assert other.database.value("SELECT count(*) FROM lists") == 0
    other.close()
