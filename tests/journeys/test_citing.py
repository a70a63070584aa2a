"""Copying citations in a style of one's own, as a person does."""

import pytest
from PySide6.QtCore import Qt

from effllm_desktop.app.settings import Settings
from tests.support.citing import STYLE
from tests.support.window import running, write_lists

COPY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
COPY |= Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def cited(qtbot, tmp_path, request):
    (tmp_path / "lists").mkdir()
    lists = write_lists(tmp_path / "lists")
    with running(
        qtbot, tmp_path / "library", sources=lists, settings=Settings(citation_style=request.param)
    ) as person:
        yield person


@pytest.mark.parametrize("cited", ["/nowhere/at-all.csl"], indirect=True)
def test_a_style_that_is_gone_is_told(cited, qtbot, qapp):
    qapp.clipboard().setText("before")
    cited.go("First list")
    cited.click_row(0)
    cited.press(Qt.Key.Key_C, COPY)
    told = cited.window.notices
    qtbot.waitUntil(lambda: any("no citation style" in one.text for one in told.notices))
    assert qapp.clipboard().text() == "before"


@pytest.mark.parametrize("cited", [str(STYLE)], indirect=True)
def test_works_are_copied_in_the_style_of_the_settings(cited, qtbot, qapp):
    cited.go("First list")
    cited.click_row(0)
    cited.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    cited.press(Qt.Key.Key_C, COPY)
    qtbot.waitUntil(lambda: qapp.clipboard().text().startswith("[1] "))
    lines = qapp.clipboard().text().splitlines()
    assert len(lines) == 4
    assert "[1] E. Frantar and D. Alistarh, SparseGPT, 2023, " in lines[0]
    assert "<i>SparseGPT</i>" in qapp.clipboard().mimeData().html()
    cited.press(Qt.Key.Key_C, COPY)
    cited.press(Qt.Key.Key_C, COPY)
    cited.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text().startswith("- **")
