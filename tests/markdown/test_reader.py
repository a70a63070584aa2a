import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.lists import Kind, Problem, ReadList, Role
from effllm_desktop.markdown import reader
from tests.support.damage import damaged_lists

LONG, SHORT = "Awesome efficient llm", "Efficient LLM"


def by_section(found: ReadList) -> list[tuple[str, int]]:
    counts = Counter(entry.section for entry in found.entries)
    return [(s.heading, counts[s.index]) for s in found.sections[1:]]


def test_the_longer_seed(seeds: dict[str, ReadList]) -> None:
    found = seeds[LONG]
    texts = [entry.text for entry in found.entries]
    assert found.name == LONG
    assert Counter(text.kind for text in texts) == {
        Kind.PAPER: 178,
        Kind.REPOSITORY: 51,
        Kind.ARTICLE: 32,
        Kind.MODEL: 3,
        Kind.POST: 1,
        Kind.VIDEO: 1,
    }
    assert len({text.arxiv.id for text in texts if text.arxiv}) == 174
    known = [text.citations for text in texts if text.citations is not None]
    assert (len(known), sum(known)) == (22, 566)
    listed = [
        link
        for text in texts
        for link in text.links
        if link.role not in (Role.ABSTRACT, Role.PDF, Role.CITATIONS)
    ]
    assert len(listed) == 124 + 3
    assert sum(len(text.notes) for text in texts) == 6
    assert not any(text.marks.featured or text.authors_elided for text in texts)
    assert by_section(found) == [
        ("Survey", 11),
        ("Efficient finetuning", 32),
        ("Adapter", 3),
        ("Other", 1),
        ("Quantization", 0),
        ("Survey", 2),
        ("Papers", 34),
        ("Projects", 13),
        ("Other", 4),
        ("Distillation", 14),
        ("Pruning", 10),
        ("Efficient Inference", 74),
        ("Other", 12),
        ("Mobile", 6),
        ("Toolkits", 15),
        ("Efficient transformer", 23),
        ("Hardware", 4),
        ("Other", 4),
        ("Courses", 1),
        ("EfficientML", 1),
        ("Extra Reference", 2),
    ]
    assert [(p.first_line, p.reason) for p in found.problems] == [
        (331, "stray text “日”"),
        (744, "an empty list item"),
    ]


def test_the_shorter_seed(seeds: dict[str, ReadList]) -> None:
    found = seeds[SHORT]
    texts = [entry.text for entry in found.entries]
    assert found.name == SHORT
    assert Counter(text.kind for text in texts) == {
        Kind.PAPER: 42,
        Kind.ARTICLE: 15,
        Kind.REPOSITORY: 8,
        Kind.VIDEO: 4,
        Kind.MODEL: 3,
        Kind.POST: 2,
    }
    assert len({text.arxiv.id for text in texts if text.arxiv}) == 40
    assert sum(text.authors_elided for text in texts) == 39
    assert sum(text.marks.featured for text in texts) == 6
    assert sum(text.marks.clapper for text in texts) == 4
    assert [count for _, count in by_section(found)] == [
        *(5, 5, 3, 8, 4, 3, 28, 3, 5, 1, 2, 3, 0, 4)
    ]
    assert found.problems == ()


def test_a_paper_in_both_seeds_is_one_work(seeds: dict[str, ReadList]) -> None:
    for found in seeds.values():
        assert "arxiv:2404.19737" in {entry.text.key for entry in found.entries}


def test_two_versions_of_a_paper_are_one_work(seeds: dict[str, ReadList]) -> None:
    versions = [
        entry.text.arxiv.version
        for entry in seeds[LONG].entries
        if entry.text.arxiv and entry.text.key == "arxiv:2402.12374"
    ]
    assert versions == [2, 1]


def test_one_address_under_two_titles_is_two_works(seeds: dict[str, ReadList]) -> None:
    keys = [e.text.key for e in seeds[SHORT].entries if "llm-class" in e.text.url]
    shared = "url:llm-class.github.io/speakers.html#title="
    assert keys == [
        f"{shared}efficient large language model deployment with quantization",
        f"{shared}sparsity for efficient llm inference",
    ]


def _keys_of(*lines: tuple[str, str]) -> list[str]:
    """The keys of things with a place of their own on whose lines one paper stands."""
    text = "".join(
        f"- **{title}** [[paper]](https://arxiv.org/abs/2401.00001) [[page]]({place})\n"
        for title, place in lines
    )
    return [entry.text.key for entry in reader.read_text(text).entries]


def test_things_with_places_of_their_own_are_not_the_paper_that_they_name() -> None:
    paper = "arxiv:2401.00001"
    barn, mill = ("Barn", "https://github.com/o/barn"), ("Mill", "https://a.b/mill")
    assert _keys_of(barn) == [paper]
    assert _keys_of(barn, mill, barn) == ["github:o/barn", "url:a.b/mill", "github:o/barn"]
    assert _keys_of(barn, ("Mill", barn[1])) == [paper, paper]


def test_titles_with_something_in_common_are_one_papers() -> None:
    place = "https://a.b/{}".format
    for one, other in (
        ("Barns in winter", "A winter barn"),
        ("BIRN", "Building in rainy nights"),
        ("Building in rainy nights", "BIRN"),
        ("Data", "Wheat"),
    ):
        assert _keys_of((one, place(1)), (other, place(2))) == ["arxiv:2401.00001"] * 2


def test_spans_hold_the_entry_and_nothing_else(
    seeds: dict[str, ReadList], repaired_seeds: dict[str, bytes]
) -> None:
    for name, found in seeds.items():
        text = repaired_seeds[name].decode()
        lines = text.split("\n")
        for entry in found.entries:
            assert text[entry.start : entry.end] == entry.source
            assert entry.source.startswith(lines[entry.line - 1])
            assert entry.source.startswith("-")
        for left, right in itertools.pairwise(found.entries):
            assert left.end <= right.start


def test_headings() -> None:
    found = reader.read_text("# A [b](c) ##\n##  Other  \n## C#\n#\n")
    assert [section.heading for section in found.sections] == ["A b", "Other", "C#", ""]
    assert reader.read_text("#\n").name is None
    assert [section.parent for section in found.sections] == [None, 0, 0, None]


def test_contents_lists_are_no_entries_wherever_they_stand() -> None:
    found = reader.read_text("## A\n- [A](#a)\n  - [B](#b)\n- [x](https://x.y)\n")
    assert len(found.entries) == 1
    assert found.problems == ()


def test_entries_below_an_item_without_a_link_stand_for_themselves() -> None:
    found = reader.read_text("- group\n  - [a](https://a.b)\n  - [b](https://b.c)\n")
    assert [entry.text.title for entry in found.entries] == ["a", "b"]
    assert found.problems == ()


def test_entries_above_any_heading_have_no_section() -> None:
    assert reader.read_text("- [a](https://a.b)\n# H\n").entries[0].section is None


def test_what_is_no_entry_is_named_with_its_lines() -> None:
    text = "- [a](a.md)\n- words\n-\n\nSee [b](https://b.c)\nthere.\n\nbad \udcff\n\0\n"
    assert [(p.first_line, p.last_line, p.reason) for p in reader.read_text(text).problems] == [
        (2, 2, "a list item without a link"),
        (3, 3, "an empty list item"),
        (8, 8, "bytes that are no UTF-8 text"),
        (9, 9, "bytes that are no UTF-8 text"),
    ]


@settings(max_examples=300)
@given(damaged_lists())
def test_every_text_is_read(text: str) -> None:
    found = reader.read_text(text)
    for entry in found.entries:
        assert text[entry.start : entry.end] == entry.source
        entry.text.title.encode()  # what is shown holds no lone surrogates


@given(st.binary(max_size=200))
def test_all_bytes_are_read(data: bytes) -> None:
    reader.read(data)


def test_line_numbers_count_every_kind_of_line_end() -> None:
    found = reader.read(b"# H\r\n\r- [a](https://a.b)\r\n- [c](https://c.d)")
    assert [entry.line for entry in found.entries] == [3, 4]


@pytest.mark.parametrize("opening", ["```", "<!-- note"])
def test_a_block_that_nothing_closes_is_named(opening: str) -> None:
    first = opening.count("\n") + 1
    found = reader.read_text(f"{opening}\n- [a](https://a.b)\n- [c](https://c.d)\n")
    assert found.entries == ()
    assert found.problems[-1] == Problem(first, first + 2, "a block that nothing closes")
    closed = reader.read_text("```\n- [a](https://a.b)\n```\n<!--\n-->\n")
    assert closed.problems == ()


def test_an_item_with_links_further_below_takes_them() -> None:
    found = reader.read_text("- **T**\n\n  [arxiv](https://arxiv.org/abs/2404.14897)\n")
    assert [(e.text.title, e.text.key) for e in found.entries] == [("T", "arxiv:2404.14897")]
    assert found.problems == ()
