"""Files dropped on the window: PDFs find their works or become new ones, others are opened."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.editing_commands import EditingCommands
from effllm_desktop.ui.shell.opening import Opening
from effllm_desktop.ui.shell.pdf_commands import PdfCommands
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.widgets.key_words import with_keys

if TYPE_CHECKING:
    from effllm_desktop.app.recognising import Recognised

_SHOWN = 40  # letters of a title on a button
_WORD = re.compile(r"\w(?:[\w’'-]*\w)?")
_HOW = "Add the paper by its address or id ({add_works}), then drop the file again with it chosen."


class Dropping(QObject):
    """The id that a file bears says whose it is; without one it belongs to the chosen entry."""

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        jobs: ShownJobs,
        opening: Opening,
        editing: EditingCommands,
        pdfs: PdfCommands,
    ) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs
        self._opening = opening
        self._editing = editing
        self._pdfs = pdfs

    def take(self, paths: Sequence[Path]) -> None:
        pdfs = [path for path in paths if path.suffix.lower() == ".pdf"]
        if others := [path for path in paths if path not in pdfs]:
            self._opening.take(others)
        if not pdfs:
            return
        folder = self._session.folder

        def job(progress: Progress) -> "list[Recognised]":
            from effllm_desktop.app.recognising import recognise

            return recognise(folder, pdfs, progress)

        self._jobs.start("Looking at what was dropped", job, self._on_recognised)

    def _on_recognised(self, found: "list[Recognised]") -> None:
        new: dict[str, Path] = {}
        for one in found:
            if one.name is not None and one.work is None:
                new[one.name] = one.path
            elif one.name is not None and one.work is not None:
                self._pdfs.attach(one.work, one.path)
            else:
                self._place(one)
        if new:
            text = "\n".join(new)
            self._editing.add_text(text, added=lambda: self._attach_new(new))

    def _attach_new(self, files: dict[str, Path]) -> None:
        """The works of these names stand in the library now."""
        from effllm_desktop.domain import keys

        for name, path in files.items():
            key = keys.from_argument(name)
            work = self._session.library.works.find(key) if key else None
            if work is not None:
                self._pdfs.attach(work, path)

    def _place(self, one: "Recognised") -> None:
        """A file that bears no id: of the work with its title, or of the chosen entry."""
        current = self._bench.entries.current()
        chosen = current[0] if current is not None else None
        if one.work is None or one.work == chosen:
            if chosen is not None:
                self._pdfs.attach(chosen, one.path)
            else:
                self._tell(one, f"{one.path.name} bears no id of a paper.", self._searching(one))
            return
        actions = [self._attaching(one.work, one.path)]
        if chosen is not None:
            actions.append(self._attaching(chosen, one.path))
        self._tell(one, f"{one.path.name} seems to be a paper that is here.", actions)

    def _searching(self, one: "Recognised") -> list[NoticeAction]:
        """Its title may be known on arXiv; once that is added, the file is known by it."""
        words = " ".join(_WORD.findall(one.title))  # a colon or a minus would mean something there
        search = NoticeAction("Search arXiv", lambda: self._editing.search_arxiv(words))
        return [search] if words else []

    def _attaching(self, work: WorkId, path: Path) -> NoticeAction:
        title = self._session.library.works.details(work).title
        shown = title if len(title) <= _SHOWN else f"{title[: _SHOWN - 1]}…"
        attach: Callable[[], None] = lambda: self._pdfs.attach(work, path)  # noqa: E731
        return NoticeAction(f"Attach to “{shown}”", attach)

    def _tell(self, one: "Recognised", text: str, actions: Sequence[NoticeAction]) -> None:
        hint = "" if one.work is not None else with_keys(self._window, _HOW)
        self._window.notices.show_notice(
            Notice(f"dropped {one.path}", Level.INFO, text, hint, tuple(actions))
        )
