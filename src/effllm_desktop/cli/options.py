"""Options and argument types that several verbs share."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from effllm_desktop.cli.list_names import complete_list_name
from effllm_desktop.cli.session import Session

F = TypeVar("F", bound=Callable[..., Any])
STANDARD_STREAM = Path("-")


def words(text: str) -> str:
    """Text that somebody typed; bytes that are no text become �."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= sys.maxsize:
        raise click.BadParameter(f"{text!r} is no number of things.")
    return number


class Place(click.Path):
    """The path of a file or folder; nothing at all is no path, though Python takes it for `.`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not str(value):
            self.fail("an empty text names no file.", param, ctx)
        return Path(str(super().convert(value, param, ctx)))


FILE = Place(allow_dash=True)
FOLDER = Place(file_okay=False)


def common(function: F) -> F:
    """What every verb takes, and the session as its first argument."""
    json_option = click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        callback=_note_json,
        help="Print one JSON document.",
    )
    with_session = cast("F", click.pass_obj(function))
    return library_option(json_option(with_session))


def library_option(function: F) -> F:
    """The option that names the library's folder; it stands before or behind the verb."""
    option = click.option(
        "--library",
        metavar="DIR",
        type=FOLDER,
        expose_value=False,
        callback=_note_library,
        help="The library's folder (else EFFLLM_LIBRARY, else your own).",
    )
    return option(function)


def query_argument(function: F) -> F:
    """Words and fields that make one query together; `effllm list --help` shows them all."""
    return click.argument("query", nargs=-1, type=words, metavar="[QUERY]")(function)


def part_options(function: F) -> F:
    """The options that take a part of the library."""
    section = click.option(
        "--section",
        metavar="PATH",
        type=words,
        help="Only this section and what is below it, e.g. “Quantization / Papers”; [2] behind a "
        "heading means the second of that name.",
    )
    in_list = click.option(
        "--list",
        "list_name",
        metavar="LIST",
        type=words,
        shell_complete=complete_list_name,
        help="Only this list: its name, the beginning of it, or its number.",
    )
    return in_list(section(function))


def limit_option(function: F) -> F:
    return click.option(
        "--limit",
        type=_number,
        metavar="N",
        help="At most so many.",
    )(function)


def examples(*lines: str) -> str:
    """The end of a verb's help: calls as one would type them."""
    return "\n\n\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _note_library(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        _session(ctx).named_library = value


def _note_json(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    _session(ctx).json = value


def _session(ctx: click.Context) -> Session:
    return ctx.ensure_object(Session)
