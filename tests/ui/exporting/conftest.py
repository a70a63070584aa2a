"""The export window on a small library."""

import pytest
from PySide6.QtCore import Qt

from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.ui.exporting.choices import whats
from effllm_desktop.ui.exporting.dialog import ExportDialog
from effllm_desktop.ui.exporting.preview_pane import View
from effllm_desktop.ui.runtime.session import Session
from tests.support.libraries import library_of
from tests.support.window import LISTS


@pytest.fixture
def session(qapp, tmp_path):
    library_of(tmp_path / "library", *LISTS.values()).close()
    session = Session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def opened(session, qtbot):
    """Opens the window on the first list, where “sun” was searched for."""

    def opened(recipe=None):
        outline = session.library.outlines.read()
        here = ListScope(outline.lists[0].id)
        lists = [(one.name, one.id) for one in outline.lists]
        dialog = ExportDialog(session, whats(outline, here, "First list", "sun"), lists, recipe)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot, dialog)
        return dialog

    return opened


@pytest.fixture
def dialog(opened):
    return opened()


def settle(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.is_settled)


def shown(dialog):
    """The preview as text."""
    dialog.pane.show_view(View.TEXT)
    return dialog.pane.text.toPlainText()


def choose(dialog, qtbot, name):
    dialog.options.what.setCurrentText(name)
    settle(qtbot, dialog)
