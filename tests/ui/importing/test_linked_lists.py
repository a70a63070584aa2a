"""The question which of the linked lists to open."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget

from effllm_desktop.ui.importing.linked_lists import LinkedListsDialog

TOP = Path("/lists/speech")
PATHS = (TOP / "docs" / "one.md", TOP / "two.md", TOP.parent / "three.md")


@pytest.fixture
def window(qtbot):
    """The dialog's parent: a closed dialog goes by itself."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window):
    dialog = LinkedListsDialog("Speech", TOP, PATHS, window)
    dialog.show()
    return dialog


def button(dialog, text):
    (found,) = [one for one in dialog.findChildren(QPushButton) if one.text() == text]
    return found


def names(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_all_are_ticked_and_named_as_seen_from_the_list(dialog, qtbot):
    assert names(dialog) == [str(Path("docs/one.md")), "two.md", str(Path("../three.md"))]
    assert dialog.ticked() == PATHS
    with qtbot.waitSignal(dialog.chosen) as asked:
        button(dialog, "Open 3 lists").click()
    assert asked.args == [PATHS]
    assert not dialog.isVisible()


def test_a_tick_changes_by_the_space_bar(dialog, qtbot):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.ticked() == (PATHS[0], PATHS[2])
    with qtbot.waitSignal(dialog.chosen) as asked:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert asked.args == [(PATHS[0], PATHS[2])]


def test_all_and_none(dialog):
    button(dialog, "None").click()
    assert dialog.ticked() == ()
    assert not button(dialog, "Open").isEnabled()
    button(dialog, "All").click()
    assert button(dialog, "Open 3 lists").isEnabled()


def test_cancel_opens_nothing(dialog, qtbot):
    with qtbot.assertNotEmitted(dialog.chosen):
        button(dialog, "Cancel").click()
    assert not dialog.isVisible()


def test_its_parts_have_names(dialog):
    for widget in (dialog.list, *dialog.findChildren(QPushButton)):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
