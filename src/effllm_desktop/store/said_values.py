"""What works say in a field of text: whole names and venues for somebody who has begun to type one.

The full-text index finds works that have a word which begins so, and no more of them are looked at
than there is time for between two keys.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from effllm_desktop.domain.letters import plain
from effllm_desktop.domain.queries import Field
from effllm_desktop.store.database import Database
from effllm_desktop.store.words import has_cjk, phrase

MOST = 50
"""Values that are given: more than a list below the search box shows."""
_LOOKED_AT = 300
"""Works, the last ones that came: what is typed is likelier to be theirs."""
_AROUND = " …."
"""What is no part of a name: that others are left out is said so, too."""


class _Said(NamedTuple):
    """Where a field is found, where it is written, and what one writing is parted into."""

    column: str
    written: str
    parts: Callable[[str], Iterable[str]] = lambda text: (text,)


_SAID: Mapping[Field, _Said] = {
    Field.AUTHOR: _Said("authors", "byline", lambda text: text.split(",")),
    Field.VENUE: _Said("venue", "venue"),
    Field.REPO: _Said("about", "repository"),
}


def beginning(database: Database, field: Field, begin: str) -> list[str]:
    """Values of which a word begins so, the one that most works have first; of others none."""
    said = _SAID.get(field)
    if said is None:
        return []
    wanted = plain(begin.strip())
    counted = Counter(
        value
        for text in _texts(database, said, begin)
        for part in said.parts(text)
        if (value := part.strip(_AROUND)) and _begins(plain(value), wanted)
    )
    return [value for value, _ in counted.most_common(MOST)]


def _begins(value: str, wanted: str) -> bool:
    """Whether one of the words of a value begins so, or what follows it does.

    Every Chinese, Japanese and Korean sign is a word.
    """
    if has_cjk(wanted):
        return wanted in value
    place = value.find(wanted)
    while place > 0 and value[place - 1].isalnum():
        place = value.find(wanted, place + 1)
    return place >= 0


def _texts(database: Database, said: _Said, begin: str) -> list[str]:
    asked = phrase(begin, whole=False)
    found = f"SELECT id FROM works ORDER BY id DESC LIMIT {_LOOKED_AT}"
    values: tuple[object, ...] = ()
    if asked:
        found = (
            "SELECT rowid AS id FROM search WHERE search MATCH ? "
            f"ORDER BY rowid DESC LIMIT {_LOOKED_AT}"
        )
        values = (f"{said.column} : {asked}",)
    elif begin.strip():
        return []  # signs that no word begins with
    rows = database.rows(
        f"SELECT e.{said.written} FROM ({found}) f JOIN works w ON w.id = f.id "
        f"JOIN entries e ON e.id = w.lead_entry_id WHERE e.{said.written} IS NOT NULL",
        values,
    )
    return [text for (text,) in rows]
