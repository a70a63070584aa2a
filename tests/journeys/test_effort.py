"""Read next says how much is left to read, at the reader's own pace."""

import pytest
from PySide6.QtCore import Qt

from effllm_desktop.domain.effort import Effort, Pace
from effllm_desktop.ui.shell.reading_effort import in_words, pace_from
from tests.support.papers import paper
from tests.support.reading import attached
from tests.support.window import running, write_lists

ALONE = "3 works"


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        for row in (0, 1, 2):
            person.click_row(row)
            person.press(Qt.Key.Key_Q)
        yield person


def shown(person):
    return person.bench.entries.header.counts


def test_it_is_said_in_the_queue_and_nowhere_else(person, tmp_path):
    person.go("Read next")
    assert shown(person) == ALONE
    attached(person, paper(tmp_path / "wanda.pdf", pages=6))
    said = f"{ALONE} · about 15 min, 6 pages of 1 work"
    assert shown(person) == said
    person.type("sparse", into="search")
    assert shown(person) == "1 work"
    person.find("search").clear()
    assert shown(person) == said
    person.go("First list")
    assert shown(person).startswith("4 entries, 4 works")
    assert "pages" not in shown(person)
    person.go("Read next")
    person.click_row(0)
    person.press(Qt.Key.Key_Q)
    assert shown(person).startswith("2 works")
    assert "pages" not in shown(person)
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said in shown(person)


def test_ones_own_pace_is_kept_through_restarts(qtbot, tmp_path):
    sources = write_lists(tmp_path)
    with running(qtbot, tmp_path / "library", sources=sources) as person:
        person.go("First list")
        person.click_row(0)
        person.press(Qt.Key.Key_Q)
        attached(person, paper(tmp_path / "wanda.pdf", pages=6))
        person.go("Read next")
        for _ in range(20):
            person.desk.service.papers.pace.add(300)
        assert shown(person) == "1 work · about 30 min at your pace, 6 pages"
    with running(qtbot, tmp_path / "library") as person:
        person.go("Read next")
        assert shown(person) == "1 work · about 30 min at your pace, 6 pages"


def test_words():
    assert in_words(Effort(3, 0, 0), Pace()) == ""
    assert in_words(Effort(1, 1, 1), Pace(20, 20)) == "less than a minute at your pace, 1 page"
    assert in_words(Effort(9, 2, 80), Pace()) == "about 3 h, 80 pages of 2 works"


@pytest.mark.parametrize("text", ["", "/", "x/3", "3/x", "-3/4", "3", "³/3"])
def test_what_is_no_pace_was_never_kept(text):
    assert pace_from(text) == Pace()
