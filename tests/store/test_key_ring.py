"""Keys are kept by the system's keyring, and what goes wrong there is said without showing them."""

import keyring
import pytest
from keyring import errors
from keyring.backends import fail

from effllm_desktop.domain.errors import NoKeyring, StorageFailed
from effllm_desktop.store import key_ring
from tests.support.key_rings import Ring


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_key_is_kept_and_forgotten(use):
    ring = Ring()
    use(ring)
    assert key_ring.read("github_token") is None
    key_ring.write("github_token", "geheim")
    assert key_ring.read("github_token") == "geheim"
    assert ring.kept == {("effllm-desktop", "github_token"): "geheim"}
    assert key_ring.forget("github_token")
    assert not key_ring.forget("github_token")
    assert ring.kept == {}


def test_a_system_without_one_is_told_the_other_way(use):
    use(fail.Keyring())
    with pytest.raises(NoKeyring, match="EFFLLM_GITHUB_TOKEN"):
        key_ring.read("github_token")
    with pytest.raises(NoKeyring):
        key_ring.write("github_token", "geheim")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (errors.KeyringLocked("geheim"), "locked"),
        (errors.PasswordSetError("geheim"), "does not work"),
        (OSError("geheim"), "does not work"),
    ],
)
def test_trouble_is_said_without_the_key(use, trouble, words):
    use(Ring(trouble))
    with pytest.raises(StorageFailed, match=words) as raised:
        key_ring.write("github_token", "geheim")
    assert "geheim" not in str(raised.value)
    assert raised.value.__cause__ is None
