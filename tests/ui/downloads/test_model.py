"""The queue as a model: what changed is taken over in place."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from effllm_desktop.app.downloading.meters import DownloadProgress, QueueProgress
from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.downloads.model import SAID_ROLE, SHARE_ROLE, DownloadsModel


def row(number, state=DownloadState.QUEUED, **values):
    made = DownloadRow(WorkId(number), f"Paper {number}", state, 0, None, "", "", "https://a.test")
    return made._replace(**values)


@pytest.fixture
def model(qtmodeltester):
    made = DownloadsModel()
    made.show_rows([row(number) for number in (1, 2, 3, 4)])
    qtmodeltester.check(made)
    return made


def titles(model):
    return [model.index(place, 0).data() for place in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt_while_it_changes(model, qtmodeltester):
    assert model.show_changed([2, 3], [])
    assert titles(model) == ["Paper 1", "Paper 4"]
    assert model.show_changed([4], [row(4, title="New")])
    assert titles(model) == ["Paper 1", "New"]
    qtmodeltester.check(model)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_only_what_changed_is_told(model):
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    failed = row(3, DownloadState.FAILED, error="It is gone.")
    assert model.show_changed([1, 3, 9], [row(1), failed])
    assert told == [(2, 2)]
    assert model.index(2, 0).data(SAID_ROLE) == "It is gone."
    model.show_rows([row(1), row(2), row(3), row(4)])
    assert told == [(2, 2), (2, 2)]


def test_what_is_new_makes_the_queue_be_read_again(model):
    assert not model.show_changed([9], [row(9)])
    assert titles(model) == ["Paper 1", "Paper 2", "Paper 3", "Paper 4"]


def test_progress_and_pauses_show_in_the_rows(model):
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    going = DownloadProgress(WorkId(2), 500, 1000, 100.0, "")
    model.show_progress(QueueProgress((going,), 0, 4, 10.0))
    assert told == [(1, 1)]
    assert model.index(1, 0).data(SHARE_ROLE) == 0.5
    assert model.index(1, 0).data(SAID_ROLE) == "500 bytes of 1.0 kB · 100 bytes/s"
    model.show_pause("paused: no network")
    model.show_pause("paused: no network")
    assert told == [(1, 1), (0, 3)]
    assert model.index(0, 0).data(SAID_ROLE) == "Paused: no network"
    model.show_progress(None)
    tooltip = model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tooltip == "Paper 2\nPaused: no network"
    model.show_rows([])
    model.show_pause("")
    assert told == [(1, 1), (0, 3), (1, 1)]
