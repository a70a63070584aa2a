"""Every test has a home of its own: no settings, caches or libraries of the person who runs it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home folder of this test."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable, inside in FOLDERS.items():
            place = folder / inside
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            patch.setenv(variable, str(place))
        for variable in [name for name in os.environ if name.startswith("EFFLLM_")]:
            patch.delenv(variable)
        yield folder
