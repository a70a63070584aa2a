"""The reader's own list: each work once, in every arrangement and wording, fit to be published."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from effllm_desktop.app.exporting.previewing import preview
from effllm_desktop.app.exporting.rendering import Export, render
from effllm_desktop.app.exporting.request import ExportRequest, Part
from effllm_desktop.app.exporting.styling import models
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.sources import BytesSource
from effllm_desktop.domain import addresses
from effllm_desktop.domain.curation import AS_THE_LISTS, Arrangement, Curation, Move, Wording
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.markdown import entry_models, reader, writer
from effllm_desktop.markdown.writer import anchors
from effllm_desktop.store import list_edits
from tests.support.libraries import bundled_library, library_of, take_in

FIRST = """# First

## Survey
- **One**, `arXiv, 2401.00001`, [arxiv](https://arxiv.org/abs/2401.00001), cication: [**-1**](None)

\t *A B*
## Tools
- [**n**](https://github.com/o/n) - o ![Star](https://img.shields.io/github/stars/o/n.svg)
"""
SECOND = """# Second

## Survey
- [One, again](https://arxiv.org/abs/2401.00001v2)
- [Two](https://two.example/) - two words
## Papers
- [One](https://arxiv.org/abs/2401.00001)
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    found = library_of(tmp_path / "library", FIRST, SECOND)
    yield found
    found.close()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    found = bundled_library(tmp_path_factory.mktemp("bundled") / "library")
    yield found
    found.close()


def made(library: Library, curation: Curation = AS_THE_LISTS, **more: object) -> Export:
    return render(library, ExportRequest(curation=curation, **more))  # type: ignore[arg-type]


def add(library: Library, name: str, markdown: str) -> None:
    take_in(library.folder, [BytesSource(name, markdown.encode())])


def text(library: Library, curation: Curation = AS_THE_LISTS, **more: object) -> str:
    return made(library, curation, **more).data.decode()


def test_a_work_stands_once_where_it_is_mentioned_first(library: Library) -> None:
    export = made(library)
    assert export.entries == 3
    read = reader.read(export.data)
    assert [(one.text.title, one.section) for one in read.entries] == [
        ("One", 2),
        ("n", 3),
        ("Two", 5),
    ]
    only = ExportRequest((ListScope(ListId(2)),))
    assert [one.text.title for one in reader.read(render(library, only).data).entries] == [
        "One, again",
        "Two",
    ]


def test_what_says_nothing_is_left_out(library: Library) -> None:
    assert "None" not in text(library)
    assert "[arxiv](https://arxiv.org/abs/2401.00001)\n\n\t *A B*\n" in text(library)


def test_badges_on_and_off(library: Library) -> None:
    assert "![Star]" in text(library)
    assert "![Star]" not in text(library, Curation(badges=False))
    for wording in (Wording.PAPERS, Wording.TABLE):
        assert "stars/o/n.svg" in text(library, Curation(wording=wording))
        assert "stars/o/n.svg" not in text(library, Curation(wording=wording, badges=False))
    assert "awesome.re" in text(library, Curation(wording=Wording.BULLETS))
    assert "awesome.re" not in text(library, Curation(wording=Wording.BULLETS, badges=False))


@pytest.mark.parametrize(("words", "is_list"), [("How:\n\n- a\n- b\n", True), ("- a\n\nb", False)])
def test_contents_do_not_go_on_with_the_list_of_an_introduction(
    library: Library, words: str, *, is_list: bool
) -> None:
    written = text(library, Curation(introduction=words))
    assert ("\n## Contents\n" in written) == is_list


@pytest.mark.parametrize("words", ["```\ncode", "<!-- open", "~~~", "<pre>"])
def test_an_introduction_that_leaves_something_open_is_refused(
    library: Library, words: str
) -> None:
    with pytest.raises(BadInput, match="introduction does not end") as raised:
        text(library, Curation(introduction=words))
    assert "Close what it opens" in raised.value.hint


def test_an_introduction_may_have_links_and_headings(library: Library) -> None:
    words = "What I read.\r\n\r\n- [elsewhere](https://e.example)\n\n## Survey\n"
    written = text(library, Curation(Arrangement.MERGED, introduction=words), title="Mine")
    assert written.startswith(
        "# Mine\n\nWhat I read.\n\n- [elsewhere](https://e.example)\n\n## Survey\n\n"
        "- [Survey](#survey-1)\n"
    )
    assert "](#" not in text(library, Curation(contents=False))


def test_works_that_were_picked_by_hand(library: Library) -> None:
    written = text(library, works=("github:o/n", "url:two.example"))
    assert [one.text.title for one in reader.read_text(written).entries] == ["n", "Two"]
    request = ExportRequest((ListScope(ListId(1)),), works=("github:o/n",))
    assert not request.is_everything
    assert request.whole_list() is None
    assert render(library, request).entries == 1


def test_the_title_where_none_is_given(library: Library) -> None:
    assert text(library).startswith("# Reading list\n")
    assert text(library, scopes=(ListScope(ListId(2)),)).startswith("# Second\n")
    assert text(library, scopes=(PlaceScope(Place.STARRED),)).startswith("# Reading list\n")


def test_by_tag_says_that_tags_are_inside(library: Library) -> None:
    (work,) = library.entries.works_of(
        PlaceScope(Place.ALL),
        library.entries.select(PlaceScope(Place.ALL), parse("github:o/n")).row_ids,
    )
    library.workspace.run(AddTags([work], ["b", "A"]))
    export = made(library, Curation(Arrangement.TAG))
    assert export.own == ("tags: 1",)
    assert [one.heading for one in reader.read(export.data).sections] == [
        "Reading list",
        "A",
        "Without a tag",
    ]
    assert made(library, Curation(Arrangement.YEAR)).own == ()


def test_sections_are_merged_as_moves_say(library: Library) -> None:
    moves = (Move("First / Tools", "Survey / Code"), Move("Second / Papers", None))
    written = text(library, Curation(Arrangement.MERGED, moves=moves))
    assert [one.heading for one in reader.read_text(written).sections] == [
        "Reading list",
        "Survey",
        "Code",
    ]
    left = text(library, Curation(Arrangement.MERGED, moves=(Move("First / Survey", None),)))
    assert "One, again" in left, "a mention that goes nowhere does not stand for the others"


def test_moves_of_sections_that_no_list_has_are_told(library: Library) -> None:
    moves = (Move("First / Tools", "Survey"), Move("first / tools", "X"), Move("Gone", None))
    export = made(library, Curation(Arrangement.MERGED, moves=moves))
    told = "No list has a section “first / tools”, “Gone”: nothing is moved from there."
    assert export.remarks == (told,)
    request = ExportRequest(curation=Curation(Arrangement.MERGED, moves=moves))
    assert preview(library, request, most=1).export.remarks == (told,)
    assert made(library, Curation(Arrangement.MERGED, moves=moves[:1])).remarks == ()


def test_remarks_from_notes_only_where_asked_for(library: Library) -> None:
    (work,) = library.entries.works_of(
        PlaceScope(Place.ALL),
        library.entries.select(PlaceScope(Place.ALL), parse("github:o/n")).row_ids,
    )
    library.workspace.run(SetNote(work, "Try it |\nsoon."))
    library.workspace.run(SetStar([work], starred=True))
    own = frozenset((Part.NOTE, Part.STAR))
    for wording in Wording:
        curation = Curation(wording=wording, like=ListId(2))
        bare = made(library, curation)
        assert bare.own == ()
        assert b"Try it" not in bare.data
        full = made(library, curation, parts=own)
        assert full.own == ("star: 1", "note: 1")
        assert b"Try it" in full.data
    assert "| `starred` – Try it \\| soon. |" in text(
        library, Curation(wording=Wording.TABLE), parts=own
    )
    assert "  > Try it |\n  > soon.\n" in text(
        library, Curation(wording=Wording.BULLETS), parts=own
    )


@pytest.mark.parametrize("wording", [one for one in Wording if one is not Wording.LIKE_LIST])
@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("[T](https://e.org/a<b) and words", "https://e.org/a<b"),
        ("| T | W |\n|---|---|\n| [T](https://e.org/<x>) | words |", "https://e.org/<x>"),
        ('<ul><li><a href="https://e.org/a|b">T</a> words</li></ul>', "https://e.org/a|b"),
        ('<ul><li><a href="https://e.org/?&lt;b">T</a> words</li></ul>', "https://e.org/?&lt;b"),
        ('<ul><li><a href="https://e.org/ä (b">T</a> words</li></ul>', "https://e.org/ä (b"),
    ],
)
def test_addresses_with_signs_that_markdown_would_read_otherwise(
    tmp_path: Path, wording: Wording, page: str, address: str
) -> None:
    library = library_of(tmp_path / "library", f"# L\n\n{page}\n")
    assert library.database.rows("SELECT title, url FROM entries") == [("T", address)]
    written = text(library, Curation(wording=wording))
    again = [one.text for one in reader.read_text(written).entries]
    assert [one.title for one in again] == ["T"]
    assert again[0].url in (address, writer.safe_address(address))
    library.close()


@pytest.mark.parametrize("wording", [one for one in Wording if one is not Wording.LIKE_LIST])
def test_a_title_that_begins_a_tag_which_ends_nowhere(tmp_path: Path, wording: Wording) -> None:
    broken = '<ul><li><a href="https://e.org/a<b">T</a> words</li></ul>'
    library = library_of(tmp_path / "library", f"# L\n\n{broken}\n")
    assert library.database.value("SELECT title FROM entries") == '<a href="'
    again = [one.text for one in reader.read_text(text(library, Curation(wording=wording))).entries]
    assert [(one.title, one.url) for one in again] == [('<a href="', "https://e.org/a")]
    library.close()


def test_the_style_of_a_list(library: Library) -> None:
    written = text(library, Curation(wording=Wording.LIKE_LIST, like=ListId(2)))
    assert "- [One](https://arxiv.org/abs/2401.00001)\n" in written
    add(library, "third", "| Title | Venue |\n|---|---|\n| [T](https://t.example) | ICLR 2024 |\n")
    table = text(library, Curation(wording=Wording.LIKE_LIST, like=ListId(3)))
    assert "| [One](https://arxiv.org/abs/2401.00001) | A B | arXiv | 2024 |" in table
    for gone in (None, ListId(99)):
        with pytest.raises(NotFound):
            text(library, Curation(wording=Wording.LIKE_LIST, like=gone))


@pytest.mark.parametrize("wording", [one for one in Wording if one is not Wording.LIKE_LIST])
def test_words_that_look_like_tags_stay_words(tmp_path: Path, wording: Wording) -> None:
    page = (
        "## `vector<int>`\n\n- [The &lt;canvas&gt; element, `a&amp;b`](https://e.org/a) - Words.\n"
    )
    library = library_of(tmp_path / "library", f"# L\n\n{page}")
    written = text(library, Curation(wording=wording))
    again = reader.read_text(written)
    assert again.sections[-1].heading == "vector<int>"
    assert [one.text.title for one in again.entries] == ["The <canvas> element, a&amp;b"]
    assert "- [vector\\<int>](#vectorint)\n" in written
    library.close()


def test_what_a_style_is_made_of_is_what_the_whole_list_would_give(tmp_path: Path) -> None:
    library = bundled_library(tmp_path / "library")
    for one in library.outlines.read().lists:
        whole = reader.read(list_edits.shown(library.database, one.id)).entries
        some = models(library.database, one.id)
        assert len(some) < len(whole)
        for entry in whole[::25]:
            made, meant = (entry_models.style_for(entry.text, (), of) for of in (some, whole))
            assert made is not None
            assert meant is not None
            assert replace(made, models=()) == replace(meant, models=())
    library.close()


def test_the_badges_of_a_list_that_is_followed_can_be_left_out(library: Library) -> None:
    badge = "![Star](https://img.shields.io/github/stars/{0}.svg)"
    rows = (f"- [{n}](https://github.com/o/{n}) {badge.format(f'o/{n}')}\n" for n in "xyz")
    add(library, "stars", "# Stars\n\n" + "".join(rows))
    like = Curation(wording=Wording.LIKE_LIST, like=ListId(3))
    assert f"[n](https://github.com/o/n) {badge.format('o/n')}" in text(library, like)
    assert "shields.io" not in text(library, replace(like, badges=False))


def test_a_numbered_list_is_followed_and_an_empty_one_is_no_model(library: Library) -> None:
    add(library, "numbers", "7. [X](https://x.example)\n8. [Y](https://y.example)\n")
    written = text(library, Curation(wording=Wording.LIKE_LIST, like=ListId(3)))
    assert "\n1. [Two](https://two.example/)" in written
    add(library, "empty", "# Empty\n\nNothing yet.\n")
    papers = text(library, Curation(wording=Wording.LIKE_LIST, like=ListId(4)))
    assert "- **One**, `arXiv, 2401.00001`, [arxiv]" in papers


def test_bullets_have_an_address_once_and_say_so(library: Library) -> None:
    add(
        library, "same", (
         "- [P](https://p.example/x)\n- [Q](https://p.example/x)\n- [R](https://r.example)\n"
         "- **S**, [paper](https://s.example/s) [code](https://github.com/o/n)\n"
         "- **T**, [paper](https://t.example/t) [code](https://github.com/o/t)\n"
         "- **U**, [paper](https://u.example/u) [code](https://github.com/o/t)\n"),
    )  # fmt: skip
    export = made(library, Curation(wording=Wording.BULLETS), query=parse("list:same"))
    assert export.data.count(b"https://p.example/x") == 1
    assert export.entries == 5
    assert export.remarks == (
        "1 entry is left out, because another one has its address: bullets have each address once.",
    )
    assert export.data.count(b"[Code](https://github.com/o/t)") == 1
    whole = made(library, Curation(wording=Wording.BULLETS))
    assert b"[Code](https://github.com/o/n)" not in whole.data


@pytest.mark.parametrize("arrangement", Arrangement)
@pytest.mark.parametrize("wording", Wording)
def test_the_bundled_lists_in_every_form(
    bundled: Library, arrangement: Arrangement, wording: Wording
) -> None:
    curation = Curation(arrangement, wording, ListId(2))
    export = made(bundled, curation, title="Mine")
    assert export.entries == (328 if wording is Wording.BULLETS else 329)
    read = reader.read(export.data)
    keys = Counter(one.text.key for one in read.entries)
    assert keys.total() == export.entries
    assert max(keys.values()) == 1
    assert b"](None)" not in export.data
    _require_anchors(export.data.decode())


@pytest.mark.parametrize("wording", Wording)
def test_it_is_the_same_each_time(bundled: Library, wording: Wording) -> None:
    curation = Curation(Arrangement.SECTIONS, wording, ListId(2))
    assert made(bundled, curation, title="Mine") == made(bundled, curation, title="Mine")


@pytest.mark.parametrize("arrangement", Arrangement)
def test_bullets_keep_the_rules_of_short_lists(bundled: Library, arrangement: Arrangement) -> None:
    written = text(bundled, Curation(arrangement, Wording.BULLETS), title="Mine")
    lines = written.split("\n")
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert not any(line != line.rstrip() for line in lines), "no trailing blanks"
    assert "\n\n\n" not in written
    assert [line for line in lines if line.startswith("# ")] == [
        "# Mine [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
    ], "a single heading of the first level, with the badge"
    headings = [line for line in lines if line.startswith("##")]
    assert headings[0] == "## Contents", "the contents are the first section"
    levels = [len(line) - len(line.lstrip("#")) for line in headings]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    start = written.index("## Contents\n\n") + len("## Contents\n\n")
    contents = written[start : written.index("\n\n", start)].split("\n")
    assert [line.strip() for line in contents] == [
        f"- [{heading.lstrip('# ')}](#{anchor})"
        for heading, anchor in zip(headings, anchors(h.lstrip("# ") for h in headings), strict=True)
        if heading != "## Contents" and not heading.startswith("####")
    ], "each section once, in order, at most two levels, with the anchor it has"
    items = [line for line in lines[lines.index("", lines.index("## Contents") + 2) :] if line]
    items = [line for line in items if not line.startswith("#")]
    for line in items:
        found = re.fullmatch(r"- \[(.+?)\]\(<?(https?://[^\s>]+?)>?\) - (.+)", line)
        assert found, line
        name, _, said = found.groups()
        assert said[0] == said[0].upper(), line
        assert said[-1] in ".!?…", line
        assert not re.match(rf"{re.escape(name)}(?:[\s.,!?:-]|\Z)", said, re.IGNORECASE), line
        assert " -- " not in line
    found_links = (url for line in items for url in re.findall(r"\]\(<?(http[^\s)>]+)", line))
    links = Counter(map(addresses.normalise, found_links))
    assert [url for url, count in links.items() if count > 1] == [], "no address twice"


def _require_anchors(written: str) -> None:
    """Each line of the contents leads to the heading that has its words."""
    headings = [m[1] for m in re.finditer(r"^#+ (.*)$", written, re.MULTILINE)]
    known = dict(zip(anchors(headings), headings, strict=True))
    contents = re.findall(r"^\t*- \[(.*)\]\(#(.*)\)$", written, re.MULTILINE)
    deep = re.findall(r"^####+ ", written, re.MULTILINE)
    assert len(contents) >= len(headings) - 2 - len(deep)
    for words, anchor in contents:
        assert known[anchor] == words


def test_only_what_changed_is_another_line(bundled: Library) -> None:
    for curation in (Curation(), Curation(Arrangement.YEAR, Wording.BULLETS)):
        request = ExportRequest(query=parse("is:starred"), title="Mine", curation=curation)
        ids = bundled.entries.select(PlaceScope(Place.ALL)).row_ids
        works = bundled.entries.works_of(PlaceScope(Place.ALL), ids)
        bundled.workspace.run(SetStar(works[:20], starred=True))
        before = render(bundled, request).data.decode().splitlines()
        bundled.workspace.run(SetStar([works[2]], starred=False))
        after = render(bundled, replace(request)).data.decode().splitlines()
        assert Counter(after) - Counter(before) == Counter()
        assert sum((Counter(before) - Counter(after)).values()) <= 5
        bundled.workspace.run(SetStar([works[2]], starred=True))
