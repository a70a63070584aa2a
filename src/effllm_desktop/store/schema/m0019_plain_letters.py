"""Words are indexed with plain letters: whoever looks for Lukasz or Strasse finds ł and ß."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_PLAIN = {
    **dict(zip("łøǿđðħŧıŁØǾĐÐĦŦ", "looddhtiLOODDHT", strict=True)),
    "ß": "ss",
    "æ": "ae",
    "ǽ": "ae",
    "œ": "oe",
    "þ": "th",
    "ẞ": "SS",
    "Æ": "AE",
    "Ǽ": "AE",
    "Œ": "OE",
    "Þ": "TH",
}


def m0019_plain_letters(db: "Database") -> None:
    """Words are indexed with plain letters: whoever looks for Lukasz or Strasse finds ł and ß."""
    letters, plain = f"*[{''.join(_PLAIN)}]*", str.maketrans(_PLAIN)
    for table, columns in (
        ("search", ("titles", "authors", "venue", "about", "notes")),
        ("tag_names", ("name",)),
    ):
        rows = db.execute(
            f"SELECT rowid, {', '.join(columns)} FROM {table} WHERE {' || '.join(columns)} GLOB ?",
            [letters],
        ).fetchall()
        changes = ", ".join(f"{column} = ?" for column in columns)
        for row, *texts in rows:
            words = [text.translate(plain) for text in texts]
            db.execute(f"UPDATE {table} SET {changes} WHERE rowid = ?", [*words, row])
