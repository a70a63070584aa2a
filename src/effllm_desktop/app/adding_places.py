"""Where works are added: a section of a list, at first the reader's own reading list."""

from dataclasses import dataclass

from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.list_editing import NewList
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.section_paths import SEPARATOR

READING_LIST = "Reading list"


@dataclass(frozen=True, slots=True)
class Target:
    """A section of a list; None: above its headings. `path` is how people call it."""

    list_id: ListId
    list_name: str
    section: SectionId | None
    path: str


def title_section(library: Library, list_id: ListId) -> SectionId | None:
    """The section of the heading that stands above all others of a list."""
    sections = library.lists.sections(list_id)
    if not sections:
        return None
    first, *rest = sections
    beginning = first.path + SEPARATOR
    return first.id if all(one.path.startswith(beginning) for one in rest) else None


def beginning(library: Library, list_id: ListId) -> SectionId | None:
    """Where entries of a list stand that are in no section below its title."""
    sections = library.lists.sections(list_id)
    return title_section(library, list_id) or (sections[0].id if sections else None)


def reading_list(library: Library) -> Target:
    """The list for works that have no other place yet; made where there is none."""
    found = named(library, READING_LIST)
    if found is None:
        require_free(library, READING_LIST)
        library.workspace.run(NewList(READING_LIST))
        found = named(library, READING_LIST)
    assert found is not None  # noqa: S101 - it was made just now
    return found


def require_free(library: Library, name: str) -> None:
    """Raises NotFound where the list of this name is in the trash: it is not to be made anew."""
    if any(one.name == name for one in library.lists.trashed()):
        raise NotFound(f"The list “{name}” is in the trash.", "Restore it, or name a list.")


def named(library: Library, name: str) -> Target | None:
    """The beginning of the list of just this name, if there is one."""
    for one in library.outlines.read().lists:
        if one.name == name:
            return Target(one.id, one.name, beginning(library, one.id), one.name)
    return None
