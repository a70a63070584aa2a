"""The beginning of an export, in a moment however much is chosen; all of it is counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from effllm_desktop.app.exporting import bibliography, curating, library_document
from effllm_desktop.app.exporting.arranging import FoundList, MergedSection, SectionMap
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.rendering import Export, count_edits, material, streamed
from effllm_desktop.app.exporting.request import STYLED, WHOLE_LISTS, ExportRequest, Format
from effllm_desktop.app.exporting.styling import left_out
from effllm_desktop.app.exporting.tally import Tally
from effllm_desktop.app.library import Library
from effllm_desktop.app.note_preview import page_html
from effllm_desktop.domain import addresses
from effllm_desktop.domain.curation import Arrangement, Wording
from effllm_desktop.store import chosen
from effllm_desktop.store.chosen import ExportedEntry, OwnState

ENTRIES = 200
"""So many are previewed: more nobody reads there, and the window would stop to show them."""
BYTES = 2**18
STYLED_ENTRIES = 40
"""The same of what a citation style is applied to, which takes a hundred times as long."""
PAGE = 2**14
"""Characters that are shown as a page: laying out more would be felt."""
_BY_ENTRY = frozenset((Format.HTML, Format.JSON, Format.OPML))


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of an export. `shown` is how many entries were looked at for it.

    `page` is HTML of what is Markdown, safe to show; `sections` say where sections go that are put
    together.
    """

    export: Export
    shown: int
    page: str = ""
    sections: tuple[MergedSection, ...] = ()


def preview(
    library: Library,
    request: ExportRequest,
    checkpoint: Callable[[], None] = lambda: None,
    *,
    most: int = ENTRIES,
    limit: int = BYTES,
) -> Preview:
    """The first entries of an export, at most so many bytes of them.

    `checkpoint` raises where the preview is no longer wanted. Raises what `render` does.
    """
    checkpoint()
    made = material(library, request, checkpoint)
    if request.format in STYLED:
        most = min(most, STYLED_ENTRIES)
    is_by_entry = not _is_whole_list(request) and not _is_library(request)
    beginning = made.beginning(most) if is_by_entry else made
    sections = curating.merged_sections(made) if _is_merged(request) else ()
    checkpoint()
    data, ended = _taken(beginning, limit, checkpoint)
    is_cut = beginning.is_cut
    counted = beginning.tally
    if is_cut or not ended:
        counted = made.new_tally()
        _count(made, counted, checkpoint)
    if request.format in STYLED:
        bibliography.require_few(counted.entries)
    export = Export(
        data,
        counted.entries,
        counted.own,
        is_whole=ended and not is_cut,
        remarks=tuple(counted.remarks),
    )
    shown = min(most, counted.entries) if is_cut else counted.entries
    return Preview(export, shown, _page(request, data), sections)


def _page(request: ExportRequest, data: bytes) -> str:
    """Markdown as it will look, or its beginning up to the end of a line; a bibliography whole."""
    if request.format is Format.BIBLIOGRAPHY_HTML:
        return data.decode("utf-8", "replace")
    if request.format is not Format.MARKDOWN:
        return ""
    text = data.decode("utf-8", "replace")
    most = PAGE // 2 if "\n|" in text[:PAGE] else PAGE  # a table takes twice as long as a list
    if len(text) > most:
        text = text[: text.rfind("\n", 0, most)] + "\n\n…\n"
    return page_html(text)


def _taken(made: Material, limit: int, checkpoint: Callable[[], None]) -> tuple[bytes, bool]:
    """The first bytes, and whether there were no more."""
    kept: list[bytes] = []
    size = 0
    for piece in streamed(made).pieces:
        checkpoint()
        kept.append(piece[: limit - size])
        size += len(piece)
        if size > limit:
            return b"".join(kept), False
    return b"".join(kept), True


def _count(made: Material, tally: Tally, checkpoint: Callable[[], None]) -> None:
    """Count all that would be written, without writing it."""
    if _is_library(made.request):
        library_document.count(made.database, tally)
        return
    if _is_whole_list(made.request):
        count_edits(made, tally)
    goes = _goes(made)
    seen: set[int] = set()
    used: set[str] = set()
    twice = 0
    for place, (_, ids) in enumerate(made.lists):
        for number, (one, address) in enumerate(_read(made, ids)):
            if number % 1000 == 0:
                checkpoint()
            if goes is None:
                tally.count(one)
            elif one.work in seen or not goes[place].get(one.section, True):
                continue
            elif address in used:
                twice += 1
            else:
                seen.add(one.work)
                used |= {address} if address else set()
                tally.count(one)
    tally.remarks += [left_out(twice)] if twice else []
    tally.remarks += curating.unknown_moves(made) if _is_merged(made.request) else []


def _read(made: Material, ids: list[int]) -> Iterator[tuple[OwnState | ExportedEntry, str]]:
    """Entries with their states; where an address is written only once, with their addresses."""
    request = made.request
    if request.is_curated and request.curation.wording is Wording.BULLETS:
        entries = chosen.entries(made.database, ids)
        yield from ((one, addresses.normalise(one.text.url)) for one in entries)
        return
    with_states = bool(made.parts) or request.shows_tags
    states = chosen.states(made.database, ids, with_states=with_states)
    yield from ((one, "") for one in states)


def _goes(made: Material) -> list[dict[int | None, bool]] | None:
    """Of each list, which of its sections go anywhere; None where each entry is written."""
    if made.request.format in _BY_ENTRY or _is_whole_list(made.request):
        return None
    if not _is_merged(made.request):
        return [{} for _ in made.lists]
    mapping = SectionMap.of(made.request.curation.moves)
    found = [
        FoundList(one.name, tuple(chosen.headings(made.database, one.id))) for one, _ in made.lists
    ]
    return [
        {section: mapping.target(one, section) is not None for section in one.sources}
        for one in found
    ]


def _is_merged(request: ExportRequest) -> bool:
    return request.is_curated and request.curation.arrangement is Arrangement.MERGED


def _is_library(request: ExportRequest) -> bool:
    return request.is_everything and request.format is Format.JSON


def _is_whole_list(request: ExportRequest) -> bool:
    return request.format is Format.MARKDOWN and request.style in WHOLE_LISTS
