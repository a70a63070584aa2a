"""Pictures of the window from the command line: what is drawn, said, and when it is refused."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from effllm_desktop.app.library import open_library
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope
from effllm_desktop.ui.arguments import WindowRequest
from effllm_desktop.ui.picture import scope_named
from effllm_desktop.ui.screen import adapt, can_be_opened
from tests.support.window import write_lists


def _run(*arguments, **variables):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    }
    return subprocess.run(
        [sys.executable, "-m", "effllm_desktop", *map(str, arguments)],
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    for file in write_lists(folder):
        run = _run("--library", folder / "library", file, "--screenshot", folder / "made.png")
        assert run.returncode == 0, run.stderr
        assert QImage(str(folder / "made.png")).width() == 1280
    return folder / "library"


@pytest.fixture
def library(made, tmp_path):
    return shutil.copytree(made, tmp_path / "library")


def test_everything_that_can_be_asked_of_a_picture(library, tmp_path):
    picture, text = tmp_path / "w.png", tmp_path / "w.json"
    run = _run(
        *("--library", library, "--screenshot", picture, "--describe", text),
        *("--size", "900x600", "--theme", "dark", "--place", "all", "--select", "2310.06694"),
    )
    assert run.returncode == 0, run.stderr
    assert "2 lists (“First list”, “Second list”), 5 works." in run.stdout
    assert str(picture) in run.stdout
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (900, 600)
    assert image.pixelColor(4, 590).lightness() < 60
    nodes = list(_nodes(json.loads(text.read_text())))
    named = {node["object"]: node for node in nodes if "object" in node}
    assert {"sections", "entries", "details", "search", "note"} <= set(named)
    (chosen,) = [
        node
        for node in _nodes(named["entries"])
        if node["role"] == "Cell" and "selected" in node.get("states", [])
    ]
    assert "Sheared LLaMA" in chosen["name"]
    for node in nodes:
        assert min(node["rectangle"][2:]) > 0


def _nodes(node):
    yield node
    for child in node["children"]:
        yield from _nodes(child)


def test_a_picture_remembers_nothing(library):
    assert not (library / "window.ini").exists()
    assert not (library / "recent.ini").exists()


def test_a_picture_of_the_first_start_has_the_numbers_of_what_was_just_opened(tmp_path):
    text = tmp_path / "w.json"
    run = _run("--library", tmp_path / "library", "--describe", text)
    assert run.returncode == 0, run.stderr
    assert "Unread, 329 unread of 329" in text.read_text()


def test_without_a_screen_the_window_is_drawn(library):
    run = _run("--library", library)
    assert run.returncode == 0, run.stderr
    assert "There is no screen here" in run.stderr
    assert QImage(str(library / "window.png")).width() == 1280


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--select", "arxiv:0000.00000"], "No work in the library has the key"),
        (["--place", "nowhere"], "There is no place, list or section “nowhere”."),
        (["--screenshot", "no/such/folder/a.png"], "The picture cannot be written"),
        (["--describe", "no/such/folder/a.json"], "cannot be written"),
    ],
)
def test_what_cannot_be_shown_is_told_and_the_status_is_one(library, tmp_path, arguments, told):
    run = _run("--library", library, "--screenshot", tmp_path / "w.png", *arguments)
    assert run.returncode == 1
    assert told in run.stderr
    assert "Traceback" not in run.stderr


def test_a_library_that_cannot_be_opened_is_drawn_and_told(tmp_path):
    (tmp_path / "library.db").write_bytes(b"SQLite format 3\0" + bytes(5000))
    run = _run("--library", tmp_path, "--screenshot", tmp_path / "w.png")
    assert run.returncode == 1
    assert "damaged" in run.stderr
    assert QImage(str(tmp_path / "w.png")).width() == 1280


def test_wrong_settings_are_told(library, tmp_path):
    run = _run("--library", library, "--screenshot", tmp_path / "w.png", EFFLLM_RETRIES="many")
    assert run.returncode == 1
    assert "EFFLLM_RETRIES" in run.stderr


def test_bad_arguments_are_wrong_usage(tmp_path):
    run = _run("--size", "huge")
    assert run.returncode == 2
    assert run.stdout == ""


def test_places_lists_and_sections_by_name(library):
    opened = open_library(library)
    lists = opened.lists
    assert scope_named(lists, "Starred") == PlaceScope(Place.STARRED)
    assert scope_named(lists, "read next") == PlaceScope(Place.QUEUE)
    assert isinstance(scope_named(lists, "second LIST"), ListScope)
    assert isinstance(scope_named(lists, "Pruning"), SectionScope)
    assert isinstance(scope_named(lists, "First list / Serving"), SectionScope)
    with pytest.raises(NotFound):
        scope_named(lists, "Elsewhere")
    opened.close()


def test_a_name_of_several_sections_is_refused_with_their_paths(tmp_path):
    text = "# One\n\n## A\n\n### Other\n\n- [x](https://x.org)\n\n## B\n\n### Other\n\n- [y](https://y.org)\n"
    file = tmp_path / "one.md"
    file.write_text(text)
    run = _run(
        "--library", tmp_path / "l", file, "--screenshot", tmp_path / "w.png", "--place", "Other"
    )
    assert run.returncode == 1
    assert "One / A / Other; One / B / Other" in run.stderr


def test_a_platform_that_somebody_chose_is_left(tmp_path):
    environment = {"QT_QPA_PLATFORM": "vnc"}
    request = WindowRequest()
    assert adapt(request, environment, tmp_path) is request
    assert environment == {"QT_QPA_PLATFORM": "vnc"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_a_screen_must_answer(tmp_path):
    assert not can_be_opened({})
    assert not can_be_opened({"DISPLAY": ":4711"})
    assert not can_be_opened({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)})
