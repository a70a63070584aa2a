"""Wires the program together: the window and the command line, each on its own.

Neither is imported before it is asked for: the command line starts without Qt.
"""

import gc
import os
import sys
from collections.abc import Sequence


def window(arguments: Sequence[str] | None = None) -> int:
    """`effllm-desktop`: the window, or a picture of it."""
    # Nothing that is made while the program starts is garbage: looking for it costs a tenth of the
    # time until the first paint. The window turns it on again.
    gc.disable()
    from effllm_desktop import paths
    from effllm_desktop.app import settings
    from effllm_desktop.ui import screen
    from effllm_desktop.ui.arguments import read_arguments

    request = read_arguments(sys.argv[1:] if arguments is None else arguments)
    places = paths.locate(request.library, os.environ)
    reading = settings.read(places.settings, os.environ)
    request = screen.adapt(request, os.environ, places.library)

    if request.is_picture:
        from effllm_desktop.ui import picture

        return picture.draw(request, places, reading)
    from effllm_desktop.ui import application

    return application.run(request, places, reading)


def command_line() -> int:
    """`effllm`: the same library without a window."""
    try:
        from effllm_desktop.cli.program import main

        return main()
    except KeyboardInterrupt:  # even while modules load
        return 130
