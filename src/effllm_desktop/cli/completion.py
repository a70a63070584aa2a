"""`effllm completion`: the script that lets a shell complete verbs, options and names of lists."""

import click

from effllm_desktop.cli.names import COMPLETION_VARIABLE, NAME
from effllm_desktop.cli.options import common, examples
from effllm_desktop.cli.session import Session

SHELLS = ("bash", "zsh", "fish")


@click.command(
    epilog=examples(
        'eval "$(effllm completion bash)"     # in ~/.bashrc',
        'eval "$(effllm completion zsh)"      # in ~/.zshrc',
        "effllm completion fish > ~/.config/fish/completions/effllm.fish",
    )
)
@click.argument("shell", type=click.Choice(SHELLS))
@common
def completion(session: Session, shell: str) -> None:
    """Print the completion script for SHELL: bash, zsh or fish."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  # the choice above knows no other
    root = click.get_current_context().find_root().command
    script = kind(root, {}, NAME, COMPLETION_VARIABLE).source()
    if session.json:
        session.screen.document({"shell": shell, "script": script})
    else:
        session.screen.line(script)
