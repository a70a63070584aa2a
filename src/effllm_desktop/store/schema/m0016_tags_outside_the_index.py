"""The names of tags have an index of their own: that of the works no longer holds them."""

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_CJK = "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])"


def m0016_tags_outside_the_index(db: "Database") -> None:
    """The names of tags have an index of their own: that of the works no longer holds them.

    What queries often ask of all works is indexed as well: their kinds, since when they are known,
    and who has code. The index of a list's order holds what short columns of a table are sorted by:
    without looking at the entries themselves that takes a quarter of the time.
    """
    db.execute(
        "CREATE VIRTUAL TABLE tag_names USING fts5("
        "name, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
    )
    for tag, name in db.execute("SELECT id, name FROM tags").fetchall():
        # As words are kept in the other indexes: each Chinese, Japanese or Korean sign is one.
        words = re.sub(_CJK, r" \1 ", unicodedata.normalize("NFKC", name))
        db.execute("INSERT INTO tag_names (rowid, name) VALUES (?, ?)", [tag, words])
    db.execute(
        "CREATE INDEX idx_entries_with_code ON entries (work_id, list_id) WHERE position "
        "IS NOT NULL AND (repository IS NOT NULL OR instr(links, ', \"code\", ') > 0)"
    )
    db.execute("DROP INDEX idx_entries_list_id_position_work_id")
    db.execute(
        "CREATE INDEX idx_entries_in_order ON entries "
        "(list_id, position, work_id, section_id, kind, year, citations, venue)"
    )
    db.table("works").create_index(["kind"])
    db.table("works").create_index(["known_since", "shown_at"])
    db.execute("UPDATE search SET tags = '' WHERE rowid IN (SELECT work_id FROM work_tags)")
