"""What services say of works, as values."""

from datetime import UTC, datetime

import pytest

from effllm_desktop.domain.metadata import (
    ArxivPaper,
    Cited,
    Fact,
    Repository,
    accepted_at,
    place_and_year,
)

NOON = datetime(2025, 5, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("comment", "venue"),
    [
        ("Accepted at ICLR 2025", "ICLR 2025"),
        ("12 pages. accepted to NeurIPS 2024 (Spotlight), 3 figures", "NeurIPS 2024"),
        ("Accepted by EMNLP'24", "EMNLP 2024"),
        ("Accepted as a poster at ICML 2024. Code available", "ICML 2024"),
        (
            "Published in Transactions on Machine Learning Research",
            "Transactions on Machine Learning Research",
        ),
        ("To appear at the 41st Conference", None),
        ("Accepted for publication in Nature", "Nature"),
        ("ICLR 2025 submission", None),
        ("", None),
    ],
)
def test_where_a_paper_comes_out_is_read_from_the_comment(comment, venue):
    assert accepted_at(comment) == venue


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("ICLR 2026", ("ICLR", 2026)),
        ("Journal of X, 2023", ("Journal of X", 2023)),
        ("ICLR 2026 Workshop", ("ICLR 2026 Workshop", 2026)),
        ("2026", ("2026", 2026)),
        ("Nature", ("Nature", 2025)),
        ("", ("", 2025)),
    ],
)
def test_the_year_of_a_venue_is_not_said_twice(venue, expected):
    assert place_and_year(venue, 2025) == expected


def test_what_was_not_said_is_no_fact():
    paper = ArxivPaper("2404.00001", 1, "A", ("B",), "", (), NOON, NOON)
    assert set(paper.facts) == {
        Fact.TITLE,
        Fact.AUTHORS,
        Fact.PUBLISHED,
        Fact.UPDATED,
        Fact.VERSION,
        Fact.WITHDRAWN,
    }
    assert Cited(0).facts == {Fact.CITATIONS: 0}
    assert Cited(3, "ICLR").facts == {Fact.CITATIONS: 3, Fact.VENUE: "ICLR"}
    assert Fact.PUSHED_AT not in Repository("a/b", 1, archived=False).facts
    assert Repository("a/b", 1, archived=True, pushed_at="2025").facts[Fact.PUSHED_AT] == "2025"


@pytest.mark.parametrize(
    ("comment", "withdrawn"),
    [
        ("This paper has been withdrawn by the authors", True),
        ("Withdrawn: an error in lemma 2", True),
        ("12 pages", False),
        ("on withdrawnness", False),
    ],
)
def test_a_withdrawal_is_read_from_the_comment(comment, withdrawn):
    paper = ArxivPaper("2404.00001", 2, "A", ("B",), "", (), NOON, NOON, comment)
    assert paper.withdrawn is withdrawn
    assert paper.facts[Fact.WITHDRAWN] is withdrawn
