"""Outlines come in as sections and entries, and go out so that they come back the same."""

from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format, Part
from effllm_desktop.app.foreign_formats import opml
from effllm_desktop.app.foreign_formats.as_list import as_list
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.domain.state import UNTOUCHED, State
from effllm_desktop.markdown import reader
from effllm_desktop.store import works
from tests.support.builders import take_all

OPML = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- from a reader of feeds -->
<opml version="1.1">
  <head><title>Feeds</title></head>
  <body>
    <outline text="Labs &amp; groups">
      <outline type="rss" text="Lab" xmlUrl="https://lab.example/feed" htmlUrl="https://lab.example/"
        description="What  they do"/>
      <outline title="Only a feed" XMLURL="https://feed.example/rss"/>
      <outline text="Deeper">
        <outline text="A paper" type="link" url="https://arxiv.org/abs/2404.14897v2"
          category="a b, c" _note="Mine.&#10;&#10;Yours."/>
      </outline>
      <outline text="Words"/>
      <outline text="Script" url="javascript:alert(1)"/>
    </outline>
    <outline url="https://bare.example/x"><outline text="Below" url="https://below.example"/></outline>
  </body>
</opml>
"""


def test_outlines() -> None:
    found = opml.read(OPML)
    lab, feed, paper, bare, below = found.entries
    assert lab == ForeignEntry(
        title="Lab",
        line=8,  # where its tag ends
        url="https://lab.example/",
        description="What they do",
        section=("Labs & groups",),
        more=(("feed", "https://lab.example/feed"),),
    )
    assert (feed.title, feed.url, feed.more) == ("Only a feed", "https://feed.example/rss", ())
    assert (paper.arxiv, paper.section) == ("2404.14897", ("Labs & groups", "Deeper"))
    assert paper.state == State(tags=("a b", "c"), note="Mine.\n\nYours.")
    assert (bare.title, bare.section) == ("https://bare.example/x", ())
    assert (below.title, below.section) == ("Below", ())
    assert [(one.first_line, one.reason) for one in found.problems] == [
        (14, "an outline without an address"),
        (15, "an outline without an address"),
    ]


def test_the_page_says_which_work_it_is_and_its_feed_comes_along() -> None:
    text, kept = as_list("L", opml.read(OPML))
    assert [key for _, key in kept][:2] == ["url:bare.example/x", "url:below.example"]
    entries = {one.text.title: one.text for one in reader.read_text(text).entries}
    assert entries["Lab"].url == "https://lab.example/"
    assert [(one.label, one.url) for one in entries["Lab"].links] == [
        ("feed", "https://lab.example/feed")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<opml>\n<body>\n<outline text='x'>\n</body></opml>", "line 4"),
        ("<opml><body><outline text='a' text='b'/></body></opml>", "line 1"),
        ("<opml>" + "<outline text='x'>" * 1000, "line 1"),
        ("<!DOCTYPE opml [<!ENTITY a 'b'>]>\n<opml><outline text='&a;'/></opml>", "line 1"),
        ("<opml><outline text='\x01'/></opml>", "line 1"),
        ("\ufeff<?xml version='1.0'\nencoding='GBK'?>\n<opml></opml>", "GBK, as line 1"),
    ],
)
def test_what_is_no_plain_xml_is_refused(text: str, words: str) -> None:
    assert opml.recognises(text)
    with pytest.raises(BadInput, match=words) as caught:
        opml.read(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["", "<", "<!-- <opml>", "<html>", "words <opml>", "<?xml <opml>", "<!DOCTYPE html>"]
)
def test_other_documents_are_none(text: str) -> None:
    assert not opml.recognises(text)


@pytest.mark.parametrize(
    "text", ["<OPML>", "\ufeff \n<?xml ?><!-- <a> --><?pi?>\n<opml>", "<!DOCTYPE opml SYSTEM ''>"]
)
def test_it_is_told_whatever_stands_before(text: str) -> None:
    assert opml.recognises(text)


def test_lines_are_counted_from_the_declaration_on() -> None:
    text = "<?xml version='1.0'\n encoding='utf-8'\n?>\n<opml>\n<outline text='x'/></opml>"
    (problem,) = opml.read(text).problems
    assert problem.first_line == 5


def written(folder: Path, entries: list[ForeignEntry], parts: frozenset[Part]) -> ForeignReading:
    """What is read of the outlines that a library with these entries writes."""
    text, kept = as_list("L", ForeignReading(entries=list(entries)))
    with closing(open_library(folder)) as library:
        take_all(library.folder, text)
        library.workspace.notice_outside_changes()
        found = works.find(library.database, [key for _, key in kept])
        for entry, key in kept:
            library.workspace.run(
                ChangeState(works=[found[key]], tags=list(entry.state.tags), note=entry.state.note)
            )
        request = ExportRequest(
            format=Format.OPML,
            parts=parts,
            scopes=(ListScope(library.outlines.read().lists[0].id),),
        )
        made = render(library, request).data.decode()
    ET.fromstring(made)
    return opml.read(made)


words = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="$\\`*_[]|~<>#&")
    | st.just(" "),
    max_size=20,
).map(lambda text: " ".join(f"Word {text}".split()))
STATES = [
    State(tags=("a", "b c")),
    State(tags=("x, y",), note='One.\n\n\tTwo <b> & "three".'),
    State(tags=("<&>", "p; q", 'the "q"'), note="ends\u2028so"),
    UNTOUCHED,
]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.builds(
            ForeignEntry,
            title=words,
            line=st.just(1),
            url=st.integers(0, 10**6).map(lambda n: f"https://a.example/{n}?b=1&c=d"),
            description=st.sampled_from([None, 'It is "this" & that.']),
            section=st.lists(st.sampled_from(["A", "B & C", '"D"']), max_size=3).map(tuple),
            state=st.sampled_from(STATES),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one.url,
    )
)
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[ForeignEntry]
) -> None:
    found = written(tmp_path_factory.mktemp("library"), entries, EVERY_PART)
    assert found.problems == []
    back = {one.url: one for one in found.entries}
    for meant in entries:
        one = back.pop(meant.url)
        assert (one.title, one.description) == (meant.title, meant.description)
        assert (one.section, one.state) == (meant.section, meant.state)
    assert not back


def test_nothing_of_the_readers_goes_unasked(tmp_path: Path) -> None:
    entry = ForeignEntry("T", 1, "https://a.example", state=State(tags=("mine",), note="Mine."))
    (one,) = written(tmp_path, [entry], frozenset()).entries
    assert one.state == State()


def test_what_xml_cannot_say_is_replaced(tmp_path: Path) -> None:
    note = "a \x01 b \x0b"
    entry = ForeignEntry("T", 1, "https://a.example", state=State(note=note))
    (one,) = written(tmp_path, [entry], frozenset((Part.NOTE,))).entries
    assert one.state.note == "a \ufffd b \ufffd"


def test_nothing_chosen_is_an_empty_document(tmp_path: Path) -> None:
    with closing(open_library(tmp_path)) as library:
        made = render(library, ExportRequest(format=Format.OPML)).data.decode()
    assert ET.fromstring(made).findtext("head/title")
    assert opml.read(made) == ForeignReading()


@given(st.integers(0, len(OPML)), st.integers(0, 30), st.text("<>/&;:\"'x \n[]{}*!-", max_size=4))
def test_damage_anywhere_is_read_or_refused(start: int, length: int, instead: str) -> None:
    damaged = OPML[:start] + instead + OPML[start + length :]
    try:
        found = opml.read(damaged)
    except BadInput as problem:
        assert "line" in problem.what  # noqa: PT017 - one clear error is as good as a reading
    else:
        assert len(found.entries) <= 8
