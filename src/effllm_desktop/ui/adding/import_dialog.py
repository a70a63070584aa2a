"""Files of other programs, or lists: what they have, and where that is to go."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QWidget,
)

from effllm_desktop.app.adding_places import beginning
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.readmodels.outline import ListNode
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.scopes import ListScope, Scope, SectionScope
from effllm_desktop.ui import icons
from effllm_desktop.ui.adding.place_choice import PlaceChoice
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.dialog_foot import deciding_foot
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.import_preview import Seen

SIZE = (760, 560)
ROWS_SHOWN = 2000


class ImportDialog(QDialog):
    """The files are read by a job for each place that is chosen. Only the newest one counts."""

    chosen = Signal(object)  # BringInto
    lists_wanted = Signal(object)  # paths

    def __init__(
        self,
        session: Session,
        lists: Sequence[ListNode],
        here: Scope,
        paths: Sequence[Path],
        parent: QWidget | None = None,
        *,
        as_list: bool = False,
    ) -> None:
        """`as_list` is chosen at first; else the section that is `here`, if there is one."""
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._session = session
        self._paths = tuple(paths)
        self._name = paths[0].name if len(paths) == 1 else counted(len(paths), "file")
        self._job: JobHandle | None = None
        self._asked = 0
        self._seen: Seen | None = None
        self.as_list = QRadioButton(
            "A list of its own" if len(paths) == 1 else "Lists of their own"
        )
        self.into = QRadioButton("A section:")
        self.place = PlaceChoice(lists, here, partial(beginning, session.library))
        is_in_list = isinstance(here, ListScope | SectionScope) and bool(lists)
        goes_into = is_in_list and not as_list
        (self.into if goes_into else self.as_list).setChecked(True)
        self.into.setEnabled(bool(lists))
        self.place.setEnabled(goes_into)
        self.told = ToneLabel()
        self.told.setObjectName("import_told")
        self.told.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setObjectName("import_rows")
        self.rows.setAccessibleName("What comes in")
        self.rows.setProperty("framed", True)
        self.rows.setUniformItemSizes(True)
        self.import_button = QPushButton("Import")
        self._arrange()
        self._ways = QButtonGroup(self)
        self._ways.addButton(self.as_list)
        self._ways.addButton(self.into)
        self.into.toggled.connect(self._on_way_changed)
        self.place.changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Look at what the files have for the place. What was asked before is no longer wanted."""
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        self._seen = None
        self.import_button.setEnabled(False)
        self.rows.clear()
        self.told.setText(f"Reading {self._name} …")
        number, folder, paths = self._asked, self._session.folder, self._paths
        place = self.place.place() if self.into.isChecked() else None
        list_id = None if place is None else place[0]

        def job(progress: Progress) -> "Seen":
            from effllm_desktop.app.import_preview import seen

            return seen(folder, paths, list_id, progress)

        self._job = self._session.jobs.start(
            job,
            name=f"Looking at {self._name}",
            done=lambda found: self._show(number, found),
            failed=lambda problem: self._refuse(number, problem),
        )

    def take_in(self) -> None:
        """Say what is to be done, and close."""
        from effllm_desktop.app.into_section import BringInto

        seen, place = self._seen, self.place.place()
        if seen is None:
            return
        self.accept()
        if seen.coming is None:
            self.lists_wanted.emit(self._paths)
        elif place is not None:
            self.chosen.emit(
                BringInto(*place, seen.coming.fresh, seen.coming.carried, seen.coming.pdfs)
            )

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        self._asked += 1  # what still arrives is for nobody
        super().done(result)

    def _on_way_changed(self) -> None:
        self.place.setEnabled(self.into.isChecked())
        self.read()

    def _show(self, number: int, found: "Seen") -> None:
        if number != self._asked:
            return
        self._seen = found
        self.told.setText(summary(found))
        for icon, text in islice(rows(found), ROWS_SHOWN):
            tone = "warning" if icon == "warning" else "text_muted"
            self.rows.addItem(QListWidgetItem(icons.icon(icon, tone), text))
        self.import_button.setEnabled(found.brings_anything)

    def _refuse(self, number: int, problem: AppError) -> None:
        if number == self._asked:
            self.told.setText(f"{problem.what} {problem.hint}")

    def _arrange(self) -> None:
        self.import_button.clicked.connect(self.take_in)
        where = QHBoxLayout()
        where.setSpacing(tokens.SPACE_S)
        where.addWidget(self.into)
        where.addWidget(self.place, 1)
        column = titled_column(self, f"Import {self._name}")
        column.addWidget(ToneLabel("Into"))
        column.addWidget(self.as_list)
        column.addLayout(where)
        column.addWidget(self.told)
        column.addWidget(self.rows, 1)
        column.addLayout(deciding_foot(self, self.import_button))


def summary(found: "Seen") -> str:
    """How much there is of each kind, in one line."""
    numbers = (
        (len(found.fresh), "new"),
        (len(found.known), "in your library already"),
        (len(found.present), "in this list already"),
    )
    parts = [f"{number:,} {what}" for number, what in numbers if number]
    if found.brought:
        parts.append(f"{counted(found.brought, 'work')} with status, tags or notes")
    if found.pdfs:
        parts.append(counted(len(found.pdfs), "PDF"))
    if found.unread:
        parts.append(f"{counted(len(found.unread), 'place')} could not be read")
    if not found.brings_anything:
        parts.insert(0, "Nothing new")
    made = f"{found.form}: " if found.form else ""
    return f"{made}{' · '.join(parts)}"


def rows(found: "Seen") -> Iterator[tuple[str, str]]:
    """An icon and a line for each thing: what could not be read comes first."""
    yield from (("warning", line) for line in found.unread)
    yield from (("info", line) for line in found.others)
    yield from (("add", title) for title in found.fresh)
    yield from (("link-pdf", f"{name} — a PDF that comes along") for name in found.pdfs)
    yield from (("list", f"{title} — in your library already") for title in found.known)
    yield from (("status-read", f"{title} — in {path} already") for title, path in found.present)
