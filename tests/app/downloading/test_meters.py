"""Speed and time to go."""

from effllm_desktop.app.downloading.meters import (
    DownloadProgress,
    Meter,
    QueueProgress,
    estimate,
)
from effllm_desktop.domain.ids import WorkId


class Hands:
    now = 0.0

    def __call__(self):
        return self.now


def test_speed_is_smooth_and_does_not_count_what_was_here_before():
    clock = Hands()
    meter = Meter(clock)
    meter.received(5_000_000, None)  # taken up again
    assert meter.look() == 0
    clock.now, _ = 1, meter.received(5_100_000, None)
    assert meter.look() == 100_000
    assert meter.look() == 100_000  # no time has passed
    clock.now, _ = 2, meter.received(5_100_000, None)
    assert 60_000 < meter.look() < 100_000
    clock.now, _ = 3, meter.received(1_000, None)  # begun anew
    assert meter.look() < 100_000


def test_services_go_side_by_side_and_bytes_do_not():
    def interval(service):
        return 3 if service == "arXiv" else 1

    found = estimate({"arXiv": 10, "a.org": 2}, interval, size=1_000_000, speed=1_000_000)
    assert (found.seconds, found.size) == (40, 12_000_000)
    assert estimate({f"{n}.org": 1 for n in range(9)}, interval, size=10, speed=1).seconds == 90
    assert estimate({}, interval).seconds == 0


def test_the_queue_in_a_line():
    moving = DownloadProgress(WorkId(1), 900_000, 2_100_000, 240_000.0, "")
    other = DownloadProgress(WorkId(2), 100_000, None, 10_000.0, "")
    waits = DownloadProgress(WorkId(3), 0, None, 0.0, "waiting 3 s for arXiv")
    begins = DownloadProgress(WorkId(4), 0, None, 0.0, "")
    for downloads, pause, said in (
        ((moving, waits), "", "1,003 to go · 900 kB of 2.1 MB · 240 kB/s · about 3 min"),
        ((moving, other), "", "1,003 to go · 1.0 MB · 250 kB/s · about 3 min"),
        ((begins, waits), "", "1,003 to go · waiting 3 s for arXiv · about 3 min"),
        ((begins,), "", "1,003 to go · about 3 min"),
        ((begins,), "paused: no network", "1,003 to go · paused: no network"),
    ):
        assert QueueProgress(downloads, 0, 1_003, 190.0, pause).sentence == said
    assert QueueProgress((moving,), 0, 1, 5.0).sentence == "1 to go · 900 kB of 2.1 MB · 240 kB/s"
