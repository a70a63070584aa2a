"""The page about the schema says what the schema is."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "state-schema.md"
OWNERS = {"user", "system", "journal"}


def documented():
    tables = {}
    for part in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading = re.match(r"(\w+) \((\w+)\)\n", part)
        assert heading, part.splitlines()[0]
        assert heading[2] in OWNERS
        rows = re.findall(r"^\| (\w+) \| (\w*) ?\|", part, flags=re.MULTILINE)
        tables[heading[1]] = [(name, kind) for name, kind in rows if name != "column"]
    return tables


def test_every_table_and_column_is_documented_in_order(database):
    names = [
        name
        for (name,) in database.rows(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN "
            "('table', 'virtual') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%'"
        )
    ]
    actual = {
        name: [
            (column, kind)
            for column, kind in database.rows(f"SELECT name, type FROM pragma_table_info('{name}')")
        ]
        for name in names
    }
    assert documented() == actual


def test_the_journal_writes_to_the_tables_of_the_users_only():
    from effllm_desktop.store.rewriting import KEYS

    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"^### (\w+) \(user\)", page, flags=re.MULTILINE)) == set(KEYS)
