"""A request and the library → the bytes of a file, piece by piece."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from effllm_desktop.app.collecting import no_collecting
from effllm_desktop.app.exporting import annotating, curating, vault_notes
from effllm_desktop.app.exporting.formats import FORMATS
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import STYLED, ExportRequest, Format, Style
from effllm_desktop.app.exporting.tally import Tally
from effllm_desktop.app.library import Library
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import ListId
from effllm_desktop.store import list_edits, lists
from effllm_desktop.store.database import Database

_PIECE = 2**16
"""Characters that are written at once."""


@dataclass(frozen=True, slots=True)
class Export:
    """What was made. `own` says in words what of the reader's own is inside.

    `remarks` are sentences about what was left out.
    """

    data: bytes
    entries: int
    own: tuple[str, ...] = ()
    is_whole: bool = True
    remarks: tuple[str, ...] = ()


class Stream:
    """A file on its way out; the rest is known once all pieces are taken."""

    def __init__(self, made: Material, pieces: Iterable[bytes]) -> None:
        self._made = made
        self.pieces = _taken(pieces)

    @property
    def entries(self) -> int:
        return self._made.tally.entries

    @property
    def own(self) -> tuple[str, ...]:
        """How many entries carry what of the reader's own, in words."""
        return self._made.tally.own

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences about what was left out."""
        return tuple(self._made.tally.remarks)


def stream(
    library: Library,
    request: ExportRequest,
    before: bytes | None = None,
    checkpoint: Callable[[], None] = lambda: None,
    *,
    over: bool = False,
) -> Stream:
    """Make the file that a request asks for, while its pieces are taken.

    `before` is what stands where the file goes: an annotated list keeps what was written into it by
    hand. Where that is more than notes it is refused, unless it is to be written `over`.
    `checkpoint` raises where it is no longer wanted. Raises BadInput for what cannot be asked for,
    FileChanged.
    """
    return streamed(material(library, request, checkpoint), before, over=over)


def material(
    library: Library, request: ExportRequest, checkpoint: Callable[[], None] = lambda: None
) -> Material:
    """What a request asks for, with what goes along unasked and without what has no place."""
    sound = replace(request, parts=(request.parts | request.implied) & request.holds)
    return Material(library.database, sound, checkpoint=checkpoint)


def streamed(made: Material, before: bytes | None = None, *, over: bool = False) -> Stream:
    """The same as `stream`, of what is asked for already."""
    request = made.request
    if request.format is Format.OBSIDIAN:
        return Stream(made, _bytes(vault_notes.as_text(made)))
    if request.format in STYLED:  # each piece takes its time
        return Stream(made, (one.encode() for one in FORMATS[request.format](made)))
    if request.format is not Format.MARKDOWN:
        return Stream(made, _bytes(FORMATS[request.format](made)))
    if request.is_curated:
        return Stream(made, curating.pieces(made))
    return Stream(made, _whole_list(made, before, over=over))


def render(library: Library, request: ExportRequest, limit: int | None = None) -> Export:
    """The file in memory, or only its beginning of so many bytes; all of it is counted."""
    made = stream(library, request)
    kept, size = [], 0
    for piece in made.pieces:
        if limit is None or size < limit:
            kept.append(piece if limit is None else piece[: limit - size])
        size += len(piece)
    data = b"".join(kept)
    return Export(data, made.entries, made.own, len(data) == size, made.remarks)


def _taken(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same; meanwhile nobody looks for garbage, of which rows and texts leave none.

    Looking through each batch of them takes a quarter of the time that an export takes.
    """
    with no_collecting():
        yield from pieces


def _bytes(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts as UTF-8 in pieces that are worth a system call."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _PIECE:
            yield "".join(waiting).encode("utf-8", "surrogateescape")
            waiting, size = [], 0
    yield "".join(waiting).encode("utf-8", "surrogateescape")


def _whole_list(made: Material, before: bytes | None, *, over: bool) -> Iterator[bytes]:
    request, database = made.request, made.database
    scope = request.whole_list()
    annotated = request.style is Style.ANNOTATED
    if scope is None or (request.parts and not annotated):
        raise BadInput(
            f"The style “{request.style}” writes one list as a whole.",
            "Name one list and nothing else, or use the style “curated”.",
        )
    data = _text(database, scope.list_id, request.style)
    count_edits(made, made.tally)
    if annotated:
        return annotating.pieces(made, data, before, over=over)
    made.tally.entries = sum(len(ids) for _, ids in made.lists)
    return iter([data])


def count_edits(made: Material, tally: Tally) -> None:
    """Count the reader's edits of a list that is written as a whole."""
    scope = made.request.whole_list()
    if scope is not None and made.request.style is not Style.ORIGINAL:
        tally.count_besides(
            "edits of the list", len(list_edits.of_list(made.database, scope.list_id))
        )


def _text(database: Database, list_id: ListId, style: Style) -> bytes:
    """A list as it came, as it is shown, or with the reader's edits where there are any."""
    is_edited = list_edits.edited(database, list_id) is not None
    if style is Style.ORIGINAL or (style is Style.CLEAN and not is_edited):
        return lists.current_version(database, list_id).data
    return list_edits.shown(database, list_id)
