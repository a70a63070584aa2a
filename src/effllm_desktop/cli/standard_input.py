"""What is piped into the program."""

import sys

import click

from effllm_desktop.domain.errors import BadInput


def read_standard_input(most: int) -> bytes:
    """All bytes, or one more than `most` of what is longer."""
    if sys.stdin is None:  # closed with <&-
        raise BadInput("Standard input is closed.", "Pipe something in, or name a file.")
    if sys.stdin.isatty():
        click.echo("Reading what you type; Ctrl+D in an empty line ends it.", err=True)
    return sys.stdin.buffer.read(most + 1)
