"""Files that a record names: only those that lie beside it are its own."""

from pathlib import Path


def file_beside(folder: Path, name: str) -> Path | None:
    """A file in a folder or below; None for what is elsewhere, by links too, or is no file."""
    if not name.strip() or "\0" in name:
        return None
    try:
        path = (folder / name).resolve()
        is_own = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, RuntimeError):  # too long for a name; links in a ring
        return None
    return path if is_own else None
