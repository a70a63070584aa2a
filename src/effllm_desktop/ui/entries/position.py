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
    """Survives that rows come, go and move. `offset` is how far the top row is scrolled away.

    Rows are ids, headers the names of their groups; so is what is folded. `beside` are the rows
    behind and before the chosen ones: where one goes on when those are gone.
    """

    current: int | str | None = None
    chosen: tuple[int, ...] = ()
    top: int | str | None = None
    offset: int = 0
    folded: frozenset[str] = frozenset()
    beside: tuple[int, ...] = ()


def capture(view: EntriesView, model: EntriesModel, *, goes_on: bool = False) -> Position:
    """Where one is; `goes_on`: beside the chosen rows, should they all be gone by then."""
    ids = model.ids
    top, offset = divmod(view.verticalScrollBar().value(), view.row_height())
    entries = islice(chain.from_iterable(chosen_entries(view, model)), CHOSEN_KEPT)
    now = view.currentIndex()
    is_header = model.group_at(now.row()) is not None
    by_qt = is_header and not view.selectionModel().isSelected(now)
    return Position(
        current=None if by_qt else model.name_of(now.row()),
        chosen=tuple(ids[entry] for entry in entries if entry < len(ids)),
        top=model.name_of(top) if top else None,
        offset=offset,
        folded=model.folded,
        beside=_beside(view, model) if goes_on else (),
    )


def restore(view: EntriesView, model: EntriesModel, position: Position, *, scroll: bool) -> None:
    """Choose again what is still there; `scroll` also brings the top row back to the top.

    Without it one begins at the top, or where the chosen row is in sight.
    """
    view.lay_out()
    chosen = QItemSelection()
    shown = model.shown
    runs = map(shown.rows_in, _runs(model.entries_of(position.chosen)))
    for run in islice(chain.from_iterable(runs), RUNS_KEPT):
        chosen.select(model.index(run.start, 0), model.index(run.stop - 1, 0))
    now = _index(model, position.current)
    if chosen.isEmpty() and not now.isValid():
        beside = (_index(model, name) for name in position.beside)
        now = next((one for one in beside if one.isValid()), now)
        chosen.select(now, now)
    if now.isValid() and shown.header_at(now.row()) is not None:
        chosen.select(now, now)  # else nobody would know that it is a person's choice
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(now, flags.NoUpdate)
    view.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
    top = model.row_named(position.top)
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


def chosen_entries(view: EntriesView, model: EntriesModel) -> Iterator[range]:
    """The chosen entries from the top down, as runs: a header that is chosen is none."""
    return chain.from_iterable(map(model.shown.entries_in, chosen_ranges(view)))


def _beside(view: EntriesView, model: EntriesModel) -> tuple[int, ...]:
    """The entry behind the chosen ones, and the one before them."""
    runs, ids = list(chosen_entries(view, model)), model.ids
    if not runs:
        return ()
    behind, before = max(run.stop for run in runs), min(run.start for run in runs) - 1
    return tuple(ids[one] for one in (behind, before) if 0 <= one < len(ids))


def _runs(numbers: list[int]) -> Iterator[range]:
    """Rising numbers as runs of neighbours."""
    for _, neighbours in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in neighbours]
        yield range(run[0], run[-1] + 1)


def _index(model: EntriesModel, name: int | str | None) -> QModelIndex:
    number = model.row_named(name)
    return QModelIndex() if number is None else model.index(number, 0)
