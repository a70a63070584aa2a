"""A warning in the log that no test expected is a failure.

A test that provokes one says so: ``@pytest.mark.expect_log("regular expression")``. Then the record
must come.
"""

import logging
import re
from collections.abc import Iterator

import pytest


class _Recorder(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            line += f" ({record.exc_info[1]!r})"
        self.lines.append(line)


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    expected = [str(mark.args[0]) for mark in request.node.iter_markers("expect_log")]
    recorder = _Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield
    root.removeHandler(recorder)
    surprises = [
        line for line in recorder.lines if not any(re.search(one, line) for one in expected)
    ]
    if surprises:
        pytest.fail("unexpected log records:\n" + "\n".join(surprises))
    missing = [one for one in expected if not any(re.search(one, line) for line in recorder.lines)]
    if missing:
        pytest.fail(f"expected log records did not come: {missing}")
