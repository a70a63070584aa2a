"""The reader's own keys in the settings: for each action its key, several, or none.

In the file they are a table, `[keys]`, with lines such as `toggle_star = "F8"`; the environment has
the same lines in `EFFLLM_KEYS`. Which actions and keys there are is known in the window alone.
"""

from collections.abc import Mapping
from typing import NamedTuple

from effllm_desktop.domain.errors import AppError, BadInput

KeyTable = tuple[tuple[str, tuple[str, ...]], ...]
"""Ids of actions with their keys, in the order of the file; an empty tuple: it has none."""
_WANTED = 'It must have lines such as toggle_star = "F8", or ["F8", "Ctrl+T"], or "" for no key.'


class KeysRead(NamedTuple):
    """The lines that could be read, and what was wrong with the others."""

    table: KeyTable
    problems: tuple[AppError, ...]


def read(value: object, source: str) -> KeysRead:
    """Each line by itself: one that cannot be read leaves the others as they are."""
    lines = _parsed(value)
    if lines is None:
        problem = BadInput(f"“{value}” cannot be the setting keys (in {source}).", _WANTED)
        return KeysRead((), (problem,))
    table, problems = [], []
    for action, keys in lines.items():
        if (checked := _keys(keys)) is None:
            what = f"“{keys}” cannot be the keys of {action} (in {source})."
            problems.append(BadInput(what, _WANTED))
        else:
            table.append((action, checked))
    return KeysRead(tuple(table), tuple(problems))


def written(table: KeyTable) -> dict[str, str | list[str]]:
    """As the file has it: one key as it is, else a list of them."""
    return {
        action: keys[0] if len(keys) == 1 else list(keys) if keys else ""
        for action, keys in table
    }  # fmt: skip


def _parsed(value: object) -> Mapping[str, object] | None:
    if isinstance(value, str):
        import tomllib

        try:
            value = tomllib.loads(value)
        except tomllib.TOMLDecodeError:
            return None
    return value if isinstance(value, Mapping) else None


def _keys(value: object) -> tuple[str, ...] | None:
    some = [value] if isinstance(value, str) else value
    if not isinstance(some, list) or not all(isinstance(one, str) for one in some):
        return None
    return tuple(dict.fromkeys(one.strip() for one in some if one.strip()))
