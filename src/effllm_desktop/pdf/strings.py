"""Text that PDFium hands over: asked for its length first, then written into a buffer."""

import ctypes
from typing import Any


def wide(ask: Any, *about: Any) -> str:
    """UTF-16 text, as most of PDFium's functions give it. Halves of characters become U+FFFD."""
    size = ask(*about, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(*about, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def narrow(ask: Any, *about: Any) -> str:
    """Addresses: 7-bit text by ISO 32000-1, 12.6.4.7; some write UTF-8 all the same."""
    size = ask(*about, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(*about, buffer, size)
    return buffer.raw[:size].decode("utf-8", "replace").rstrip("\0")
