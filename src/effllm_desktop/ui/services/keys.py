"""A field for the key of each service that takes one: typed once, kept, never shown again."""

import os
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from effllm_desktop.app import service_keys
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.service_keys import KEYS, KeptKeys, KeyPlace
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.services.wording import key_text, where_text
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

T = TypeVar("T")
_UNKNOWN = KeptKeys(dict.fromkeys(KEYS, KeyPlace.NOWHERE))


class _KeyField(QLineEdit):
    """Shows dots. Return is for the key in it and for no button of the dialog."""

    entered = Signal()

    def __init__(self, service: str, title: str) -> None:
        super().__init__()
        self.setObjectName(f"key_{service}")
        self.setAccessibleName(f"Key of {title}")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class _Row:
    """The field of one service, and what can be done with it."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.title = service_keys.title_of(service)
        self.label = QLabel(self.title)
        self.field = _KeyField(service, self.title)
        self.label.setBuddy(self.field)
        self.keep = QPushButton("Keep")
        self.keep.setAccessibleName(f"Keep the key of {self.title}")
        self.keep.setEnabled(False)
        self.remove = QPushButton("Remove")
        self.remove.setAccessibleName(f"Remove the key of {self.title}")
        self.field.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))

    def show(self, kept: KeptKeys) -> None:
        place = kept.places[self.service]
        self.field.setPlaceholderText(key_text(place, KEYS[self.service]))
        self.field.setAccessibleDescription(self.field.placeholderText())
        self.remove.setEnabled(place in (KeyPlace.KEYRING, KeyPlace.SETTINGS))


class ServiceKeys(QWidget):
    """Keyrings are asked on jobs: they may want to be unlocked first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._kept = _UNKNOWN
        self._jobs: list[JobHandle] = []
        self._is_over = False
        self.rows = {service: _Row(service) for service in KEYS}
        self.told = ToneLabel("")
        self.told.setObjectName("keys_told")
        self.told.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_S)
        grid.setVerticalSpacing(tokens.SPACE_XS)
        for number, row in enumerate(self.rows.values()):
            for column, widget in enumerate((row.label, row.field, row.keep, row.remove)):
                grid.addWidget(widget, number, column)
            row.field.entered.connect(partial(self._keep, row))
            row.keep.clicked.connect(partial(self._keep, row))
            row.remove.clicked.connect(partial(self._remove, row))
            row.show(self._kept)
        grid.addWidget(self.told, len(self.rows), 0, 1, 4)

    def look(self, said: str = "") -> None:
        """See again where keys are; `said` is what has just been done."""
        settings = self._session.settings

        def job(progress: Progress) -> KeptKeys:
            progress.checkpoint()
            return service_keys.kept_keys(settings, os.environ)

        self._start(job, "Looking for keys", lambda kept: self._show(kept, said))

    def end(self) -> None:
        """Nobody looks any more."""
        self._is_over = True
        for job in self._jobs:
            job.cancel()

    def _show(self, kept: KeptKeys, said: str) -> None:
        self._kept = kept
        for row in self.rows.values():
            row.show(kept)
        self.told.setText(" ".join(filter(None, (said, where_text(kept)))))

    def _keep(self, row: _Row, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - of a signal
        try:
            key = service_keys.checked(row.title, row.field.text())
        except AppError as problem:
            self._refuse(problem)
            return
        name = KEYS[row.service]
        if not self._kept.has_keyring:
            self._session.set_key(name, key)
            self._done(row, f"The key of {row.title} is kept.")
            return

        def job(progress: Progress) -> None:
            progress.checkpoint()
            service_keys.keep(row.service, key)

        def done(_: None) -> None:
            if self._kept.places[row.service] is KeyPlace.SETTINGS:
                self._session.set_key(name, "")  # it would win over the keyring's
            self._done(row, f"The key of {row.title} is kept.")

        self._start(job, "Keeping a key", done)

    def _remove(self, row: _Row, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - of a signal
        if self._kept.places[row.service] is KeyPlace.SETTINGS:
            self._session.set_key(KEYS[row.service], "")
        if not self._kept.has_keyring:
            self._done(row, f"The key of {row.title} is gone.")
            return

        def job(progress: Progress) -> None:
            progress.checkpoint()
            service_keys.forget(row.service)

        self._start(
            job, "Removing a key", lambda _: self._done(row, f"The key of {row.title} is gone.")
        )

    def _done(self, row: _Row, said: str) -> None:
        if row.keep.hasFocus() or row.remove.hasFocus():  # they turn grey, and would pass it on
            row.field.setFocus()
        row.field.setText("")
        self.look(said)

    def _start(self, job: Callable[[Progress], T], name: str, done: Callable[[T], None]) -> None:
        def ended(do: Callable[[], None]) -> None:
            if not self._is_over:
                do()

        handle = self._session.jobs.start(
            job,
            name=name,
            done=lambda found: ended(lambda: done(found)),
            failed=lambda problem: ended(lambda: self._refuse(problem)),
        )
        self._jobs.append(handle)

    def _refuse(self, problem: AppError) -> None:
        self.told.setText(f"{problem.what} {problem.hint}".strip())
