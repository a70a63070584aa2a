"""What a row says."""

from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.lists import Kind, Marks
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.entries.wording import counts, facts, numbers, signs, spoken, tooltip
from tests.support.rows import row

EVERYTHING = row(
    citations=1200,
    status=Status.DROPPED,
    starred=True,
    rating=4,
    has_note=True,
    tags=("a", "b", "c"),
    is_new=True,
    marks=Marks(True, True, True, True),
    also_in=2,
)


def test_a_paper_says_where_and_when() -> None:
    assert facts(row(), home=False) == "arXiv 2024"
    assert facts(row(year=None), home=False) == "arXiv"
    assert facts(row(), home=True) == "arXiv 2024 · Methods"
    assert facts(row(section=""), home=True) == "arXiv 2024 · Reading"


def test_what_has_neither_authors_nor_venue_says_what_and_whose_it_is() -> None:
    bare = {"authors": "", "venue": None, "year": None}
    for key, kind, expected in (
        ("github:owner/name", Kind.REPOSITORY, "Repository · owner/name"),
        ("hf:owner/model", Kind.MODEL, "Model · owner/model"),
        ("url:example.org/a/b", Kind.ARTICLE, "Article · example.org"),
        ("title:something", Kind.OTHER, "Other"),
    ):
        assert facts(row(key=key, kind=kind, **bare), home=False) == expected
    assert facts(row(venue=None, year=None), home=False) == ""


def test_numbers_stand_at_the_right() -> None:
    assert numbers(row()) == ""
    assert numbers(EVERYTHING) == "#a · #b · +1 · 4/5 · cited 1,200 · +2 lists"
    assert numbers(row(also_in=1)) == "+1 list"


def test_signs_of_note_and_marks() -> None:
    assert list(signs(row())) == []
    assert list(signs(EVERYTHING)) == [
        "note",
        "mark-x",
        "mark-huggingface",
        "mark-clapper",
        "mark-featured",
    ]


def test_a_screen_reader_hears_all_of_it() -> None:
    assert spoken(row()) == "unread, paper: Pruning, A, B, …, Z, arXiv 2024"
    assert spoken(EVERYTHING) == (
        "not for me, new, starred, paper, rated 4 of 5, 1,200 citations, with a note, "
        "tagged a b c, also in 2 other lists, featured, marked with a clapperboard, "
        "marked with Hugging Face, marked with X: Pruning, A, B, …, Z, arXiv 2024"
    )


def test_the_tooltip_has_the_whole_title_and_the_place() -> None:
    assert tooltip(row()).splitlines() == [
        "Pruning",
        "A, B, …, Z",
        "Unread, paper",
        "Reading › Methods",
    ]


def test_counts() -> None:
    assert counts(266, 254, 3, in_place=False) == "266 entries, 254 works, 3 selected"
    assert counts(1, 1, 1, in_place=False) == "1 entry, 1 work"
    assert counts(12, 12, 0, in_place=True) == "12 works"
    said = counts(200, 190, 2, in_place=False, has_more=True)
    assert said == "200 entries, 190 works and more …, 2 selected"


def test_how_far_one_is_with_what_is_being_read():
    place = LastPlace(7, 19)
    assert numbers(row(status=Status.READING, last_place=place)).startswith("p. 7 of 19")
    assert "p. 7 of 19" in spoken(row(status=Status.READING, last_place=place))
    assert "p. 7" not in numbers(row(status=Status.READ, last_place=place))
