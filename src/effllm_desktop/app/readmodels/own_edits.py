"""What the reader has changed in a list, edit by edit."""

from contextlib import closing
from pathlib import Path

from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.text_edits import OwnEdit
from effllm_desktop.markdown.carrying import hunks
from effllm_desktop.markdown.source import decode
from effllm_desktop.store import list_edits
from effllm_desktop.store.opening import open_to_read


def read_own_edits(folder: Path, list_id: ListId) -> tuple[OwnEdit, ...]:
    """A job: where the text of a list differs from its file's, in the order of the text.

    Empty for a list that has no file yet, too: all of it is the reader's.
    """
    with closing(open_to_read(folder)) as database:
        base = decode(list_edits.base(database, list_id))
        edited = list_edits.edited(database, list_id)
    if edited is None or not base:
        return ()
    text = edited.decode("utf-8", "surrogateescape")
    return tuple(
        OwnEdit(one.start, text.count("\n", 0, one.start) + 1, text[one.start : one.end], one.text)
        for one in hunks(text, base)
    )
