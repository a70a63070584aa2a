import pytest

from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.domain.errors import Cancelled


def test_progress_is_told_to_who_listens():
    told = []
    progress = InlineProgress(lambda *said: told.append(said))
    progress.report(0.5, "half")
    progress.report(None, "nobody knows")
    assert told == [(0.5, "half"), (None, "nobody knows")]


def test_nobody_has_to_listen():
    InlineProgress().report(1.0, "unheard")


def test_a_job_stops_at_its_next_checkpoint_once_it_is_cancelled():
    progress = InlineProgress()
    progress.checkpoint()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.checkpoint()
