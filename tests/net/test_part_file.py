"""A file on its way, on a disk that has no room."""

from pathlib import Path

import pytest

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.net.part_file import PartFile

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to try")
def test_a_full_disk_is_told(tmp_path):
    path = tmp_path / "one.part"
    path.symlink_to(FULL)
    with (
        pytest.raises(StorageFailed, match="No space left") as raised,
        PartFile(path, "x").growing() as write,
    ):
        write(b"more")
    assert "Free some space" in raised.value.hint
