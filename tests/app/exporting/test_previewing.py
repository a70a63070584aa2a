"""The beginning of an export: quick, and honest about all of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from effllm_desktop.app.exporting import request_json
from effllm_desktop.app.exporting.previewing import preview
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format, Style
from effllm_desktop.app.jobs import Cancelled
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.highlighting import SetLastPlace
from effllm_desktop.app.operations.identifying import KeepApart
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.pinning import PinPdfs
from effllm_desktop.app.operations.recipes import KeepRecipe
from effllm_desktop.app.operations.section_editing import AddSection
from effllm_desktop.app.operations.seeing import BringSeen
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.domain.curation import Arrangement, Curation, Move, Wording
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from tests.support.libraries import library_of

FIRST = "# F\n\n## One\n" + "".join(f"- [{n}](https://f.example/{n})\n" for n in range(6))
SECOND = "# S\n\n## Two\n" + "".join(f"- [{n}](https://f.example/{n})\n" for n in range(3, 9))

SEEN_AT = "2026-01-31T08:00:00+00:00"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    found = library_of(tmp_path / "library", FIRST, SECOND)
    scope = PlaceScope(Place.ALL)
    for work in found.entries.works_of(scope, found.entries.select(scope).row_ids):
        found.workspace.run(SetNote(work, "n"))
        found.workspace.run(AddTags([work], ["t"]))
    yield found
    found.close()


@pytest.mark.parametrize("form", Format)
def test_the_beginning_is_shown_and_all_of_it_is_counted(library: Library, form: Format) -> None:
    scope = () if form is not Format.JSON else (ListScope(ListId(1)), ListScope(ListId(2)))
    request = ExportRequest(scope, format=form, parts=EVERY_PART)
    whole = render(library, request)
    found = preview(library, request, most=4)
    assert found.shown == 4
    assert not found.export.is_whole
    assert (found.export.entries, found.export.own) == (whole.entries, whole.own)
    assert b"f.example/3" in found.export.data
    assert b"f.example/4" not in found.export.data
    everything = preview(library, request)
    assert everything.export == whole
    assert everything.shown == whole.entries
    cut = preview(library, request, limit=50)
    assert cut.export.data == whole.data[:50]
    assert (cut.export.entries, cut.export.own, cut.export.is_whole) == (
        whole.entries,
        whole.own,
        False,
    )


def test_a_whole_list_is_shown_whole(library: Library) -> None:
    request = ExportRequest((ListScope(ListId(1)),), style=Style.CLEAN)
    found = preview(library, request, most=2)
    assert found.export == render(library, request)
    assert found.shown == 6
    annotated = preview(library, replace(request, style=Style.ANNOTATED), limit=100)
    assert annotated.export.own == ("tags: 6", "note: 6")


def test_the_whole_library_as_json(library: Library) -> None:
    request = ExportRequest(format=Format.JSON)
    whole = render(library, request)
    assert preview(library, request).export == whole
    cut = preview(library, request, limit=200).export
    assert cut == replace(whole, data=whole.data[:200], is_whole=False)


def test_what_is_ones_own_beside_states_is_told(library: Library) -> None:
    """Edits of a list in whatever is written of it; of a library all that was made there."""
    library.workspace.run(AddSection(ListId(1), None, "More"))
    scope = (ListScope(ListId(1)),)
    for style, own in (
        (Style.CLEAN, ("edits of the list: 1",)),
        (Style.REPAIRED, ("edits of the list: 1",)),
        (Style.ANNOTATED, ("tags: 6", "note: 6", "edits of the list: 1")),
        (Style.ORIGINAL, ()),
    ):
        request = ExportRequest(scope, style=style)
        assert render(library, request).own == own
        for limit in (20, 2**18):
            assert preview(library, request, limit=limit).export.own == own
    (first, second, *_) = works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(CorrectWork(first, {Fact.TITLE: "Mine"}))
    library.workspace.run(PinPdfs(works[:2], pinned=True))
    library.workspace.run(SetLastPlace(first, LastPlace(1, 2)))
    library.workspace.run(KeepApart(first, second))
    library.workspace.run(BringSeen(works[:3], dict.fromkeys(works[:3], SEEN_AT)))
    text = request_json.written(library.database, ExportRequest())
    library.workspace.run(KeepRecipe("Mine", text, None))
    everything = ExportRequest(format=Format.JSON)
    own = render(library, everything).own
    assert own == preview(library, everything, limit=20).export.own
    assert own == (
        "tags: 9",
        "note: 9",
        "edits of lists: 1",
        "corrections: 1",
        "pinned PDFs: 2",
        "places where reading stopped: 1",
        "decisions on duplicates: 1",
        "saved searches: 4",
        "recipes: 1",
        "works seen: 3",
    )


def test_what_sections_leave_out_is_not_counted(library: Library) -> None:
    moves = (Move("F / One", None),)
    request = ExportRequest(curation=Curation(Arrangement.MERGED, moves=moves))
    found = preview(library, request, most=7)
    assert found.export.entries == render(library, request).entries == 6
    assert [(one.source, one.target, one.entries) for one in found.sections] == [
        ("F / One", None, 6),
        ("S / Two", "Two", 6),
    ]
    assert preview(library, ExportRequest()).sections == ()


def test_by_tag_says_that_tags_are_inside(library: Library) -> None:
    request = ExportRequest(curation=Curation(Arrangement.TAG))
    assert preview(library, request, most=2).export.own == ("tags: 9",)
    assert preview(library, ExportRequest(), most=2).export.own == ()


def test_markdown_is_shown_as_a_page(library: Library) -> None:
    page = preview(library, ExportRequest()).page
    assert '<a href="https://f.example/0">0</a>' in page
    assert page.startswith('<h1><a name="reading-list"></a>Reading list</h1>')
    assert '<a href="#one">One</a>' in page
    assert '<a name="one"></a>One' in page
    assert preview(library, ExportRequest(format=Format.RIS)).page == ""


def test_a_long_page_is_cut_at_a_line(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("effllm_desktop.app.exporting.previewing.PAGE", 90)
    page = preview(library, ExportRequest()).page
    assert page.endswith("<p>…</p>\n")
    assert "f.example/0" not in page


def test_a_preview_that_nobody_wants_any_more_stops(library: Library) -> None:
    for left in range(4):
        calls = iter(range(left))

        def checkpoint(calls: Iterator[int] = calls) -> None:
            if next(calls, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            preview(library, ExportRequest(), checkpoint, most=2)


def test_what_bullets_leave_out_is_counted_and_told(tmp_path: Path) -> None:
    twice = "# F\n\n" + "".join(
        f"- [{name}](https://f.example/{number})\n" for number in range(3) for name in "ab"
    )
    library = library_of(tmp_path / "library", twice)
    request = ExportRequest(curation=Curation(wording=Wording.BULLETS))
    whole = render(library, request)
    cut = preview(library, request, most=4).export
    assert (cut.entries, cut.remarks) == (whole.entries, whole.remarks)
    assert whole.entries == 3
    assert "3 entries are left out" in whole.remarks[0]
    library.close()
