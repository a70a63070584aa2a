"""Estimates of time in words."""

import pytest

from effllm_desktop.domain import durations


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (59.9, "less than a minute"),
        (60, "about 1 min"),
        (25 * 60 + 10, "about 25 min"),
        (5399, "about 90 min"),
        (5400, "about 2 h"),
        (681 * 60, "about 11 h"),
    ],
)
def test_estimates_are_round(seconds: float, words: str) -> None:
    assert durations.estimated(seconds) == words
