"""The reader's own list from the library: read again before it is given away.

Each work stands in it once: where the first of its chosen mentions stands, lists being taken in the
order in which they came, and each from its beginning.
"""

from array import array
from collections.abc import Iterator
from dataclasses import replace

from effllm_desktop.app.exporting.arranging import (
    FoundList,
    MergedSection,
    Placed,
    SectionMap,
    arranged,
    rows,
)
from effllm_desktop.app.exporting.curation import ChosenList, Composed, composed
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.styling import BULLETS_DEEPEST, Styling
from effllm_desktop.app.exporting.wording import ONE_LIST_TITLE
from effllm_desktop.domain.curation import Arrangement, Wording
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.markdown import reader, source, writer
from effllm_desktop.markdown.reader import ListStream
from effllm_desktop.markdown.scanner import scan
from effllm_desktop.markdown.tree import NodeKind
from effllm_desktop.markdown.writer import Frame
from effllm_desktop.store import chosen, lists

_PIECE = 2**16
_CONTENTS = "Contents"
_PROBE = "## A\n\n- [a](https://a.example)\n"
_AWESOME = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"


def pieces(made: Material) -> Iterator[bytes]:
    """The list, once it is known to say what it should."""
    styling = Styling(made)
    data, meant = _written(made, styling)
    _require_same(data, meant, styling, made)
    return (data[start : start + _PIECE] for start in range(0, len(data), _PIECE))


def _written(made: Material, styling: Styling) -> "tuple[bytes, array[int]]":
    """The list as Markdown, and what its entries stand for; nothing else of them is kept."""
    whole = composed(_lists(made, styling), made.request.title or _name(made))
    data = bytearray()
    for piece in writer.pieces(_frame(made, whole), whole.chapters, whole.opening):
        data += source.encode(piece)
    return bytes(data), array("q", (one.token for one in whole.entries))


def merged_sections(made: Material) -> tuple[MergedSection, ...]:
    """Which section of which list goes where."""
    counted = [
        (_empty(made, place), chosen.section_counts(made.database, ids))
        for place, (_, ids) in enumerate(made.lists)
    ]
    return rows(counted, made.request.curation.moves)


def unknown_moves(made: Material) -> list[str]:
    """A sentence about moves of sections that no list has, by that name: they move nothing."""
    curation = made.request.curation
    wanted = {move.source for move in curation.moves}
    if curation.arrangement is not Arrangement.MERGED or not wanted:
        return []
    for one in lists.all_lists(made.database):
        wanted -= set(
            FoundList(one.name, tuple(chosen.headings(made.database, one.id))).sources.values()
        )
    names = ", ".join(f"“{move.source}”" for move in curation.moves if move.source in wanted)
    return [f"No list has a section {names}: nothing is moved from there."] if names else []


def _frame(made: Material, whole: Composed) -> Frame:
    """What stands above the entries."""
    curation = made.request.curation
    frame = Frame(whole.title, curation.introduction, contents=curation.contents)
    if whole.opening or _ends_in_items(curation.introduction):
        frame = replace(frame, contents_heading=_CONTENTS)
    if curation.wording is Wording.BULLETS:
        frame = replace(
            frame,
            contents_heading=_CONTENTS,
            deepest=BULLETS_DEEPEST,
            badge=_AWESOME if curation.badges else "",
        )
    return frame


def _ends_in_items(introduction: str) -> bool:
    """Whether a contents list below it would go on with its last list."""
    blocks = scan(introduction.strip()) if introduction else []
    return bool(blocks) and blocks[-1].kind is NodeKind.ITEM


def _name(made: Material) -> str | None:
    """What a list is called that was given no title: as the one list that it was chosen from."""
    scope = made.request.whole_list()
    found = lists.by_id(made.database, scope.list_id) if scope else None
    if found is not None:
        return found.name
    return ONE_LIST_TITLE if len(made.lists) > 1 else None


def _empty(made: Material, place: int) -> FoundList:
    one, _ = made.lists[place]
    return FoundList(one.name, tuple(chosen.headings(made.database, one.id)))


def _lists(made: Material, styling: Styling) -> list[ChosenList]:
    curation = made.request.curation
    mapping = SectionMap.of(curation.moves)
    seen: set[WorkId] = set()
    found: list[FoundList] = []
    for place, (_, ids) in enumerate(made.lists):
        bare = _empty(made, place)
        goes = (
            {section: mapping.target(bare, section) is not None for section in bare.sources}
            if curation.arrangement is Arrangement.MERGED
            else dict.fromkeys(bare.sources, True)
        )
        entries = tuple(_placed(made, ids, goes, seen, styling))
        found.append(FoundList(bare.name, bare.headings, entries))
    styling.tell()
    made.tally.remarks += unknown_moves(made)
    return arranged(found, curation.arrangement, curation.moves)


def _placed(
    made: Material,
    ids: list[int],
    goes: dict[int | None, bool],
    seen: set[WorkId],
    styling: Styling,
) -> Iterator[Placed]:
    """Entries that are written: of each work the first, where its section goes anywhere."""
    for entry in chosen.entries(made.database, ids):
        if entry.work in seen or not goes[entry.section] or not styling.takes(entry):
            continue
        seen.add(entry.work)
        made.tally.count(entry)
        tags = entry.state.tags
        yield Placed(
            styling.written(entry),
            entry.section,
            tags[0] if tags else None,
            entry.text.year,
            entry.text.venue,
        )


def _require_same(data: bytes, meant: "array[int]", styling: Styling, made: Material) -> None:
    """The written list must hold the chosen entries, in order, and nothing else.

    What the introduction links to is no entry of it.
    """
    introduction = made.request.curation.introduction
    said = reader.read_text(f"# T\n\n{introduction}\n").entries
    if len(reader.read_text(f"# T\n\n{introduction}\n\n{_PROBE}").entries) != len(said) + 1:
        raise BadInput(
            "The introduction does not end where it stands: the list would become part of it.",
            "Close what it opens: a block of code, a comment, a tag.",
        )
    told = array("q", (styling.stands_for(entry.text) for entry in ListStream(data).entries()))
    if told[len(said) :] != meant:
        raise BadInput(
            "The chosen entries would not read back as they are, so nothing was written.",
            "Leave out entries until it works: one of them does not end where it seems to.",
        )
