"""Locks, floors and descriptions: files that nothing else would notice being wrong."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "packaging" / "locks").glob("*.txt"))
LINUX = ROOT / "packaging" / "linux"


def pinned(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_pins_every_file_by_hash_and_names_no_place(lock):
    text = lock.read_text()
    requirements = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert requirements
    assert all("--hash=sha256:" in one for one in requirements)
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_all_locks_agree_on_what_the_program_runs_with(lock):
    run = pinned(ROOT / "packaging" / "locks" / "run.txt")
    assert run.items() <= pinned(lock).items()
    assert run["pyside6-essentials"] != "6.12.0"


def test_the_locks_have_all_that_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {"run": project["project"]["dependencies"], **project["dependency-groups"]}
    for lock in LOCKS:
        names = {re.split(r"[<>=!]", one)[0].lower() for one in wanted[lock.stem]}
        assert names <= pinned(lock).keys()


def test_a_plain_install_excludes_the_broken_qt():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (qt,) = [one for one in project["dependencies"] if one.startswith("PySide6")]
    assert "!=6.12.0" in qt


def report(folder: Path, missing: list[int], branches: int) -> Path:
    summary = {"num_statements": 10, "covered_lines": 10 - len(missing)}
    summary |= {"num_branches": 100, "covered_branches": branches}
    files = {
        f"src/effllm_desktop/{package}/x.py": {"summary": summary, "missing_lines": missing}
        for package in ("domain", "markdown", "store", "app", "ui")
    }
    place = folder / "coverage.json"
    place.write_text(json.dumps({"files": files}))
    return place


@pytest.mark.parametrize(
    ("missing", "branches", "enough"),
    [([], 95, True), ([], 94, False), ([3, 4, 9], 100, False)],
)
def test_the_floor_of_coverage(script, tmp_path, capsys, missing, branches, enough):
    assert script("coverage_floor").holds(report(tmp_path, missing, branches)) is enough
    assert ("3-4, 9" in capsys.readouterr().out) is bool(missing)


def test_no_report_is_no_coverage(script, tmp_path):
    assert not script("coverage_floor").holds(tmp_path / "none.json")


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_the_desktop_file_is_valid():
    subprocess.run(["desktop-file-validate", LINUX / "effllm-desktop.desktop"], check=True)


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="needs appstream")
def test_the_appstream_data_is_valid():
    (metadata,) = LINUX.glob("*.metainfo.xml")
    subprocess.run(["appstreamcli", "validate", "--no-net", metadata], check=True)


def test_the_appstream_data_knows_this_version():
    import effllm_desktop

    (metadata,) = LINUX.glob("*.metainfo.xml")
    assert f'<release version="{effllm_desktop.__version__}"' in metadata.read_text()
