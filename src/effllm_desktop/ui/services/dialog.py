"""Whom the program contacts, each with a switch; keys to them; what was asked of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.services import Contact, Overview, Request, overview, switched
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.services.keys import ServiceKeys
from effllm_desktop.ui.services.wording import contact_text, request_text
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SIZE = (820, 720)
_SWITCH = Qt.ItemDataRole.UserRole
_TOLD = (
    "Ticked services may be contacted, but only for what you ask for: a refresh, a download, titles"
    " of what you add, a search. What is not ticked is sent nothing, by anything."
)
_OFFLINE = " The program is set to stay offline: none of them is contacted."
_DAILY = " Every day it asks what is new about your works: refresh_daily is set."


class ServicesDialog(QDialog):
    """Reading is a job. A tick changes by a click or the space bar, and holds at once."""

    log_wanted = Signal()  # the file of the requests, in another program

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("services")
        self.setWindowTitle("Services")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._session = session
        self._job: JobHandle | None = None
        self._asked = 0
        self.told = ToneLabel(_told(session))
        self.told.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("service_list")
        self.list.setAccessibleName("Services")
        self.list.setProperty("framed", True)
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._on_ticked)
        self.requests = QPlainTextEdit()
        self.requests.setObjectName("request_log")
        self.requests.setAccessibleName("Requests")
        self.requests.setPlaceholderText("Nothing was asked of anybody yet.")
        self.requests.setProperty("framed", True)
        self.requests.setReadOnly(True)
        self.requests.setTabChangesFocus(True)
        self.requests.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.requests.setFont(current().fixed_font())
        self.keys = ServiceKeys(session)
        self._arrange()
        self.list.setFocus()
        self.look()

    def look(self) -> None:
        """Read again how it stands."""
        self._asked += 1
        number, folder, settings = self._asked, self._session.folder, self._session.settings

        def job(progress: Progress) -> Overview:
            progress.checkpoint()
            return overview(folder, settings)

        self._job = self._session.jobs.start(
            job,
            name="Reading how it stands with services",
            done=lambda found: self._show(number, found),
            failed=lambda problem: self._refuse(number, problem),
        )
        self.keys.look()

    def done(self, result: int) -> None:
        self._asked += 1  # what still arrives is for nobody
        if self._job is not None:
            self._job.cancel()
        self.keys.end()
        super().done(result)

    def _show(self, number: int, found: Overview) -> None:
        if number != self._asked:
            return
        self._show_contacts(found.contacts)
        self._show_requests(found.requests)

    def _show_contacts(self, contacts: Sequence[Contact]) -> None:
        row = max(self.list.currentRow(), 0)
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for contact in contacts:
            item = QListWidgetItem(contact_text(contact))
            item.setData(_SWITCH, contact.switch)
            item.setToolTip(f"For {contact.purpose}")
            is_on = Qt.CheckState.Unchecked if contact.is_off else Qt.CheckState.Checked
            item.setCheckState(is_on)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        blocked.unblock()

    def _show_requests(self, requests: Sequence[Request]) -> None:
        self.requests.setPlainText("\n".join(map(request_text, requests)))
        self._log.setEnabled(bool(requests))

    def _refuse(self, number: int, problem: AppError) -> None:
        if number == self._asked:
            self.told.setText(f"{problem.what} {problem.hint}")

    def _on_ticked(self, item: QListWidgetItem) -> None:
        off = item.checkState() is Qt.CheckState.Unchecked
        self._session.set_services_off(
            switched(self._session.settings, item.data(_SWITCH), off=off)
        )
        self.look()

    def _arrange(self) -> None:
        again = QPushButton("Look again")
        again.clicked.connect(self.look)
        self._log = QPushButton("Open the log")
        self._log.setEnabled(False)
        self._log.clicked.connect(self.log_wanted)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_S)
        foot.addWidget(self._log)
        foot.addWidget(again)
        foot.addStretch()
        foot.addWidget(close)
        column = titled_column(self, "Services")
        column.addWidget(self.told)
        column.addWidget(self.list, 3)
        column.addWidget(ToneLabel("Keys: with one of its own a service answers more, or sooner"))
        column.addWidget(self.keys)
        column.addWidget(ToneLabel("Requests, the newest first"))
        column.addWidget(self.requests, 2)
        column.addLayout(foot)


def _told(session: Session) -> str:
    settings = session.settings
    told = _TOLD + (_DAILY if settings.refresh_daily else "")
    return told + (_OFFLINE if settings.offline else "")
