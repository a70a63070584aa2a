"""Is there a screen that a window could open on?"""

import ctypes
import os
import socket
import sys
from pathlib import Path

WITHOUT_A_SCREEN = ("offscreen", "minimal")


def expected() -> bool:
    """Does the session say that there is a screen?"""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in WITHOUT_A_SCREEN:
        return False
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def can_be_opened() -> bool:
    """Does it answer, too? A forgotten DISPLAY would make Qt abort."""
    if not expected():
        return False
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers() or _x11_answers()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    address = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    with socket.socket(socket.AF_UNIX) as session:
        try:
            session.connect(str(address))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = int(xcb.xcb_connection_has_error(connection)) == 0
    xcb.xcb_disconnect(connection)
    return answers
