"""The scenes: what the reader did before the picture is taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.gallery.download_scenes import downloads, flight, inside, no_downloads
from effllm_desktop.ui.gallery.export_scenes import (
    export,
    export_merged,
    export_published,
    export_whole,
)
from effllm_desktop.ui.gallery.libraries import CHOSEN, DAMAGED, LOCKED, NEW, ODD, SEEDS
from effllm_desktop.ui.gallery.list_scenes import (
    group_chosen,
    grouped,
    grouped_all,
    own_edits,
    own_list,
    queue,
    reword,
    send,
    trash,
)
from effllm_desktop.ui.gallery.opening_scenes import (
    error,
    file_changed,
    import_report,
    linked_file,
    linked_lists,
    look_at_both,
    not_understood,
    not_understood_report,
    program_text,
    split_list,
    split_notice,
)
from effllm_desktop.ui.gallery.reader_scenes import (
    own_window,
    reader,
    reader_find,
    reader_keys,
    reader_two_pages,
)
from effllm_desktop.ui.gallery.stage import Stage, Steps, clicked
from effllm_desktop.ui.runtime.failures import report


def nothing_more(_stage: Stage) -> Steps:
    yield


def seeds(stage: Stage) -> Steps:
    stage.show("Quantization / Papers")
    stage.desk.bench.entries.select_key(CHOSEN)
    stage.desk.bench.entries.view.setFocus()
    yield


def second_seed(stage: Stage) -> Steps:
    stage.show("Efficient LLM / Inference")
    stage.desk.bench.entries.focus_list()
    yield


def starred(stage: Stage) -> Steps:
    stage.desk.bench.go(PlaceScope(Place.STARRED))
    stage.desk.bench.entries.focus_list()
    yield


def search(stage: Stage) -> Steps:
    stage.desk.bench.go(PlaceScope(Place.ALL))
    stage.desk.bench.search("speculative dec")
    stage.desk.bench.entries.focus_list()
    yield


def empty_search(stage: Stage) -> Steps:
    stage.desk.bench.search("quantum gravity")
    yield


def several(stage: Stage) -> Steps:
    stage.show("Efficient LLM / Quantization")
    stage.desk.bench.entries.focus_list()
    stage.click("select_all")
    yield


def long_names(stage: Stage) -> Steps:
    stage.show("Long names, many scripts")
    stage.desk.bench.entries.focus_list()
    stage.click("next_unread")
    yield


def empty_library(stage: Stage) -> Steps:
    for node in stage.desk.bench.outline.lists:
        stage.desk.service.library.trash_list(node.id)
    stage.program.window.notices.clear()
    stage.program.window.set_banner(None)
    yield


def add(stage: Stage) -> Steps:
    """Works that were pasted, one of which the library has."""
    stage.show("Quantization / Papers")
    stage.desk.service.editing.add_text(
        "2404.14897 https://github.com/vllm-project/vllm\n"
        "@misc{x, title={A Paper from BibTeX}, author={Author, Ann and Writer, Bo}, "
        "eprint={2512.00001}}\n"
        "words that name no work"
    )
    for _ in range(4):
        yield


def bug(stage: Stage) -> Steps:
    stage.program.failures.bug_found.emit(report(ZeroDivisionError("division by zero")))
    yield


@dataclass(frozen=True, slots=True)
class Scene:
    """`shared`: the library may be open elsewhere; `sources`: what the program is started with."""

    name: str
    steps: Callable[[Stage], Steps] = nothing_more
    library: str = SEEDS
    every_size: bool = False
    shared: bool = True
    sources: Callable[[Path], Sequence[Path]] | None = None


SCENES = (
    Scene("seeds", seeds, every_size=True),
    Scene("second seed", second_seed, every_size=True),
    Scene("first start", library=NEW, every_size=True),
    Scene("long names", long_names, ODD, every_size=True),
    Scene("error", error, every_size=True),
    Scene("starred", starred),
    Scene("queue", queue),
    Scene("own list", own_list),
    Scene("grouped by section", grouped),
    Scene("grouped by year", grouped_all),
    Scene("group chosen", group_chosen),
    Scene("search", search),
    Scene("empty search", empty_search),
    Scene("several", several),
    Scene("empty library", empty_library, every_size=True),
    Scene("file changed", file_changed, NEW, sources=linked_file),
    Scene("damaged", library=DAMAGED),
    Scene("in use", library=LOCKED, shared=False),
    Scene("add", add),
    Scene("export", export),
    Scene("export whole list", export_whole),
    Scene("export merged", export_merged),
    Scene("export published", export_published),
    Scene("downloads", downloads, every_size=True),
    Scene("no downloads", no_downloads),
    Scene("ready for flight", flight),
    Scene("inside papers", inside),
    Scene("keys", clicked("show_keys")),
    Scene("palette", clicked("open_palette")),
    Scene("history", clicked("show_history")),
    Scene("reword", reword),
    Scene("your edits", own_edits),
    Scene("trash", trash),
    Scene("send", send),
    Scene("tags", clicked("show_tags")),
    Scene("services", clicked("show_services")),
    Scene("change_keys", clicked("change_keys")),
    Scene("search arxiv", clicked("search_arxiv")),
    Scene("about", clicked("about")),
    Scene("import report", import_report, NEW),
    Scene("look at both", look_at_both),
    Scene("linked notice", split_notice, NEW, sources=split_list),
    Scene("linked lists", linked_lists, NEW, sources=split_list),
    Scene("not understood", not_understood, NEW, sources=split_list),
    Scene("not understood report", not_understood_report, NEW, sources=split_list),
    Scene("foreign", split_notice, NEW, sources=program_text),
    Scene("foreign text", not_understood, NEW, sources=program_text),
    Scene("bug", bug),
    Scene("reader", reader, every_size=True),
    Scene("reader two pages", reader_two_pages),
    Scene("reader in its own window", own_window),
    Scene("reader finding", reader_find),
    Scene("reader keys", reader_keys),
)
