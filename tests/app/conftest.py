from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop.app.library import Library, open_library
from tests.support.builders import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, clock: HandClock) -> Iterator[Library]:
    opened = open_library(folder, clock=clock)
    yield opened
    opened.close()
