"""The text of a list, with the places in it that were not understood."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from effllm_desktop.app.readmodels.list_texts import read_list_text
from effllm_desktop.domain.problems import ProblemRun
from effllm_desktop.ui.importing.list_text import ListTextDialog
from effllm_desktop.ui.importing.problem_list import ProblemList, ProblemModel
from effllm_desktop.ui.importing.text_pair import MOST_MARKED
from tests.support.libraries import library_of

ODD = "# Odd\n\n- [a](https://example.org/a)\n- no link\n- none\n\n- nor here\n"


@pytest.fixture
def opened(qtbot, tmp_path):
    libraries = []

    def open_dialog(text, **how):
        libraries.append(library := library_of(tmp_path / "library", text))
        text = read_list_text(library.folder, library.outlines.read().lists[0].id)
        dialog = ListTextDialog(text, **how)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    yield open_dialog
    for library in libraries:
        library.close()


def line(dialog):
    return dialog.texts.left.textCursor().blockNumber() + 1


def marked(dialog):
    return [one.cursor.blockNumber() + 1 for one in dialog.texts.left.extraSelections()]


def test_each_place_leads_to_its_lines_by_the_keyboard_too(opened, qtbot):
    dialog = opened(ODD)
    problems = dialog.findChild(ProblemList, "problems")
    assert problems.accessibleName() == "Not understood"
    rows = [problems.model().index(row, 0).data() for row in range(problems.model().rowCount())]
    assert rows == [
        "Lines 4 to 5: a list item without a link",
        "Line 7: a list item without a link",
    ]
    assert (line(dialog), marked(dialog)) == (4, [4, 5])
    qtbot.keyClick(problems, Qt.Key.Key_Down)
    assert (line(dialog), marked(dialog)) == (7, [7])
    assert "3 places kept, but not understood" in [
        one.text() for one in dialog.findChildren(QLabel)
    ]


@pytest.mark.parametrize(("wanted", "found"), [(4, 4), (5, 4), (7, 7), (99, 4)])
def test_it_begins_at_the_lines_that_are_wanted(opened, wanted, found):
    assert line(opened(ODD, line=wanted)) == found


def test_a_list_that_was_understood_has_its_text_alone(opened):
    dialog = opened("# Fine\n\n- [a](https://example.org/a)\n")
    assert dialog.findChild(ProblemList, "problems") is None
    assert "Fine" in dialog.texts.left.toPlainText()


def test_what_is_no_list_is_said_once(opened):
    dialog = opened("#!/bin/sh\nset -e\nif true; then\n  exit 0;\nfi\n")
    assert dialog.findChild(ProblemList, "problems") is None
    told = [one.text() for one in dialog.findChildren(QLabel)]
    assert "This looks like a program, not like a Markdown list; it is kept as it is." in told


def test_of_very_many_lines_the_first_are_marked(opened):
    dialog = opened("# T\n\n```\n" + "never closed\n" * 5000)
    assert len(marked(dialog)) == MOST_MARKED


def test_of_very_many_places_only_those_in_sight_are_worded(qtbot, qtmodeltester, monkeypatch):
    runs = [ProblemRun(n, n, "a list item without a link", 1) for n in range(1, 200_001, 2)]
    worded = []
    told = ProblemModel.data

    def data(model, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            worded.append(index.row())
        return told(model, index, role)

    monkeypatch.setattr(ProblemModel, "data", data)
    view = ProblemList(runs)
    qtbot.addWidget(view)
    view.show()
    view.go_to(99_999)
    view.grab()
    assert view.currentIndex().data().startswith("Line 199,999")
    assert len(set(worded)) < 100
    qtmodeltester.check(ProblemModel(runs[:5], view))
