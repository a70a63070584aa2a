"""What a download, a row of entries and the queue say."""

from effllm_desktop.app.downloading.meters import DownloadProgress, QueueProgress
from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.downloads.wording import in_a_row, said, summary, waits_in_a_row

ROW = DownloadRow(WorkId(1), "T", DownloadState.QUEUED, 0, None, "", "", "https://a.test")
PAUSED = "paused: no network"
ALONE = "arXiv refused (403). arXiv is left alone until 14:05."


def going(done=0, total=None, reason="", speed=0.0):
    return DownloadProgress(WorkId(1), done, total, speed, reason)


def test_a_download_says_what_it_waits_for():
    assert said(ROW, None) == "Waits for its turn"
    assert said(ROW._replace(done=9_000), None) == "Waits for its turn, 9.0 kB here"
    assert said(ROW, going(reason="waiting 3 s for arXiv")) == "Waiting 3 s for arXiv"
    assert said(ROW._replace(done=9_000), None, PAUSED) == "Paused: no network, 9.0 kB here"
    assert said(ROW._replace(pause=ALONE), None) == ALONE
    # the reader's own pause, and what has failed, have nothing to do with a network
    assert said(ROW._replace(state=DownloadState.PAUSED, pause=ALONE), None, PAUSED) == "Paused"
    failed = ROW._replace(state=DownloadState.FAILED, error="It is gone.", hint="Look there.")
    assert said(failed, None, PAUSED) == "It is gone. Look there."


def test_what_comes_says_its_bytes_whatever_keeps_others():
    comes = ROW._replace(state=DownloadState.DOWNLOADING)
    assert said(comes, going()) == "Begins"
    assert said(comes, going(900_000, 2_100_000, speed=240_000)) == "900 kB of 2.1 MB · 240 kB/s"
    assert said(comes, going(900_000, speed=240_000), PAUSED) == "900 kB · 240 kB/s"


def test_a_row_of_entries_says_it_in_short():
    assert in_a_row(going()) == "PDF …"
    assert in_a_row(going(900_000)) == "PDF 900 kB"
    assert in_a_row(going(1, 4)) == "PDF 25%"
    assert in_a_row(going(1, 4, reason="waiting 3 s for arXiv")) == "PDF waiting 3 s for arXiv"
    assert waits_in_a_row(PAUSED) == "PDF paused: no network"


def test_the_queue_says_why_it_waits_instead_of_how_long():
    rows = [ROW, ROW._replace(state=DownloadState.PAUSED)]
    told = QueueProgress((), 0, 1, 190.0)
    assert summary(rows, told) == "1 to go · about 3 min · 1 paused"
    assert summary(rows, told, PAUSED) == "1 to go · paused: no network · 1 paused"
    assert summary(rows[1:], None, PAUSED) == "1 paused"
    assert summary([], None) == "0 downloads"
