"""What is bound to statements: how Python's module takes it is a matter of speed alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.store.database import Database


@given(st.none() | st.binary(max_size=20) | st.text(max_size=5) | st.integers(-9, 9))
def test_values_are_stored_as_they_are(value: object) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        opened = Database(connection, Path("memory"))
        opened.run("CREATE TABLE t (v)")
        opened.many("INSERT INTO t VALUES (?)", [(value,)])
        assert opened.rows("SELECT v, typeof(v) = ? FROM t", (_type(value),)) == [(value, 1)]


def _type(value: object) -> str:
    types = {type(None): "null", bytes: "blob", str: "text", int: "integer"}
    return types[type(value)]
