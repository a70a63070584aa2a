"""`effllm import --to`: a file into a section that is there, or into a new list of one's own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.adding import target_of
from effllm_desktop.cli.choosing import find_list
from effllm_desktop.cli.options import STANDARD_STREAM
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.standard_input import read_standard_input
from effllm_desktop.cli.text_width import one_line
from effllm_desktop.cli.wording import count, entry_count
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.section_paths import SEPARATOR

if TYPE_CHECKING:
    from effllm_desktop.app.adding_places import Target
    from effllm_desktop.app.into_section import BringInto, BringIntoNew, Coming
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.sources import BytesSource, FileSource

_INDENT = "  "
_SHOWN = 20  # of each kind; --json has all of them


def import_into(session: Session, sources: Sequence[Path], to: str, *, dry_run: bool) -> None:
    """Write what the list does not have yet into the place, with what the file says of works.

    A name that no list has makes one.
    """
    from effllm_desktop.app.into_section import coming

    if len(sources) != 1:
        raise click.UsageError("--to takes one file, or - for standard input.")
    source = _source(sources[0])
    with session.library() as library:
        target = None if _is_new(library, to) else target_of(library, to)
        found = coming(library.database, source, target.list_id if target else None)
        if not dry_run:
            library.workspace.run(_operation(target, to, found))
            found = _with_pdfs(session, library, found)
        name = _name(to) if dry_run or target else _newest(library)
    if session.json:
        session.screen.document(_record(target, name, found, written=not dry_run))
        return
    session.screen.line(_headline(target, name, found, written=not dry_run))
    session.screen.lines(_lines(found, every=dry_run))
    if dry_run:
        session.screen.say("Nothing was taken in.")


def _is_new(library: "Library", to: str) -> bool:
    """Whether this names a list that is to be made: neither a section, nor a number of a list."""
    if SEPARATOR in to or to.strip().isdecimal():
        return False
    from effllm_desktop.app.adding_places import require_free

    try:
        find_list(library.outlines.read().lists, to)
    except NotFound:
        require_free(library, _name(to))
        return True
    return False


def _operation(target: "Target | None", to: str, found: "Coming") -> "BringInto | BringIntoNew":
    from effllm_desktop.app.into_section import BringInto, BringIntoNew

    if target is None:
        return BringIntoNew(_name(to), found.fresh, found.carried)
    return BringInto(target.list_id, target.section, found.fresh, found.carried)


def _with_pdfs(session: Session, library: "Library", found: "Coming") -> "Coming":
    """Copy the PDFs in; with those that are there now."""
    if not found.pdfs:
        return found
    from effllm_desktop.app.carried_pdfs import take_in

    with shown_progress() as progress:
        taken = take_in(library.folder, found.pdfs, progress)
    for failure in taken.failures:
        session.fail(failure.problem)
    return replace(found, pdfs=taken.pdfs)


def _name(to: str) -> str:
    """What a list is called that `--to` names and that is to be made."""
    return " ".join(to.split())


def _newest(library: "Library") -> str:
    """What the list is called that was made just now: another one may have had its name."""
    return max(library.outlines.read().lists, key=lambda one: one.id).name


def _source(path: Path) -> "FileSource | BytesSource":
    from effllm_desktop.app.sources import LARGEST, BytesSource, FileSource

    if path == STANDARD_STREAM:
        return BytesSource("Standard input", read_standard_input(LARGEST))
    return FileSource(path)


def _headline(target: "Target | None", name: str, found: "Coming", *, written: bool) -> str:
    made = f", made of {found.form}" if found.form else ""
    act = "added to" if written else "would come into"
    where = target.path if target else f"the new list “{name}”"
    return f"{entry_count(len(found.fresh))}{made} {act} {one_line(where)}."


def _lines(found: "Coming", *, every: bool) -> Iterator[str]:
    """What comes (only in a dry run), what the list has, what is unread, by its lines."""
    if every:
        signs = ((one.title, "=" if one.key in found.known else "+") for one in found.fresh)
        yield from _some([f"{sign} {one_line(title)}" for title, sign in signs])
    if found.present:
        yield f"{_INDENT}{count(len(found.present), 'work')} in the list already:"
        yield from _some([f"{one_line(one.entry.title)}, in {one.path}" for one in found.present])
    if found.carried:
        yield f"{_INDENT}{count(len(found.carried), 'work')} with status, tags or notes from there"
    if found.pdfs:
        yield f"{_INDENT}{count(len(found.pdfs), 'PDF')} from beside it:"
        yield from _some([one_line(one.path.name) for one in found.pdfs])
    yield from _some([f"line {one.first_line}: {one.reason}" for one in found.problems])


def _some(lines: list[str]) -> Iterator[str]:
    yield from (f"{_INDENT}{line}" for line in lines[:_SHOWN])
    if more := len(lines) - _SHOWN:
        yield from [f"{_INDENT}… and {more:,} more"] if more > 0 else []


def _record(
    target: "Target | None", name: str, found: "Coming", *, written: bool
) -> dict[str, Any]:
    return {
        "list": target.list_name if target else name,
        "section": target.path if target else name,
        "is_new": target is None,
        "form": found.form,
        "written": written,
        "added": [
            {"key": one.key, "title": one.title, "known": one.key in found.known}
            for one in found.fresh
        ],
        "present": [
            {"key": one.entry.key, "title": one.entry.title, "section": one.path}
            for one in found.present
        ],
        "brought": len(found.carried),
        "pdfs": [one.path.name for one in found.pdfs],
        "problems": [one._asdict() for one in found.problems],
    }
