"""How a text differs from what it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.app.readmodels.text_changes import told

OLD = "We prune models to 4-bit weights without loss of quality on many tasks."
LONG = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (OLD, OLD.replace("4-bit", "3-bit"), "“4-bit” became “3-bit”"),
        (OLD, OLD.replace(" on many tasks.", "."), "“quality on many tasks.” became “quality.”"),
        (OLD, OLD.replace("prune", "quickly prune"), "new: “quickly”"),
        (OLD, OLD.replace("without loss ", ""), "gone: “without loss”"),
        (OLD, "Something else.", f"written anew; it was “{OLD.partition(' many')[0]} many …”"),
        ("", "Accepted at ICLR", "new: “Accepted at ICLR”"),
        ("12 pages", "", "gone: “12 pages”"),
        (f"{LONG} a b c d e f g h", f"{LONG} A b C d E f G h",
         "“a” became “A”; “c” became “C”; “e” became “E”; and 1 more place"),
    ],
)  # fmt: skip
def test_what_changed_is_said_in_a_few_words(before: str, now: str, expected: str) -> None:
    assert told(before, now) == expected


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_can_be_compared(before: str, now: str) -> None:
    assert len(told(before, now)) < 2000
