import sys

import pytest

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others bring it all")


@pytest.fixture
def packages(script, monkeypatch):
    """A system where root may not install and nothing is missing, until a test says so."""
    module = script("system_packages")
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(module, "_has_apt", lambda: True)
    monkeypatch.setattr(module, "_loads", lambda _: True)
    monkeypatch.setattr(module, "_missing_fonts", list)
    monkeypatch.setattr(module, "_available", lambda need: need.packages[-1])
    return module


def test_where_all_is_there_nothing_is_said(packages, capsys):
    packages.prepare(screen=True)
    assert capsys.readouterr().out == ""


@linux_only
def test_a_missing_library_names_the_command_to_run(packages, script, monkeypatch):
    monkeypatch.setattr(packages, "_loads", lambda name: name != "libEGL.so.1")
    with pytest.raises(script("messages").SetupError) as caught:
        packages.prepare(screen=False)
    assert "libEGL.so.1" in str(caught.value)
    assert "sudo apt-get install --yes --no-install-recommends libegl1\n" in f"{caught.value}\n"


@linux_only
def test_what_only_a_window_needs_is_not_asked_for_a_picture(packages, monkeypatch):
    monkeypatch.setattr(packages, "_loads", lambda name: "xcb" not in name)
    packages.prepare(screen=False)


@linux_only
def test_missing_fonts_are_told_and_do_not_stop(packages, capsys, monkeypatch):
    monkeypatch.setattr(packages, "_missing_fonts", lambda: [packages.FONTS[0]])
    packages.prepare(screen=False)
    assert "fonts-noto-cjk" in capsys.readouterr().out


@linux_only
def test_root_gets_it_installed(packages, monkeypatch):
    calls = []
    installed = False

    def apt(*arguments):
        nonlocal installed
        installed = installed or arguments[0] == "install"
        calls.append(arguments)
        return packages.subprocess.CompletedProcess(arguments, 0, "", "")

    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(packages, "_apt", apt)
    monkeypatch.setattr(packages, "_loads", lambda _: installed)
    packages.prepare(screen=True)
    assert [call[0] for call in calls] == ["update", "install"]
    assert {"libgl1", "libxcb-cursor0"} <= set(calls[1])


def test_root_gets_the_programs_that_tests_ask_installed(packages, monkeypatch, capsys):
    here = {"bibtool": "/usr/bin/bibtool"}
    monkeypatch.setattr(packages.shutil, "which", here.get)
    calls = []

    def apt(*arguments):
        calls.append(arguments)
        here.update(dict.fromkeys(("ris2xml", "pandoc"), "/usr/bin/x"))
        return packages.subprocess.CompletedProcess(arguments, 0, "", "")

    monkeypatch.setattr(packages.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(packages, "_apt", apt)
    packages.prepare_tools()
    assert calls[1][3:] == ("bibutils", "pandoc", "chromium", "biber")
    said = capsys.readouterr().out
    assert "Some tests are skipped: chromium, biber is not here." in said
    assert "apt-get install --yes --no-install-recommends chromium biber" in said


@linux_only
def test_the_package_lists_are_asked_once(packages, monkeypatch):
    calls = []
    here = set()

    def apt(*arguments):
        calls.append(arguments[0])
        here.update(arguments[3:])
        return packages.subprocess.CompletedProcess(arguments, 0, "", "")

    monkeypatch.setattr(packages.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(packages, "_apt", apt)
    monkeypatch.setattr(packages, "_loads", lambda _: "libgl1" in here)
    monkeypatch.setattr(packages.shutil, "which", lambda _: "/usr/bin/x" if len(here) > 9 else None)
    packages.prepare(screen=False)
    packages.prepare_tools()
    assert calls == ["update", "install", "install"]


def test_programs_that_cannot_be_installed_stop_nothing(packages, monkeypatch, capsys):
    monkeypatch.setattr(packages.shutil, "which", lambda _: None)
    packages.prepare_tools()
    assert "bibtool, ris2xml, pandoc, chromium, biber is not here" in capsys.readouterr().out
    failed = packages.subprocess.CompletedProcess((), 100, "no such package", "")
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(packages, "_apt", lambda *_: failed)
    packages.prepare_tools()
    said = capsys.readouterr().out
    assert "could not install bibtool bibutils pandoc chromium biber" in said
    assert "Some tests are skipped" in said
    monkeypatch.setattr(packages, "_has_apt", lambda: False)
    packages.prepare_tools()
    assert capsys.readouterr().out == ""


def test_what_npm_has_is_brought_once_and_stops_nothing(packages, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(packages, "NPM_FOLDER", tmp_path / "npm")
    monkeypatch.setattr(packages.shutil, "which", lambda _: None)
    packages.prepare_npm_tools()
    assert capsys.readouterr().out == ""
    calls = []

    def npm(command, check):
        calls.append(command)
        return packages.subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(packages.subprocess, "run", npm)
    packages.prepare_npm_tools()
    assert "Some tests are skipped: npm has not brought awesome-lint@" in capsys.readouterr().out
    assert calls[0][:3] == ["/usr/bin/npm", "install", "--ignore-scripts"]
    program = tmp_path / "npm" / "node_modules" / ".bin" / "awesome-lint"
    program.parent.mkdir(parents=True)
    program.touch()
    packages.prepare_npm_tools()
    assert len(calls) == 1


@linux_only
def test_fontconfig_is_asked_for_every_sample(script, monkeypatch):
    module = script("system_packages")
    nobody_has_it = module.Need("\U0010fffd", ("none",))
    monkeypatch.setattr(module, "FONTS", (module.Need("a", ("any",)), nobody_has_it))
    assert module._missing_fonts() == [nobody_has_it]


@linux_only
@pytest.mark.parametrize("display", ["", ":4711", "not a display"])
def test_a_display_that_nobody_serves_is_no_screen(script, monkeypatch, display):
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-4711")
    monkeypatch.delenv("QT_QPA_PLATFORM")
    screen = script("screen")
    assert not screen.expected()
    assert not screen.can_be_opened()


@pytest.mark.parametrize(("platform", "visible"), [("offscreen", False), ("vnc:size=1x1", True)])
def test_a_chosen_platform_is_respected(script, monkeypatch, platform, visible):
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert script("screen").can_be_opened() is visible
