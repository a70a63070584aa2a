"""Numbers of bytes, as people write and read them: `5 GB` is 5,000,000,000 of them."""

import re

KB, MB, GB, TB = 10**3, 10**6, 10**9, 10**12
_UNITS = {"": 1, "B": 1, "KB": KB, "MB": MB, "GB": GB, "TB": TB}
_BINARY = {f"{letter}IB": 1024**power for power, letter in enumerate("KMGT", start=1)}
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,9})?) ?([A-Z]{0,3})", re.ASCII)
_SHORT = 10


def parse(text: str) -> int:
    """The bytes that `300`, `500 MB`, `1.5gb` or `2 GiB` means. Raises ValueError."""
    match = _SIZE.fullmatch(text.strip().upper())
    unit = match and (_UNITS | _BINARY).get(match[2])
    if not match or not unit:
        raise ValueError(f"{text!r} is no size")
    return int(float(match[1]) * unit)


def shown(size: float) -> str:
    """`512 bytes`, `1.4 MB`, `60 MB`: one digit behind the point while the number is short."""
    for name in ("TB", "GB", "MB", "kB"):
        unit = _UNITS[name.upper()]
        if size >= unit:
            number = size / unit
            return f"{number:.1f} {name}" if number < _SHORT else f"{number:.0f} {name}"
    return f"{size:.0f} bytes"
