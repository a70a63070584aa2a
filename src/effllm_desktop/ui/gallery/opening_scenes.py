"""Scenes of lists that are opened: what came, what was not understood, what changed in a file."""

from pathlib import Path

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.ui.gallery.long_names import LONG_NAMES
from effllm_desktop.ui.gallery.stage import Stage, Steps


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
