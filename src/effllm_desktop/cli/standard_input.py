"""What is piped into the program."""

import sys

from effllm_desktop.domain.errors import BadInput


def read_standard_input(most: int) -> bytes:
    """All bytes, or one more than `most` of what is longer."""
    if sys.stdin is None:  # closed with <&-
        raise BadInput("Standard input is closed.", "Pipe something in, or name a file.")
    return sys.stdin.buffer.read(most + 1)
