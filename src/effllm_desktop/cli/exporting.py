"""`effllm export`: chosen entries, or a whole list, as a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.app.exporting.request import KEYED, STYLED, ExportRequest, Format, Part, Style
from effllm_desktop.cli import choosing
from effllm_desktop.cli.curating import curation, curation_options, taken
from effllm_desktop.cli.options import (
    FILE,
    STANDARD_STREAM,
    common,
    examples,
    part_options,
    query_argument,
    words,
)
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.recipes import (
    file_record,
    keep_recipe,
    own_sentence,
    pipe,
    run_recipe,
    vault_record,
)
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count, entry_count
from effllm_desktop.domain.queries import EVERYTHING, Field, Query

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library

_FORM = Format.MARKDOWN.value


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
        "effllm export is:starred --format bibliography --csl ieee.csl -o list.html",
        "effllm export --format json -o everything.json",
        "effllm export is:starred --wording bullets --title Mine --keep mine -o my.md",
        "effllm export --recipe mine",
    )
)
@query_argument
@part_options
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format], case_sensitive=False),
    default=_FORM,
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
@curation_options
@click.option(
    "--csl",
    type=FILE,
    metavar="FILE",
    help="The style of a bibliography, in CSL; without it the setting citation_style, or Harvard.",
)
@click.option(
    "--output", "-o", type=FILE, metavar="FILE", help="Write to FILE, in one step; to a folder."
)
@click.option(
    "--keep",
    type=words,
    metavar="NAME",
    help="Keep all that is chosen here, and FILE, as a recipe of this name.",
)
@click.option(
    "--recipe",
    type=words,
    metavar="NAME",
    help="Write again what was kept under this name, to its own file or to FILE, which it goes to "
    "from then on.",
)
@click.option("--over", is_flag=True, help="With --recipe: whatever was written into its file.")
@common
def export(session: Session, query: Sequence[str], **options: Any) -> None:
    """Write entries, works or everything, to standard output or to a file.

    Nothing of your own goes along unless you ask for it --with; only annotated lists and JSON are
    made of it, but notes come in JSON of chosen entries only when asked for. An Obsidian vault is a
    folder: name it with -o.
    """
    output: Path | None = options.pop("output")
    csl: Path | None = options.pop("csl")
    name, keep, over = (options.pop(option) for option in ("recipe", "keep", "over"))
    if name is not None:
        if query or keep or csl or any(value and value != _FORM for value in options.values()):
            raise click.UsageError("--recipe goes with -o and --over only: all else is in it.")
        run_recipe(session, name, output, over=over)
        return
    if over:
        raise click.UsageError("--over goes with --recipe.")
    if output == STANDARD_STREAM:
        output = None
    if session.json and output is None:
        raise click.UsageError("--json prints what was done: name a file with -o as well.")
    with session.library() as library:
        queries = choosing.wanted_queries(session, library, query)
        part = _named_part(library, options)
        wanted = options["form"], options["style"]
        request = _request(library, queries, part, options["own"], wanted, taken(options))
        request = _as_set(session, request, csl, output)
        if request.format is Format.OBSIDIAN:
            _write_vault(session, library, request, output)
        elif output is None:
            _pipe(session, library, request)
        else:
            _write(session, library, request, output)
        if keep is not None:
            keep_recipe(session, library, keep, request, output)


def _request(
    library: "Library",
    queries: Sequence[Query],
    part: "choosing.Part | None",
    own: frozenset[Part],
    wanted: tuple[str, str | None],
    curated: dict[str, Any],
) -> ExportRequest:
    """What the words of a call ask for. `wanted` are format and style."""
    works = _works(queries)
    # With no list named and only one there, that one is meant; with several, all of them.
    scopes = part.scopes if part is not None and len(part.scopes) == 1 else ()
    form, style = Format(wanted[0].lower()), wanted[1]
    query = EVERYTHING if works else queries[0]
    request = ExportRequest(scopes, query, Style.CLEAN, form, own, works=works)
    if style is None and (own or curated or request.whole_list() is None):
        style = Style.CURATED
    request = replace(request, style=Style(style.lower())) if style else request
    return _as_curated(library, request, curated) if curated else request


def _named_part(library: "Library", options: dict[str, Any]) -> "choosing.Part | None":
    """The part that was named; None for all that is there, as only JSON can hold it."""
    list_name, section = options["list_name"], options["section"]
    if list_name is None and section is None and Format(options["form"].lower()) is Format.JSON:
        return None
    return choosing.chosen_part(library, list_name, section)


def _works(queries: Sequence[Query]) -> tuple[str, ...]:
    """The keys of works that were named one by one; none where one query was said."""
    if len(queries) == 1:
        return ()
    keys = [query.terms[0].value for query in queries if _is_work(query)]
    if len(keys) < len(queries):
        raise click.UsageError("Name works, or say one query.")
    return tuple(keys)


def _is_work(query: Query) -> bool:
    return [term.field for term in query.terms] == [Field.WORK]


def _as_curated(
    library: "Library", request: ExportRequest, curated: dict[str, Any]
) -> ExportRequest:
    """The request with what was said of a list of one's own. A page has a title, too."""
    titled = replace(request, title=curated.get("title"))
    if request.format is Format.HTML and curated.keys() == {"title"}:
        return titled
    if not request.is_curated:
        raise click.UsageError("--title, --arrange and the like are of a curated list.")
    return replace(titled, curation=curation(library, curated))


def _as_set(
    session: Session, request: ExportRequest, csl: Path | None, output: Path | None
) -> ExportRequest:
    """The request with what the settings say; of a bibliography also with its style and form.

    A file whose name says that it is HTML becomes a page.
    """
    if csl is not None and request.format not in STYLED:
        raise click.UsageError("--csl is of --format bibliography.")
    if request.format in KEYED:
        return replace(request, citation_key=session.settings().citation_key)
    if request.format not in STYLED:
        return request
    style = session.settings().citation_style if csl is None else str(csl.absolute())
    is_page = output is not None and output.suffix.lower() in (".html", ".htm")
    form = Format.BIBLIOGRAPHY_HTML if is_page else request.format
    return replace(request, format=form, citation_style=style)


def _pipe(session: Session, library: "Library", request: ExportRequest) -> None:
    from effllm_desktop.app.exporting.rendering import stream

    pipe(session, stream(library, request))


def _write(session: Session, library: "Library", request: ExportRequest, output: Path) -> None:
    """Put the file where it belongs if nobody else wrote there meanwhile."""
    from effllm_desktop.app.exporting.writing import export_to

    made = export_to(library, request, output)
    if session.json:
        session.screen.document(file_record(output, made))
    else:
        session.screen.say(
            f"{entry_count(made.entries)} written to {output}.{own_sentence(made.own)}"
        )
        for remark in made.remarks:
            session.screen.say(remark)


def _write_vault(
    session: Session, library: "Library", request: ExportRequest, folder: Path | None
) -> None:
    from effllm_desktop.app.exporting import vault

    if folder is None:
        raise click.UsageError("A vault is a folder: name it with -o.")
    with shown_progress() as progress:
        made = vault.write(library, request, folder, progress)
    if session.json:
        session.screen.document(vault_record(folder, made))
        return
    session.screen.say(
        f"{count(made.written, 'note')} written to {folder}, {made.unchanged:,} as they were."
        f"{own_sentence(made.own)}"
    )
    for remark in made.remarks:
        session.screen.say(remark)
