"""A fault of the program's own: one sentence for people, the trace for a report in the log."""

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import click

from effllm_desktop import __version__
from effllm_desktop.cli.names import NAME
from effllm_desktop.cli.session import Session


class FaultReport:
    """What Python calls for an exception that nobody expected."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        text = "".join(traceback.format_exception(kind, fault, trace))
        file = self._session.folder / "logs" / "effllm.log"
        name = f"{kind.__name__}: {fault}".splitlines()[0]
        click.echo(f"{NAME}: This is a fault of the program itself ({name}).", err=True)
        if _logged(file, text):
            click.echo(f"  Please report it, with the end of {file}", err=True)
        else:
            sys.stderr.write(text)


def _logged(file: Path, text: str) -> bool:
    """Append to the log; False where that cannot be, for the trace must go somewhere."""
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{now} {NAME} {__version__}, Python {sys.version.split()[0]}\n{text}\n")
    except OSError:
        return False
    return True
