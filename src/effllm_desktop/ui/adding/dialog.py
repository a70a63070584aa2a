"""Works are typed or pasted, and stand below as the Markdown that will be written."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from effllm_desktop.app.adding import Facts
from effllm_desktop.app.adding_places import beginning
from effllm_desktop.app.adding_preview import Preview, ReadLately, preview
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.operations.entry_editing import AddEntries
from effllm_desktop.app.readmodels.outline import ListNode
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.adding.place_choice import PlaceChoice
from effllm_desktop.ui.adding.title_lookup import TitleLookup
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.dialog_foot import deciding_foot
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (760, 560)
_LONGEST_SHOWN = 40  # characters of a line that was not understood
PAUSE_MILLISECONDS = 150  # in typing, after which it is read


class AddDialog(QDialog):
    """Reading and the preview are a job: a key press never waits. Only the newest one counts."""

    chosen = Signal(object)  # AddEntries

    def __init__(
        self,
        session: Session,
        lists: Sequence[ListNode],
        here: Scope,
        text: str = "",
        parent: QWidget | None = None,
        *,
        facts: Mapping[str, Facts] = MappingProxyType({}),
    ) -> None:
        """`facts`: what is known of works already, by their keys."""
        super().__init__(parent)
        self.setObjectName("add_dialog")
        self.setWindowTitle("Add")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._session = session
        self._job: JobHandle | None = None
        self._asked = 0
        self._preview: Preview | None = None
        self._lately = ReadLately()
        self._titles = TitleLookup(session, self, facts)
        self.input = QPlainTextEdit(text)
        self.input.setObjectName("add_text")
        self.input.setAccessibleName("What to add")
        self.input.setPlaceholderText("arXiv ids, DOIs, addresses, BibTeX: as many as you like")
        self.input.setTabChangesFocus(True)
        self.input.moveCursor(QTextCursor.MoveOperation.End)  # more is typed behind what was pasted
        self.place = PlaceChoice(lists, here, partial(beginning, session.library))
        self.shown = QPlainTextEdit()
        self.shown.setObjectName("add_preview")
        self.shown.setAccessibleName("Preview")
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setFont(current().fixed_font())
        space = self.shown.fontMetrics().horizontalAdvance(" ")
        self.shown.setTabStopDistance(tokens.GRID * space)
        self.told = ToneLabel()
        self.told.setObjectName("add_told")
        self.told.setWordWrap(True)
        self.again = QCheckBox("Add again what this list has already")
        self.again.setObjectName("add_again")
        self.again.setVisible(False)
        self.add_button = QPushButton("Add")
        self.add_button.setObjectName("add_button")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.read)
        self._arrange()
        self.input.textChanged.connect(self._on_changed)
        self.place.changed.connect(self._on_changed)
        self.again.toggled.connect(self._on_changed)
        self._titles.found.connect(self.read)
        self._titles.changed.connect(self._tell)
        self.read()

    def read(self) -> None:
        """Read what was typed. What was asked before is no longer wanted."""
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        number, folder = self._asked, self._session.folder
        text, place = self.input.toPlainText(), self.place.place()
        facts, again, lately = self._titles.facts, self.again.isChecked(), self._lately

        def job(progress: Progress) -> Preview:
            return preview(folder, text, place, progress, facts, lately=lately, again=again)

        self._job = self._session.jobs.start(
            job,
            name="Preview of what is added",
            done=lambda found: self._show(number, found),
            failed=lambda problem: self._refuse(number, problem),
        )

    def add(self) -> None:
        """Say what is to be done, and close."""
        place = self.place.place()
        if self._preview is None or place is None or not self._preview.fresh:
            return
        entries = [one.entry for one in self._preview.fresh]
        self.accept()
        self.chosen.emit(AddEntries(*place, entries))

    def done(self, result: int) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        self._asked += 1  # what still arrives is for nobody
        self._titles.stop()
        super().done(result)

    def _on_changed(self) -> None:
        self._preview = None
        self.add_button.setEnabled(False)
        self._pause.start()

    def _show(self, number: int, found: Preview) -> None:
        if number != self._asked:
            return
        self._preview = found
        self.shown.setPlainText(found.markdown)
        self._titles.want([one.entry for one in found.fresh if not one.is_complete])
        self._tell()
        place, count = self.place.place(), len(found.fresh)
        self.again.setVisible(
            place is not None and any(one.is_in(place[0]) for one in found.candidates)
        )
        self.add_button.setText(f"Add {counted(count, 'entry', 'entries')}" if count else "Add")
        self.add_button.setEnabled(bool(count) and place is not None)

    def _tell(self) -> None:
        if self._preview is not None:
            place = self.place.place()
            said = told(self._preview, place[0] if place else None)
            self.told.setText(" ".join(filter(None, (said, self._titles.said))))

    def _refuse(self, number: int, problem: AppError) -> None:
        if number == self._asked:
            self.shown.clear()
            self.told.setText(f"{problem.what} {problem.hint}")

    def _arrange(self) -> None:
        for box in (self.input, self.shown):
            box.setProperty("framed", True)
        self.add_button.setEnabled(False)
        self.add_button.clicked.connect(self.add)
        column = titled_column(self, "Add")
        column.addWidget(self.input, 1)
        column.addWidget(ToneLabel("Into"))
        column.addWidget(self.place)
        column.addWidget(self.again)
        column.addWidget(ToneLabel("Preview"))
        column.addWidget(self.shown, 2)
        column.addLayout(deciding_foot(self, self.add_button, told=self.told))


def told(found: Preview, list_id: ListId | None) -> str:
    """What one should know before adding to a list: where works are already, what says nothing."""
    known = [one for one in found.candidates if one.known]
    parts = [
        f"Already in your library: {one.entry.title} ({one.place(list_id).path})."
        for one in known[:3]
    ]
    if len(known) > 3:
        parts.append(f"So are {len(known) - 3:,} more.")
    waiting = sum(not one.is_complete for one in found.fresh)
    if waiting:
        parts.append(f"{counted(waiting, 'title')} still to be completed.")
    if found.unread:
        first = found.unread[0]
        first = first if len(first) <= _LONGEST_SHOWN else f"{first[: _LONGEST_SHOWN - 1]}…"
        more = "." if len(found.unread) == 1 else ", …"
        parts.append(f"{counted(len(found.unread), 'line')} not understood: “{first}”{more}")
    return " ".join(parts)
