"""Values in cells of tables that spreadsheets open.

A cell that begins like a formula would be run by a spreadsheet, whoever wrote it: it gets an
apostrophe in front. Cells that begin with apostrophes before such a sign get one more, so that it
can be taken away again.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def defused(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def as_written(cell: str) -> str:
    """The value that became this cell."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
