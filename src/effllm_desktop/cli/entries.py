"""`effllm list`: entries in the order of their lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import click

from effllm_desktop.cli.choosing import HOW_TO_BEGIN, NO_LISTS, chosen_part, wanted_queries
from effllm_desktop.cli.entry_lines import entry_lines
from effllm_desktop.cli.options import (
    common,
    examples,
    limit_option,
    part_options,
    query_argument,
)
from effllm_desktop.cli.query_help import table
from effllm_desktop.cli.reading import (
    Shown,
    each_work_once,
    records,
    selected_entries,
    shown_entries,
)
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line, wrap
from effllm_desktop.domain import section_paths


@click.command(
    name="list",
    epilog=table()
    + examples(
        "effllm list",
        "effllm list is:unread kind:paper --limit 20",
        "effllm list 'author:hinton or is:starred' year:2023..2024",
        'effllm list "kv cache" --list "Awesome efficient llm"',
        'effllm list --section "Quantization / Papers" --json',
    ),
)
@query_argument
@part_options
@click.option("--works", is_flag=True, help="Show each work once, where it comes first.")
@limit_option
@common
def list_entries(
    session: Session,
    query: Sequence[str],
    *,
    list_name: str | None,
    section: str | None,
    works: bool,
    limit: int | None,
) -> None:
    """Show entries in the order of their lists.

    Without a QUERY all of them; a KEY shows the entries of that work.

    ● unread   ◐ reading   ✓ read   ✕ not for me   ★ starred
    """
    screen = session.screen
    with session.library() as library:
        part = chosen_part(library, list_name, section)
        ids = selected_entries(library, part, wanted_queries(session, library, query))
        if session.json:
            found = records(library, ids)
            found = each_work_once(found, lambda record: str(record["key"])) if works else found
            screen.records(islice(found, limit))
            return
        shown = shown_entries(library, ids)
        shown = each_work_once(shown, lambda one: one.row.key) if works else shown
        screen.lines(_lines(islice(shown, limit), screen, under_headings=not works))
    if not part.lists:
        screen.say(f"{NO_LISTS}\n{HOW_TO_BEGIN}")
    elif not ids:
        screen.say("No entry fits." if query else "There is no entry here.")


def _lines(shown: Iterable[Shown], screen: Screen, *, under_headings: bool) -> Iterator[str]:
    """Entries under their headings, as they stand in the lists."""
    list_name, headings = "", None
    for number, (row, record) in enumerate(shown):
        if under_headings and row.list_name != list_name:
            yield from [""] * bool(number)
            yield screen.style(one_line(row.list_name), bold=True, underline=True)
            list_name, headings = row.list_name, None
        if under_headings and record["section"] != headings:
            headings = record["section"]
            yield ""
            yield from _heading(row.list_name, headings, screen)
        yield from entry_lines(row, screen)


def _heading(list_name: str, headings: Sequence[str], screen: Screen) -> Iterator[str]:
    """The path of a section, without the title that the list is called by."""
    named = bool(headings) and f"{list_name} (".startswith(f"{headings[0]} (")
    path = section_paths.join([one_line(heading) for heading in headings[named:]])
    if path:
        yield from (screen.style(line, bold=True) for line in wrap(path, screen.width))
