"""`effllm strip`: an annotated list without what is the reader's own."""

from pathlib import Path

import click

from effllm_desktop.cli.options import FILE, STANDARD_STREAM, common, examples
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.standard_input import read_list
from effllm_desktop.cli.wording import count


@click.command(
    epilog=examples("effllm strip annotated.md -o README.md", "effllm strip annotated.md | less")
)
@click.argument("file", type=FILE)
@click.option("--output", "-o", type=FILE, metavar="OUT", help="Write to OUT, in one step.")
@common
def strip(session: Session, file: Path, *, output: Path | None) -> None:
    """Print an annotated list as it was before it was annotated, byte for byte.

    Any other file is printed as it is. FILE may be - for standard input. The library is not
    touched.
    """
    from effllm_desktop.app.annotated import stripped

    text, regions = stripped(read_list(file))
    if output == STANDARD_STREAM:
        output = None
    if output is not None:
        from effllm_desktop.app.exporting.writing import overwrite

        overwrite(output, text)
    if session.json:
        written = (
            {"file": str(output.absolute())}
            if output
            else {"text": text.decode("utf-8", "replace")}
        )
        session.screen.document({"annotations": regions, **written})
        return
    if output is None:
        session.screen.data(text)
    session.screen.say(
        f"{count(regions, 'annotation')} taken out." if regions else "Nothing is annotated there."
    )
