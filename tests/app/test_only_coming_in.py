"""Forms that only come in: random records, written as their programs do, are read as they were."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.foreign_formats import bibtex, bookmarks, id_list, papis, zotero_rdf
from effllm_desktop.app.foreign_formats.as_list import as_list
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain.state import State, Status
from effllm_desktop.markdown import reader
from tests.support import foreign_files

JOINED = "`'-<>!?$"
"""Signs that TeX makes others of where they stand together, and formulas."""


def words(without: str = "") -> st.SearchStrategy[str]:
    """Words in one line, of any signs but these."""
    signs = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=without)
    text = st.text(signs | st.just(" "), min_size=1, max_size=20)
    return text.map(lambda some: " ".join(some.split())).filter(
        lambda some: any(map(str.isalnum, some))
    )


letters = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8)
people = st.lists(letters, min_size=1, max_size=3).map(" ".join).filter(
    lambda name: not {"and", "others"} & set(name.casefold().split())
)  # fmt: skip
folders = st.sampled_from(["A", "B & C", '"D" <e>', "模型", "# x"])
addresses = st.sampled_from(
    ["https://a.example/x?b=1&c=2", "https://a.example/a_b%20c#d", "https://a.example/é", ""]
)


def records(
    text: st.SearchStrategy[str], tags: st.SearchStrategy[str], **more: st.SearchStrategy[object]
) -> st.SearchStrategy[list[ForeignEntry]]:
    """Several records, each with an address of its own; `more` is what else a form can say."""
    several = st.lists(tags, max_size=4, unique_by=str.casefold).map(tuple)
    own = {name: more.pop(name) for name in ("note", "status", "rating") if name in more}
    state = st.fixed_dictionaries({"tags": several, **own}).map(lambda said: State(**said))
    one = st.builds(ForeignEntry, title=text, line=st.just(1), state=state, **more)  # type: ignore[arg-type]
    return st.lists(one, min_size=1, max_size=4).map(
        lambda some: [
            replace(entry, line=number, url=entry.url and f"{entry.url}&n={number}")
            for number, entry in enumerate(some)
        ]
    )


def notes(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(text, max_size=3).map("\n\n".join)


def papers(text: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[object]]:
    """What reference managers know of works."""
    return {
        "authors": st.lists(people, max_size=3).map(tuple),
        "venue": st.none() | text,
        "year": st.sampled_from([None, 1999, 2024]),
        "doi": st.sampled_from([None, "10.1000/182_x", "10.1000/(1)"]),
        "arxiv": st.sampled_from([None, "2404.14897", "math/0309136"]),
        "url": addresses,
        "note": notes(text),
    }


def assert_read(found: ForeignReading, meant: Sequence[ForeignEntry]) -> None:
    """All that was written was read, and stands in the list that is made of it."""
    assert found.problems == []
    key = lambda one: (one.title, one.url, one.section)  # noqa: E731
    read = [replace(one, line=0) for one in sorted(found.entries, key=key)]
    assert read == [replace(one, line=0) for one in sorted(meant, key=key)]
    text, kept = as_list("L", found)
    assert found.problems == []
    assert len(reader.read_text(text).entries) == len(kept) == len(meant)


@settings(max_examples=25)
@given(
    records(
        words(),
        words(","),
        url=addresses.filter(bool),
        description=st.none() | words(),
        section=st.lists(folders, max_size=5).map(tuple),
    )
)
def test_bookmarks(meant: list[ForeignEntry]) -> None:
    text = foreign_files.bookmarks(meant)
    assert bookmarks.recognises(text)
    assert_read(bookmarks.read(text), meant)


ways: list[Callable[[str], str]] = [
    str,
    "arXiv:{}".format,
    "  {}v3 ".format,
    "https://arxiv.org/abs/{}v1".format,
    "http://arxiv.org/pdf/{}.pdf".format,
    "{},  # a remark".format,
    "\n# a remark\n\n{};".format,
]
identifiers = st.builds("{:02}{:02}.{:05}".format, st.integers(15, 30), st.integers(1, 12),
                        st.integers(1, 99_999)) | st.builds(
    "{}/{:02}{:02}{:03}".format,
    st.sampled_from(["math", "hep-th", "cond-mat"]),
    st.integers(92, 99), st.integers(1, 12), st.integers(1, 999),
)  # fmt: skip


@given(
    st.lists(st.tuples(identifiers, st.sampled_from(ways)), min_size=1, max_size=9),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_ids(meant: list[tuple[str, Callable[[str], str]]], end: str) -> None:
    text = "\n".join(way(number) for number, way in meant).replace("\n", end)
    found = id_list.read(text)
    assert found.problems == []
    assert [one.arxiv for one in found.entries] == [number for number, _ in meant]


@settings(max_examples=25)
@given(
    records(
        words(), words(), section=st.lists(folders, max_size=5).map(tuple),
        files=st.lists(st.sampled_from(["files/3/a.pdf", "b ü.pdf"]), unique=True).map(tuple),
        **papers(words()),
    )
)  # fmt: skip
def test_zotero_rdf(meant: list[ForeignEntry]) -> None:
    text = foreign_files.zotero_rdf(meant)
    assert zotero_rdf.recognises(text)
    assert_read(zotero_rdf.read(text), meant)


@settings(max_examples=25)
@given(
    records(
        words(), words(),
        section=st.lists(st.sampled_from(["A", "B & C", "模型", "# x"]), max_size=5).map(tuple),
        **papers(words()),
    )
)  # fmt: skip
def test_papis(meant: list[ForeignEntry]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = foreign_files.papis(Path(place), meant)
        assert papis.is_library(folder)
        assert_read(papis.read(folder), meant)


priorities = st.sampled_from(list(foreign_files.PRIORITIES))


@settings(max_examples=25)
@given(
    records(
        words(JOINED), words(JOINED) | priorities,
        status=st.sampled_from([Status.UNREAD, Status.READING, Status.READ]),
        rating=st.integers(0, 5),
        files=st.lists(st.sampled_from(["a.pdf", "C:\\x;y\\z.pdf"]), unique=True).map(tuple),
        **papers(words(JOINED)),
    )
)  # fmt: skip
def test_jabref(meant: list[ForeignEntry]) -> None:
    text = foreign_files.jabref(meant)
    assert bibtex.recognises(text)
    assert_read(bibtex.read(text), [replace(one, state=as_jabref_has(one.state)) for one in meant])


def as_jabref_has(state: State) -> State:
    """Keywords stand before groups and priorities; further comments say whose they are."""
    priority = [tag for tag in state.tags if tag in foreign_files.PRIORITIES][:1]
    keywords, groups = ([tag for tag in state.tags[n::2] if tag not in priority] for n in (0, 1))
    first, *others = state.note.split("\n\n")
    note = "\n\n".join([first, *(f"user{n}: {text}" for n, text in enumerate(others))])
    return state._replace(tags=(*keywords, *groups, *priority), note=note)


@pytest.mark.parametrize("name", ["bookmarks", "zotero_rdf", "jabref"])
def test_what_is_written_of_nothing_is_read_as_nothing(name: str) -> None:
    readers = {"bookmarks": bookmarks, "zotero_rdf": zotero_rdf, "jabref": bibtex}
    assert readers[name].read(getattr(foreign_files, name)([])) == ForeignReading()
