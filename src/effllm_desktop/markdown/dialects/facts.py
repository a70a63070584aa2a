"""Lines below a paper that say who wrote it, where it came out, or when: `Venue: ICML 2024`."""

import re

from effllm_desktop.markdown.dialects import labels, publications
from effllm_desktop.markdown.dialects.columns import Column, meaning

_FACT = re.compile(r"\W{0,6}+(?P<label>[^\W\d_]{2,16}+(?>(?: [^\W\d_]{1,12}+)?)) ?+[:：]\s*+(?=\S)")
_TOLD = frozenset((Column.AUTHORS, Column.VENUE, Column.YEAR))


def fact_in(words: str) -> tuple[Column, str] | None:
    """What a line says, and of what: of authors, venue or year; None of anything else."""
    found = _FACT.match(words)
    column = meaning(found["label"].lower()) if found is not None else Column.OTHER
    if found is None or column not in _TOLD:
        return None
    said = words[found.end() :].strip()
    if column is Column.VENUE and labels.sorts(said) and publications.said_by(said) is None:
        return Column.YEAR, said  # `Published: 2024-05-01`
    return column, said
