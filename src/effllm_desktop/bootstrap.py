"""Wires the program together: the window and the command line, each on its own.

Neither is imported before it is asked for: the command line starts without Qt.
"""

import gc
import importlib
import os
import sys
from collections.abc import Sequence

WITHOUT_QT = (
    "effllm_desktop.app.library",
    "effllm_desktop.app.settings_file",
    *(
        f"effllm_desktop.ui.shell.{part}_actions"
        for part in ("edit", "entry", "help", "library", "paper")
    ),
    *(f"effllm_desktop.ui.entries.{part}" for part in ("id_places", "row_pages", "shown_rows")),
)
"""What the window starts with that knows nothing of Qt."""


def window(arguments: Sequence[str] | None = None) -> int:
    """`effllm-desktop`: the window, or a picture of it."""
    hurry()
    from effllm_desktop import paths
    from effllm_desktop.app import settings_file
    from effllm_desktop.ui import screen
    from effllm_desktop.ui.arguments import read_arguments

    request = read_arguments(sys.argv[1:] if arguments is None else arguments)
    places = paths.locate(request.library, os.environ)
    reading = settings_file.read(places.settings, os.environ)
    request = screen.adapt(request, os.environ, places.library)

    if request.is_picture:
        from effllm_desktop.ui import picture

        return picture.draw(request, places, reading)
    from effllm_desktop.ui import application

    return application.run(request, places, reading)


def hurry() -> None:
    """Make the way to the window's first paint a sixth shorter."""
    # Nothing that is made while the program starts is garbage. `ui/runtime/garbage.py` looks later.
    gc.disable()
    # PySide reads the source of each module that is imported after it, to see whether that one
    # uses PySide (https://doc.qt.io/qtforpython-6/developer/feature-motivation.html). So those that
    # know nothing of Qt come before it.
    for name in WITHOUT_QT:
        importlib.import_module(name)


def command_line() -> int:
    """`effllm`: the same library without a window."""
    try:
        from effllm_desktop.cli.program import main

        return main()
    except KeyboardInterrupt:  # even while modules load
        return 130
