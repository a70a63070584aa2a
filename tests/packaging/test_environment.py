import sys

import pytest


@pytest.fixture
def environment(script, tmp_path, monkeypatch):
    """The set-up of an empty checkout, whose installer only takes notes."""
    module = script("environment")
    (tmp_path / "locks").mkdir()
    for lock in module.INCLUDED:
        (tmp_path / "locks" / f"{lock}.txt").write_text(f"{lock} 1")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LOCKS", tmp_path / "locks")
    module.installed = []
    monkeypatch.setattr(module, "_install", lambda *given: module.installed.append(given[2]))
    return module


def test_the_second_start_installs_nothing(environment, capsys):
    first = environment.prepare("run")
    capsys.readouterr()
    assert environment.prepare("run") == first
    assert environment.installed == ["run"]
    assert capsys.readouterr().out == ""


def test_the_environment_has_a_python_of_its_own(environment, tmp_path):
    prepared = environment.prepare("run")
    assert prepared.python.is_relative_to(tmp_path / ".venv")
    assert prepared.python.exists()


def test_what_tests_need_is_added_to_what_runs(environment, tmp_path):
    environment.prepare("run")
    (tmp_path / ".venv" / "kept").touch()
    environment.prepare("test")
    environment.prepare("run")
    assert environment.installed == ["run", "test"]
    assert (tmp_path / ".venv" / "kept").exists()


def test_another_lock_makes_it_anew(environment, tmp_path):
    environment.prepare("run")
    (tmp_path / ".venv" / "old").touch()
    (tmp_path / "locks" / "run.txt").write_text("run 2")
    environment.prepare("run")
    assert environment.installed == ["run", "run"]
    assert not (tmp_path / ".venv" / "old").exists()


def test_an_interrupted_set_up_is_made_anew(environment, tmp_path, monkeypatch):
    def interrupted(*_):
        (tmp_path / ".venv" / "half").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.prepare("run")
    environment.prepare("run")
    assert environment.installed == ["run"]
    assert not (tmp_path / ".venv" / "half").exists()


def test_a_lost_python_makes_it_anew(environment):
    environment.prepare("run").python.unlink()
    assert environment.prepare("run").python.exists()


def test_an_environment_of_somebody_else_is_left_alone(environment, tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "theirs").touch()
    prepared = environment.prepare("run")
    assert prepared.python.is_relative_to(tmp_path / "build" / "venv")
    assert [file.name for file in (tmp_path / ".venv").iterdir()] == ["theirs"]


def test_a_checkout_that_cannot_be_written_uses_the_cache(environment, home, monkeypatch):
    monkeypatch.setattr(environment.os, "access", lambda *_: False)
    assert environment.prepare("run").python.is_relative_to(home)


def test_without_venv_packages_go_into_a_plain_folder(environment, tmp_path, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _: None)
    prepared = environment.prepare("run")
    assert str(prepared.python) == sys.executable
    assert prepared.packages == tmp_path / ".venv" / "packages"
    assert str(prepared.packages) in prepared.variables()["PYTHONPATH"]
    assert environment.prepare("run") == prepared


def test_a_full_disk_is_told_in_words(environment, script, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(environment, "_start_anew", full)
    with pytest.raises(script("messages").SetupError, match="No space left on device"):
        environment.prepare("run")
