"""The usual citation key of an entry is kept with it, and with the work that it speaks for."""

import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SMALL = "a|an|and|for|from|in|of|on|the|to|with"
_TELLING = re.compile(rf"(?<![a-z0-9])(?!(?:{_SMALL})(?![a-z0-9]))[a-z0-9]+")
_MANY = 2000


def m0017_citation_keys(db: "Database") -> None:
    """The usual citation key of an entry is kept with it, and with the work that it speaks for."""
    for table in ("entries", "works"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN citation_key TEXT")
    last = 0
    while rows := db.execute(
        "SELECT id, title, authors, year, repository FROM entries WHERE id > ? "
        f"ORDER BY id LIMIT {_MANY}",
        [last],
    ).fetchall():
        last = rows[-1][0]
        db.conn.executemany(
            "UPDATE entries SET citation_key = ? WHERE id = ?",
            [(_key(*said), entry) for entry, *said in rows],
        )
    db.execute(
        "UPDATE works SET citation_key = "
        "(SELECT citation_key FROM entries WHERE entries.id = works.lead_entry_id)"
    )


def _key(title: str, authors: str | None, year: int | None, repository: str | None) -> str:
    names = json.loads(authors or "[]")
    name = names[0].rstrip() if names else ""
    name = name or (repository or "").partition("/")[0]
    family = "".join(re.findall(r"[a-z0-9]+", _plain(name.rpartition(" ")[2])))
    telling = _TELLING.search(_plain(title))
    return f"{family}{year or ''}{telling[0] if telling else ''}" or "work"


def _plain(text: str) -> str:
    """Text in lower case without accents."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
