"""Keys to services: the settings' where one stands there, else that of the system's keyring."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from effllm_desktop.app import settings_file
from effllm_desktop.app.service_names import SERVICES
from effllm_desktop.app.settings import SECRETS, Settings
from effllm_desktop.app.settings_file import PREFIX
from effllm_desktop.domain.errors import AppError, BadInput, NoKeyring, NotFound, StorageFailed
from effllm_desktop.store import key_ring

KEYS: Mapping[str, str] = {
    "github": "github_token",
    "semantic_scholar": "semantic_scholar_key",
    "openalex": "openalex_key",
}
"""The services that take a key, and the setting that may hold it."""


class KeyPlace(Enum):
    """Where a key is kept; never what it is."""

    NOWHERE = auto()
    KEYRING = auto()
    SETTINGS = auto()
    VARIABLE = auto()  # of the environment, which wins over all others


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """Where the key of each service is kept. `trouble` is why the keyring does not say.

    Without a keyring that is none: then keys are kept in the settings.
    """

    places: Mapping[str, KeyPlace]
    has_keyring: bool = True
    trouble: AppError | None = None


def kept_keys(settings: Settings, environment: Mapping[str, str]) -> KeptKeys:
    """A job's work: where keys are kept. Keyrings may ask the reader to unlock them."""
    has_keyring, trouble = True, None
    places: dict[str, KeyPlace] = {}
    for service, name in KEYS.items():
        if getattr(settings, name):
            is_variable = bool(environment.get(PREFIX + name.upper()))
            places[service] = KeyPlace.VARIABLE if is_variable else KeyPlace.SETTINGS
            continue
        places[service] = KeyPlace.NOWHERE
        try:
            if has_keyring and trouble is None and key_ring.read(name):
                places[service] = KeyPlace.KEYRING
        except NoKeyring:
            has_keyring = False
        except StorageFailed as problem:
            trouble = problem
    return KeptKeys(places, has_keyring, trouble)


def key_of(settings: Settings, service: str) -> str:
    """A key, empty where there is none. Reading a keyring may take a while: ask on a job.

    Raises StorageFailed for a keyring that is locked; without a keyring there is no key.
    """
    name = setting_of(service)
    if text := str(getattr(settings, name)):
        return text
    try:
        return key_ring.read(name) or ""
    except NoKeyring:
        return ""


def key_if_open(settings: Settings, service: str) -> str:
    """The same for services that answer without one, too: a locked keyring does not stop them."""
    try:
        return key_of(settings, service)
    except StorageFailed:
        return ""


def keep(service: str, key: str) -> None:
    """Keep a key in the keyring. Raises NotFound, BadInput, NoKeyring, StorageFailed."""
    key_ring.write(setting_of(service), checked(service, key))


def keep_in_settings(file: Path, service: str, key: str) -> None:
    """Keep it in the settings, which nobody else may read then. Raises what writing them does."""
    write_setting(file, setting_of(service), checked(service, key))


def write_setting(file: Path, name: str, value: str) -> None:
    """Write the setting that holds a key, or none, into a file that nobody else may read then."""
    settings_file.save(file, name, value)
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


def title_of(service: str) -> str:
    """What a service that takes a key is called."""
    return next(one.title for one in SERVICES if one.name == service)


def checked(service: str, key: str) -> str:
    """A key as it goes into a header. Raises BadInput, which does not show it."""
    text = key.strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise BadInput(f"What was given cannot be a key of {service}.", "It is letters and digits.")
    return text
