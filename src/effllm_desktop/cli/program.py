"""The program `effllm`: finds the verb, runs it, says what went wrong, gives the exit code."""

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from effllm_desktop import __version__
from effllm_desktop.cli.faults import FaultReport
from effllm_desktop.cli.names import COMPLETION_VARIABLE, NAME
from effllm_desktop.cli.options import examples, library_option
from effllm_desktop.cli.screen import drop_output, unwritten
from effllm_desktop.cli.session import (
    DONE,
    INTERRUPTED,
    MISUSED,
    Session,
    failure_record,
)
from effllm_desktop.cli.verbs import TOPICS, VERBS
from effllm_desktop.domain.errors import AppError


class Program(click.Group):
    """The group of all verbs. It knows their names and loads the one that is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click asks so
        cmd_name: str,
    ) -> click.Command | None:
        verb = VERBS.get(cmd_name)
        return verb.load()[verb.name] if verb else None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Verbs first: they are what somebody came for."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click asks so
        formatter: click.HelpFormatter,
    ) -> None:
        width = max(map(len, VERBS))
        for title, verbs in TOPICS.items():
            with formatter.section(title):
                formatter.write_dl([(verb.name.ljust(width), verb.help) for verb in verbs])

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        sys.exit(run(sys.argv[1:] if args is None else args))


@click.command(
    cls=Program,
    name=NAME,
    invoke_without_command=True,
    subcommand_metavar="VERB …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog=examples(
        "effllm import --bundled",
        'effllm list is:unread --section "Quantization / Papers"',
        "effllm mark arxiv:2404.14897 --star --status reading",
        "effllm export is:starred --style curated -o my-list.md",
    ),
)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
@library_option
@click.pass_context
def program(ctx: click.Context) -> None:
    """Reading lists on the command line: the same library as in EffLLM Desktop.

    KEY is a work's id or address: arxiv:2404.14897, 2404.14897, doi:…, github:owner/name,
    hf:owner/name, https://…

    QUERY is words and fields: is:unread, is:starred, tag:NAME, list:NAME, section:NAME,
    kind:paper; a leading - turns one round. Without one, everything is taken.

    Every verb explains itself: effllm VERB --help
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> int:
    """Run the call that the shell made."""
    session = Session()
    sys.excepthook = FaultReport(session)
    return run(sys.argv[1:], session)


def run(arguments: Sequence[str], session: Session | None = None) -> int:
    """Run one call; what it returns is the exit code."""
    session = session or Session()
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(program, {"obj": session}, NAME, COMPLETION_VARIABLE, instruction)
    try:
        return _attempt(list(arguments), session)
    except BrokenPipeError:  # whoever read the output has seen enough
        drop_output()
        return DONE
    except OSError as refusal:
        if refusal.filename is not None:
            raise  # only output has no name here: any other file is looked after where it is used
        drop_output()
        session.fail(unwritten(refusal))
        return session.exit_code
    except (KeyboardInterrupt, click.Abort):
        session.screen.say("Stopped.")
        return INTERRUPTED


def _attempt(arguments: list[str], session: Session) -> int:
    try:
        with program.make_context(NAME, arguments, obj=session) as ctx:
            program.invoke(ctx)
    except click.exceptions.Exit as end:  # --help, --version
        return end.exit_code
    except click.UsageError as misuse:
        misuse.show()
        return MISUSED
    except AppError as problem:
        session.fail(problem)
        if session.json and session.screen.is_empty:
            session.screen.document({"error": failure_record(problem)})
    return session.exit_code
