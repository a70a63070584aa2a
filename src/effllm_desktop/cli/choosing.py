"""Which list, section or works somebody means, by what they typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line
from effllm_desktop.cli.wording import choice
from effllm_desktop.domain import keys, section_paths
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.queries import Field, Query, Term, parse
from effllm_desktop.domain.queries.describing import taken_as_text
from effllm_desktop.domain.scopes import ListScope, SectionScope

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.readmodels.lists import SectionFacts
    from effllm_desktop.app.readmodels.outline import ListNode


class Named(Protocol):
    """A list as people name it."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...


L = TypeVar("L", bound=Named)
NO_LISTS = "The library has no list yet."
_FIELDS_AND_KEYS = ("title:", "url:")
HOW_TO_BEGIN = "Take one in: effllm import README.md, or effllm import --bundled."


@dataclass(frozen=True, slots=True)
class Part:
    """What --list and --section name. `lists` are those it lies in; no scope: all of these."""

    lists: tuple["ListNode", ...]
    section: SectionScope | None = None

    @property
    def scopes(self) -> tuple[ListScope | SectionScope, ...]:
        if self.section is not None:
            return (self.section,)
        return tuple(ListScope(one.id) for one in self.lists)


def chosen_part(library: "Library", list_name: str | None, section: str | None) -> Part:
    """What --list and --section name; every list where they name none."""
    lists = library.outlines.read().lists
    if list_name is not None:
        lists = (find_list(lists, list_name),)
    if section is None:
        return Part(lists)
    return _find_section(library, lists, section)


def find_list(lists: Sequence[L], wanted: str) -> L:
    """The list of this name, whatever its case, of this number, or whose name begins so."""
    name = wanted.strip().casefold()
    ways = (
        [one for one in lists if one.name == wanted.strip()],
        [one for one in lists if one.name.casefold() == name],
        [one for one in lists if str(one.id) == name],
        [one for one in lists if name and one.name.casefold().startswith(name)],
    )
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0]
    _require_any(lists)
    shown = f"“{one_line(wanted)}”"
    if found:
        raise BadInput(f"{shown} could be more than one list.", f"Say {_names(found)}.")
    raise NotFound(f"There is no list {shown}.", f"Say {_names(lists)}.")


def _find_section(library: "Library", lists: tuple["ListNode", ...], wanted: str) -> Part:
    _require_any(lists)
    owners = {one.id: one for one in lists}
    found = [one for one in _sections_named(library, lists, wanted) if one.list_id in owners]
    if len(found) == 1:
        return Part((owners[found[0].list_id],), SectionScope(found[0].id))
    shown = f"“{one_line(wanted)}”"
    if not found:
        raise NotFound(f"There is no section {shown}.", "To see them: effllm sections LIST")
    paths = [section.path for section in found]
    alike = len(set(paths)) < len(paths)  # sections of lists with one title
    if alike:
        paths = [f"{section.path} in {owners[section.list_id].name}" for section in found]
    raise BadInput(
        f"{shown} could be more than one section.",
        f"Say {choice([one_line(path) for path in paths])}{', with --list' if alike else ''}.",
    )


def _sections_named(
    library: "Library", lists: Sequence["ListNode"], wanted: str
) -> list["SectionFacts"]:
    """The sections that a path may mean.

    Without the list's title it is still a whole path: `Survey` is the section below the title, not
    any other one of that name.
    """
    within = lists[0].id if len(lists) == 1 else None
    found = library.lists.sections_named(wanted, within)
    titles = {one.id: _title(library.lists.sections(one.id)) for one in lists}
    if len(found) == 1 and found[0].path != titles.get(found[0].list_id):
        return found
    below = [
        section
        for list_id, title in titles.items()
        if title
        for section in library.lists.sections_named(section_paths.join([title, wanted]), list_id)
    ]
    return below or found


def _title(sections: Sequence["SectionFacts"]) -> str | None:
    """The heading that stands above all others."""
    if not sections:
        return None
    first, *rest = [section.path for section in sections]
    beginning = f"{first}{section_paths.SEPARATOR}"
    return first if all(path.startswith(beginning) for path in rest) else None


def wanted_queries(session: Session, library: "Library", words: Sequence[str]) -> tuple[Query, ...]:
    """What the words of a call select: each key its work, the other words together one query."""
    queries, rest = [], []
    for word in words:
        if key := key_named(library, word):
            known_work(library, key)
            queries.append(Query(Term(Field.WORK, key)))
        else:
            rest.append(word)
    if rest or not words:
        queries.append(read_query(session, library, rest))
    return tuple(queries)


def read_query(session: Session, library: "Library", words: Sequence[str]) -> Query:
    """The query that words make together; what was not read as it looks is told."""
    query = library.entries.understood(parse(" ".join(words)))
    for said in (*taken_as_text(query), *library.entries.not_known_yet(query)):
        session.screen.say(one_line(said))
    return query


def key_named(library: "Library", word: str) -> str | None:
    """The key that a word of a call names.

    `title:` and `url:` are fields as well: there it is a key if the library knows it.
    """
    key, may_be_field = keys.from_argument(word), word.lower().startswith(_FIELDS_AND_KEYS)
    if not may_be_field:
        return None if " " in word.strip() else key
    if key is None:
        return None
    return key if library.works.find(key) is not None else None


def known_work(library: "Library", key: str) -> WorkId:
    """The work of a key. Raises NotFound."""
    work = library.works.find(key)
    if work is None:
        raise NotFound(
            f"There is no work {one_line(key)} in the library.",
            "To look for it by its words: effllm search TEXT",
        )
    return work


def work_of_argument(library: "Library", argument: str) -> WorkId:
    """The work that one argument names: its key, id or address. Raises NotFound."""
    key = keys.from_argument(argument)
    if key is None:
        raise NotFound(
            f"“{one_line(argument)}” is no key, id or address of a work.",
            "To look for it by its words: effllm search TEXT",
        )
    return known_work(library, key)


def _require_any(lists: Sequence[Named]) -> None:
    if not lists:
        raise NotFound(NO_LISTS, HOW_TO_BEGIN)


def _names(lists: Sequence[Named]) -> str:
    return choice([one_line(one.name) for one in lists])
