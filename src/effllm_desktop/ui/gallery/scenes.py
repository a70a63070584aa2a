"""The scenes: what the reader did before the picture is taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton

from effllm_desktop.app.downloading.meters import DownloadProgress, QueueProgress
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.domain.curation import Arrangement, Move, Wording
from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.domain.highlights import Colour
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.exporting.choices import ARRANGEMENTS, WORDINGS
from effllm_desktop.ui.exporting.dialog import ExportDialog
from effllm_desktop.ui.exporting.preview_pane import View
from effllm_desktop.ui.gallery.libraries import CHOSEN, DAMAGED, LOCKED, NEW, ODD, SEEDS
from effllm_desktop.ui.gallery.list_scenes import own_edits, reword, send, trash
from effllm_desktop.ui.gallery.long_names import LONG_NAMES
from effllm_desktop.ui.gallery.stage import Stage, Steps, clicked
from effllm_desktop.ui.runtime.failures import report

if TYPE_CHECKING:
    from effllm_desktop.ui.reader.document_page import DocumentPage


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


def error(stage: Stage) -> Steps:
    stage.desk.service.importer.open_paths([stage.folder / "gone.md"])
    yield
    stage.program.window.tell(StorageFailed("The disk is full.", "Make room, then try again."))
    yield


def file_changed(stage: Stage) -> Steps:
    stage.program.window.notices.clear()
    (file,) = linked_file(stage.folder)
    file.write_text(
        LONG_NAMES.replace("*An Author*", "*An Author, Another Author*")
        + "\n\n- [A new entry](https://example.org/new)\n",
        encoding="utf-8",
    )
    stage.desk.service.watch.look()
    yield


def linked_file(folder: Path) -> tuple[Path, ...]:
    """A list in a file, as a reader would have it."""
    file = folder.parent / "README.md"
    file.write_text(LONG_NAMES, encoding="utf-8")
    return (file,)


def export(stage: Stage) -> Steps:
    stage.desk.bench.go(PlaceScope(Place.STARRED))
    stage.click("export")
    yield


def export_merged(stage: Stage) -> Steps:
    """A list of one's own of both lists: where its sections go."""
    yield from published(stage, View.SECTIONS)


def export_published(stage: Stage) -> Steps:
    """The same as others will see it, kept as a recipe."""
    yield from published(stage, View.PAGE)
    export_window(stage).keeping.keep("My list")
    yield


def published(stage: Stage, view: View) -> Steps:
    stage.desk.bench.go(PlaceScope(Place.STARRED))
    stage.click("export")
    yield
    dialog = export_window(stage)
    options = dialog.options
    options.title.setText("Efficient Language Models")
    options.curation.arrangement.setCurrentText(ARRANGEMENTS[Arrangement.MERGED])
    options.curation.wording.setCurrentText(WORDINGS[Wording.BULLETS])
    options.curation.introduction.setPlainText("What I would read *first*, and why.")
    options.curation.moves = (
        Move("Efficient LLM / Finetune", "Efficient finetuning"),
        Move("Efficient LLM / Inference", "Efficient Inference"),
        Move("Awesome efficient llm / Extra Reference", None),
    )
    options.parts[Part.NOTE].click()
    dialog.pane.show_view(view)
    while not dialog.is_settled:
        yield


def export_window(stage: Stage) -> ExportDialog:
    return next(iter(stage.program.window.findChildren(ExportDialog)))


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


def export_whole(stage: Stage) -> Steps:
    stage.click("export")
    yield
    for button in stage.program.window.findChildren(QRadioButton, "repaired"):
        button.click()
    yield


def import_report(stage: Stage) -> Steps:
    stage.program.window.notices.notices[0].actions[0].run()
    yield


def look_at_both(stage: Stage) -> Steps:
    stage.desk.service.lists.show_text(stage.desk.bench.outline.lists[0].id)
    yield


def split_list(folder: Path) -> tuple[Path, ...]:
    """A list in several files, as it lies in a checkout."""
    top = folder.parent / "awesome-speech"
    (top / ".git").mkdir(parents=True)
    names = ("recognition", "synthesis", "translation", "data sets", "语音识别", "benchmarks/older")
    for name in names:
        file = top / "lists" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("- [A paper](https://example.org/paper)\n", encoding="utf-8")
    readme = top / "README.md"
    links = "".join(f"- [{name}](<lists/{name}.md>)\n" for name in names)
    papers = "- [A survey](https://arxiv.org/abs/2401.00001)\n- A talk\n- A tutorial\n\n- A demo\n"
    readme.write_text(f"# Awesome speech\n\n## Parts\n\n{links}\n## Surveys\n\n{papers}")
    return (readme,)


def split_notice(stage: Stage) -> Steps:
    stage.program.window.set_banner(None)
    yield


def linked_lists(stage: Stage) -> Steps:
    stage.program.window.set_banner(None)
    stage.click("open_linked")
    yield


def not_understood(stage: Stage) -> Steps:
    stage.click("look_at_text")
    yield


def not_understood_report(stage: Stage) -> Steps:
    stage.program.window.notices.notices[0].actions[-1].run()
    yield


def program_text(folder: Path) -> tuple[Path, ...]:
    """A document that is no list."""
    file = folder.parent / "fetch.md"
    lines = ("import sys", "def main():", "    for name in sys.argv[1:]:", "        print(name)")
    file.write_text("#!/usr/bin/env python3\n" + "\n".join(lines) + "\n\n\nmain()\n")
    return (file,)


def bug(stage: Stage) -> Steps:
    stage.program.failures.bug_found.emit(report(ZeroDivisionError("division by zero")))
    yield


def reader(stage: Stage) -> Steps:
    """A paper with highlights of two colours, one of them commented on, a line and a note."""
    stage.program.window.set_banner(None)
    yield from opened(stage)
    yield from marked(stage, "most of them are accepted", Colour.YELLOW)
    yield from marked(stage, "as if the large model had written it alone", Colour.GREEN)
    page = reader_page(stage)
    page.marking.comment(page.marking.highlights[0].id, "How many? See **figure 1**.")
    yield from underlined(stage, "the large model verifies in one step")
    yield from noted(stage, "Which model drafts here?")
    page.view.go_to_page(1)
    page.show_highlight(next(one for one in page.marking.highlights if one.comment))
    page.set_panel(page.marks, shown=True)
    yield from painted(stage)


def reader_two_pages(stage: Stage) -> Steps:
    """Two pages side by side, and all of them small."""
    stage.program.window.set_banner(None)
    yield from opened(stage)
    for act in ("toggle_thumbnails", "toggle_cover", "fit_page"):
        stage.click(act)
    page = reader_page(stage)
    page.jump_to(3)
    yield from painted(stage)
    while page.thumbnails.is_waiting:
        yield


def own_window(stage: Stage) -> Steps:
    yield from reader(stage)
    view = reader_page(stage).view
    stage.click("move_paper")
    yield
    while view.is_waiting:
        yield


def reader_find(stage: Stage) -> Steps:
    stage.program.window.set_banner(None)
    yield from opened(stage)
    yield from found(stage, "several tokens")
    yield from painted(stage)


def reader_keys(stage: Stage) -> Steps:
    stage.program.window.set_banner(None)
    yield from opened(stage)
    stage.click("show_keys")
    yield


def opened(stage: Stage) -> Steps:
    """The paper that is written for the pictures, as that of a work."""
    from effllm_desktop.ui.gallery.paper import write_paper

    session = stage.desk.session
    work = session.library.works.find(CHOSEN)
    assert work is not None  # noqa: S101 - it is in the seeds
    pane = stage.desk.service.papers.open(work, write_paper(stage.folder / "paper.pdf"))
    while pane.page is None:
        yield
    yield from painted(stage)


def marked(stage: Stage, words: str, colour: Colour) -> Steps:
    yield from found(stage, words)
    stage.click(f"highlight_{colour.value}")
    stage.click("leave_reader_mode")
    stage.click("leave_reader_mode")
    yield


def underlined(stage: Stage, words: str) -> Steps:
    yield from found(stage, words)
    stage.click("underline")
    stage.click("leave_reader_mode")
    yield


def noted(stage: Stage, words: str) -> Steps:
    """A note in the middle of what is seen."""
    page = reader_page(stage)
    page.view.go_to_page(1)
    stage.click("add_page_note")
    page.marks.comment.setPlainText(words)
    page.marks.comment.flush()
    yield


def found(stage: Stage, words: str) -> Steps:
    page = reader_page(stage)
    stage.click("find_in_pdf")
    page.find_bar.field.setText(words)
    page.find_bar.next_or_asked(forward=True)
    while page.finds.is_running or page.view.selection.is_empty:
        yield


def painted(stage: Stage) -> Steps:
    view = reader_page(stage).view
    yield
    while view.is_waiting:
        yield


def reader_page(stage: Stage) -> "DocumentPage":
    front = stage.desk.service.papers.front
    assert front is not None  # noqa: S101 - it was opened
    assert front.page is not None  # noqa: S101
    return front.page


def downloads(stage: Stage) -> Steps:
    """Some of each kind; nothing is fetched for a picture."""
    works = stage.desk.session.library.entries.all_works(PlaceScope(Place.ALL))[:5]
    titles = [stage.desk.session.library.works.details(work).title for work in works]
    states = ("downloading", "downloading", "queued", "paused", "failed")
    rows = [
        DownloadRow(work, title, DownloadState(state), 0, None, "", "", "https://example.org")
        for work, title, state in zip(works, titles, states, strict=True)
    ]
    error = "The answer was a web page that asks to log in, not a PDF."
    rows[4] = rows[4]._replace(error=error, hint="Open it in the browser.")
    going = (
        DownloadProgress(works[0], 900_000, 2_100_000, 240_000.0, ""),
        DownloadProgress(works[1], 0, None, 0.0, "waiting 3 s for arXiv"),
    )
    stage.desk.service.pdfs.show_downloads()
    pane = stage.desk.service.pdfs.pane
    pane.show_rows(rows)
    pane.show_progress(QueueProgress(going, 2, 3, 190.0))
    yield


def no_downloads(stage: Stage) -> Steps:
    stage.click("toggle_downloads")
    yield


def flight(stage: Stage) -> Steps:
    stage.show("Efficient LLM")
    stage.click("get_ready")
    while stage.desk.session.jobs.running:
        yield
    yield


def inside(stage: Stage) -> Steps:
    stage.desk.bench.search("speculative")
    stage.click("find_inside")
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
