"""What must hold in a library at all times, whatever was done to it."""

from collections import defaultdict

from effllm_desktop.domain import citation_words
from effllm_desktop.store import counts, search, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.selection import PLACES


def assert_sound(database: Database) -> None:
    """The file is whole, derived data is what it is derived from, keys tell works apart."""
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.rows("PRAGMA foreign_key_check") == []
    _assert_keys_tell_works_apart(database)
    _assert_merged_works_have_nothing(database)
    _assert_places_are_whole(database)
    _assert_derived(database)
    _assert_citation_keys_are_kept(database)


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


def _assert_merged_works_have_nothing(database: Database) -> None:
    """What is the reader's is that of the kept work; undo has what it needs, and no more."""
    merged = "SELECT id FROM works WHERE merged_into IS NOT NULL"
    for table in ("reading", "work_tags", "highlights", "pins", "corrections", "last_places"):
        assert database.rows(f"SELECT 1 FROM {table} WHERE work_id IN ({merged})") == []
    folded = database.rows("SELECT work_id FROM folds ORDER BY work_id")
    said = "SELECT other_id FROM verdicts WHERE verdict = 'same' ORDER BY other_id"
    assert folded == database.rows(said)
    assert set(folded) <= set(database.rows(merged))


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
    assert kept_counts(database) == counted(database)


def _assert_citation_keys_are_kept(database: Database) -> None:
    """Entries have the keys that what they say makes."""
    for kept, *said in database.rows(
        "SELECT citation_key, title, authors, year, repository FROM entries"
    ):
        assert kept == citation_words.usual(*said)


def kept_counts(database: Database) -> dict[str, tuple[int, int]]:
    """What the library says how many works there are where."""
    kept = {f"list {one}": (unread, total) for one, unread, total in counts.lists(database)}
    kept |= {f"section {one}": (unread, total) for one, unread, total in counts.sections(database)}
    return kept | {place.value: numbers for place, numbers in counts.places(database).items()}


def counted(database: Database) -> dict[str, tuple[int, int]]:
    """The same, counted one by one from what the library holds."""
    unread = {work for (work,) in database.rows("SELECT id FROM works")} - {
        work for (work,) in database.rows("SELECT work_id FROM reading WHERE status <> 'unread'")
    }
    groups: dict[str, set[int]] = {
        f"list {one}": set() for (one,) in database.rows("SELECT id FROM lists")
    }
    live = database.rows(
        "SELECT list_id, position, work_id FROM entries WHERE position IS NOT NULL"
    )
    for list_id, _, work in live:
        groups[f"list {list_id}"].add(work)
    for one, list_id, first, after in database.rows(
        "SELECT id, list_id, first_entry, after_entry FROM sections WHERE position IS NOT NULL"
    ):
        groups[f"section {one}"] = {
            work for its, place, work in live if its == list_id and first <= place < after
        }
    for place, condition in PLACES.items():
        rows = database.rows(
            f"SELECT w.id FROM works w WHERE w.shown_at IS NOT NULL AND {condition}"
        )
        groups[place.value] = {work for (work,) in rows}
    return {name: (len(works & unread), len(works)) for name, works in groups.items()}
