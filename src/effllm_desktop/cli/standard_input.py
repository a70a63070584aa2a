"""What is piped into the program."""

import sys
from pathlib import Path

import click

from effllm_desktop.cli.options import STANDARD_STREAM
from effllm_desktop.domain.errors import BadInput


def read_standard_input(most: int) -> bytes:
    """All bytes, or one more than `most` of what is longer."""
    if sys.stdin is None:  # closed with <&-
        raise BadInput("Standard input is closed.", "Pipe something in, or name a file.")
    if sys.stdin.isatty():
        click.echo("Reading what you type; Ctrl+D in an empty line ends it.", err=True)
    return sys.stdin.buffer.read(most + 1)


def read_list(file: Path) -> bytes:
    """The bytes of a file, or of standard input. Raises BadInput for what no list can be."""
    from effllm_desktop.app.sources import LARGEST, read_file

    if file != STANDARD_STREAM:
        return read_file(file).data
    data = read_standard_input(LARGEST)
    if len(data) > LARGEST:
        raise BadInput("That is too much text for a list.")
    return data
