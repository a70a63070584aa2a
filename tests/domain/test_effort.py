"""What is left to read, and how long it takes."""

import pytest

from effllm_desktop.domain.effort import USUAL_SECONDS, Effort, Pace, pages_in


@pytest.mark.parametrize(
    ("comment", "pages"),
    [
        ("12 pages, 5 figures", 12),
        ("Accepted at ICML. 9 pages (excluding references)", 9),
        ("26 Pages", 26),
        ("10pp.", 10),
        ("共12页", 12),
        ("正文 12 页", 12),
        ("1 table, 3 figures", None),
        ("v2.10 pages of code", None),
        ("0 pages", None),
        ("pages", None),
        ("12345 pages", None),
        ("", None),
    ],
)
def test_pages_that_authors_speak_of(comment, pages):
    assert pages_in(comment) == pages


def test_a_pace_is_believed_after_some_pages():
    pace = Pace()
    for _ in range(19):
        pace = pace.with_page(60)
    assert not pace.is_own
    assert pace.page_seconds == USUAL_SECONDS
    pace = pace.with_page(60)
    assert pace.is_own
    assert pace.page_seconds == 60
    assert Effort(3, 2, 10).seconds(pace) == 600


def test_older_pages_count_less():
    pace = Pace(399 * 300, 399).with_page(300)
    assert pace == Pace(200 * 300, 200)
    for _ in range(150):
        pace = pace.with_page(60)
    assert 190 < pace.page_seconds < 200
