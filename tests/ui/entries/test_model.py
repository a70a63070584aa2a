"""Rows by the page: few reads, right values, nothing moves when only a state changes."""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.readmodels.entries import EntryReader, EntryRow
from effllm_desktop.app.readmodels.orders import Rows
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope
from effllm_desktop.ui.entries.model import NO_ROWS, ROW_ROLE, EntriesModel
from effllm_desktop.ui.entries.row_pages import PAGE, PAGES_KEPT
from tests.support.libraries import library_of

ALL = PlaceScope(Place.ALL)
MANY = "# Many\n\n" + "\n".join(
    f"- [Title {number}](https://arxiv.org/abs/2401.{number:05})" for number in range(1, 401)
)


class CountingReader(EntryReader):
    """Counts how often rows are read."""

    reads = 0

    def rows(self, scope: Scope, row_ids: Sequence[int]) -> list[EntryRow]:
        self.reads += 1
        return super().rows(scope, row_ids)


def rows(ids: "array[int]") -> Rows:
    """Works as rows of a place."""
    return Rows(ids, ids)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path, MANY)
    yield library
    library.close()


@pytest.fixture
def reader(library: Library) -> CountingReader:
    return CountingReader(library.database)


@pytest.fixture
def model(reader: CountingReader) -> EntriesModel:
    model = EntriesModel(reader)
    model.show_rows(ALL, rows(reader.select(ALL).row_ids))
    return model


def test_the_model_keeps_the_rules_of_qt(model: EntriesModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_a_page_is_read_once(model: EntriesModel, reader: CountingReader) -> None:
    titles = [model.index(number, 0).data() for number in range(PAGE)]
    assert titles[:2] == ["Title 1", "Title 2"]
    assert reader.reads == 1
    assert model.index(399, 0).data() == "Title 400"
    assert reader.reads == 2


def test_a_row_speaks(model: EntriesModel) -> None:
    index = model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "unread, paper: Title 1, 2024"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Title 1\nUnread, paper\nMany"
    assert index.data(ROW_ROLE).title == "Title 1"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDragEnabled


def test_old_pages_are_forgotten(reader: CountingReader, library: Library) -> None:
    ids = array("q", list(reader.select(ALL).row_ids) * (PAGES_KEPT * PAGE // 400 + 2))
    model = EntriesModel(reader)
    model.show_rows(ALL, rows(ids))
    for number in range(0, len(ids), PAGE):
        model.row(number)
    assert len(model._pages) == PAGES_KEPT
    before = reader.reads
    model.row(len(ids) - 1)
    assert reader.reads == before


def test_a_state_change_renews_the_row_and_moves_nothing(
    model: EntriesModel, library: Library, qtbot: QtBot
) -> None:
    model.row(0)
    work = model.row(3).work_id
    changes = library.workspace.run(SetStar((work,), True))
    with (
        qtbot.waitSignal(model.dataChanged) as changed,
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.refresh(changes)
    assert changed.args[0].row() == 3
    assert model.row(3).starred


def test_rows_that_nobody_looked_at_are_not_read(
    model: EntriesModel, reader: CountingReader
) -> None:
    model.refresh(Changes(Aspect.STATE, frozenset(reader.all_works(ALL))))
    assert reader.reads == 0


def test_when_anything_may_have_changed_all_is_read_again(
    model: EntriesModel, reader: CountingReader, library: Library, qtbot: QtBot
) -> None:
    work = model.row(5).work_id
    library.workspace.run(SetStar((work,), True))
    with qtbot.waitSignal(model.dataChanged):
        model.refresh(Changes(Aspect.STATE, None))
    assert model.row(5).starred
    model.show_rows(ALL, NO_ROWS)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.refresh(Changes(Aspect.STATE, None))


def test_rows_are_found_by_id(model: EntriesModel) -> None:
    assert model.number_of(model.ids[7]) == 7
    assert model.number_of(-1) is None
    assert model.number_of(None) is None


def test_titles_go_round(model: EntriesModel) -> None:
    assert [title for _, title in model.titles_from(398, 4)] == [
        "Title 399",
        "Title 400",
        "Title 1",
        "Title 2",
    ]
    assert len(list(model.titles_from(0, 9999))) == 400


def test_an_id_whose_bytes_stand_between_two_others_is_not_found_there(library: Library) -> None:
    model = EntriesModel(library.entries)
    model.show_rows(ALL, rows(array("q", [1 << 32, 1, 1 << 16])))
    found = [model.number_of(one) for one in (1 << 32, 1, 1 << 16, 2, 1 << 8)]
    assert found == [0, 1, 2, None, None]
    assert model.entries_of([1 << 16, 1 << 32, 5]) == [0, 2]
    assert model.entries_of(range(1, 20)) == [1]
    assert model.entries_of([]) == []
