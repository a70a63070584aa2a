"""Numbers of rows: what was removed for good leaves its number to nobody.

Recipes, the window's memory and merged works know lists, sections and entries by their numbers.
"""

from effllm_desktop.store.database import Database


def next_of(database: Database, table: str) -> int:
    """The number of the next row of a table."""
    number: int = database.value(
        f"SELECT 1 + max((SELECT coalesce(max(id), 0) FROM {table}), "
        "(SELECT coalesce(max(last), 0) FROM numbers_given WHERE table_name = ?))",
        (table,),
    )
    return number


def keep(database: Database, table: str) -> None:
    """Note the last number that was given, before rows are removed."""
    last = next_of(database, table) - 1
    database.run("INSERT OR REPLACE INTO numbers_given VALUES (?, ?)", (table, last))
