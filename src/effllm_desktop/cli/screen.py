"""What one call prints: text for people or one JSON document, and messages beside it."""

import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO

import click

from effllm_desktop.cli.text_width import safe
from effllm_desktop.domain.errors import AppError, StorageFailed

_PLAIN_WIDTH = 80
_BLOCK = 500
"""Lines written at a time: a block is a system call, and what `head` has to wait for."""


class Screen:
    r"""Standard output and standard error of one call.

    Results go to the one, messages to the other. Output is UTF-8 whatever the locale says; what
    cannot be written as UTF-8 (a stray byte in a file name) becomes a `\udc80` escape, which JSON
    understands too.
    """

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        self._coloured = _coloured(sys.stdout)
        self._coloured_messages = _coloured(sys.stderr)
        self.is_empty = True
        """Whether nothing was written to standard output yet."""
        self.width = _width()

    def style(self, text: str, **looks: str | bool | None) -> str:
        """The text in colour, bold or dim, where a terminal shows it."""
        wanted = {name: look for name, look in looks.items() if look}
        return click.style(text, **wanted) if self._coloured and wanted else text  # type: ignore[arg-type]

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines to standard output, the first ones before the last are known."""
        waiting = iter(lines)
        while block := list(islice(waiting, _BLOCK)):
            self._write("\n".join(block) + "\n")

    def line(self, text: str = "") -> None:
        self.lines([text])

    def text(self, text: str) -> None:
        """Write somebody's text as it is, but never let it steer a terminal."""
        if text:
            shown = safe(text) if sys.stdout.isatty() else text
            self._write(shown if shown.endswith("\n") else f"{shown}\n")

    def data(self, data: bytes) -> None:
        """Write bytes to standard output as they are."""
        self._write(data)

    def document(self, value: object) -> None:
        """Write one JSON document."""
        self.lines([json.dumps(value, ensure_ascii=False, indent=2)])

    def records(self, records: Iterable[object]) -> None:
        """Write one JSON document: a list, one record a line, as they come."""
        self.lines(_as_list(json.dumps(record, ensure_ascii=False) for record in records))

    def say(self, message: str) -> None:
        """A message for people, beside the result."""
        _to_stderr(safe(message))

    def report(self, problem: AppError) -> None:
        """What went wrong, and what to do."""
        name = click.style("effllm:", fg="red") if self._coloured_messages else "effllm:"
        _to_stderr(f"{name} {safe(problem.what)}")
        if problem.hint:
            _to_stderr(f"  {safe(problem.hint)}")

    def _write(self, data: str | bytes) -> None:
        self.is_empty = False
        click.echo(data, nl=False, color=True)  # there are colours only where we put them


def unwritten(refusal: OSError) -> AppError:
    """What a full disk and its like say, for people."""
    return StorageFailed(
        f"The result could not be written: {refusal.strerror}.",
        "Make room, or send it somewhere else with > FILE.",
    )


def drop_output() -> None:
    """Let go of a standard output that takes nothing: Python would try again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _to_stderr(text: str) -> None:
    click.echo(text, err=True)


def _as_list(texts: Iterable[str]) -> Iterator[str]:
    """JSON texts as the lines of one JSON list."""
    held = None
    for text in texts:
        yield "[" if held is None else f"{held},"
        held = text
    if held is None:
        yield "[]"
    else:
        yield from (held, "]")


def _width() -> int:
    """Columns of the terminal, as far as text is pleasant to read."""
    return min(max(shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns, 40), 110)


def _coloured(stream: TextIO | None) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()
