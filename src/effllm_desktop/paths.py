"""Where things live: the library folder and the settings file."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PROGRAM = "effllm-desktop"
LIBRARY_VARIABLE = "EFFLLM_LIBRARY"
SETTINGS_NAME = "config.toml"


class Places(NamedTuple):
    """The library folder, and the settings file that goes with it.

    A library that somebody named carries its settings with it; the default one uses those of the
    user.
    """

    library: Path
    settings: Path


def locate(named: Path | None, environment: Mapping[str, str]) -> Places:
    """The library named by argument, else by the environment, else the user's own."""
    from_environment = environment.get(LIBRARY_VARIABLE, "")
    if named is None and from_environment:
        named = Path(from_environment)
    if named is not None:
        library = named.expanduser().absolute()
        return Places(library, library / SETTINGS_NAME)
    return Places(_user_data(), _user_config() / SETTINGS_NAME)


def _user_data() -> Path:
    import platformdirs

    return platformdirs.user_data_path(PROGRAM, appauthor=False)


def _user_config() -> Path:
    import platformdirs

    return platformdirs.user_config_path(PROGRAM, appauthor=False)
