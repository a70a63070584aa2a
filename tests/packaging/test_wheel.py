"""What a built wheel carries, seen from an empty folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

OPEN_EVERY_RESOURCE = """
from effllm_desktop import resource_files
def walk(place, *parts):
    for child in place.iterdir():
        if child.is_dir():
            yield from walk(child, *parts, child.name)
        else:
            yield (*parts, child.name)
for parts in walk(resource_files.resource_path()):
    print("/".join(parts), len(resource_files.read_bytes(*parts)))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder that holds nothing but the installed wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, target, wheel], check=True, capture_output=True, cwd=folder)
    return target


def _run(installed: Path, code: str, elsewhere: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(installed)},
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_every_resource_opens_from_an_installed_wheel(installed, tmp_path):
    resources = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    expected = {
        f"{file.relative_to(ROOT / 'resources').as_posix()} {file.stat().st_size}"
        for file in resources
    }
    opened = _run(installed, OPEN_EVERY_RESOURCE, tmp_path)
    assert set(opened.splitlines()) == expected


def test_the_wheel_is_used_and_not_the_checkout(installed, tmp_path):
    code = "import effllm_desktop; print(effllm_desktop.__file__, effllm_desktop.__version__)"
    assert _run(installed, code, tmp_path).startswith(str(installed))


def test_the_wheel_names_both_programs(installed):
    (entry_points,) = installed.glob("*.dist-info/entry_points.txt")
    text = entry_points.read_text()
    assert "effllm = effllm_desktop.bootstrap:command_line" in text
    assert "effllm-desktop = effllm_desktop.bootstrap:window" in text
