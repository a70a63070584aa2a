"""Lists that are no Markdown lists at all: reStructuredText, a program, data."""

from collections.abc import Sequence

from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem
from effllm_desktop.store import lists
from effllm_desktop.store.database import Database


def foreign(
    database: Database, list_id: ListId, entries: int, problems: Sequence[Problem]
) -> str | None:
    """What a stored list is that is no Markdown list, in a sentence; None for all others.

    That is not stored, and seldom wanted: only a list that has no entries and one problem, which
    begins on its first line, is looked at once more.
    """
    if entries or len(problems) != 1 or problems[0].first_line != 1:
        return None
    from effllm_desktop.markdown.foreign import seems  # the engine: not needed to open a library

    version = lists.current_version(database, list_id)
    return seems(version.data if version.repaired is None else version.repaired)
