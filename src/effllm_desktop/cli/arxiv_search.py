"""`effllm arxiv`: papers that arXiv has, found by words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.options import common, examples, words
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count

if TYPE_CHECKING:
    from effllm_desktop.app.arxiv_searching import Hit, Hits

_MOST = 100
_AUTHORS = 3


@click.command(
    epilog=examples(
        "effllm arxiv speculative decoding",
        'effllm arxiv author:Frantar "one-shot pruning" --newest --limit 5',
    )
)
@click.argument("text", nargs=-1, required=True, type=words, metavar="WORDS…")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), metavar="N", help="No more than N papers (30)."
)
@click.option("--newest", is_flag=True, help="The newest first, not those that fit best.")
@common
def arxiv(session: Session, text: Sequence[str], *, limit: int | None, newest: bool) -> None:
    """Search arXiv for papers that hold all WORDS, and say what the library has of them.

    A word may begin with title:, author:, abstract:, category:; a word after a - must not be there;
    words in quotes are a phrase. Nothing is added: give the ids to effllm add.
    """
    from effllm_desktop.app.arxiv_searching import USUAL, Wanted, search_arxiv
    from effllm_desktop.app.network import pacing_of

    wanted = Wanted(" ".join(map(_quoted, text)), limit or USUAL, newest)
    settings = session.settings()
    with session.library() as library, shown_progress() as progress:
        pacing = pacing_of(settings, library.database)
        found = search_arxiv(library.folder, wanted, settings, pacing, progress)
    if session.json:
        session.screen.document(_record(wanted.words, found))
        return
    session.screen.lines(line for hit in found.hits for line in _lines(hit, session.screen))
    session.screen.say(f"{count(len(found.hits), 'paper')} of {found.total:,}.")
    if found.damaged:
        session.screen.say(f"{count(found.damaged, 'entry', 'entries')} came incomplete.")


def _quoted(word: str) -> str:
    """A word of the shell's that has blanks in it was in quotes: it is a phrase."""
    if " " not in word.strip() or '"' in word:
        return word
    name, colon, rest = word.partition(":")
    return f'{name}:"{rest}"' if colon and name.isalpha() else f'"{word}"'


def _lines(hit: "Hit", screen: Screen) -> Iterator[str]:
    authors = hit.paper.authors
    said = ", ".join(authors[:_AUTHORS]) + (", …" if len(authors) > _AUTHORS else "")
    yield f"{screen.style(hit.paper.id, bold=True)}  {hit.paper.title}"
    yield f"  {screen.style(f'{said} · {hit.paper.published.year}', dim=True)}"
    if hit.known:
        yield f"  In your library: {hit.known[0].path}"


def _record(words_typed: str, found: "Hits") -> dict[str, Any]:
    return {
        "words": words_typed,
        "total": found.total,
        "damaged": found.damaged,
        "papers": [_paper(hit) for hit in found.hits],
    }


def _paper(hit: "Hit") -> dict[str, Any]:
    paper = hit.paper
    return {
        "key": hit.key,
        "title": paper.title,
        "authors": list(paper.authors),
        "year": paper.published.year,
        "published": paper.published.isoformat(),
        "version": paper.version,
        "categories": list(paper.categories),
        "comment": paper.comment,
        "abstract": paper.abstract,
        "places": [place.path for place in hit.known],
    }
