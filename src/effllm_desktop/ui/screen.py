"""Is there a screen? Where there is none, Qt would end the program: so the window is only drawn."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

from effllm_desktop.ui.arguments import WindowRequest

PLATFORM = "QT_QPA_PLATFORM"
PICTURE_NAME = "window.png"


def adapt(
    request: WindowRequest, environment: MutableMapping[str, str], folder: Path
) -> WindowRequest:
    """Draw without a screen where only a picture is wanted, or where nothing else is possible."""
    if environment.get(PLATFORM):
        return request
    if request.is_picture:
        environment[PLATFORM] = "offscreen"
        return request
    if can_be_opened(environment):
        return request
    environment[PLATFORM] = "offscreen"
    sys.stderr.write("There is no screen here: the window is drawn into a picture.\n")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return request._replace(screenshot=folder / PICTURE_NAME)


def can_be_opened(environment: MutableMapping[str, str]) -> bool:
    """Whether a window could open. Only where X11 or Wayland may be missing is that in doubt."""
    if not sys.platform.startswith("linux"):
        return True
    if name := environment.get("WAYLAND_DISPLAY"):
        folder = environment.get("XDG_RUNTIME_DIR", "")
        if Path(folder, name).is_socket():
            return True
    return bool(environment.get("DISPLAY")) and _x11_answers(environment["DISPLAY"])


def _x11_answers(display: str) -> bool:
    """Whether an X server is there: a forgotten DISPLAY would make Qt abort."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    answers = int(xcb.xcb_connection_has_error(connection)) == 0
    xcb.xcb_disconnect(connection)
    return answers
