import os
import stat
from pathlib import Path

import pytest

from effllm_desktop.domain.errors import BadInput, FileChanged, StorageFailed
from effllm_desktop.store import atomic_file


def only_file(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_made_and_nothing_is_left_beside(tmp_path: Path) -> None:
    atomic_file.replace(tmp_path / "new.md", b"text")
    assert (tmp_path / "new.md").read_bytes() == b"text"
    assert only_file(tmp_path) == ["new.md"]


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic_file.replace(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    atomic_file.replace(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        atomic_file.replace(tmp_path, b"")


def test_a_missing_folder_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed) as refused:
        atomic_file.replace(tmp_path / "no" / "file.md", b"")
    assert refused.value.hint


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="No space left"):
        atomic_file.replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert only_file(tmp_path) == ["a.md"]


def test_without_folders_that_can_be_opened_the_file_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_file, "_CAN_SYNC_FOLDERS", False)
    atomic_file.replace(tmp_path / "a.md", b"new")
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_what_another_program_wrote_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"seen")
    seen = atomic_file.fingerprint(path)
    path.write_bytes(b"mine")
    with pytest.raises(FileChanged):
        atomic_file.replace_unchanged(path, b"new", seen)
    assert path.read_bytes() == b"mine"


def test_an_unchanged_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"seen")
    atomic_file.replace_unchanged(path, b"new", atomic_file.fingerprint(path))
    assert path.read_bytes() == b"new"


def test_a_file_that_came_up_meanwhile_counts_as_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    seen = atomic_file.fingerprint(path)
    assert seen is None
    path.write_bytes(b"other")
    with pytest.raises(FileChanged):
        atomic_file.replace_unchanged(path, b"new", seen)


def test_a_file_that_cannot_be_read_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        atomic_file.fingerprint(tmp_path)
    with pytest.raises(StorageFailed, match="long"):
        atomic_file.fingerprint(tmp_path / ("x" * 300))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput):
        atomic_file.fingerprint(tmp_path / "pipe")


def test_a_file_that_is_read_only_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)  # root may write anywhere
    with pytest.raises(StorageFailed, match="read-only"):
        atomic_file.replace(path, b"new")
    assert path.read_bytes() == b"old"


def test_names_that_cannot_be_are_errors_in_words(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="long"):
        atomic_file.replace(tmp_path / ("x" * 300), b"")
    longest = tmp_path / ("x" * 255)
    atomic_file.replace(longest, b"new")
    assert only_file(tmp_path) == [longest.name]


def test_a_link_to_itself_is_no_mistake_of_ours(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    atomic_file.replace(tmp_path / "loop", b"new")
    assert (tmp_path / "loop").read_bytes() == b"new"
