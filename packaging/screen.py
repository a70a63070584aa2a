"""Is there a screen that a window could open on?"""

import ctypes
import os
import re
import socket
import sys
from pathlib import Path

WITHOUT_A_SCREEN = ("offscreen", "minimal")


def expected() -> bool:
    """Does anything listen where the session says its screen is?

    It needs no library, so it can be asked before one is installed.
    """
    if (platform := os.environ.get("QT_QPA_PLATFORM")) is not None:
        return platform.split(":")[0] not in WITHOUT_A_SCREEN
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_listens() or _x11_listens()


def can_be_opened() -> bool:
    """Does it let us in, too? Where it does not, Qt would abort."""
    if not expected():
        return False
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_listens() or _x11_lets_us_in()


def _wayland_listens() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and _local(str(Path(os.environ.get("XDG_RUNTIME_DIR", ""), str(name))))


def _x11_listens() -> bool:
    display = re.fullmatch(r"(.*):(\d+)(\.\d+)?", os.environ.get("DISPLAY", ""))
    if display is None:
        return False
    host, number = display[1], int(display[2])
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  where X servers listen
        return _local(path) or _local(f"\0{path}")
    try:
        socket.create_connection((host, 6000 + number), timeout=5).close()
    except OSError:
        return False
    return True


def _local(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as session:
        try:
            session.connect(address)
        except OSError:
            return False
    return True


def _x11_lets_us_in() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = int(xcb.xcb_connection_has_error(connection)) == 0
    xcb.xcb_disconnect(connection)
    return answers
