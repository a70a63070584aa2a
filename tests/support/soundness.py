"""What must hold in a library at all times, whatever was done to it."""

from collections import defaultdict

from effllm_desktop.store import search, works
from effllm_desktop.store.database import Database


def assert_sound(database: Database) -> None:
    """The file is whole, derived data is what it is derived from, keys tell works apart."""
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.rows("PRAGMA foreign_key_check") == []
    _assert_keys_tell_works_apart(database)
    _assert_places_are_whole(database)
    _assert_derived(database)


def _assert_keys_tell_works_apart(database: Database) -> None:
    owners = dict(database.rows("SELECT key, id FROM works WHERE key IS NOT NULL"))
    aliases = dict(database.rows("SELECT key, work_id FROM work_aliases"))
    assert not set(owners) & set(aliases)
    merged = dict(database.rows("SELECT id, merged_into FROM works WHERE merged_into IS NOT NULL"))
    assert not set(merged) & (set(owners.values()) | set(aliases.values()) | set(merged.values()))
    lost = database.rows("SELECT id FROM works WHERE key IS NULL AND merged_into IS NULL")
    assert lost == [], "works without a key"
    mentions: dict[str, set[int]] = defaultdict(set)
    for key, work in database.rows("SELECT key, work_id FROM entries WHERE position IS NOT NULL"):
        mentions[key].add(work)
    for key, mentioned in mentions.items():
        assert mentioned == {(owners | aliases)[key]}, f"{key} means several works"
    assert database.rows("SELECT 1 FROM entries WHERE work_id IN (SELECT id FROM works "
                         "WHERE merged_into IS NOT NULL)") == []  # fmt: skip


def _assert_places_are_whole(database: Database) -> None:
    for (list_id,) in database.rows("SELECT id FROM lists"):
        positions = [
            position
            for (position,) in database.rows(
                "SELECT position FROM entries WHERE list_id = ? AND position IS NOT NULL "
                "ORDER BY position",
                (list_id,),
            )
        ]
        assert positions == list(range(len(positions)))
        assert not database.rows(
            "SELECT 1 FROM entries e JOIN sections s ON s.id = e.section_id WHERE e.list_id = ? "
            "AND e.position IS NOT NULL AND (s.position IS NULL OR s.list_id <> e.list_id "
            "OR e.position < s.first_entry OR e.position >= s.after_entry)",
            (list_id,),
        )
    assert not database.rows(
        "SELECT 1 FROM entries WHERE (position IS NULL) <> (removed_at IS NOT NULL)"
    )


def _assert_derived(database: Database) -> None:
    """Leads and search rows are what making them anew gives."""
    every = [work for (work,) in database.rows("SELECT id FROM works WHERE merged_into IS NULL")]
    leads = "SELECT * FROM works ORDER BY id"
    indexed = "SELECT rowid, * FROM search ORDER BY rowid"
    before = database.rows(leads), database.rows(indexed)
    works.choose_leads(database, every)
    search.reindex(database, every)
    assert before == (database.rows(leads), database.rows(indexed))
