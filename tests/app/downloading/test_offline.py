"""Without a network, by choice or by fate: not one socket, and what is here can be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from effllm_desktop.app.downloading import asking, keeping
from effllm_desktop.app.downloading.attaching import attach
from effllm_desktop.app.downloading.queue import Means, work_queue
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.settings import Settings
from effllm_desktop.store import downloads
from effllm_desktop.store.pdf_cache import WholePdf
from tests.support.builders import take
from tests.support.misbehaving_server import pdf
from tests.support.own_network import CUT_OFF

ROOT = Path(__file__).parents[3]


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    take(
        folder,
        "# L\n\n- [A](https://arxiv.org/abs/2401.00001)\n- [B](https://arxiv.org/abs/2401.00002)\n",
    )
    opened = open_library(folder)
    part = folder / "pdfs" / "incoming" / "own.part"
    part.write_bytes(pdf(2_000))
    attach(opened, opened.works.find("arxiv:2401.00001"), WholePdf(part, "ab" * 32, 2_000, 1))
    yield opened
    opened.close()


class Nobody:
    def progressed(self, progress) -> None: ...

    def changed(self, changes) -> None: ...


def test_offline_opens_not_one_socket_and_requests_wait(library):
    # the guard of all tests refuses every socket here
    settings = Settings(offline=True)
    work = library.works.find("arxiv:2401.00002")
    asking.request(library, settings, [work])
    work_queue(library.folder, Means(settings, lambda path: 1), InlineProgress(), Nobody())
    assert [one.request.work for one in downloads.all_of(library.database)] == [work]
    cached = library.works.find("arxiv:2401.00001")
    assert keeping.file_of(library, cached).path.read_bytes() == pdf(2_000)
    assert keeping.file_of(library, work) is None


@pytest.mark.skipif(CUT_OFF is None, reason="this system makes no networks of their own")
@pytest.mark.parametrize("offline", ["true", "false"])
def test_in_a_network_without_a_route_everything_else_works(library, offline):
    def run(*arguments):
        return subprocess.run(
            [*CUT_OFF, sys.executable, "-m", "effllm_desktop.cli", "--library",
             str(library.folder), *arguments],
            cwd=ROOT,
            env={**os.environ, "EFFLLM_OFFLINE": offline, "EFFLLM_RETRIES": "5"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )  # fmt: skip

    assert '"status": "cached"' in run("show", "2401.00001", "--json").stdout
    assert run("search", "A").returncode == 0
    result = run("download", "2401.00001", "2401.00002")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    said = (
        "stay offline" if offline == "true" else "This machine has no network: 1 PDF stays in the"
    )
    assert said in result.stderr
    assert '"status": "queued"' in run("show", "2401.00002", "--json").stdout
    refreshed = run("refresh", "2401.00001", "2401.00002")
    assert refreshed.returncode == 1
    assert refreshed.stderr.count("\n") <= 2
    said = "stay offline" if offline == "true" else "no network: services could not be asked"
    assert refreshed.stderr.count(said) == 1
    assert "1 here already" in result.stdout
