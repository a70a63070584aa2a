"""A disk that is full in the middle of a download: a sentence, and a sound library."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import MisbehavingServer, pdf

pytestmark = pytest.mark.loopback
ROOT = Path(__file__).parents[3]
SMALL = 6_000_000
IN_THERE = """
set -e
mkdir "$1"
mount -t tmpfs -o size=$2 none "$1"
shift 2
$@ import "$LIST" >&2
set +e
$@ download --json
echo "exit $?" >&2
$@ check >&2
echo "exit $?" >&2
$@ mark arxiv:2401.00001 --star >&2
echo "exit $?" >&2
find "$FOLDER/pdfs" -name '*.part' >&2
"""


def small_disk():
    """The beginning of a command that may mount disks of its own, where this system has that."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return None
    there = [unshare, "-rm", "sh", "-c", "mount -t tmpfs -o size=100k none /mnt"]
    tried = subprocess.run(there, capture_output=True, check=False)
    return [unshare, "-rm"] if tried.returncode == 0 else None


SMALL_DISK = small_disk()


@pytest.mark.skipif(SMALL_DISK is None, reason="this system makes no disks for a test")
def test_a_disk_that_is_full_costs_the_downloads_that_do_not_fit(tmp_path):
    file = tmp_path / "l.md"
    lines = [f"- [P{n}](https://arxiv.org/abs/2401.0000{n}v1)\n" for n in (1, 2, 3)]
    file.write_text("# L\n\n" + "".join(lines))
    folder = tmp_path / "library"
    with MisbehavingServer() as server:
        server.on("/pdf/2401.00001v1", ms.whole(pdf(20_000, "1")))
        server.on("/pdf/2401.00002v1", ms.whole(pdf(2 * SMALL, "2")))
        server.on("/pdf/2401.00003v1", ms.whole(pdf(20_000, "3")))
        effllm = [sys.executable, "-m", "effllm_desktop.cli", "--library", str(folder)]
        done = subprocess.run(
            [*SMALL_DISK, "sh", "-c", IN_THERE, "sh", str(folder), str(SMALL), *effllm],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
                "LIST": str(file),
                "FOLDER": str(folder),
                "EFFLLM_ARXIV_SITE_URL": server.base,
                "EFFLLM_ARXIV_INTERVAL": "0",
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert "Traceback" not in done.stderr
    told = json.loads(done.stdout)
    assert [one["status"] for one in told["works"]] == ["cached", "failed", "cached"]
    (failure,) = told["failures"]
    assert "cannot be kept" in failure["message"]
    assert "No space left on device" in failure["message"]
    assert failure["hint"].startswith("Free some space")
    exits = [line for line in done.stderr.splitlines() if line.startswith("exit ")]
    assert exits == ["exit 1", "exit 0", "exit 0"]  # the library is sound, and takes acts
    assert ".part" not in done.stderr  # what cannot be finished does not keep the disk full
