"""File → Export: what goes out stands beside the choices, as it will be written."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.exporting import vault
from effllm_desktop.app.exporting.rendering import Export, render
from effllm_desktop.app.exporting.request import Format, Style
from effllm_desktop.app.exporting.writing import (
    export_to,
    overwrite,
    require_taken_in,
    seen,
    write,
)
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.library import open_library
from effllm_desktop.domain.errors import AppError, FileChanged
from effllm_desktop.ui.exporting.choices import FORMATS, SUFFIXES, What, file_name
from effllm_desktop.ui.exporting.options import ExportOptions
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.file_choice import choose_folder, choose_new_file
from effllm_desktop.ui.widgets.notices_bar import NoticesBar
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (1000, 680)
PREVIEW_BYTES = 2**18
"""More of an export nobody looks at here, and the window would stop to show it."""


class ExportDialog(QDialog):
    """The preview is made as a job; only the newest one is shown."""

    written = Signal(Path)

    def __init__(self, session: Session, whats: list[What], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._session = session
        self._job: JobHandle | None = None
        self._asked = 0
        self._export: Export | None = None
        self.notices = NoticesBar()
        self.options = ExportOptions(whats, session.settings.citation_key)
        self.preview = QPlainTextEdit()
        self.preview.setObjectName("preview")
        self.preview.setAccessibleName("Preview")
        self.preview.setReadOnly(True)
        self.preview.setProperty("framed", True)
        self.preview.setFont(current().fixed_font())
        space = self.preview.fontMetrics().horizontalAdvance(" ")
        self.preview.setTabStopDistance(tokens.GRID * space)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._inside = ToneLabel()
        self.save_button = QPushButton("Save…")
        self.copy_button = QPushButton("Copy")
        self._arrange()
        self.options.changed.connect(self.show_preview)
        self.show_preview()

    @property
    def inside(self) -> str:
        """How much is in it, and what of the reader's own."""
        return self._inside.text()

    def show_preview(self) -> None:
        """Make the file anew. What was asked before is no longer wanted."""
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        number, request, folder = self._asked, self.options.request(), self._session.folder

        def job(progress: Progress) -> Export:
            progress.checkpoint()
            library = open_library(folder)
            try:
                return render(library, request, PREVIEW_BYTES)
            finally:
                library.close()

        self._job = self._session.jobs.start(
            job,
            name="Preview of an export",
            done=lambda export: self._show(number, export),
            failed=lambda problem: self._refuse(number, problem),
        )

    def copy(self) -> None:
        if self._export is not None:
            QGuiApplication.clipboard().setText(self._export.data.decode("utf-8", "replace"))
            self.notices.show_notice(Notice("copied", Level.INFO, "Copied."))

    def save(self) -> None:
        chosen = self.options.chosen_format
        title = self.options.title.text() or self.options.chosen.name
        name = file_name(title, self.options.chosen_style, chosen)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if chosen is Format.OBSIDIAN:
            choose_folder(self, "Choose a folder for the notes", self.write_to)
            return
        choose_new_file(
            self,
            "Save the export",
            Path(folder) / name,
            f"{FORMATS[chosen]} (*{SUFFIXES[chosen]})",
            self.write_to,
        )

    def write_to(self, path: Path, *, over: bool = False) -> None:
        """Write to a file, or a folder of notes, unless another program would lose by it.

        What the preview shows whole is written as it is; anything else is made anew as a job.
        """
        if self._is_at_hand():
            self._write_preview(path, over=over)
        else:
            self._write_anew(path, over=over)

    def _is_at_hand(self) -> bool:
        """Whether the bytes are known, whatever the file holds that they go to."""
        merges = self.options.chosen_format is Format.OBSIDIAN or (
            self.options.chosen_format is Format.MARKDOWN
            and self.options.chosen_style is Style.ANNOTATED
        )
        return self._export is not None and self._export.is_whole and not merges

    def _write_preview(self, path: Path, *, over: bool) -> None:
        assert self._export is not None  # noqa: S101 - it is at hand
        try:
            if over:
                overwrite(path, self._export.data)
            else:
                require_taken_in(self._session.library, path)
                write(path, self._export.data, seen(path))
        except AppError as problem:
            self._refuse_to_write(self._asked, problem, path)
        else:
            self._end(self._asked, path)

    def _write_anew(self, path: Path, *, over: bool) -> None:
        request, folder, number = self.options.request(), self._session.folder, self._asked

        def job(progress: Progress) -> object:
            library = open_library(folder)
            try:
                if request.format is Format.OBSIDIAN:
                    return vault.write(library, request, path, progress)
                return export_to(library, request, path, progress, over=over)
            finally:
                library.close()

        self.save_button.setEnabled(False)
        self._job = self._session.jobs.start(
            job,
            name="Writing an export",
            done=lambda _: self._end(number, path),
            failed=lambda problem: self._refuse_to_write(number, problem, path),
        )

    def _refuse_to_write(self, number: int, problem: AppError, path: Path) -> None:
        if number != self._asked:
            return
        self._enable()
        if isinstance(problem, FileChanged):
            over = NoticeAction("Overwrite", lambda: self.write_to(path, over=True))
            self._tell(problem, over)
        else:
            self._tell(problem)

    def _end(self, number: int, path: Path) -> None:
        if number != self._asked:
            return
        self.written.emit(path)
        self.accept()

    def _show(self, number: int, export: Export) -> None:
        if number != self._asked:
            return
        self._export = export
        scrolled = self.preview.verticalScrollBar().value()
        self.preview.setPlainText(export.data.decode("utf-8", "replace"))
        self.preview.verticalScrollBar().setValue(scrolled)
        self._inside.setText(_inside(export))
        self._enable()
        self.notices.clear()

    def _refuse(self, number: int, problem: AppError) -> None:
        if number != self._asked:
            return
        self._export = None
        self.preview.clear()
        self._inside.clear()
        self._enable()
        self._tell(problem)

    def _enable(self) -> None:
        self.save_button.setEnabled(self._export is not None)
        self.copy_button.setEnabled(self._export is not None and self._export.is_whole)

    def _tell(self, problem: AppError, *actions: NoticeAction) -> None:
        self.notices.show_notice(Notice("export", Level.ERROR, problem.what, problem.hint, actions))

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        self._asked += 1  # what still arrives is for nobody
        super().done(result)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(tokens.SPACE_XS)
        right.addWidget(ToneLabel("Preview"))
        right.addWidget(self.preview, 1)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.SPACE_XL)
        middle.addWidget(self.options)
        middle.addLayout(right, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(*4 * [tokens.SPACE_XL])
        inner.setSpacing(tokens.SPACE_L)
        inner.addWidget(ToneLabel("Export", tone="text", size=TextSize.TITLE, bold=True))
        inner.addLayout(middle, 1)
        inner.addLayout(self._foot())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addLayout(inner, 1)

    def _foot(self) -> QHBoxLayout:
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        self.save_button.setProperty("main", True)
        self.save_button.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self._inside, 1)
        for button in (cancel, self.copy_button, self.save_button):
            row.addWidget(button)
        return row


def _inside(export: Export) -> str:
    entries = counted(export.entries, "entry", "entries")
    if not export.own:
        return f"{entries}. Nothing of your own is inside."
    return f"{entries}. Of your own: {', '.join(export.own)}."
