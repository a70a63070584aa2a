"""Keys come from the settings, else from the keyring; without either it works too."""

import stat
import sys

import pytest

from effllm_desktop.app import service_keys
from effllm_desktop.app.settings import Settings, read
from effllm_desktop.domain.errors import BadInput, NoKeyring, NotFound, StorageFailed
from effllm_desktop.store import key_ring


@pytest.fixture
def ring(monkeypatch):
    kept = {}
    monkeypatch.setattr(key_ring, "read", kept.get)
    monkeypatch.setattr(key_ring, "write", kept.__setitem__)
    monkeypatch.setattr(key_ring, "forget", lambda name: kept.pop(name, None) is not None)
    return kept


def test_the_settings_win_over_the_keyring(ring):
    assert service_keys.github_token(Settings()) == ""
    service_keys.keep("GitHub", " ghp_ring \n")
    assert ring == {"github_token": "ghp_ring"}
    assert service_keys.github_token(Settings()) == "ghp_ring"
    assert service_keys.github_token(Settings(github_token="ghp_set")) == "ghp_set"
    assert service_keys.forget("github")
    assert not service_keys.forget("github")


def test_without_a_keyring_there_is_no_token():
    assert service_keys.github_token(Settings()) == ""
    with pytest.raises(NoKeyring):
        service_keys.keep("github", "ghp_x")


@pytest.mark.parametrize("key", ["", "  ", "a b", "schlüssel", "a\tb\x00"])
def test_what_is_no_key_is_refused_and_not_shown(ring, key):
    with pytest.raises(BadInput) as refused:
        service_keys.keep("github", key)
    assert ring == {}
    assert not key.strip() or key.strip() not in str(refused.value)


def test_a_service_without_a_key_is_said(ring):
    with pytest.raises(NotFound, match="github"):
        service_keys.keep("openalex", "x")


def test_in_the_settings_it_is_closed_to_others(tmp_path, monkeypatch):
    file = tmp_path / "config.toml"
    file.write_text("retries = 2\n")
    service_keys.keep_in_settings(file, "github", "ghp_x")
    assert read(file, {}).settings == Settings(retries=2, github_token="ghp_x")
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def refused(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("os.chmod", refused)
    with pytest.raises(StorageFailed, match="closed to others"):
        service_keys.keep_in_settings(file, "github", "ghp_x")
