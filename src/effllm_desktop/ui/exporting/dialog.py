"""File → Export: what goes out stands beside the choices, as it will look and be written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.exporting.request import ExportRequest
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.library import open_library
from effllm_desktop.domain.curation import Move
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId, RecipeId
from effllm_desktop.ui.exporting.choices import What
from effllm_desktop.ui.exporting.keeping import RecipeKeeping
from effllm_desktop.ui.exporting.options import WIDTH, ExportOptions
from effllm_desktop.ui.exporting.preview_pane import PreviewPane
from effllm_desktop.ui.exporting.recipe_bar import RecipeBar
from effllm_desktop.ui.exporting.saving import Saving, ask_where, suggested
from effllm_desktop.ui.notice import Level, Notice
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.notices_bar import NoticesBar
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.previewing import Preview
    from effllm_desktop.app.exporting.rendering import Export

SIZE = (1120, 740)
SETTLE_MILLISECONDS = 120
"""What is typed is previewed when there was nothing new for so long."""
PATIENCE_MILLISECONDS = 400
"""The reader is told of a preview that takes longer."""


class ExportDialog(QDialog):
    """The preview is made as a job; only the newest one is shown."""

    written = Signal(Path, str)
    link_opened = Signal(str)

    def __init__(
        self,
        session: Session,
        whats: Sequence[What],
        lists: Sequence[tuple[str, ListId]] = (),
        recipe: RecipeId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`lists` are those whose style can be followed; `recipe` is in force to begin with."""
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle("Export")
        self.setAccessibleName("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._session = session
        self._job: JobHandle | None = None
        self._asked = 0
        self._export: Export | None = None
        self._copies = False
        self.notices = NoticesBar()
        settings = session.settings
        self.options = ExportOptions(
            whats, settings.citation_key, lists, citation_style=settings.citation_style
        )
        self.pane = PreviewPane()
        self._inside = ToneLabel()
        self._inside.setWordWrap(True)
        self.save_button = QPushButton("Save…")
        self.copy_button = QPushButton("Copy")
        self.keeping = RecipeKeeping(self, session, RecipeBar(), self.options, self._tell)
        self.saving = Saving(self, session, self._tell)
        self._soon = self._timer("settle", SETTLE_MILLISECONDS, self.show_preview)
        self._patience = self._timer("patience", PATIENCE_MILLISECONDS, self.pane.show_waiting)
        self._arrange()
        self._connect()
        self.keeping.begin(recipe)
        self.options.what.setFocus()
        self.show_preview()

    @property
    def inside(self) -> str:
        """How much is in it, and what of the reader's own."""
        return self._inside.text()

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what was chosen, and nothing is being written."""
        return self._job is None and not self._soon.isActive() and not self.saving.is_writing

    def show_preview(self) -> None:
        """Make the beginning of the file anew. What was asked before is no longer wanted."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        number, request, folder = self._asked, self.options.request(), self._session.folder

        def job(progress: Progress) -> "Preview":
            from effllm_desktop.app.exporting.previewing import preview

            library = open_library(folder)
            try:
                return preview(library, request, progress.checkpoint)
            finally:
                library.close()

        self._patience.start()
        self._job = self._session.jobs.start(
            job,
            name="Preview of an export",
            done=lambda made: self._show(number, made, request),
            failed=lambda problem: self._refuse(number, problem),
        )

    def copy(self) -> None:
        """Put what is chosen into the clipboard; while it is being made, as soon as it is there."""
        self._copies = self._export is None
        if self._export is not None and self._export.is_whole:
            QGuiApplication.clipboard().setText(self._export.data.decode("utf-8", "replace"))
            self._tell(Notice("copied", Level.INFO, "Copied."))

    def save(self) -> None:
        """Ask where to write what is chosen; at first where its recipe wrote it before."""
        recipe = self.keeping.in_force
        known = recipe.file if recipe is not None else None
        title = self.options.title.text().strip() or self.options.chosen.title
        request, name = self.options.request(), title or self.options.chosen.name
        ask_where(self, request, known or suggested(name, request), self.write_to)

    def write_to(self, path: Path) -> None:
        """Write what is chosen, unless another program would lose by it."""
        self.saving.write(path, self.options.request(), self.keeping.in_force)

    def done(self, result: int) -> None:
        self._soon.stop()
        self._patience.stop()
        if self._job is not None:
            self._job.cancel()
        self._asked += 1  # what still arrives is for nobody
        self.saving.end()
        self.keeping.end()
        super().done(result)

    def _show(self, number: int, made: "Preview", request: ExportRequest) -> None:
        if number != self._asked:
            return
        self._come_to_rest(made.export)
        self.pane.show_preview(made, request.curation.moves)
        self._inside.setText(_inside(made.export))
        self.notices.dismiss("export")

    def _refuse(self, number: int, problem: AppError) -> None:
        if number != self._asked:
            return
        self._come_to_rest(None)
        self.pane.clear()
        self._inside.clear()
        self._tell(Notice("export", Level.ERROR, problem.what, problem.hint))

    def _come_to_rest(self, export: "Export | None") -> None:
        """A preview has arrived, or is refused."""
        self._job = None
        self._patience.stop()
        self._export = export
        self._enable()
        if self._copies:
            self.copy()

    def _enable(self) -> None:
        """Nothing is copied or saved that is not what was chosen."""
        known = self._export is not None
        self.save_button.setEnabled(known and not self.saving.is_writing)
        self.copy_button.setEnabled(self._export is not None and self._export.is_whole)

    def _tell(self, notice: Notice) -> None:
        self.notices.show_notice(notice)

    def _on_changed(self) -> None:
        self._export = None
        self._soon.start()

    def _on_moved(self, moves: tuple[Move, ...]) -> None:
        self.options.curation.moves = moves
        self.options.curation.changed.emit()

    def _on_written(self, path: Path, remarks: str) -> None:
        self.written.emit(path, remarks)
        self.accept()

    def _timer(self, name: str, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        self.options.changed.connect(self._on_changed)
        self.options.citation_style.chosen.connect(self._session.set_citation_style)
        self.pane.moved.connect(self._on_moved)
        self.pane.page.link_opened.connect(self.link_opened)
        self.saving.began.connect(self._enable)
        self.saving.ended.connect(self._enable)
        self.saving.written.connect(self._on_written)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(ToneLabel("Export", tone="text", size=TextSize.TITLE, bold=True))
        head.addStretch()
        head.addWidget(self.keeping.bar)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.SPACE_XL)
        middle.addWidget(_scrolled(self.options))
        middle.addWidget(self.pane, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(*4 * [tokens.SPACE_XL])
        inner.setSpacing(tokens.SPACE_L)
        inner.addLayout(head)
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
        self.copy_button.setToolTip("What is shown whole can be copied")
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


def _scrolled(options: ExportOptions) -> QScrollArea:
    """The options, which on a low screen are more than fits."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(options)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(WIDTH + area.verticalScrollBar().sizeHint().width())
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _inside(export: "Export") -> str:
    entries = counted(export.entries, "entry", "entries")
    own = ", ".join(export.own)
    said = f"Of your own: {own}." if own else "Nothing of your own is inside."
    return " ".join((f"{entries}.", said, *export.remarks))
