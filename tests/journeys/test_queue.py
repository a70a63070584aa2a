"""Read next: works wait in line, in the order that the reader gives them."""

import pytest
from PySide6.QtCore import Qt

from tests.support.window import running, write_lists

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        for row in (0, 1, 2):
            person.click_row(row)
            person.press(Qt.Key.Key_Q)
        yield person


def test_what_is_queued_waits_in_line(person):
    assert "put 1 work into the queue" in person.window.status.message
    person.go("Read next")
    assert person.titles() == ["Wanda", "SparseGPT", "vllm"]
    person.go("Second list")
    person.click_row(0)
    person.press(Qt.Key.Key_Q)
    person.go("Read next")
    assert person.titles() == ["SparseGPT", "vllm"]
    person.press(Qt.Key.Key_Z, CONTROL)
    assert person.titles() == ["Wanda", "SparseGPT", "vllm"]


def test_the_line_is_moved_by_keys_and_the_chosen_rows_go_along(person):
    person.go("Read next")
    person.click_row(0)
    person.press(Qt.Key.Key_Down, ALT)
    assert person.titles() == ["SparseGPT", "Wanda", "vllm"]
    person.press(Qt.Key.Key_Down, ALT)
    person.press(Qt.Key.Key_Down, ALT)
    assert person.titles() == ["SparseGPT", "vllm", "Wanda"]
    person.press(Qt.Key.Key_Up, ALT)
    assert person.titles() == ["SparseGPT", "Wanda", "vllm"]
    person.click_row(2)
    person.press(Qt.Key.Key_Q, SHIFT)
    assert person.titles() == ["vllm", "SparseGPT", "Wanda"]
    person.click_row(0)
    person.click_row(1, SHIFT)
    person.press(Qt.Key.Key_Down, ALT)
    assert person.titles() == ["Wanda", "vllm", "SparseGPT"]
    person.press(Qt.Key.Key_Up, ALT)
    assert person.titles() == ["vllm", "SparseGPT", "Wanda"]
    person.choose("View", "Sort by", "Title")
    person.press(Qt.Key.Key_Up, ALT)
    assert "in list order, without a search" in person.window.status.message
    assert person.titles() == ["SparseGPT", "vllm", "Wanda"]


def test_who_takes_the_chosen_out_goes_on_with_the_row_behind_or_before(person):
    person.go("Read next")
    person.click_row(1)
    person.press(Qt.Key.Key_Q)
    assert person.titles() == ["Wanda", "vllm"]
    assert chosen(person) == ["vllm"]
    person.press(Qt.Key.Key_Q)
    assert chosen(person) == ["Wanda"]
    person.press(Qt.Key.Key_Q)
    assert (person.titles(), chosen(person)) == ([], [])
    person.press(Qt.Key.Key_Z, CONTROL)
    assert (person.titles(), chosen(person)) == (["Wanda"], [])


def test_several_are_taken_out_of_a_list_and_one_stays_where_they_were(person):
    person.go("First list")
    person.click_row(1)
    person.click_row(2, SHIFT)
    person.press(Qt.Key.Key_Delete, CONTROL)
    assert person.titles() == ["Wanda", "Notes on serving"]
    assert chosen(person) == ["Notes on serving"]


def chosen(person):
    return [index.data() for index in person.entries.selectionModel().selectedRows()]


def test_done_goes_on_to_the_next(person):
    person.go("Read next")
    person.click_row(0)
    person.press(Qt.Key.Key_D)
    assert person.titles() == ["SparseGPT", "vllm"]
    person.press(Qt.Key.Key_D)
    assert person.titles() == ["vllm"]
    person.press(Qt.Key.Key_D)
    assert person.titles() == []
    assert "Nothing to read next" in person.bench.entries.empty.shown.title
    person.press(Qt.Key.Key_Z, CONTROL)
    assert person.titles() == ["vllm"]
    person.go("First list")
    person.click_row(0)
    assert person.window.commands["status_read"].isChecked()


def test_the_first_of_an_empty_line_and_of_a_list(person):
    person.go("Read next")
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_Q, at=person.entries)
    assert person.titles() == []
    person.go("First list")
    person.click_row(3)
    person.press(Qt.Key.Key_Q, SHIFT)
    person.press(Qt.Key.Key_D)
    assert person.window.commands["undo"].text() == "Undo finish 1 work"
