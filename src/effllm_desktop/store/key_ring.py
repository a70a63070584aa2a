"""Keys to services in the keyring of the system: never in the library, in a log or in an error.

https://keyring.readthedocs.io says which keyrings there are. A bare session of Linux has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from effllm_desktop.domain.errors import NoKeyring, StorageFailed

PROGRAM = "effllm-desktop"


def read(name: str) -> str | None:
    """The key of that name, if there is one. Raises NoKeyring, StorageFailed."""
    import keyring

    with _translated(name):
        return keyring.get_password(PROGRAM, name)


def write(name: str, key: str) -> None:
    """Keep a key. Raises NoKeyring, StorageFailed."""
    import keyring

    with _translated(name):
        keyring.set_password(PROGRAM, name, key)


def forget(name: str) -> bool:
    """Whether there was such a key; now there is none. Raises NoKeyring, StorageFailed."""
    import keyring

    with _translated(name):
        if keyring.get_password(PROGRAM, name) is None:
            return False
        keyring.delete_password(PROGRAM, name)
        return True


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """What keyrings raise, in our words; the causes are not shown, for they may hold the key."""
    from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

    try:
        yield
    except NoKeyringError:
        raise NoKeyring(
            "This system has no keyring that keys could be kept in.",
            f"They can stand in the settings: {name}, or the variable EFFLLM_{name.upper()}.",
        ) from None
    except KeyringLocked:
        raise StorageFailed(
            "The keyring of the system is locked.", "Unlock it and try again."
        ) from None
    except (KeyringError, OSError):
        raise StorageFailed(
            "The keyring of the system does not work.",
            f"Look after it, or put the key into the settings: {name}.",
        ) from None
