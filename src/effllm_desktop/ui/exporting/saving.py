"""From the export window to a file or a folder: where, and never over what others wrote there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from effllm_desktop.app.exporting.recipes import Recipe
from effllm_desktop.app.exporting.request import ExportRequest, Format
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.recipes import ChangeRecipe
from effllm_desktop.domain.errors import AppError, FileChanged
from effllm_desktop.ui.exporting.choices import FORMATS, SUFFIXES, file_name
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.widgets.file_choice import choose_folder, choose_new_file

Tell = Callable[[Notice], object]


class Saving(QObject):
    """Writes as a job, one at a time. A recipe learns where what it says was written."""

    began = Signal()
    ended = Signal()
    written = Signal(Path, str)
    """Where to, and what else there is to say of it."""

    def __init__(self, parent: QObject, session: Session, tell: Tell) -> None:
        super().__init__(parent)
        self._session = session
        self._tell = tell
        self._job: JobHandle | None = None
        self._has_ended = False

    @property
    def is_writing(self) -> bool:
        return self._job is not None

    def write(
        self, path: Path, request: ExportRequest, recipe: Recipe | None, *, over: bool = False
    ) -> None:
        """Write to a file, or a folder of notes, unless another program would lose by it."""
        folder = self._session.folder

        def job(progress: Progress) -> str:
            from effllm_desktop.app.exporting import running, vault, writing

            library = open_library(folder)
            try:
                if request.format is Format.OBSIDIAN:
                    remarks = vault.write(library, request, path, progress).remarks
                else:
                    remarks = writing.export_to(library, request, path, progress, over=over).remarks
                if recipe is not None:
                    running.noted(library, recipe, path)
                return " ".join(remarks)
            finally:
                library.close()

        self._job = self._session.jobs.start(
            job,
            name="Writing an export",
            done=lambda remarks: self._finish(path, recipe, remarks),
            failed=lambda problem: self._refuse(
                problem, lambda: self.write(path, request, recipe, over=True)
            ),
        )
        self.began.emit()

    def end(self) -> None:
        """The window is closing: nobody waits for it any more."""
        self._has_ended = True
        if self._job is not None:
            self._job.cancel()

    def _finish(self, path: Path, recipe: Recipe | None, remarks: str) -> None:
        if recipe is not None and recipe.file != path:
            self._let_it_go_to(recipe, path)
        if not self._has_ended:
            self._job = None
            self.ended.emit()
            self.written.emit(path, remarks)

    def _let_it_go_to(self, recipe: Recipe, path: Path) -> None:
        try:
            self._session.acts.run(ChangeRecipe(recipe.id, recipe.request, path))
        except AppError as problem:
            self._say(problem)

    def _refuse(self, problem: AppError, again: Callable[[], object]) -> None:
        if self._has_ended:
            return
        self._job = None
        self.ended.emit()
        over = NoticeAction("Overwrite", again)
        self._say(problem, *((over,) if isinstance(problem, FileChanged) else ()))

    def _say(self, problem: AppError, *actions: NoticeAction) -> None:
        self._tell(Notice("saving", Level.ERROR, problem.what, problem.hint, actions))


def suggested(name: str, request: ExportRequest) -> Path:
    """Where an export of this name would go."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    if request.format is Format.OBSIDIAN:
        return folder
    return folder / file_name(name, request.style, request.format)


def ask_where(
    parent: QWidget, request: ExportRequest, path: Path, done: Callable[[Path], object]
) -> None:
    """Let the reader choose a file, or a folder of notes; `path` stands there to begin with."""
    if request.format is Format.OBSIDIAN:
        choose_folder(parent, "Choose a folder for the notes", done, path)
        return
    pattern = f"{FORMATS[request.format]} (*{SUFFIXES[request.format]})"
    choose_new_file(parent, "Save the export", path, pattern, done)
