"""What is asked of an import, and what it tells afterwards."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from effllm_desktop.app.sources import Failure, Source
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem


class Outcome(StrEnum):
    """What became of a document. `RESTORED`: its list was in the trash."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    RESTORED = "restored"


class What(StrEnum):
    """What became of an entry. `KNOWN`: the library has its work already; told of new lists."""

    ADDED = "added"
    RETURNED = "returned"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class EntryNews:
    """One entry of which a version says something new. `before`: its title, where it was another.

    `section` is the path below the list's title where it stands now, or stood.
    """

    what: What
    title: str
    section: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to take in.

    `name` is for the list, `as_list` names the list that it is a version of, `copy` keeps no link
    to the file. `is_fresh`: it is a list of its own, whatever the library has.
    """

    sources: tuple[Source, ...]
    name: str | None = None
    as_list: str | None = None
    copy: bool = False
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class ListReport:
    """What became of one document, or would become of it.

    `list_id` is None only for a list that a preview would make. `damage` says how the text was
    repaired, `offered` which repair was not made because it may be wrong. `foreign` says in a
    sentence that the document is no Markdown list; its only problem says the same. `related` are
    files that it links to and that may be lists; of an unchanged list they are not looked for.
    `form` is what the file was before it was made a list, `brought` how many works got a state from
    it, `pdfs` what the files are called that came along.
    """

    list_id: ListId | None
    name: str
    outcome: Outcome
    entries: int
    sections: int
    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    returned: int = 0
    news: tuple[EntryNews, ...] = ()
    problems: tuple[Problem, ...] = ()
    damage: str | None = None
    offered: str | None = None
    foreign: str | None = None
    related: tuple[Path, ...] = ()
    form: str | None = None
    brought: int = 0
    pdfs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What became of everything that was asked for."""

    lists: tuple[ListReport, ...]
    failures: tuple[Failure, ...]
