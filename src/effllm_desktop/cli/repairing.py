"""`effllm repair`: the text of a file that was read in the wrong encoding and saved so."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.options import FILE, STANDARD_STREAM, common, examples
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.standard_input import read_list

if TYPE_CHECKING:
    from effllm_desktop.store.lists import Version


@click.command(
    epilog=examples("effllm repair README.md -o repaired.md", "effllm repair README.md | less")
)
@click.argument("file", type=FILE)
@click.option("--output", "-o", type=FILE, metavar="OUT", help="Write to OUT, in one step.")
@common
def repair(session: Session, file: Path, *, output: Path | None) -> None:
    """Print the repaired text of a mis-decoded file; any other file as it is.

    FILE may be - for standard input. The library is not touched.
    """
    from effllm_desktop.app.list_versions import damage, offered, version_of
    from effllm_desktop.app.sources import sha256

    data = read_list(file)
    version = version_of(data, sha256(data))
    notice = damage(version) or offered(version)
    text = data if version.repaired is None else version.repaired
    if output == STANDARD_STREAM:
        output = None
    if output is not None:
        _write(output, text)
    if session.json:
        session.screen.document(_record(version, notice, text, output))
        return
    if output is None:
        session.screen.data(text)
    session.screen.say(notice or "Nothing in this text needs repair.")


def _write(output: Path, data: bytes) -> None:
    from effllm_desktop.app.exporting.writing import overwrite

    overwrite(output, data)


def _record(
    version: "Version", notice: str | None, text: bytes, output: Path | None
) -> dict[str, Any]:
    """What was found; the text itself where it was not written to a file."""
    written = (
        {"file": str(output.absolute())} if output else {"text": text.decode("utf-8", "replace")}
    )
    return {
        "repaired": version.repaired is not None,
        "method": version.repair or version.offered,
        "recovered": version.recovered,
        "lost": version.lost,
        "notice": notice,
        **written,
    }
