"""Settings read from `config.toml` and from `EFFLLM_…` variables, and written into the file.

The environment wins over the file, the file over the default. A value that cannot be used is left
out and reported in one sentence; the others hold.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from effllm_desktop.app.settings import SWITCHES, Settings, Value, checked, names
from effllm_desktop.domain.errors import AppError, BadInput, StorageFailed

if TYPE_CHECKING:
    from effllm_desktop.app.key_table import KeyTable

PREFIX = "EFFLLM_"


class Reading(NamedTuple):
    """The settings as they were found, and what was wrong with the others."""

    settings: Settings
    problems: tuple[AppError, ...]


def read(file: Path, environment: Mapping[str, str]) -> Reading:
    """The settings that hold. A missing file is no problem: nothing was set."""
    problems: list[AppError] = []
    given: dict[str, tuple[object, str]] = {}
    try:
        given = {name: (value, str(file)) for name, value in _parse(file).items()}
    except AppError as problem:
        problems.append(problem)
    given |= {name: (text, PREFIX + name.upper()) for name, text in _from(environment)}
    values: dict[str, Value] = {}
    for name, (value, source) in given.items():
        if name == "keys":
            values[name], more = _keys(value, source)
            problems.extend(more)
            continue
        try:
            values[name] = checked(name, value, source)
        except BadInput as problem:
            problems.append(problem)
            if name == "services_off":  # nobody is to be asked whom the reader meant to name here
                values[name] = ", ".join(sorted(SWITCHES))
    return Reading(Settings(**values), tuple(problems))  # type: ignore[arg-type] # checked above


def save(file: Path, name: str, value: Value) -> None:
    """Set one value in the file and leave the rest of it, comments included, as it is."""
    import tomlkit

    from effllm_desktop.store.atomic_file import replace

    if name != "keys":
        checked(name, value, str(file))
    _parse(file)  # else a file that a person must mend would be a riddle for tomlkit
    document = tomlkit.parse(_text(file))
    document[name] = _written(value)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StorageFailed(
            f"The settings cannot be written to {file}: {problem.strerror}.",
            "Check the permissions of its folder.",
        ) from problem
    replace(file, tomlkit.dumps(document).encode())


def _keys(value: object, source: str) -> "tuple[KeyTable, tuple[AppError, ...]]":
    """Keys are a table, each line of which is checked by itself. Few people have one."""
    from effllm_desktop.app import key_table

    return key_table.read(value, source)


def _written(value: Value) -> object:
    if not isinstance(value, tuple):
        return value
    from effllm_desktop.app import key_table

    return key_table.written(value)


def _parse(file: Path) -> dict[str, object]:
    text = _text(file)
    if not text.strip():
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadInput(
            f"The settings in {file} cannot be read: {problem}.",
            "The defaults are used until the file is mended.",
        ) from problem


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as problem:
        raise BadInput(
            f"The settings in {file} are not UTF-8 text.",
            "The defaults are used until the file is mended.",
        ) from problem
    except OSError as problem:
        raise StorageFailed(
            f"The settings in {file} cannot be read: {problem.strerror}.",
            "The defaults are used.",
        ) from problem


def _from(environment: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in names():
        text = environment.get(PREFIX + name.upper())
        if text is not None:
            yield name, text
