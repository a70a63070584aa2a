"""`effllm export`: chosen entries, or a whole list, as a file."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.app.exporting.request import KEYED, ExportRequest, Format, Part, Style
from effllm_desktop.cli import choosing
from effllm_desktop.cli.options import (
    FILE,
    STANDARD_STREAM,
    common,
    examples,
    part_options,
    query_argument,
)
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count, entry_count
from effllm_desktop.domain.queries import Query

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library

_NAMED = 5  # notes that are named; the others are counted


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
        'effllm export --list "Efficient LLM" --style annotated -o annotated.md',
        "effllm export is:starred --format obsidian --with note,tags -o ~/vault/papers",
        "effllm export --format json -o everything.json",
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
    help=f"{', '.join(Format)}; markdown where nothing is said.",
)
@click.option(
    "--style",
    type=click.Choice([style.value for style in Style], case_sensitive=False),
    metavar="STYLE",
    help="Of Markdown. original: a list as it was imported; clean: with your edits; repaired: "
    "clean, in repaired text; annotated: repaired, with all that is yours, which import brings "
    "back; curated: your own list of what was chosen, under its headings. "
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
@click.option(
    "--output", "-o", type=FILE, metavar="FILE", help="Write to FILE, in one step; to a folder."
)
@common
def export(session: Session, query: Sequence[str], **options: Any) -> None:
    """Write entries, works or everything, to standard output or to a file.

    Nothing of your own goes along unless you ask for it --with; only annotated lists, and JSON of
    the whole library, are made of it. An Obsidian vault is a folder: name it with -o.
    """
    output: Path | None = options.pop("output")
    if output == STANDARD_STREAM:
        output = None
    if session.json and output is None:
        raise click.UsageError("--json prints what was done: name a file with -o as well.")
    with session.library() as library:
        queries = choosing.wanted_queries(session, library, query)
        request = _request(library, queries, **options)
        if request.format in KEYED:
            request = replace(request, citation_key=session.settings().citation_key)
        if request.format is Format.OBSIDIAN:
            _write_vault(session, library, request, output)
        elif output is None:
            _pipe(session, library, request)
        else:
            _write(session, library, request, output)


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
    wanted = Format(form.lower())
    # With no list named and only one there, that one is meant; with several, all of them.
    is_named = list_name is not None or section is not None or wanted is not Format.JSON
    scopes = part.scopes if is_named and len(part.scopes) == 1 else ()
    request = ExportRequest(scopes, queries[0], Style.CLEAN, wanted, own)
    if style is None and (own or request.whole_list() is None):
        style = Style.CURATED
    return replace(request, style=Style(style.lower())) if style else request


def _pipe(session: Session, library: "Library", request: ExportRequest) -> None:
    from effllm_desktop.app.exporting.rendering import stream

    for piece in stream(library, request).pieces:
        session.screen.data(piece)


def _write(session: Session, library: "Library", request: ExportRequest, output: Path) -> None:
    """Put the file where it belongs if nobody else wrote there meanwhile."""
    from effllm_desktop.app.exporting.writing import export_to

    made = export_to(library, request, output)
    if session.json:
        record = {"file": str(output.absolute()), "bytes": made.size}
        session.screen.document({**record, "entries": made.entries, "own": list(made.own)})
    else:
        session.screen.say(
            f"{entry_count(made.entries)} written to {output}.{_own_words(made.own)}"
        )


def _write_vault(
    session: Session, library: "Library", request: ExportRequest, folder: Path | None
) -> None:
    from effllm_desktop.app.exporting import vault

    if folder is None:
        raise click.UsageError("A vault is a folder: name it with -o.")
    with shown_progress() as progress:
        made = vault.write(library, request, folder, progress)
    if session.json:
        record = {"folder": str(folder.absolute()), **asdict(made), "own": list(made.own)}
        session.screen.document(record)
        return
    session.screen.say(
        f"{count(made.written, 'note')} written to {folder}, {made.unchanged:,} as they were."
        f"{_own_words(made.own)}"
    )
    if made.left:
        names = ", ".join(made.left[:_NAMED])
        session.screen.say(f"Left alone, for the program's part is gone from them: {names}.")


def _own_words(own: Sequence[str]) -> str:
    return f" Of your own it holds {', '.join(own)}." if own else ""
