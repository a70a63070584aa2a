"""Where a person is among the rows, in ids: what is chosen, and what is at the top."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, groupby, islice
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.view import EntriesView

CHOSEN_KEPT = 20_000  # rows that are chosen again
RUNS_KEPT = 2000  # of them: Qt takes long for each, however many rows it has


class Position(NamedTuple):
    """Survives that rows come, go and move. `offset` is how far the top row is scrolled away."""

    current: int | None = None
    chosen: tuple[int, ...] = ()
    top: int | None = None
    offset: int = 0


def capture(view: EntriesView, model: EntriesModel) -> Position:
    ids = model.ids
    number = view.currentIndex().row()
    top, offset = divmod(view.verticalScrollBar().value(), view.row_height())
    return Position(
        current=ids[number] if 0 <= number < len(ids) else None,
        chosen=tuple(
            ids[number] for number in chosen_numbers(view, CHOSEN_KEPT) if number < len(ids)
        ),
        top=ids[top] if 0 < top < len(ids) else None,
        offset=offset,
    )


def restore(view: EntriesView, model: EntriesModel, position: Position, *, scroll: bool) -> None:
    """Choose again what is still there; `scroll` also brings the top row back to the top.

    Without it one begins at the top, or where the chosen row is in sight.
    """
    view.lay_out()
    chosen = QItemSelection()
    for run in islice(_runs(model.numbers_of(position.chosen)), RUNS_KEPT):
        chosen.select(model.index(run.start, 0), model.index(run.stop - 1, 0))
    now = _index(model, position.current)
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(now, flags.NoUpdate)
    view.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
    top = model.number_of(position.top)
    bar = view.verticalScrollBar()
    if not scroll:
        bar.setValue(0)  # Qt would stay as far down as the new rows reach
        if not chosen.isEmpty():  # else the row is current by Qt's choice, not by a person's
            view.scrollTo(now)
    elif position.top is None:
        bar.setValue(0)
    elif top is not None:
        bar.setValue(top * view.row_height() + position.offset)


@contextmanager
def rows_stay(view: EntriesView, model: EntriesModel) -> Iterator[None]:
    """Meanwhile the same rows may get another shape: all that are chosen stay so, and in sight."""
    runs, row = chosen_ranges(view), view.currentIndex().row()
    top, offset = divmod(view.verticalScrollBar().value(), view.row_height())
    is_in_sight = view.visualRect(view.currentIndex()).intersects(view.viewport().rect())
    yield
    view.lay_out()
    chosen = QItemSelection()
    for run in runs:
        chosen.select(model.index(run.start, 0), model.index(run.stop - 1, 0))
    now = model.index(row, 0) if row >= 0 else QModelIndex()
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(now, flags.NoUpdate)
    view.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
    view.verticalScrollBar().setValue(top * view.row_height() + min(offset, view.row_height() - 1))
    if is_in_sight and runs:
        view.scrollTo(now)


def chosen_ranges(view: EntriesView) -> list[range]:
    """The chosen rows from the top down, as runs: one index each would be slow."""
    runs = view.selectionModel().selection().toList()
    return sorted((range(run.top(), run.bottom() + 1) for run in runs), key=lambda run: run.start)


def chosen_numbers(view: EntriesView, limit: int) -> list[int]:
    """The numbers of the first chosen rows from the top down."""
    return list(islice(chain.from_iterable(chosen_ranges(view)), limit))


def _runs(numbers: list[int]) -> Iterator[range]:
    """Rising numbers as runs of neighbours."""
    for _, neighbours in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in neighbours]
        yield range(run[0], run[-1] + 1)


def _index(model: EntriesModel, row_id: int | None) -> QModelIndex:
    number = model.number_of(row_id)
    return QModelIndex() if number is None else model.index(number, 0)
