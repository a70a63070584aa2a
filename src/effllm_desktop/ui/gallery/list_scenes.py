"""Scenes of lists that the reader edits."""

from effllm_desktop.app.operations.entry_editing import AddEntries, RemoveEntries, RewordEntry
from effllm_desktop.app.operations.list_editing import NewList
from effllm_desktop.app.operations.putting_back import PutBack
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.section_editing import AddSection
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.domain.ids import EntryId, ListId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.ui.entries.header_keys import Wish
from effllm_desktop.ui.gallery.libraries import CHOSEN
from effllm_desktop.ui.gallery.stage import Stage, Steps


def reword(stage: Stage) -> Steps:
    _choose(stage)
    yield
    stage.click("reword_entry")
    yield


def send(stage: Stage) -> Steps:
    _choose(stage)
    yield
    stage.click("send_entries")
    yield


def own_edits(stage: Stage) -> Steps:
    list_id, entry = _choose(stage)
    workspace = stage.desk.session.library.workspace
    following = stage.desk.bench.entries.row_behind()
    workspace.run(RewordEntry(list_id, entry, "A title of mine"))
    if following is not None:
        workspace.run(RemoveEntries(list_id, [EntryId(following)]))
    yield
    stage.click("show_edits")
    yield
    workspace.run(PutBack(list_id))  # the library is that of other scenes, too
    yield


def trash(stage: Stage) -> Steps:
    list_id, _ = _choose(stage)
    workspace = stage.desk.session.library.workspace
    workspace.run(TrashList(list_id))
    stage.click("show_trash")
    yield
    workspace.run(RestoreList(list_id))
    yield


def queue(stage: Stage) -> Steps:
    library = stage.desk.session.library
    works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(PutInQueue(works[4:300:37]))
    stage.desk.bench.go(PlaceScope(Place.QUEUE))
    stage.desk.bench.entries.focus_list()
    yield


def grouped(stage: Stage) -> Steps:
    stage.show("Efficient LLM")
    stage.click("toggle_table")
    stage.click("group_section")
    yield
    bench = stage.desk.bench
    for header in (16, 6):
        bench.entries.view.fold_wanted.emit(header, Wish.TOGGLE)
    bench.entries.focus_list()
    yield


def grouped_all(stage: Stage) -> Steps:
    bench = stage.desk.bench
    bench.go(PlaceScope(Place.ALL))
    stage.click("group_year")
    stage.click("fold_groups")
    bench.entries.focus_list()
    yield


def group_chosen(stage: Stage) -> Steps:
    stage.desk.bench.go(PlaceScope(Place.ALL))
    stage.click("group_venue")
    stage.click("choose_columns")
    yield


def own_list(stage: Stage) -> Steps:
    library = stage.desk.session.library
    library.workspace.run(NewList("Papers to build on"))
    made = library.lists.named("Papers to build on").id
    for heading in ("Quantization", "Serving"):
        library.workspace.run(AddSection(made, None, heading))
    scope = ListScope(ListId(1))
    rows = library.entries.select(scope).row_ids
    sections = [one for one in library.lists.sections(made) if " / " in one.path]
    for number, section in enumerate(sections, start=1):
        texts = library.entries.texts(scope, rows[number * 9 : number * 9 + 5])
        library.workspace.run(AddEntries(made, section.id, texts))
    yield
    stage.desk.bench.go(ListScope(made))
    stage.desk.bench.entries.focus_list()
    yield


def _choose(stage: Stage) -> tuple[ListId, EntryId]:
    stage.show("Quantization / Papers")
    entries = stage.desk.bench.entries
    entries.select_key(CHOSEN)
    entries.view.setFocus()
    list_id = stage.desk.bench.list_id
    assert list_id is not None  # noqa: S101 - a section is shown
    return list_id, EntryId(entries.selected_row_ids(1)[0])
