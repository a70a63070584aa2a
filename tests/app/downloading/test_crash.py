"""Killed at any instant: nothing half, nothing lost, and it goes on where it was."""

import os
import random
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from effllm_desktop.app.downloading import asking
from effllm_desktop.app.library import open_library
from effllm_desktop.store import downloads, pdf_cache
from tests.support import misbehaving_server as ms
from tests.support.builders import take
from tests.support.busy_downloader import settings
from tests.support.misbehaving_server import MisbehavingServer, pdf
from tests.support.soundness import assert_sound

pytestmark = pytest.mark.loopback
ROOT = Path(__file__).parents[3]
FOUND = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(FOUND)}
PAPERS = 100


def start(folder, server):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.busy_downloader", folder, server.base],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_soon(folder, server, chance):
    """Let a process fetch for a moment, kill it; which works it had said to be here."""
    with start(folder, server) as process:
        assert process.stdout.readline() == "begun\n"
        deadline = time.monotonic() + chance.uniform(0.2, 0.9)
        here = set()
        while time.monotonic() < deadline and (line := process.stdout.readline()):
            here.add(int(line))
        process.kill()
        # the last line may be cut
        here |= {int(line) for line in process.stdout.read().splitlines(keepends=True)
                 if line.endswith("\n")}  # fmt: skip
    return here


def assert_nothing_half(folder, database, expected):
    """Each record has its whole file; what has no record is whole all the same."""
    for name in pdf_cache.known(database):
        file = folder / "pdfs" / name[:2] / f"{name}.pdf"
        assert sha256(file.read_bytes()).hexdigest() == name
    for file in (folder / "pdfs").glob("??/*.pdf"):
        assert sha256(file.read_bytes()).hexdigest() == file.stem
        assert file.stem in expected


def test_killed_at_random_instants_during_a_hundred_downloads(tmp_path):
    folder, chance = tmp_path / "library", random.Random(4)
    data = [pdf(60_000, f"paper {n}") for n in range(PAPERS)]
    expected = {sha256(one).hexdigest() for one in data}
    lines = [f"- [P{n}](https://arxiv.org/abs/2401.{n:05}v1)\n" for n in range(PAPERS)]
    take(folder, "# L\n\n" + "".join(lines))
    with MisbehavingServer() as server:
        for number, one in enumerate(data):
            first = [ms.cut(one, 30_000, f'"{number}"')] if number % 5 == 0 else []
            server.on(f"/pdf/2401.{number:05}v1", *first, ms.whole(one, f'"{number}"'))
        library = open_library(folder)
        works = [library.works.find(f"arxiv:2401.{n:05}") for n in range(PAPERS)]
        asking.request(library, settings(server.base), works)
        known, kills = set(), 0
        while downloads.all_of(library.database) and kills < 40:
            known |= kill_soon(folder, server, chance)
            kills += 1
            assert_sound(library.database)
            assert_nothing_half(folder, library.database, expected)
            here = set(pdf_cache.of_works(library.database, works))
            assert known <= here  # what was said to be here is here
            queued = {one.request.work for one in downloads.all_of(library.database)}
            assert here | queued == set(works)  # nothing is lost
            assert not here & queued
        with start(folder, server) as process:
            process.stdout.read()
        assert process.returncode == 0
        assert set(pdf_cache.known(library.database)) == expected
        assert downloads.all_of(library.database) == []
        left = list((folder / "pdfs" / "incoming").iterdir())
        assert [file.name for file in left] == ["queue.lock"]
        assert len(list((folder / "pdfs").glob("??/*.pdf"))) == PAPERS
        assert kills > 1
        ranges = [one for one in server.log if "range" in one.headers]
        assert all(one.headers["if-range"] for one in ranges)
        assert ranges
        library.close()
