import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.sources import Bundled
from effllm_desktop.cli.program import program


class Effllm:
    """Calls of the command line on one library, inside this process."""

    def __init__(self, library: Path) -> None:
        self.library = library

    def __call__(self, *arguments: str | Path, stdin: bytes | str | None = None) -> Result:
        call = ["--library", str(self.library), *map(str, arguments)]
        result = CliRunner().invoke(program, call, input=stdin, catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    def done(self, *arguments: str | Path, stdin: bytes | str | None = None) -> str:
        """What a call prints that must succeed."""
        result = self(*arguments, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result.stdout

    def json(self, verb: str, *arguments: str | Path, stdin: bytes | str | None = None) -> Any:
        """The document of a call that must succeed."""
        return json.loads(self.done(verb, "--json", *arguments, stdin=stdin))

    def refused(self, *arguments: str | Path, code: int = 1) -> str:
        """What a call says that must fail; it prints no result."""
        result = self(*arguments)
        assert result.exit_code == code, result.output
        assert result.stdout == ""
        return result.stderr


@pytest.fixture
def effllm(tmp_path: Path) -> Effllm:
    """The command line on a library that does not exist yet."""
    return Effllm(tmp_path / "library")


@pytest.fixture(scope="session")
def bundled_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled") / "library"
    import_lists(folder, ImportRequest((Bundled(),)), InlineProgress())
    return folder


@pytest.fixture
def seeds(effllm: Effllm, bundled_library: Path) -> Effllm:
    """The command line on a library of its own with both bundled lists."""
    shutil.copytree(bundled_library, effllm.library)
    return effllm


@pytest.fixture
def list_file(tmp_path: Path) -> Callable[..., Path]:
    """Makes the file of a small list."""

    def make(text: str, name: str = "list.md") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return make


Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    """The real program in a process of its own."""

    def run(*arguments: str | Path, **how: Any) -> subprocess.CompletedProcess[bytes]:
        variables = {**os.environ, "COLUMNS": "80", **how.pop("env", {})}
        return subprocess.run(
            [sys.executable, "-m", "effllm_desktop.cli", *map(str, arguments)],
            env=variables,
            cwd=tmp_path,
            capture_output=how.pop("capture_output", True),
            check=False,
            timeout=60,
            **how,
        )

    return run
