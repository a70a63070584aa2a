"""Which imports are large enough for a process of their own."""

from effllm_desktop.app.sources import Bundled, FileSource
from effllm_desktop.ui.importing.importer import LARGE, _are_large


def test_large_files_and_folders_are_read_elsewhere(tmp_path):
    large, small = tmp_path / "large.md", tmp_path / "small.md"
    large.write_bytes(b"." * (LARGE + 1))
    small.write_bytes(b".")
    assert _are_large((FileSource(small), FileSource(large)))
    assert _are_large((FileSource(tmp_path),))
    assert not _are_large((FileSource(small), FileSource(tmp_path / "gone.md"), Bundled()))
