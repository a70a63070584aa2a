"""Where the library and its settings live."""

from pathlib import Path

from effllm_desktop import paths


def test_a_named_library_carries_its_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = paths.locate(Path("mine"), {"EFFLLM_LIBRARY": "/other"})
    assert found == paths.Places(tmp_path / "mine", tmp_path / "mine" / "config.toml")


def test_the_environment_names_one_too(tmp_path):
    found = paths.locate(None, {"EFFLLM_LIBRARY": str(tmp_path)})
    assert found == paths.Places(tmp_path, tmp_path / "config.toml")


def test_a_tilde_is_the_home_folder(home):
    assert paths.locate(Path("~/mine"), {}).library == home / "mine"


def test_else_it_is_the_users_own(home):
    found = paths.locate(None, {})
    assert home in found.library.parents
    assert home in found.settings.parents
    assert found.settings.parent != found.library
    assert "effllm-desktop" in found.library.parts
