"""The log of a library: one file, and the one before it."""

import logging
from pathlib import Path

from effllm_desktop.domain.errors import StorageFailed

NAME = "effllm-desktop.log"
LARGEST = 1_000_000


def open_log(folder: Path) -> logging.Handler:
    """Log into the library's `logs` folder from now on."""
    file = folder / "logs" / NAME
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file.exists() and file.stat().st_size > LARGEST:
            file.replace(file.with_suffix(".old.log"))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError as problem:
        raise StorageFailed(
            f"The log in {file.parent} cannot be written: {problem.strerror}."
        ) from problem
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level > logging.INFO or root.level == logging.NOTSET:
        root.setLevel(logging.INFO)
    return handler


def close_log(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()
