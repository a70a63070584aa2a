import base64
import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from effllm_desktop import resource_files
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import STYLED, ExportRequest, Format, Part, Style
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.highlighting import AddHighlights
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.page_notes import AddPageNote
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.sources import Bundled, BytesSource, Source
from effllm_desktop.domain import queries
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.pdf import Box
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope
from effllm_desktop.domain.state import Status
from effllm_desktop.markdown import reader, repair
from tests.support.builders import passage

MINE = """# Mine

- [above](https://a.example/above)

## One
- [first](https://a.example/1)
### Deep
- [second](https://a.example/2)

\t *Described.*
## Two
- [third](https://a.example/3)
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    found = open_library(tmp_path / "library")
    yield found
    found.close()


def take_in(library: Library, *sources: Source) -> list[ListId]:
    summary = import_lists(library.folder, ImportRequest(sources), InlineProgress())
    assert not summary.failures
    return [one.list_id for one in summary.lists if one.list_id is not None]


@pytest.fixture
def mine(library: Library) -> ListId:
    return take_in(library, BytesSource("mine", MINE.encode()))[0]


@pytest.fixture
def bundled(library: Library) -> list[ListId]:
    return take_in(library, Bundled())


def works(library: Library, query: str = "") -> list[WorkId]:
    scope = PlaceScope(Place.ALL)
    found = library.entries.select(scope, queries.parse(query))
    return library.entries.works_of(scope, found.row_ids)


def curated(library: Library, request: ExportRequest) -> str:
    return render(library, request).data.decode()


def test_styles_of_a_clean_list_are_its_bytes(library: Library, mine: ListId) -> None:
    for style in (Style.ORIGINAL, Style.CLEAN, Style.REPAIRED):
        export = render(library, ExportRequest((ListScope(mine),), style=style))
        assert export.data == MINE.encode()
        assert export.entries == 4


def test_styles_of_damaged_lists(library: Library, bundled: list[ListId]) -> None:
    for list_id, file in zip(bundled, resource_files.catalogs(), strict=True):
        request = ExportRequest((ListScope(list_id),), style=Style.ORIGINAL)
        assert render(library, request).data == file.read_bytes()
        request = ExportRequest((ListScope(list_id),), style=Style.CLEAN)
        assert render(library, request).data == file.read_bytes()
        request = ExportRequest((ListScope(list_id),), style=Style.REPAIRED)
        assert render(library, request).data == repair.detect(file.read_bytes()).data


@pytest.mark.parametrize(
    "request_",
    [
        ExportRequest(style=Style.ORIGINAL),
        ExportRequest((ListScope(ListId(1)),), queries.parse("first"), Style.CLEAN),
        ExportRequest((ListScope(ListId(1)),), style=Style.CLEAN, parts=frozenset((Part.NOTE,))),
    ],
)
def test_whole_list_styles_want_one_list_and_nothing_else(
    library: Library, mine: ListId, request_: ExportRequest
) -> None:
    with pytest.raises(BadInput):
        render(library, request_)


def test_a_curated_list_of_one_section(library: Library, mine: ListId) -> None:
    (one,) = library.lists.sections_named("One", mine)
    assert curated(library, ExportRequest((SectionScope(one.id),))) == (
        "# Mine\n\n- [One](#one)\n\t- [Deep](#deep)\n\n"
        "## One\n\n- [first](https://a.example/1)\n\n"
        "### Deep\n\n- [second](https://a.example/2)\n\n\t *Described.*\n"
    )


def test_a_section_of_another_list_adds_nothing(library: Library, mine: ListId) -> None:
    (other,) = take_in(
        library, BytesSource("other", b"# Other\n## One\n- [x](https://x.example)\n")
    )
    (one,) = library.lists.sections_named("One", mine)
    export = render(library, ExportRequest((SectionScope(one.id), ListScope(other))))
    assert export.entries == 3


def test_a_starred_work_stands_once_in_a_list_of_ones_own(
    library: Library, bundled: list[ListId]
) -> None:
    library.workspace.run(SetStar(works(library, "arxiv:2404.19737"), starred=True))
    for request in (
        ExportRequest((PlaceScope(Place.STARRED),)),
        ExportRequest(query=queries.parse("is:starred")),
    ):
        text = curated(library, request)
        assert text.startswith("# Reading list\n")
        read = reader.read_text(text)
        assert [entry.text.key for entry in read.entries] == ["arxiv:2404.19737"]
        assert [section.heading for section in read.sections] == [
            "Reading list",
            "Efficient Inference",
        ]


def test_the_bundled_lists_curated_open_again_with_the_same_entries(
    library: Library, bundled: list[ListId]
) -> None:
    export = render(library, ExportRequest(title="All of it"))
    assert export.entries == 329
    (again,) = take_in(library, BytesSource("again", export.data))
    assert library.lists.facts(again).name == "All of it"
    before = dict.fromkeys(row for one in bundled for row in rows(library, one))
    assert set(rows(library, again)) <= set(before)
    assert library.lists.facts(again).entries == 329


def rows(library: Library, list_id: ListId) -> list[tuple[str, str, str]]:
    scope = ListScope(list_id)
    ids = library.entries.select(scope).row_ids
    return [(row.title, row.authors, row.kind) for row in library.entries.rows(scope, ids)]


def test_the_readers_own_goes_along_where_asked_for(library: Library, mine: ListId) -> None:
    (first,), (second,) = works(library, "first"), works(library, "second")
    run = library.workspace.run
    run(SetStatus([first], Status.READ))
    run(SetStar([first], starred=True))
    run(SetRating([first], 4))
    run(AddTags([first], ["zeta", "alpha"]))
    run(SetNote(first, "Worth it.\n\n## Not a heading"))
    run(SetStatus([second], Status.DROPPED))
    bare = render(library, ExportRequest())
    assert bare.own == ()
    assert b"Worth" not in bare.data
    full = render(library, ExportRequest(parts=frozenset(Part)))
    assert full.own == ("status: 2", "star: 1", "rating: 1", "tags: 1", "note: 1")
    text = full.data.decode()
    assert "\t- `read · starred · rated 4/5 · tags: alpha, zeta`\n\n\t> Worth it.\n" in text
    assert "\t- `not for me`\n" in text
    assert len(reader.read(full.data).entries) == 4
    found = reader.read(full.data)
    headings = ["Mine", "Contents", "One", "Deep", "Two"]
    assert [section.heading for section in found.sections] == headings
    assert found.entries[0].section == 0, "not in the contents: else both would be one list"


@pytest.mark.parametrize(
    ("form", "own"),
    [
        (Format.RIS, ("note: 1",)),
        (Format.CSL, ("note: 1",)),
        (Format.OPML, ("note: 1",)),
        (Format.CSV, ("star: 1", "note: 1")),
        (Format.BIBTEX, ("star: 1", "note: 1")),
        (Format.HTML, ("star: 1", "note: 1", "queue: 1")),
        (Format.JSON, ("star: 1", "note: 1", "queue: 1")),
    ],
)
def test_only_what_a_form_has_a_place_for_is_counted(
    library: Library, mine: ListId, form: Format, own: tuple[str, ...]
) -> None:
    (first,) = works(library, "first")
    library.workspace.run(SetStar([first], starred=True))
    library.workspace.run(SetNote(first, "n"))
    library.workspace.run(PutInQueue([first]))
    request = ExportRequest((ListScope(mine),), parts=frozenset(Part), format=form)
    assert render(library, request).own == own


def test_nothing_chosen_is_still_a_list(library: Library, mine: ListId) -> None:
    request = ExportRequest((ListScope(mine),), queries.parse("nowhere"))
    assert curated(library, request) == "# Reading list\n"
    assert curated(library, ExportRequest((ListScope(mine),), title="T")).startswith("# T\n")


def test_bibtex_and_json(library: Library, mine: ListId) -> None:
    export = render(library, ExportRequest(format=Format.BIBTEX))
    assert export.data.decode().count("@misc{") == 4
    export = render(library, ExportRequest(format=Format.JSON, query=queries.parse("third")))
    (record,) = json.loads(export.data)
    assert record["section"] == ["Mine", "Two"]
    assert export.own == ()


def test_what_would_not_read_back_is_refused(library: Library) -> None:
    take_in(
        library,
        BytesSource("open", b"- [a](https://a.example)\n\n  <pre>\n  never closed\n"),
        BytesSource("next", b"- [b](https://b.example)\n"),
    )
    with pytest.raises(BadInput):
        render(library, ExportRequest())


def test_what_is_no_list_item_is_written_as_one(library: Library) -> None:
    text = (
        "| Title | Authors | Venue | Code |\n|---|---|---|---|\n"
        "| [a [b]](https://a.example/x_(1)) | One, Two | ICML 2024 | [c](https://c.example) |\n"
        "\n**p**, [[paper]](https://p.example) and words\n\n"
        "- [r][key]\n\n<ul><li><a href='https://h.example'>h</a></li></ul>\n\n"
        "## [t](https://arxiv.org/abs/2404.14897)\n\n[key]: https://r.example\n"
    )
    take_in(library, BytesSource("all", text.encode()))
    written = render(library, ExportRequest()).data.decode()
    assert (
        "- [a \\[b\\]](<https://a.example/x_(1)>) `ICML, 2024` *One, Two* [c](https://c.example)\n"
        in written
    )
    assert "- [p](https://p.example) - " in written
    assert "- [r](https://r.example)\n- [h](https://h.example)\n" in written
    assert "- [t](https://arxiv.org/abs/2404.14897)\n" in written


NOTED = frozenset((Part.NOTE,))


def test_a_note_is_in_no_form_unless_it_was_asked_for(library: Library, mine: ListId) -> None:
    (first,) = works(library, "first")
    library.workspace.run(SetNote(first, "Between us <b>only</b>."))
    for form in Format:
        if form is Format.MARKDOWN:
            continue
        asked = ExportRequest(query=queries.parse("first"), format=form)
        bare = render(library, asked)
        assert b"Between us" not in bare.data, form
        assert "note: 1" not in bare.own
        full = render(library, dataclasses.replace(asked, parts=NOTED))
        if form in STYLED:  # a style has no place for it
            assert full == bare
            continue
        assert b"Between us" in full.data, form
        assert "note: 1" in full.own


def test_everything_as_json_says_that_notes_are_in_it(library: Library, mine: ListId) -> None:
    (first,) = works(library, "first")
    library.workspace.run(SetNote(first, "Between us."))
    export = render(library, ExportRequest(format=Format.JSON))
    assert export.own == ("note: 1", "saved searches: 4")
    document = json.loads(export.data)
    assert base64.b64decode(document["lists"][0]["versions"][0]["data"]) == MINE.encode()
    assert [entry["title"] for entry in document["lists"][0]["entries"]] == [
        "above",
        "first",
        "second",
        "third",
    ]


def test_a_preview_is_the_beginning_and_counts_all(library: Library, mine: ListId) -> None:
    for request in (
        ExportRequest(format=Format.CSV),
        ExportRequest((ListScope(mine),), style=Style.CLEAN),
    ):
        whole = render(library, request)
        part = render(library, request, limit=20)
        assert part.data == whole.data[:20]
        assert part.entries == whole.entries == 4
        assert whole.is_whole
        assert not part.is_whole


def test_the_page_holds_sections_and_entries(library: Library, mine: ListId) -> None:
    text = render(library, ExportRequest(format=Format.HTML)).data.decode()
    assert "<title>Mine</title>" in text
    order = [text.rindex(f">{words}<") for words in ("above", "One", "first", "Deep", "second")]
    assert order == sorted(order)
    assert re.findall(r"<h(\d) id=\"[\w-]+\">(\w+)</h", text) == [
        ("2", "One"),
        ("3", "Deep"),
        ("2", "Two"),
    ]
    for anchor in re.findall(r'href="#([\w-]+)"', text):
        assert f'id="{anchor}"' in text


def test_the_page_of_several_lists_names_them(library: Library, mine: ListId) -> None:
    take_in(library, BytesSource("other", b"# Other\n## One\n- [x](https://x.example)\n"))
    text = render(library, ExportRequest(format=Format.HTML, title="All")).data.decode()
    assert re.findall(r"<h(\d) id=\"[\w-]+\">(\w+)</h", text) == [
        ("2", "Mine"),
        ("3", "One"),
        ("4", "Deep"),
        ("3", "Two"),
        ("2", "Other"),
        ("3", "One"),
    ]
    assert "<title>All</title>" in text


def test_the_page_is_safe_whatever_lists_say_and_loads_nothing(library: Library) -> None:
    hostile = (
        "# <script>alert(1)</script>\n## </h2><img src=x>\n"
        '- [<b onclick=x>a</b> {{ 7*7 }}](https://a.example/?"><script>) - <img src=//x.example>\n'
        "- [b](https://b.example) [more](javascript:alert(1)) [far](https://c.example)\n"
    )
    take_in(library, BytesSource("hostile", hostile.encode()))
    for work in works(library):
        library.workspace.run(SetNote(work, "<script>x</script> ![p](https://p.example/p.png)"))
    text = render(library, ExportRequest(format=Format.HTML, parts=frozenset(Part))).data.decode()
    page = PageReader()
    page.feed(text)
    assert page.tags["script"] == 1
    assert page.tags["img"] == page.tags["link"] == page.tags["iframe"] == 0
    assert all(address.startswith(("#", "http://", "https://")) for address in page.addresses)
    assert "{{ 7*7 }}" in text
    assert "https://c.example" in text


def test_every_kind_of_highlight_is_on_the_page(library: Library, mine: ListId) -> None:
    (work,) = (one for one in works(library) if library.works.details(one).title == "first")
    for number, kind in enumerate(HighlightKind, 1):
        if kind is not HighlightKind.NOTE:
            words = [passage(f"<{kind}>", number)]
            library.workspace.run(AddHighlights(work, words, kind=kind))
    library.workspace.run(AddPageNote(work, 4, Box(9, 9, 29, 29), comment="Why <so>?"))
    request = ExportRequest(format=Format.HTML, parts=frozenset([Part.HIGHLIGHTS]))
    text = render(library, request).data.decode()
    assert re.findall(r"<blockquote>(.*)</blockquote>", text) == [
        '&lt;highlight&gt; <span class="about">p. 1</span>',
        '&lt;underline&gt; <span class="about">p. 2</span>',
        '<s>&lt;strikeout&gt;</s> <span class="about">p. 3</span>',
        '<span class="about">Note on p. 4</span><br>Why &lt;so&gt;?',
    ]


class PageReader(HTMLParser):
    """Counts tags and takes addresses down."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs)
