"""Keys come from the settings, else from the keyring; without either it works too."""

import stat
import sys

import pytest

from effllm_desktop.app import service_keys
from effllm_desktop.app.service_keys import KeyPlace
from effllm_desktop.app.settings import Settings
from effllm_desktop.app.settings_file import read
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
    assert service_keys.key_of(Settings(), "github") == ""
    service_keys.keep("GitHub", " ghp_ring \n")
    assert ring == {"github_token": "ghp_ring"}
    assert service_keys.key_of(Settings(), "github") == "ghp_ring"
    assert service_keys.key_of(Settings(github_token="ghp_set"), "github") == "ghp_set"
    assert service_keys.forget("github")
    assert not service_keys.forget("github")


def test_without_a_keyring_there_is_no_token():
    assert service_keys.key_of(Settings(), "github") == ""
    with pytest.raises(NoKeyring):
        service_keys.keep("github", "ghp_x")


@pytest.mark.parametrize("key", ["", "  ", "a b", "schlüssel", "a\tb\x00"])
def test_what_is_no_key_is_refused_and_not_shown(ring, key):
    with pytest.raises(BadInput) as refused:
        service_keys.keep("github", key)
    assert ring == {}
    assert not key.strip() or key.strip() not in str(refused.value)


def test_where_keys_are_is_said_and_not_what_they_are(ring):
    ring["openalex_key"] = "oa_secret"
    settings = Settings(github_token="ghp_secret", semantic_scholar_key="s2_secret")
    variables = {"EFFLLM_SEMANTIC_SCHOLAR_KEY": "s2_secret"}
    kept = service_keys.kept_keys(settings, variables)
    assert kept.places == {
        "github": KeyPlace.SETTINGS,
        "semantic_scholar": KeyPlace.VARIABLE,
        "openalex": KeyPlace.KEYRING,
    }
    assert kept.has_keyring
    assert "secret" not in repr(kept)
    assert [service_keys.title_of(one) for one in kept.places] == [
        "GitHub",
        "Semantic Scholar",
        "OpenAlex",
    ]


def test_a_system_without_a_keyring_and_one_that_is_locked(monkeypatch):
    kept = service_keys.kept_keys(Settings(), {})
    assert (kept.has_keyring, kept.trouble) == (False, None)
    assert set(kept.places.values()) == {KeyPlace.NOWHERE}
    asked = []

    def locked(name):
        asked.append(name)
        raise StorageFailed("The keyring of the system is locked.")

    monkeypatch.setattr(key_ring, "read", locked)
    kept = service_keys.kept_keys(Settings(), {})
    assert kept.has_keyring
    assert "locked" in str(kept.trouble)
    assert len(asked) == 1  # nobody is asked three times to unlock it
    with pytest.raises(StorageFailed):
        service_keys.key_of(Settings(), "github")
    assert service_keys.key_if_open(Settings(), "openalex") == ""
    assert service_keys.key_if_open(Settings(openalex_key="x"), "openalex") == "x"


def test_a_service_without_a_key_is_said(ring):
    with pytest.raises(NotFound, match="github"):
        service_keys.keep("arxiv", "x")


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
