"""One library in SQLite: the only SQL in the program."""
