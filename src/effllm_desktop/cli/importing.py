"""`effllm import`: lists from files, folders, standard input, or from the program itself."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.choosing import find_list
from effllm_desktop.cli.list_names import complete_list_name
from effllm_desktop.cli.options import FILE, STANDARD_STREAM, common, examples, words
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session, failure_record
from effllm_desktop.cli.standard_input import read_standard_input
from effllm_desktop.cli.text_width import one_line, wrap
from effllm_desktop.cli.wording import count, counts, entry_count
from effllm_desktop.domain.errors import NotFound

if TYPE_CHECKING:
    from effllm_desktop.app.importing import ImportSummary, ListReport, Source

_STANDARD_INPUT = "Standard input"
_INDENT = " " * 10
_COLOURS = {"new": "green", "updated": "green", "restored": "green"}


@click.command(
    name="import",
    epilog=examples(
        "effllm import --bundled",
        "effllm import README.md ~/lists/awesome-llm",
        'curl -s https://example.org/list.md | effllm import - --name "Efficient LLM"',
        'effllm import new-version.md --as "Efficient LLM"',
    ),
)
@click.argument("sources", nargs=-1, type=FILE, metavar="SOURCE…")
@click.option("--bundled", is_flag=True, help="Take in the lists that come with the program.")
@click.option("--name", type=words, metavar="NAME", help="Call the list so.")
@click.option(
    "--as",
    "as_list",
    type=words,
    metavar="LIST",
    shell_complete=complete_list_name,
    help="Take it in as a new version of this list.",
)
@click.option("--copy", is_flag=True, help="Keep no link to the file.")
@common
def take_in(
    session: Session,
    sources: Sequence[Path],
    *,
    bundled: bool,
    name: str | None,
    as_list: str | None,
    copy: bool,
) -> None:
    """Take in lists, or their new versions.

    SOURCE is a Markdown file, a folder (all lists in it) or - for standard input. A file that was
    taken in before is taken in as a new version of its list: what you noted of its works stays.
    """
    from effllm_desktop.app.importing import ImportRequest, import_lists

    if not sources and not bundled:
        raise click.UsageError("Name a file, a folder or - for standard input, or say --bundled.")
    request = ImportRequest(
        sources=tuple(_sources(sources, bundled=bundled)),
        name=name,
        as_list=None if as_list is None else _known_name(session, as_list),
        copy=copy,
    )
    with shown_progress() as progress:
        summary = import_lists(session.folder, request, progress)
    _show(session, summary)


def _sources(paths: Sequence[Path], *, bundled: bool) -> Iterator["Source"]:
    from effllm_desktop.app.importing import Bundled, BytesSource, FileSource
    from effllm_desktop.app.sources import LARGEST

    if bundled:
        yield Bundled()
    for path in dict.fromkeys(paths):
        if path == STANDARD_STREAM:
            yield BytesSource(_STANDARD_INPUT, read_standard_input(LARGEST))
        else:
            yield FileSource(path)


def _known_name(session: Session, wanted: str) -> str:
    """The full name of the list that is meant; one in the trash goes by its full name only."""
    with session.library() as library:
        try:
            return find_list(library.outlines.read().lists, wanted).name
        except NotFound:
            return wanted


def _show(session: Session, summary: "ImportSummary") -> None:
    for failure in summary.failures:
        session.fail(failure.problem)
    if session.json:
        session.screen.document(_record(summary))
    else:
        session.screen.lines(line for report in summary.lists for line in _lines(session, report))


def _record(summary: "ImportSummary") -> dict[str, Any]:
    return {
        "lists": [_list_record(report) for report in summary.lists],
        "failures": [
            {"source": failure.source, **failure_record(failure.problem)}
            for failure in summary.failures
        ],
    }


def _list_record(report: "ListReport") -> dict[str, Any]:
    values = asdict(report)
    return {"id": values.pop("list_id"), **values}


def _lines(session: Session, report: "ListReport") -> Iterator[str]:
    style = session.screen.style
    outcome = style(f"{report.outcome.capitalize():<10}", fg=_COLOURS.get(report.outcome))
    yield f"{outcome}{style(one_line(report.name), bold=True)}"
    for line in _facts(report) if report.outcome != "unchanged" else ():
        yield from (f"{_INDENT}{part}" for part in wrap(line, session.screen.width - len(_INDENT)))


def _facts(report: "ListReport") -> Iterator[str]:
    yield f"{entry_count(report.entries)} in {count(report.sections, 'section')}"
    if report.outcome != "new":
        pairs = [
            (report.added, "new"),
            (report.changed, "changed"),
            (report.moved, "moved"),
            (report.removed, "removed"),
            (report.returned, "back again"),
        ]
        if told := counts(pairs):
            yield told
    yield from filter(None, (report.damage, report.offered))
    if report.problems:
        places = count(len(report.problems), "place")
        yield f"{places} not understood; kept as they are: effllm check shows them"
