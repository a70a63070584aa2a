"""Exports under names: kept, undone, found, run again, carried into another library."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from effllm_desktop.app.exporting import recipes, request_json, running
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import ExportRequest, Format, Part, Style
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.recipes import (
    ChangeRecipe,
    DeleteRecipe,
    KeepRecipe,
    RenameRecipe,
)
from effllm_desktop.app.operations.searching import DeleteSearch, SaveSearch
from effllm_desktop.app.sources import BytesSource, FileSource
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.curation import Arrangement, Curation, Move, Wording
from effllm_desktop.domain.errors import BadInput, FileChanged, NotFound
from effllm_desktop.domain.ids import ListId, RecipeId, SearchId, SectionId
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
)
from effllm_desktop.store import recipes as stored
from tests.support.libraries import library_of, take_in

FIRST = "# First\n\n## One\n- [a](https://a.example)\n## Two\n- [b](https://b.example)\n"
SECOND = "# Second\n\n## One\n- [c](https://c.example)\n"
FULL = ExportRequest(
    (PlaceScope(Place.STARRED), ListScope(ListId(2)), SectionScope(SectionId(3))),
    parse("is:starred or year:>2020"),
    Style.CURATED,
    Format.MARKDOWN,
    frozenset((Part.NOTE, Part.TAGS)),
    "Mine",
    "{author}{year}",
    ("url:a.example", "url:b.example"),
    Curation(
        Arrangement.MERGED,
        Wording.LIKE_LIST,
        ListId(1),
        (Move("First / One", "X / Y"), Move("Second / One", None)),
        "What *I* read.\n",
        contents=False,
        badges=False,
    ),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    found = library_of(tmp_path / "library", FIRST, SECOND)
    yield found
    found.close()


def keep(
    library: Library, name: str, request: ExportRequest, file: Path | None = None
) -> recipes.Recipe:
    library.workspace.run(recipes.keeping(library.database, name, request, file))
    return recipes.named(library.database, name)


def progress() -> InlineProgress:
    return InlineProgress()


def test_everything_that_is_chosen_is_kept(library: Library) -> None:
    library.workspace.run(SaveSearch("Stars", "is:starred"))
    search = SearchScope(SearchId(library.outlines.read().searches[-1].id))
    for request in (FULL, ExportRequest(), replace(FULL, scopes=(search,), title=None)):
        text = request_json.written(library.database, request)
        assert request_json.read(library.database, text) == request
    assert json.loads(request_json.written(library.database, FULL))["what"] == [
        {"place": "starred"},
        {"id": 2, "list": "Second"},
        {"id": 3, "list": "First", "section": "First / Two"},
    ]


def test_without_ids_the_names_count(library: Library) -> None:
    text = json.dumps(request_json.without_ids(request_json.written(library.database, FULL)))
    assert '"id"' not in text
    assert request_json.read(library.database, text) == FULL


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        (ListScope(ListId(1)), "First"),
        (SectionScope(SectionId(3)), "First / First / Two"),
        (SearchScope(SearchId(1)), "Unread"),
    ],
)
def test_what_is_gone_is_told(library: Library, tmp_path: Path, scope: Scope, name: str) -> None:
    text = request_json.written(library.database, ExportRequest((scope,)))
    other = open_library(tmp_path / "other")
    try:
        other.workspace.run(DeleteSearch(SearchId(1)))
        with pytest.raises(NotFound, match=f"“{name}” that the recipe names"):
            request_json.read(other.database, text)
    finally:
        other.close()


def test_a_section_that_is_gone_cannot_be_kept(library: Library) -> None:
    with pytest.raises(NotFound):
        request_json.written(library.database, ExportRequest((SectionScope(SectionId(99)),)))


@pytest.mark.parametrize(
    "change",
    [{"style": "newer"}, {"query": 7}, {"what": [{}]}, {"moves": [[1, 2]]}, {"like": {"list": 3}}],
)
def test_a_recipe_of_a_newer_version_is_refused(
    library: Library, change: dict[str, object]
) -> None:
    said = json.loads(request_json.written(library.database, FULL)) | change
    with pytest.raises(BadInput, match="cannot be read"):
        request_json.read(library.database, json.dumps(said))
    with pytest.raises(BadInput):
        request_json.read(library.database, "[]")


def test_a_recipe_is_kept_changed_renamed_deleted_and_all_of_it_undone(
    library: Library, tmp_path: Path
) -> None:
    workspace, database = library.workspace, library.database
    told = workspace.run(KeepRecipe("  To   read ", "{}", tmp_path / "a.md"))
    assert (told.aspects, told.works) == (Aspect.RECIPES | Aspect.HISTORY, frozenset())
    (kept,) = recipes.every(database)
    assert kept[:-1] == (1, "To read", "{}", tmp_path / "a.md")
    workspace.run(RenameRecipe(kept.id, "Best"))
    workspace.run(ChangeRecipe(kept.id, '{"a": 1}', None))
    found = recipes.by_id(database, kept.id)
    assert found
    assert found[:-1] == (1, "Best", '{"a": 1}', None)
    assert not workspace.run(ChangeRecipe(kept.id, '{"a": 1}', None)).aspects
    workspace.run(DeleteRecipe(kept.id))
    assert recipes.every(database) == []
    assert [workspace.undo() for _ in range(4)] == [
        "delete a recipe",
        "change a recipe",
        "rename a recipe to “Best”",
        "keep the recipe “To read”",
    ]
    for _ in range(3):
        workspace.redo()
    assert recipes.named(database, "best").request == '{"a": 1}'


def test_recipes_need_names_and_must_be_there(library: Library) -> None:
    for operation in (KeepRecipe(" ", "{}"), RenameRecipe(RecipeId(1), " ")):
        with pytest.raises(BadInput):
            library.workspace.run(operation)
    for gone in (RenameRecipe(RecipeId(9), "x"), DeleteRecipe(RecipeId(9))):
        with pytest.raises(NotFound):
            library.workspace.run(gone)
    with pytest.raises(NotFound):
        recipes.by_id(library.database, RecipeId(9))


def test_a_name_that_is_given_again_changes_the_recipe(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    kept = keep(library, "Mine", ExportRequest(), file)
    again = keep(library, " mine", replace(ExportRequest(), title="T"))
    assert (again.id, again.name, again.file) == (kept.id, "Mine", file)
    assert request_json.read(library.database, again.request).title == "T"


def test_recipes_are_found_by_name_or_the_beginning_of_one(library: Library) -> None:
    with pytest.raises(NotFound, match="--keep NAME"):
        recipes.named(library.database, "x")
    for name in ("Serving", "Survey", "Su"):
        keep(library, name, ExportRequest())
    assert recipes.named(library.database, "SU").name == "Su"
    assert recipes.named(library.database, "serv").name == "Serving"
    for name in ("s", "", "zzz"):
        with pytest.raises(NotFound, match="There are “Serving”, “Survey”, “Su”"):
            recipes.named(library.database, name)


def test_a_run_writes_the_file_only_when_it_says_something_else(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "mine.md"
    kept = keep(library, "Mine", ExportRequest(query=parse("is:starred")), file)
    first = running.run(library, kept, progress())
    assert (first.changed, first.entries, first.file) == (True, 0, file)
    before = file.stat()
    assert not running.run(library, kept, progress()).changed
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    works = library.entries.works_of(
        PlaceScope(Place.ALL), library.entries.select(PlaceScope(Place.ALL)).row_ids
    )
    library.workspace.run(SetStar(works, starred=True))
    ran = running.run(library, kept, progress())
    assert (ran.changed, ran.entries) == (True, 3)
    assert file.read_bytes() == render(library, ExportRequest(query=parse("is:starred"))).data


def test_what_others_wrote_into_the_file_is_not_overwritten(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "mine.md"
    file.write_text("Somebody's words.\n")
    kept = keep(library, "Mine", ExportRequest(), file)
    with pytest.raises(FileChanged, match="did not write"):
        running.run(library, kept, progress())
    assert file.read_text() == "Somebody's words.\n"
    assert running.run(library, kept, progress(), over=True).changed
    data = file.read_bytes()
    file.write_bytes(data + b"by hand\n")
    with pytest.raises(FileChanged):
        running.run(library, kept, progress())
    file.write_bytes(data)
    assert not running.run(library, kept, progress()).changed


def test_a_file_that_says_it_already_is_taken_for_ours(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_bytes(render(library, ExportRequest()).data)
    kept = keep(library, "Mine", ExportRequest(), file)
    assert not running.run(library, kept, progress()).changed
    assert stored.sha_written(library.database, kept.id, file)
    assert stored.sha_written(library.database, kept.id, tmp_path / "other.md") is None


def test_an_annotated_list_takes_over_what_was_written_into_it(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "mine.md"
    request = ExportRequest((ListScope(ListId(1)),), style=Style.ANNOTATED)
    kept = keep(library, "Mine", request, file)
    running.run(library, kept, progress())
    works = library.entries.works_of(
        PlaceScope(Place.ALL), library.entries.select(PlaceScope(Place.ALL)).row_ids
    )
    library.workspace.run(SetNote(works[0], "kept"))
    running.run(library, kept, progress())
    file.write_text(file.read_text().replace("kept", "written by hand"))
    assert not running.run(library, kept, progress()).changed
    assert "written by hand" in file.read_text()
    whole = file.read_text()
    for words, problem in (
        ("Others' words.\n" + whole, FileChanged),
        (whole.replace("<!-- effllm:end -->", ""), BadInput),
        ("Somebody's words.\n", FileChanged),
    ):
        file.write_text(words)
        with pytest.raises(problem):
            running.run(library, kept, progress())
        assert file.read_text() == words
        running.run(library, kept, progress(), over=True)
        assert file.read_text().startswith(whole[:40])
        assert ("written by hand" in file.read_text()) == words.startswith("Others")
        assert not running.run(library, kept, progress()).changed


def test_a_recipe_without_a_file_says_what_to_do(library: Library, tmp_path: Path) -> None:
    kept = keep(library, "Mine", ExportRequest())
    with pytest.raises(BadInput, match="no file yet"):
        running.run(library, kept, progress())
    ran = running.run(library, kept, progress(), file=tmp_path / "once.md")
    assert ran.file.read_bytes().startswith(b"# Reading list\n")


def test_a_vault_is_a_recipe_as_well(library: Library, tmp_path: Path) -> None:
    kept = keep(library, "Vault", ExportRequest(format=Format.OBSIDIAN), tmp_path / "vault")
    assert running.run(library, kept, progress()).changed
    assert len(list((tmp_path / "vault").glob("*.md"))) == 3
    assert not running.run(library, kept, progress()).changed
    for note in (tmp_path / "vault").glob("*.md"):
        note.write_text(note.read_text().replace("<!-- effllm:end -->", ""))
    (remark,) = running.run(library, kept, progress()).remarks
    assert remark.startswith("Left alone, for the program's part is gone from them: ")
    assert remark.count(".md") == 3


def test_the_one_used_last(library: Library, tmp_path: Path) -> None:
    assert recipes.last_used(library.database) is None
    one = keep(library, "One", ExportRequest(), tmp_path / "one.md")
    keep(library, "Two", ExportRequest(), tmp_path / "two.md")
    assert (recipes.last_used(library.database) or one).name == "Two"
    running.run(library, one, progress())
    assert (recipes.last_used(library.database) or one).name == "One"


def test_recipes_go_along_with_the_whole_library(library: Library, tmp_path: Path) -> None:
    keep(library, "Mine", FULL, tmp_path / "mine.md")
    keep(library, "Other", ExportRequest((ListScope(ListId(2)),)))
    document = render(library, ExportRequest(format=Format.JSON)).data
    file = tmp_path / "all.json"
    file.write_bytes(document)
    other = open_library(tmp_path / "other")
    try:
        take_in(other.folder, [BytesSource("zero", b"# Zero\n\n- [z](https://z.example)\n")])
        for _ in range(2):  # again brings nothing twice
            request = ImportRequest((FileSource(file),))
            assert not import_lists(other.folder, request, InlineProgress()).failures
            found = recipes.every(other.database)
            assert [(one.name, one.file) for one in found] == [
                ("Mine", tmp_path / "mine.md"),
                ("Other", None),
            ]
        read = request_json.read(other.database, found[1].request)
        assert read.scopes == (ListScope(ListId(3)),), "the list of that name, whatever its number"
        assert request_json.read(other.database, found[0].request).curation.like == ListId(2)
    finally:
        other.close()


@pytest.mark.parametrize(
    "recipe",
    [
        {"name": "", "file": None, "request": {}},
        {"name": 3, "file": None, "request": {}},
        {"name": "x", "file": None, "request": "{}"},
        {"name": "x"},
    ],
)
def test_a_damaged_recipe_in_a_document_is_refused(
    library: Library, tmp_path: Path, recipe: dict[str, object]
) -> None:
    document = json.loads(render(library, ExportRequest(format=Format.JSON)).data)
    text = '{"format": "effllm-library", ' + json.dumps({**document, "recipes": [recipe]})[1:]
    file = tmp_path / "all.json"
    file.write_text(text.replace('"format": "effllm-library", "format"', '"format"'))
    other = open_library(tmp_path / "other")
    try:
        summary = import_lists(other.folder, ImportRequest((FileSource(file),)), InlineProgress())
        assert len(summary.failures) == 1
        assert other.outlines.read().lists == ()
    finally:
        other.close()
