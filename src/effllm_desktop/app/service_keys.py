"""Keys to services: the settings' where one stands there, else that of the system's keyring."""

import os
from collections.abc import Mapping
from pathlib import Path

from effllm_desktop.app import settings as all_settings
from effllm_desktop.app.settings import SECRETS, Settings
from effllm_desktop.domain.errors import BadInput, NoKeyring, NotFound, StorageFailed
from effllm_desktop.store import key_ring

KEYS: Mapping[str, str] = {"github": "github_token"}
"""The services that take a key, and the setting that may hold it."""


def github_token(settings: Settings) -> str:
    """The token, empty where there is none. Reading a keyring may take a while: ask on a job.

    Raises StorageFailed for a keyring that is locked; without a keyring there is no token.
    """
    if settings.github_token:
        return settings.github_token
    try:
        return key_ring.read(KEYS["github"]) or ""
    except NoKeyring:
        return ""


def keep(service: str, key: str) -> None:
    """Keep a key in the keyring. Raises NotFound, BadInput, NoKeyring, StorageFailed."""
    key_ring.write(setting_of(service), checked(service, key))


def keep_in_settings(file: Path, service: str, key: str) -> None:
    """Keep it in the settings, which nobody else may read then. Raises what writing them does."""
    all_settings.save(file, setting_of(service), checked(service, key))
    try:
        os.chmod(file, 0o600)  # noqa: PTH101 - one call for every system
    except OSError as problem:
        raise StorageFailed(
            f"The settings in {file} cannot be closed to others: {problem.strerror}."
        ) from problem


def forget(service: str) -> bool:
    """Whether the keyring held a key. Raises NotFound, NoKeyring, StorageFailed."""
    return key_ring.forget(setting_of(service))


def setting_of(service: str) -> str:
    """The name of a service's key. Raises NotFound for a service that takes none."""
    name = KEYS.get(service.strip().lower())
    if name is None:
        raise NotFound(f"“{service}” takes no key.", f"Keys are taken by: {', '.join(KEYS)}.")
    assert name in SECRETS  # noqa: S101 - else it would be shown
    return name


def checked(service: str, key: str) -> str:
    """A key as it goes into a header. Raises BadInput, which does not show it."""
    text = key.strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise BadInput(f"What was given cannot be a key of {service}.", "It is letters and digits.")
    return text
