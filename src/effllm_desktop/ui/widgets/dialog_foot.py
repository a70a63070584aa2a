"""How dialogs end: what else one can do stands left, what ends them right."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from effllm_desktop.ui.theme import tokens


def closing_foot(dialog: QDialog, *beside: QPushButton) -> QHBoxLayout:
    """For what is done at once: Close. Enter is for what stands above, such as rows."""
    close = QPushButton("Close")
    close.clicked.connect(dialog.reject)
    for button in (*beside, close):
        button.setAutoDefault(False)
    return _row(beside, (close,))


def deciding_foot(
    dialog: QDialog, decides: QPushButton, *beside: QWidget, told: QWidget | None = None
) -> QHBoxLayout:
    """For what is done when one has decided: Cancel, and the button for it, which Enter presses.

    `told` says something all along.
    """
    cancel = QPushButton("Cancel")
    cancel.clicked.connect(dialog.reject)
    decides.setProperty("main", True)
    decides.setDefault(True)
    return _row(beside, (cancel, decides), told)


def _row(
    left: tuple[QWidget, ...], right: tuple[QPushButton, ...], told: QWidget | None = None
) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_S)
    for one in left:
        row.addWidget(one)
    if told is None:
        row.addStretch()
    else:
        row.addWidget(told, 1)
    for button in right:
        row.addWidget(button)
    return row
