"""Shapes of lists one below the other, whole and damaged: nothing is lost, nothing fails."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.lists import ReadEntry, ReadList
from effllm_desktop.markdown import reader, source
from effllm_desktop.markdown.scanner import scan
from effllm_desktop.markdown.tree import leaves
from tests.support import independent_count, shape_mixes
from tests.support import shape_samples as samples

_NAMES_A_WORK = re.compile(r"://|arxiv:|\]\[|\]", re.IGNORECASE)


def assert_sane(data: bytes) -> ReadList:
    """What holds for every document, whatever it is; what it says."""
    text = source.decode(data)
    assert source.encode(text) == data
    assert "".join(text[leaf.start : leaf.end] for leaf in leaves(scan(text))) == text
    found = reader.read(data)
    _assert_sections_nest(found, text)
    _assert_entries_stand_in_order(found, text)
    lines = len(source.line_starts(text))
    for problem in found.problems:
        assert 1 <= problem.first_line <= problem.last_line <= lines
    assert len(found.entries) <= len(_NAMES_A_WORK.findall(text))
    return found


def _assert_sections_nest(found: ReadList, text: str) -> None:
    before = 0
    for index, section in enumerate(found.sections):
        assert section.index == index
        assert before <= section.start < section.end <= len(text)
        before = section.start
        if section.parent is not None:
            holder = found.sections[section.parent]
            assert section.parent < index
            assert holder.start <= section.start
            assert section.end <= holder.end


def _assert_entries_stand_in_order(found: ReadList, text: str) -> None:
    before, line = 0, 1
    for entry in found.entries:
        assert before <= entry.start < entry.end <= len(text)
        assert entry.source == text[entry.start : entry.end]
        assert entry.line >= line
        before, line = entry.end, entry.line
        assert entry.text.title
        assert "\n" not in entry.text.title
        if entry.section is not None:
            section = found.sections[entry.section]
            assert section.start <= entry.start
            assert entry.end <= section.end


def assert_counted_alike(data: bytes) -> ReadList:
    """The second opinion finds as many entries, and each paper below the same headings."""
    found = assert_sane(data)
    second = independent_count.count(data.decode("utf-8"))
    assert 0.98 * second.entries <= len(found.entries) <= 1.02 * second.entries
    places: dict[str, list[tuple[str, ...]]] = {}
    for entry in found.entries:
        for paper in _papers(entry):
            places.setdefault(paper, []).append(tuple(samples.path_of(entry.section, found)))
    for paper, path in second.papers:
        assert any(place[: len(path)] == path for place in places.get(paper, ())), (paper, path)
    return found


def _papers(entry: ReadEntry) -> set[str]:
    """The arXiv ids in an entry's words and, where references lead there, in its links."""
    addresses = (entry.text.url, *(link.url for link in entry.text.links))
    return independent_count.papers_in("\n".join((entry.source, *addresses)))


@pytest.mark.parametrize("name", samples.LISTS)
def test_the_second_opinion_agrees_with_the_truth_of_each_shape(name: str) -> None:
    wanted = samples.expected(name)
    second = independent_count.count(samples.document(name).decode("utf-8"))
    assert second.entries == wanted["count"]
    assert {paper for paper, _ in second.papers} == set().union(*map(_papers_of, wanted["entries"]))


def _papers_of(entry: samples.Fields) -> set[str]:
    """The arXiv ids that a sample's truth names: in a field of its own, in the key, in links."""
    kind, _, rest = str(entry.get("key", "")).partition(":")
    named = entry.get("arxiv") or {"id": rest if kind == "arxiv" else None}
    linked = "\n".join(link["url"] for link in entry.get("links", ()))
    return independent_count.papers_in(linked) | {str(one) for one in (named["id"],) if one}


@settings(max_examples=40)
@given(shape_mixes.mixes())
def test_shapes_below_one_another_say_what_each_says_alone(names: list[str]) -> None:
    found = assert_counted_alike(shape_mixes.joined(names))
    wanted = [entry for name in names for entry in samples.expected(name)["entries"]]
    assert len(found.entries) == len(wanted)
    for entry, said in zip(wanted, found.entries, strict=True):
        assert said.text.url == entry.get("url", said.text.url)


@settings(max_examples=12)
@given(shape_mixes.mixes(shape_mixes.MOVABLE, most=4), st.integers(1, 3))
def test_up_to_three_blanks_before_every_line_change_nothing(
    names: list[str], columns: int
) -> None:
    assert_counted_alike(shape_mixes.indented(shape_mixes.joined(names), columns))


@settings(max_examples=20)
@given(shape_mixes.mixes(most=4), st.sampled_from((b"\r", b"\r\n")))
def test_line_ends_change_nothing(names: list[str], end: bytes) -> None:
    data = shape_mixes.with_line_ends(shape_mixes.joined(names), b"\n")
    found, other = reader.read(data), assert_counted_alike(shape_mixes.with_line_ends(data, end))
    assert [entry.text for entry in other.entries] == [entry.text for entry in found.entries]
    assert [entry.line for entry in other.entries] == [entry.line for entry in found.entries]
    assert [section.heading for section in other.sections] == [s.heading for s in found.sections]


@settings(max_examples=20)
@given(
    shape_mixes.mixes(
        ("markers", "separators", "bracketed-links", "plain-title", "task-lists", "emoji")
    )
)
def test_a_list_in_a_quotation_has_the_same_entries(names: list[str]) -> None:
    data = shape_mixes.quoted(shape_mixes.joined(names))
    found = assert_sane(data)
    assert len(found.entries) == independent_count.count(data.decode("utf-8")).entries


@settings(max_examples=200)
@given(shape_mixes.damaged_mixes())
def test_damage_of_any_kind_loses_no_byte_and_fails_nothing(data: bytes) -> None:
    assert_sane(data)


_LONG = 60_000
HOSTILE = {
    "one line of links": "- " + "[a](https://example.org/a) " * (_LONG // 27),
    "one line of bare addresses": "https://example.org/a " * (_LONG // 22),
    "one line of everything": "- [a](https://example.org/a) **b** `c` <b>d</b> | " * (_LONG // 51),
    "one row": "|a|\n|---|\n" + "| [a](https://example.org/a) " * (_LONG // 29),
    "one paper of many rows": "| Title | Paper | Code |\n|---|---|---|\n"
    + "".join(
        f"| n{n * 7919:x} | [pdf](https://arxiv.org/abs/2401.00001) | [c](https://a.b/{n}) |\n"
        for n in range(_LONG // 60)
    ),
    "names": "- " + "Ada Heron, " * (_LONG // 11) + "[pdf](https://example.org/a)",
    "initials": "- " + "A. " * (_LONG // 3) + "[pdf](https://example.org/a)",
    "names that end in nothing": "- " + "A Heron" * (_LONG // 7) + ", [a](https://example.org/a)",
    "titles behind short names": "- **It**: " + '"' * _LONG + " [a](https://example.org/a)",
    "raised": "- **T** [a](https://arxiv.org/abs/2401.00001)\n  *" + "<sup>" * (_LONG // 5) + "*",
    "backticks": "- " + "`" * _LONG,
    "backticks of every length": "- " + " ".join("`" * n for n in range(1, 600)),
    "open brackets": "- " + "[" * _LONG,
    "closed brackets": "- " + "[" * (_LONG // 2) + "]" * (_LONG // 2),
    "pictures in pictures": "- " + "![" * (_LONG // 2),
    "empty links": "- " + "[](" * (_LONG // 3),
    "open parentheses": "- [a](" + "(" * _LONG,
    "stars": "- " + "*" * _LONG,
    "stars and words": "- " + "**a *b " * (_LONG // 7),
    "underscores": "- " + "_a" * (_LONG // 2),
    "dollars": "- " + "$a" * (_LONG // 2),
    "tags": "<a" * (_LONG // 2),
    "open anchors": "- " + "<a href='https://example.org/a'>" * (_LONG // 32),
    "open items": "<ul>" + "<li>" * (_LONG // 4),
    "open tables": "<table><tr><td>" * (_LONG // 15),
    "comments that never end": "<!--" * (_LONG // 4),
    "comments": "<!-- a -->" * (_LONG // 10),
    "details that never end": "<details>\n\n" * (_LONG // 11),
    "quotations": "> " * 100 + "[a](https://example.org/a)\n" + "> " * (_LONG // 2),
    "items in items": "".join(" " * n + "- a\n" for n in range(600)),
    "items side by side in one line": "- " * (_LONG // 2),
    "rules": "---\n" * (_LONG // 4),
    "underlines": "a\n=\n" * (_LONG // 4),
    "signs of headings": "# " * (_LONG // 2),
    "bars": "|" * _LONG + "\n" + "|-" * (_LONG // 2),
    "definitions": "".join(f"[{n}]: https://example.org/{n}\n" for n in range(_LONG // 32)),
    "definitions that ask for one another": "[a]: [a]\n" * (_LONG // 9),
    "blanks": "- a" + " " * _LONG + "b",
    "lines of blanks": " \n" * (_LONG // 2),
    "backslashes": "- " + "\\" * _LONG,
    "entities": "- " + "&amp;" * (_LONG // 5) + "&" * (_LONG // 5),
    "fences": "```\n" * (_LONG // 4 - 1),
    "colons": "- " + ":a" * (_LONG // 2),
    "front matter that never ends": "---\n" + "a: b\n" * (_LONG // 5),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_keep_a_careless_reader_busy_for_hours_is_read(name: str) -> None:
    """Nothing here is measured: time that grows with the square of the length would show."""
    assert_sane(HOSTILE[name].encode())
