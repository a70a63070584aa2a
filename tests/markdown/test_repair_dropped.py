"""What a two-byte reading left of UTF-8: whole characters come back, the rest is marked as lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.markdown.repair import dropped
from tests.markdown.languages import CLEAN

WORDS = sorted(
    {
        word
        for name in ("chinese", "japanese", "french", "russian", "greek")
        for word in "".join(c if not c.isascii() else " " for c in CLEAN[name]).split()
    }
)


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("路", "·"),
        ("猫", "è"),
        ("璁烘娈佃茶В", "论�段�解"),
        ("茅路", "é·"),
        ("茅�路", "é�·"),
        ("茅��路", "é�·"),
    ],
)
def test_runs_of_gb2312(run: str, text: str) -> None:
    assert dropped.undo(run, "gb2312") == text


@pytest.mark.parametrize(
    "run",
    [
        "涓",  # the first two bytes of a character: nothing whole comes back
        "烘",  # a lost tail and a lost lead
        "涓氓涓",  # more is lost than comes back
        "中",  # D6 D0: a lead byte may not follow another one
        "茅中",  # the same behind a good one
        "镁戮鼯",  # the second byte of the last pair is one that UTF-8 does not have
        "鼯",  # F7 E6: UTF-8 has no F7
        bytes([0xC3, 0xA9, 0xB0, 0xFE, 0xC2, 0xB7]).decode("gb2312"),  # one in the middle
        "é",  # not in GB2312 at all
        "한",
        "�",
        "",
    ],
)
def test_runs_that_no_such_reading_left(run: str) -> None:
    assert dropped.undo(run, "gb2312") is None


def test_a_tail_without_a_gap_before_it_takes_the_character_before_along() -> None:
    # bytes C3|A9 A9|..: the second A9 stands in one pair with the first, so the gap is before it
    run = bytes([0xC2, 0xB7, 0xB5, 0xC3, 0xB0, 0xB0, 0xC3, 0xA9, 0xC3, 0xA8]).decode("gb2312")
    assert dropped.undo(run, "gb2312") == "·�éè"


def test_gbk_may_have_taken_an_ascii_letter_along() -> None:
    damaged = "中a".encode().decode("gbk")
    assert damaged == "涓璦"
    assert dropped.undo(damaged, "gbk") == "中a"


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("、".join))
def test_nothing_is_invented(text: str) -> None:
    damaged = text.encode().decode("gb2312", "ignore")
    found = dropped.undo(damaged, "gb2312") or ""
    left = iter(damaged.encode("gb2312"))
    assert all(byte in left for byte in found.replace("�", "").encode())  # each, in this order
    if "�" not in found:
        assert found.encode().decode("gb2312", "ignore") in ("", damaged)


def test_a_rare_sign_put_together_over_a_gap_is_lost() -> None:
    # The last byte of 藤 completes the first two of 佐 to 佤, which nobody wrote.
    damaged = "é佐藤花".encode().decode("gb2312", "ignore")
    assert damaged.encode("gb2312").startswith("é佤".encode())
    assert dropped.undo(damaged, "gb2312") == "é�"
    assert dropped.undo("璁烘", "gb2312") == "论�"  # an everyday one stays


@given(st.text(st.sampled_from("é·è論论文中яЖ"), min_size=1))
def test_what_lost_nothing_comes_back(text: str) -> None:
    damaged = text.encode().decode("gb2312", "ignore")
    if damaged.encode("gb2312") == text.encode():
        assert dropped.undo(damaged, "gb2312") == text
