"""The generated lists: the same every time, of the promised make, and read as their truth says."""

from collections import Counter
from itertools import islice

import pytest
from benchmarks.lists import Shape, Truth, pieces, write

from effllm_desktop.domain.lists import ReadEntry, ReadList
from effllm_desktop.markdown import reader, repair

ENTRIES = 3_000


@pytest.fixture(scope="module")
def made():
    return list(pieces(ENTRIES, sections=40))


@pytest.fixture(scope="module")
def text(made):
    return "".join(piece.text for piece in made)


@pytest.fixture(scope="module")
def found(text):
    return reader.read(text.encode())


def test_the_same_numbers_give_the_same_bytes_in_a_file_too(tmp_path, text):
    write(tmp_path / "list.md", ENTRIES, sections=40)
    assert (tmp_path / "list.md").read_bytes() == text.encode()


def test_another_seed_gives_other_works(found):
    other = reader.read("".join(p.text for p in pieces(300, seed=2)).encode())
    keys = {entry.text.key for entry in found.entries}
    assert keys.isdisjoint(entry.text.key for entry in other.entries)


def test_a_list_begins_before_it_is_finished():
    assert list(islice(pieces(10**12, sections=3), 9))[-1].truth


def test_shares_bytes_and_lines_are_those_of_the_seeds(made, text):
    shapes = Counter(piece.truth.shape for piece in made if piece.truth)
    share = {shape: count / ENTRIES for shape, count in shapes.items()}
    assert sum(shapes.values()) == ENTRIES
    assert share[Shape.PAPER] == pytest.approx(0.64, abs=0.02)
    assert share[Shape.REPOSITORY] == pytest.approx(0.17, abs=0.02)
    assert share[Shape.LINK] == pytest.approx(0.18, abs=0.02)
    assert share[Shape.SIGN] == pytest.approx(0.01, abs=0.005)
    assert share[Shape.EMPTY] == pytest.approx(0.003, abs=0.002)
    assert len(text.encode()) / ENTRIES == pytest.approx(337, abs=8)
    assert text.count("\n") / ENTRIES == pytest.approx(3.5, abs=0.15)


def test_there_are_as_many_sections_as_were_asked_for(found):
    assert [section.level for section in found.sections].count(1) == 1
    assert len(found.sections) == 1 + 40


def test_the_list_needs_no_repair(text):
    assert repair.detect(text.encode()).method is None


def test_it_is_read_as_its_truth_says(made, found):
    said = [p.truth for p in made if p.truth and p.truth.shape is not Shape.EMPTY]
    assert len(found.entries) == len(said)
    for truth, entry in zip(said, found.entries, strict=True):
        assert _read(found, entry) == _comparable(truth)


def _comparable(truth: Truth) -> tuple[object, ...]:
    return tuple(getattr(truth, name) for name in Truth.__slots__ if name != "shape")


def _read(found: ReadList, entry: ReadEntry) -> tuple[object, ...]:
    """The fields of a truth, in their order, from what was read."""
    said = entry.text
    headings: list[str] = []
    at = entry.section
    while at is not None:
        headings.insert(0, found.sections[at].heading)
        at = found.sections[at].parent
    return (
        entry.line,
        tuple(headings),
        said.title,
        said.url,
        said.authors,
        said.authors_elided,
        said.venue,
        said.year,
        f"{said.arxiv.id}v{said.arxiv.version}" if said.arxiv else None,
        said.citations,
        said.description,
        len(said.links),
        said.notes,
    )
