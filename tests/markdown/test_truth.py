"""Both bundled lists, every field of every entry, beside a truth that was made by hand."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from effllm_desktop.domain.lists import EntryText, Kind, ReadEntry, ReadList
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.repair import detect

ROOT = Path(__file__).parents[2]
TRUTH = ROOT / "tests" / "data" / "truth"
CATALOGS = ROOT / "resources" / "catalogs"
NAMES = ("awesome-efficient-llm", "efficient-llm")

Fields = dict[str, Any]


def truth(name: str) -> Fields:
    loaded: Fields = json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def read(name: str) -> ReadList:
    return reader.read(detect((CATALOGS / f"{name}.md").read_bytes()).data)


def fields(entry: ReadEntry, document: ReadList) -> Fields:
    """An entry as the truth writes it."""
    text = entry.text
    found = {name: getattr(text, name) for name in EntryText._fields}
    return found | {
        "line": entry.line,
        "section": headings(entry.section, document),
        "authors": list(text.authors),
        "arxiv": text.arxiv._asdict() if text.arxiv else None,
        "citations": counted(text.citations),
        "links": [link._asdict() for link in text.links],
        "notes": list(text.notes),
        "marks": text.marks._asdict(),
    }


def counted(citations: int | None) -> Fields | None:
    if citations is None:
        return None
    return {"count": citations, "source": "list", "as_of": None}


def headings(section: int | None, document: ReadList) -> list[str]:
    found: list[str] = []
    while section is not None:
        found.insert(0, document.sections[section].heading)
        section = document.sections[section].parent
    return found


def differences(expected: list[Fields], found: list[Fields]) -> Iterator[str]:
    by_line = {entry["line"]: entry for entry in found}
    for entry in expected:
        other = by_line.pop(entry["line"], None)
        if other is None:
            yield f"line {entry['line']}: not found: {entry['title']}"
            continue
        for name in sorted(entry.keys() | other.keys()):
            if entry.get(name) != other.get(name):
                yield f"line {entry['line']} {name}: {entry.get(name)!r} != {other.get(name)!r}"
    for line, other in by_line.items():
        yield f"line {line}: no entry of the truth: {other['title']}"


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_entry_is_as_the_truth_says(name: str) -> None:
    expected = truth(name)
    document = read(name)
    found = [fields(entry, document) for entry in document.entries]
    assert document.name == expected["list"]
    assert "\n".join(differences(expected["entries"], found)) == ""
    assert [entry["line"] for entry in found] == [entry["line"] for entry in expected["entries"]]


@pytest.mark.parametrize(
    ("name", "kinds", "arxiv", "counts", "citations", "notes", "marks"),
    [
        (
            "awesome-efficient-llm",
            {
                Kind.PAPER: 178,
                Kind.REPOSITORY: 51,
                Kind.ARTICLE: 32,
                Kind.MODEL: 3,
                Kind.POST: 1,
                Kind.VIDEO: 1,
            },
            174,
            22,
            566,
            6,
            {"featured": 0, "clapper": 0, "huggingface": 0, "x": 0},
        ),
        (
            "efficient-llm",
            {
                Kind.PAPER: 42,
                Kind.ARTICLE: 15,
                Kind.REPOSITORY: 8,
                Kind.VIDEO: 4,
                Kind.MODEL: 3,
                Kind.POST: 2,
            },
            40,
            3,
            7,
            0,
            {"featured": 6, "clapper": 4, "huggingface": 6, "x": 10},
        ),
    ],
)
def test_the_truth_has_the_known_numbers(
    name: str,
    kinds: dict[Kind, int],
    arxiv: int,
    counts: int,
    citations: int,
    notes: int,
    marks: dict[str, int],
) -> None:
    entries = truth(name)["entries"]
    known = [entry["citations"]["count"] for entry in entries if entry["citations"]]
    assert Counter(entry["kind"] for entry in entries) == kinds
    assert len({entry["arxiv"]["id"] for entry in entries if entry["arxiv"]}) == arxiv
    assert (len(known), sum(known)) == (counts, citations)
    assert sum(len(entry["notes"]) for entry in entries) == notes
    assert {mark: sum(entry["marks"][mark] for entry in entries) for mark in marks} == marks


def test_both_lists_hold_one_work_and_one_list_holds_two_versions_of_one() -> None:
    first, second = (truth(name)["entries"] for name in NAMES)
    shared = {e["arxiv"]["id"] for e in first if e["arxiv"]} & {
        e["arxiv"]["id"] for e in second if e["arxiv"]
    }
    versions = {e["arxiv"]["version"] for e in first if e["key"] == "arxiv:2402.12374"}
    assert shared == {"2404.19737"}
    assert versions == {1, 2}


def test_an_entry_that_is_missing_and_one_too_many_are_both_told() -> None:
    expected = [{"line": 1, "title": "A", "kind": "paper"}, {"line": 2, "title": "B"}]
    found = [{"line": 1, "title": "A", "kind": "video"}, {"line": 3, "title": "C"}]
    assert list(differences(expected, found)) == [
        "line 1 kind: 'paper' != 'video'",
        "line 2: not found: B",
        "line 3: no entry of the truth: C",
    ]
