"""Speed and time to go."""

from effllm_desktop.app.downloading.meters import Meter, estimate


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
