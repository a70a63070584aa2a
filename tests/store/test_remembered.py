"""What is read is read once, until somebody writes."""

from contextlib import closing

import pytest

from effllm_desktop.store.opening import open_database


def add(database, name):
    database.run("INSERT INTO tags (name, folded) VALUES (?, ?)", (name, name))


def test_it_is_read_again_after_any_write_and_never_what_was_rolled_back(database):
    asked = []

    def names():
        asked.append(1)
        return [name for (name,) in database.rows("SELECT name FROM tags ORDER BY id")]

    def read():
        return database.remembered("names", names)

    assert read() == read() == []
    assert len(asked) == 1
    with database.transaction():
        add(database, "a")
        assert read() == ["a"]
    assert read() == ["a"]
    with closing(open_database(database.file.parent)) as other, other.transaction():
        add(other, "b")
    assert read() == ["a", "b"]

    def break_off():
        with database.transaction():
            add(database, "c")
            assert read() == ["a", "b", "c"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert read() == ["a", "b"]
