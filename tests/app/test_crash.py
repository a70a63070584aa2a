"""A process that is killed at any instant leaves a sound library and nothing half."""

import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.reading_beside import LONG
from effllm_desktop.domain.scopes import Place, PlaceScope
from tests.support.builders import page, take
from tests.support.soundness import assert_sound

ROOT = Path(__file__).parents[2]
FOUND = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(FOUND)}
ROUNDS = 6


def kill_while(what, folder, source, chance):
    """Start the process, let it work for a moment, kill it; how many acts it had finished."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.busy_reader", what, folder, source],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "begun\n"
        deadline = time.monotonic() + chance.uniform(0, 0.25)
        finished = 0
        while time.monotonic() < deadline:
            finished += bool(process.stdout.readline())
        process.kill()
        finished += len(process.stdout.readlines())
    return finished


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_amid_operations(folder, tmp_path, seed):
    take(folder, page("L", {"S": [f"w{n}" for n in range(300)]}))
    finished = kill_while("operations", folder, tmp_path, random.Random(seed))
    library = open_library(folder)
    assert_sound(library.database)
    starred = len(library.entries.select(PlaceScope(Place.STARRED)).row_ids)
    assert starred in (0, 300)
    notes = library.database.value("SELECT count(*) FROM reading WHERE note <> ''")
    steps = library.database.value("SELECT count(*) FROM steps")
    assert notes >= min(finished, 300)  # what was said to be done is there
    assert finished * 2 <= steps <= finished * 2 + 2
    while library.workspace.undo_label:
        library.workspace.undo()
    assert library.database.rows("SELECT * FROM reading") == []
    library.close()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_amid_imports(folder, tmp_path, seed):
    source = tmp_path / "list.md"
    finished = kill_while("imports", folder, source, random.Random(seed))
    library = open_library(folder)
    assert_sound(library.database)
    versions = library.database.value("SELECT count(*) FROM versions")
    assert finished <= versions <= finished + 1
    entries = library.database.value("SELECT count(*) FROM entries WHERE position IS NOT NULL")
    assert entries == (60 + (versions - 1) % 2 if versions else 0)
    assert [f.name for f in folder.iterdir() if f.suffix == ".db"] == ["library.db"]
    library.close()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_while_a_library_is_made(folder, tmp_path, seed):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.busy_reader", "imports", folder, tmp_path / "l.md"],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 10
    while not folder.exists() and time.monotonic() < deadline:
        process.poll()
    until = time.monotonic() + seed * 0.01
    while time.monotonic() < until:
        process.poll()
    process.kill()
    process.wait()
    library = open_library(folder)
    assert_sound(library.database)
    library.close()


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_another_process_reads(folder, tmp_path, seed):
    source = tmp_path / "long.md"
    source.write_text(page("L", {"S": [f"w{n}-{'x' * 400}" for n in range(LONG // 800)]}))
    assert source.stat().st_size > LONG
    with subprocess.Popen(
        [sys.executable, "-m", "effllm_desktop.cli", "--library", folder, "import", source],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.Random(seed).uniform(0.5, 3))
        process.kill()
        process.stdout.read()  # ends when nobody holds it any more: the reader is gone, too
    library = open_library(folder)
    assert_sound(library.database)
    entries = library.database.value("SELECT count(*) FROM entries")
    assert entries in (0, LONG // 800)
    library.close()
    assert [f.name for f in folder.iterdir() if f.name.startswith(".import")] == []
