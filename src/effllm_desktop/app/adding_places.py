"""Where works are added: a section of a list, at first the reader's own reading list."""

from dataclasses import dataclass

from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.list_editing import NewList
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId, SectionId

READING_LIST = "Reading list"


@dataclass(frozen=True, slots=True)
class Target:
    """A section of a list; None: above its headings. `path` is how people call it."""

    list_id: ListId
    list_name: str
    section: SectionId | None
    path: str


def reading_list(library: Library) -> Target:
    """The list for works that have no other place yet; made where there is none."""
    found = _named(library)
    if found is None:
        library.workspace.run(NewList(READING_LIST))
        found = _named(library)
    if found is None:
        raise NotFound(f"The list “{READING_LIST}” is in the trash.", "Restore it, or name a list.")
    return found


def _named(library: Library) -> Target | None:
    for one in library.outlines.read().lists:
        if one.name == READING_LIST:
            sections = library.lists.sections(one.id)
            return Target(one.id, one.name, sections[0].id if sections else None, one.name)
    return None
