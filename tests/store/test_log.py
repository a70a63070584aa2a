"""The log that SQLite keeps beside the library: how long it is, and who cuts it."""

from contextlib import closing

from effllm_desktop.store.opening import open_database


def test_it_is_as_long_as_what_others_wrote_and_cut_by_who_writes_next(database, monkeypatch):
    monkeypatch.setattr("effllm_desktop.store.database._LOG_BYTES", 2**16)
    database.leave_tidying()
    before = database.log_bytes
    with closing(open_database(database.file.parent)) as other:
        with other.transaction():
            for number in range(2000):
                name = f"tag {number} " + 200 * "x"
                other.run("INSERT INTO tags (name, folded) VALUES (?, ?)", (name, name))
        long = other.log_bytes
        assert long > before + 500_000
        other.tidy_up()
        assert other.log_bytes == database.log_bytes == long
        with other.transaction():
            other.run("INSERT INTO tags (name, folded) VALUES ('one more', 'one more')")
        assert database.log_bytes == 2**16


def test_a_library_that_nobody_writes_to_has_none(folder):
    with closing(open_database(folder)):
        pass
    with closing(open_database(folder)) as database:
        database.run("PRAGMA journal_mode = DELETE")
        assert database.log_bytes == 0
