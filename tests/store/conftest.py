from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    opened = open_database(folder)
    yield opened
    opened.close()
