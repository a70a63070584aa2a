"""Works as a bibliography in any style of the Citation Style Language: as text, as a page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice

from effllm_desktop.app.exporting import citation_styles
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.plain_citation import plain_citation
from effllm_desktop.app.library import Library
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import cited_works
from effllm_desktop.store.cited_works import CitedWork

MOST = 2000
"""Works. Each takes one to seven hundredths of a second: a hundred thousand would take an hour."""
_BEGIN = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Bibliography</title>
</head>
<body>
"""
_END = "</body>\n</html>\n"


@dataclass(frozen=True, slots=True)
class Copied:
    """A bibliography for the clipboard, in both of its forms. `remarks` as those of an export."""

    text: str
    html: str
    remarks: tuple[str, ...] = ()


def text(made: Material) -> Iterator[str]:
    """One line for each work, in the style's order."""
    from effllm_desktop.app.exporting.citation_processing import as_text

    return (f"{as_text(entry)}\n" for entry in _entries(made))


def page(made: Material) -> Iterator[str]:
    """One paragraph for each work, with the style's italics and the like."""
    yield _BEGIN
    for entry in _entries(made):
        yield f"<p>{entry}</p>\n"
    yield _END


def copied(
    library: Library, works: Iterable[WorkId], style: str, checkpoint: Callable[[], None]
) -> Copied:
    """Works in a style whose path is known, for the clipboard.

    `checkpoint` raises where it is no longer wanted. Raises what reading a style does.
    """
    from effllm_desktop.app.exporting.citation_processing import as_text

    database = library.database
    found = cited_works.works(
        database, cited_works.lead_entries(database, works), with_states=False
    )
    remarks: list[str] = []
    entries = list(_styled(found, style, checkpoint, remarks))
    lines = "".join(f"{as_text(entry)}\n" for entry in entries)
    return Copied(lines, "".join(f"<p>{entry}</p>\n" for entry in entries), tuple(remarks))


def require_few(works: int) -> None:
    """Raises BadInput for more works than a style is applied to in a time that one would wait."""
    if works > MOST:
        raise BadInput(
            f"A bibliography in a style holds up to {MOST:,} works, and more are chosen.",
            "Choose fewer, or export CSL-JSON and let pandoc apply the style.",
        )


def _entries(made: Material) -> Iterator[str]:
    """Entries as HTML."""
    style = made.request.citation_style
    return _styled(made.works(), style, made.checkpoint, made.tally.remarks)


def _styled(
    works: Iterable[CitedWork],
    path: str,
    checkpoint: Callable[[], None],
    remarks: list[str],
) -> Iterator[str]:
    """Entries as HTML; those that the style fails at plainly, which is told at the end."""
    from effllm_desktop.app.exporting import citation_processing

    style = citation_styles.read(path)
    some = list(islice(works, MOST + 1))
    require_few(len(some))
    plain = 0
    for work, entry in citation_processing.entries(some, style, checkpoint):
        plain += entry is None
        if plain == len(some):
            raise BadInput(
                f"The style “{style.name}” has no words for any of these works.",
                "Choose another style: some know only books and articles.",
            )
        yield escape(plain_citation(work), quote=False) if entry is None else entry
    if plain:
        counted = "1 work is" if plain == 1 else f"{plain:,} works are"
        them = "it" if plain == 1 else "them"
        remarks.append(f"{counted} written plainly: the style has no words for {them}.")
