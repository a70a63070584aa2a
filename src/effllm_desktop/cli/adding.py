"""`effllm add`: works into a section of a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli import adding_pdfs, choosing
from effllm_desktop.cli.options import common, examples, words
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session, failure_record
from effllm_desktop.cli.standard_input import read_standard_input
from effllm_desktop.cli.wording import count, entry_count
from effllm_desktop.domain.errors import AppError, BadInput
from effllm_desktop.domain.section_paths import SEPARATOR

if TYPE_CHECKING:
    from effllm_desktop.app.adding import Candidate, Reading
    from effllm_desktop.app.adding_places import Target
    from effllm_desktop.app.library import Library

_LARGEST = 4 * 2**20


@click.command(
    epilog=examples(
        'effllm add 2404.14897 --to "Efficient LLM / Quantization"',
        "effllm add https://github.com/vllm-project/vllm 10.48550/arXiv.2404.14897",
        "effllm add - < papers.bib",
        "effllm add ~/Downloads/paper.pdf",
    )
)
@click.argument("what", nargs=-1, required=True, type=words, metavar="WHAT…")
@click.option(
    "--to",
    type=words,
    metavar="PLACE",
    help="“LIST / SECTION”, or a list; else “Reading list”, a list of your own.",
)
@click.option("--no-lookup", is_flag=True, help="Ask nobody what the works are called.")
@click.option("--again", is_flag=True, help="Add what the list has already, too.")
@common
def add(
    session: Session, what: Sequence[str], *, to: str | None, no_lookup: bool, again: bool
) -> None:
    """Write works into a section, in its own style: arXiv ids, DOIs, addresses, BibTeX, PDFs.

    WHAT may be - for standard input, or a PDF that bears an id: it becomes that work's PDF. Where
    a title is not known, arXiv, OpenAlex or the page itself is asked for it. The list's file is not
    touched until it is saved.
    """
    files = [one for one in what if adding_pdfs.is_pdf(one)]
    text = "\n".join(_read() if one == "-" else one for one in what if one not in files)
    from effllm_desktop.app import adding
    from effllm_desktop.app.operations.entry_editing import AddEntries

    with session.library() as library:
        pdfs = adding_pdfs.named(session, library, files)
        text = "\n".join((text, *pdfs))
        reading = adding.read(library, text)
        if not no_lookup:
            reading = _looked_up(session, library, text, reading)
        for line in reading.unread:
            session.fail(_not_understood(line))
        if not reading.candidates:
            target = None
            fresh: list[Candidate] = []
            present: list[Candidate] = []
        else:
            target = target_of(library, to)
            present = [one for one in reading.candidates if not again and one.is_in(target.list_id)]
            fresh = [one for one in reading.candidates if one not in present]
        if target is not None and fresh:
            entries = [one.entry for one in fresh]
            library.workspace.run(AddEntries(target.list_id, target.section, entries))
        attached = adding_pdfs.attached(session, library, pdfs)
    if session.json:
        record = _record(session, target, fresh, present)
        record["pdfs"] = [{"key": key, "file": str(path)} for key, path in attached.items()]
        session.screen.document(record)
    elif target is not None:
        _tell(session, target, fresh, present)
        for key, path in attached.items():
            session.screen.say(f"{path.name} is the PDF of {key} now.")


def _looked_up(session: Session, library: "Library", text: str, reading: "Reading") -> "Reading":
    """The same with titles that are asked for; what cannot be had is said, and stops nothing."""
    wanted = [one.entry for one in reading.candidates if not one.is_complete]
    settings = session.settings()
    if not wanted or settings.offline:
        return reading
    from effllm_desktop.app import adding
    from effllm_desktop.app.looking_up import look_up_once

    with shown_progress() as progress:
        found = look_up_once(library, wanted, settings, progress)
    for problem in found.problems:
        session.screen.say(f"{problem.what} {problem.hint}".strip())
    return adding.read(library, text, adding.knowing(library, found.facts))


def _read() -> str:
    return read_standard_input(_LARGEST).decode("utf-8", "replace")


def _not_understood(line: str) -> AppError:
    shown = line if len(line) <= 60 else f"{line[:59]}…"
    return BadInput(
        f"“{shown}” names no work.", "Give an arXiv id, a DOI, an address or BibTeX text."
    )


def target_of(library: "Library", to: str | None) -> "Target":
    """The place that `--to` names; the reading list where it names none."""
    from effllm_desktop.app.adding_places import Target, beginning, reading_list

    if to is None:
        return reading_list(library)
    lists = library.outlines.read().lists
    name, separator, path = to.partition(SEPARATOR)
    if separator and not any(one.name == to for one in lists):
        part = choosing.chosen_part(library, name, path)
        if part.section is not None:
            return Target(part.lists[0].id, part.lists[0].name, part.section.section_id, to)
    found = choosing.find_list(lists, to)
    return Target(found.id, found.name, beginning(library, found.id), found.name)


def _record(
    session: Session,
    target: "Target | None",
    fresh: "Sequence[Candidate]",
    present: "Sequence[Candidate]",
) -> dict[str, Any]:
    return {
        "list": target.list_name if target else None,
        "section": target.path if target else None,
        "added": [
            {"key": one.entry.key, "title": one.entry.title, "complete": one.is_complete}
            for one in fresh
        ],
        "present": [
            {"key": one.entry.key, "section": one.place(target.list_id if target else None).path}
            for one in present
        ],
        "failures": [failure_record(problem) for problem in session.failures],
    }


def _tell(
    session: Session,
    target: "Target",
    fresh: "Sequence[Candidate]",
    present: "Sequence[Candidate]",
) -> None:
    for one in present:
        place = one.place(target.list_id).path
        session.screen.say(f"Already there: {one.entry.title}, in {place}.")
    for one in fresh:
        if one.known:
            place = one.place(target.list_id).path
            session.screen.say(f"Also in your library: {one.entry.title}, in {place}.")
    if fresh:
        session.screen.line(f"{entry_count(len(fresh))} added to {target.path}.")
    waiting = sum(not one.is_complete for one in fresh)
    if waiting:
        asks = any(one.entry.arxiv and not one.is_complete for one in fresh)
        how = ": effllm refresh asks arXiv, effllm bring writes it down." if asks else "."
        session.screen.say(f"{count(waiting, 'title')} still to be completed{how}")
