#!/usr/bin/env python3
"""Starts EffLLM Desktop from a checkout; all it needs is a Python, 3.11 or newer.

    python3 packaging/run.py [what effllm-desktop takes]

The first start installs the locked packages (and, as root on Debian or Ubuntu, system libraries and
fonts); later starts use no network. Without a screen the window is drawn into a picture instead.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  older ones must be told, not shown a traceback
    sys.exit("EffLLM Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import environment
import messages
import screen
import system_packages


def main(arguments: list[str]) -> int:
    system_packages.prepare(screen=screen.expected())
    prepared = environment.prepare("run")
    variables = {}
    if not screen.can_be_opened():
        variables["QT_QPA_PLATFORM"] = "offscreen"
        if not _asks_for_a_picture(arguments):
            picture = environment.writable_folder() / "build" / "effllm-desktop.png"
            picture.parent.mkdir(parents=True, exist_ok=True)
            print(f"No screen here: drawing the window into {picture} …", flush=True)
            arguments = [*arguments, "--screenshot", str(picture)]
    command = ["-m", "effllm_desktop", *arguments]
    return prepared.run(command, folder=Path.cwd(), **variables)  # paths are meant from here


def _asks_for_a_picture(arguments: list[str]) -> bool:
    return any(
        argument in ("--screenshot", "--help", "--version") or argument.startswith("--screenshot=")
        for argument in arguments
    )


if __name__ == "__main__":
    messages.run(main)
