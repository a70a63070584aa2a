"""Where chosen entries go: sections put together by a mapping, or tags, years, venues."""

from effllm_desktop.app.exporting.arranging import (
    FoundList,
    MergedSection,
    Placed,
    arranged,
    rows,
)
from effllm_desktop.app.exporting.curation import composed
from effllm_desktop.domain.curation import Arrangement, Move
from effllm_desktop.markdown.writer import ChosenEntry
from effllm_desktop.store.chosen import Heading

ONE = (
    Heading("One", 1, None),
    Heading("Survey", 2, 0),
    Heading("Quantization", 2, 0),
    Heading("Papers", 3, 2),
    Heading("Papers", 3, 2),
)
TWO = (Heading("quantization", 2, None), Heading("Survey", 2, None), Heading("Misc", 3, 1))


def placed(name: str, section: int | None, **facts: object) -> Placed:
    return Placed(ChosenEntry(name), section, **facts)  # type: ignore[arg-type]


LISTS = (
    FoundList("One", ONE, (placed("top", 0), placed("a", 1), placed("b", 3), placed("c", 4))),
    FoundList("Two", TWO, (placed("d", None), placed("e", 0), placed("f", 1), placed("g", 2))),
)
COUNTED = [
    (LISTS[0], {0: 1, 1: 1, 3: 1, 4: 1}),
    (LISTS[1], {None: 1, 0: 1, 1: 1, 2: 1}),
]


def shown(arrangement: Arrangement, *moves: Move, lists: tuple[FoundList, ...] = LISTS) -> str:
    whole = composed(arranged(lists, arrangement, moves))
    parts = ["".join(one.source for one in whole.opening)]
    parts += [
        f"{'#' * one.level} {one.heading}: {''.join(e.source for e in one.entries)}"
        for one in whole.chapters
    ]
    return " | ".join(parts)


def test_sections_of_one_path_become_one_and_keep_their_first_spelling() -> None:
    assert shown(Arrangement.MERGED) == (
        "topd | ## Survey: af | ### Misc: g | ## Quantization: e | ### Papers: bc"
    )


def test_the_mapping_is_shown() -> None:
    moves = [Move("Two / Survey", "Quantization / Reviews"), Move("One / Survey", None)]
    assert rows(COUNTED, moves) == (
        MergedSection("One", "", 1, is_moved=False),
        MergedSection("One / Survey", None, 1, is_moved=True),
        MergedSection("One / Quantization / Papers", "Quantization / Papers", 1, is_moved=False),
        MergedSection(
            "One / Quantization / Papers [2]", "Quantization / Papers", 1, is_moved=False
        ),
        MergedSection("Two", "", 1, is_moved=False),
        MergedSection("Two / quantization", "quantization", 1, is_moved=False),
        MergedSection("Two / Survey", "Quantization / Reviews", 1, is_moved=True),
        MergedSection("Two / Survey / Misc", "Quantization / Reviews / Misc", 1, is_moved=False),
    )


def test_what_is_below_a_section_goes_with_it() -> None:
    assert shown(
        Arrangement.MERGED,
        Move("Two / Survey", "Quantization /  Reviews"),
        Move("One / Quantization / Papers [2]", ""),
        Move("One / Survey", None),
        Move("gone", "nowhere"),
    ) == "topcd | ## Quantization: e | ### Papers: b | ### Reviews: f | #### Misc: g"  # fmt: skip
    assert "g" not in shown(Arrangement.MERGED, Move("Two / Survey", None))
    kept = shown(Arrangement.MERGED, Move("Two / Survey", None), Move("Two / Survey / Misc", "M"))
    assert kept.endswith("## M: g")
    assert shown(Arrangement.MERGED, Move("One", None)).startswith("d | ## Survey: af")


def test_by_year_the_newest_first() -> None:
    found = FoundList(
        "L", (), (placed("a", None, year=2020), placed("b", None), placed("c", None, year=2024))
    )
    assert shown(Arrangement.YEAR, lists=(found,)) == (
        " | ## 2024: c | ## 2020: a | ## Without a year: b"
    )


def test_by_venue_whatever_its_case_and_by_tag() -> None:
    found = FoundList(
        "L",
        (),
        (
            placed("a", None, venue="ICLR  2024", tag="serving"),
            placed("b", None, venue="arXiv", tag="Kernels"),
            placed("c", None, venue="iclr 2024", tag="kernels"),
        ),
    )
    assert shown(Arrangement.VENUE, lists=(found,)) == " | ## arXiv: b | ## ICLR 2024: ac"
    assert shown(Arrangement.TAG, lists=(found,)) == " | ## Kernels: bc | ## serving: a"


def test_nothing_found_is_nothing() -> None:
    assert shown(Arrangement.YEAR, lists=()) == ""
    assert shown(Arrangement.MERGED, lists=()) == ""
