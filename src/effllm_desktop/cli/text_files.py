"""Text that a verb takes from a file or from standard input."""

from pathlib import Path

from effllm_desktop.cli.options import STANDARD_STREAM
from effllm_desktop.cli.standard_input import read_standard_input
from effllm_desktop.domain.errors import BadInput, NotFound

_LARGEST = 4 * 2**20


def read_text(file: Path, what: str) -> str:
    """The text of a file, or of standard input; `what` says in messages what it is to be."""
    try:
        if file == STANDARD_STREAM:
            data = read_standard_input(_LARGEST)
        else:
            with file.open("rb") as source:
                data = source.read(_LARGEST + 1)
    except FileNotFoundError as problem:
        raise NotFound(f"There is no file {file}.", "Check the name.") from problem
    except OSError as problem:
        raise BadInput(f"{file} cannot be read: {problem.strerror}.") from problem
    if len(data) > _LARGEST:
        raise BadInput(f"{file} is too long for {what}.", f"{what.capitalize()} can have 4 MB.")
    return _text(data, file, what)


def _text(data: bytes, file: Path, what: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{file} is not UTF-8 text.", "Save it as UTF-8 first.") from problem
    if "\0" in text:
        raise BadInput(f"{file} is no text.", f"{what.capitalize()} is Markdown.")
    return text
