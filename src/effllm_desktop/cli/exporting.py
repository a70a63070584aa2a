"""`effllm export`: chosen entries, or a whole list, as a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.app.exporting.request import ExportRequest, Format, Part, Style
from effllm_desktop.cli import choosing
from effllm_desktop.cli.options import (
    FILE,
    STANDARD_STREAM,
    common,
    examples,
    part_options,
    query_argument,
)
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import entry_count
from effllm_desktop.domain.queries import Query

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.rendering import Export
    from effllm_desktop.app.library import Library


def _parts(text: str) -> frozenset[Part]:
    """Names of parts with commas between them."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(Part)]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is not one of {', '.join(Part)}.")
    return frozenset(map(Part, names))


@click.command(
    epilog=examples(
        'effllm export --list "Efficient LLM" --style repaired -o README.md',
        "effllm export 'is:starred rating:>=4' --with note,status -o my-list.md",
        'effllm export --section "Quantization / Papers" --format bibtex > papers.bib',
    )
)
@query_argument
@part_options
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format], case_sensitive=False),
    default=Format.MARKDOWN.value,
    metavar="FORMAT",
    help="markdown (where nothing is said), bibtex or json.",
)
@click.option(
    "--style",
    type=click.Choice([style.value for style in Style], case_sensitive=False),
    metavar="STYLE",
    help="Of Markdown. original: a list as it was imported; clean: with your edits; repaired: "
    "clean, in repaired text; curated: your own list of what was chosen, under its headings. "
    "Without it a whole list is clean and everything else curated.",
)
@click.option(
    "--with",
    "own",
    type=_parts,
    default="",
    metavar="PARTS",
    help=f"What of your own goes along: {', '.join(Part)}; commas between them.",
)
@click.option("--output", "-o", type=FILE, metavar="FILE", help="Write to FILE, in one step.")
@common
def export(session: Session, query: Sequence[str], **options: Any) -> None:
    """Write entries as Markdown, BibTeX or JSON, to standard output or to a file.

    Nothing of your own goes along unless you ask for it --with; JSON holds the state of each work.
    """
    output: Path | None = options.pop("output")
    if output == STANDARD_STREAM:
        output = None
    if session.json and output is None:
        raise click.UsageError("--json prints what was done: name a file with -o as well.")
    with session.library() as library:
        queries = choosing.wanted_queries(session, library, query)
        made = _write(library, _request(library, queries, **options), output)
    if output is None:
        session.screen.data(made.data)
    elif session.json:
        session.screen.document(_record(made, output))
    else:
        own = f" Of your own it holds {', '.join(made.own)}." if made.own else ""
        session.screen.say(f"{entry_count(made.entries)} written to {output}.{own}")


def _request(
    library: "Library",
    queries: Sequence[Query],
    *,
    list_name: str | None,
    section: str | None,
    form: str,
    style: str | None,
    own: frozenset[Part],
) -> ExportRequest:
    part = choosing.chosen_part(library, list_name, section)
    if len(queries) > 1:
        raise click.UsageError("Name one work, or say one query.")
    # With no list named and only one there, that one is meant; with several, all of them.
    scopes = part.scopes if len(part.scopes) == 1 else ()
    request = ExportRequest(scopes, queries[0], Style.CLEAN, Format(form.lower()), own)
    if style is None and (own or request.whole_list() is None):
        style = Style.CURATED
    return replace(request, style=Style(style.lower())) if style else request


def _write(library: "Library", request: ExportRequest, output: Path | None) -> "Export":
    """Make the file, and put it where it belongs if nobody else wrote there meanwhile."""
    from effllm_desktop.app.exporting.rendering import render
    from effllm_desktop.app.exporting.writing import require_taken_in, seen, write

    if output is None:
        return render(library, request)
    before = seen(output)
    require_taken_in(library, output)
    made = render(library, request)
    write(output, made.data, before)
    return made


def _record(made: "Export", output: Path) -> dict[str, Any]:
    return {
        "file": str(output.absolute()),
        "bytes": len(made.data),
        "entries": made.entries,
        "own": list(made.own),
    }
