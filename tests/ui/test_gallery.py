"""The gallery draws, and every scene has a library that can be made."""

import os
import subprocess
import sys

from effllm_desktop.ui.gallery.scenes import SCENES


def _run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "effllm_desktop.ui.gallery", *map(str, arguments)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_scenes_have_names_of_their_own():
    names = [scene.name for scene in SCENES]
    assert len(names) == len(set(names))


def test_a_scene_is_drawn_light_and_dark(tmp_path):
    run = _run(tmp_path, "in use")
    assert run.returncode == 0, run.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "in use dark 1280x800.png",
        "in use light 1280x800.png",
    ]
    assert "2 pictures" in run.stdout


def test_wrong_usage_is_told():
    run = _run()
    assert run.returncode == 2
    assert run.stderr.startswith("usage:")
