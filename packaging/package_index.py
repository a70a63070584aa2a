"""Fetches one file from the package index that pip's settings name.

Just enough of pip to get pip: the settings from the environment and pip's configuration files, the
simple index (PEP 503), folders and pages of ``find-links``, and the certificates one was given.
"""

import base64
import configparser
import os
import ssl
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

from messages import SetupError

DEFAULT_INDEX = "https://pypi.org/simple"
ATTEMPTS = 3
ACCEPT = {"Accept": "text/html, */*"}


def fetch(project: str, file_name: str) -> bytes:
    """The file's bytes, from the first place that has it. The caller checks them."""
    settings = pip_settings()
    complaints = []
    for place in _places(settings, project):
        try:
            found = _find(place, file_name, settings)
            if found is not None:
                return _read(found, settings)
            complaints.append(f"{_without_login(place)}: it is not there")
        except OSError as problem:
            complaints.append(f"{_without_login(place)}: {problem}")
    raise SetupError(
        f"{file_name} could not be fetched.\n  " + "\n  ".join(complaints),
        "Look at the network and pip's settings (PIP_INDEX_URL), or install pip; then try again.",
    )


def pip_settings() -> dict[str, str]:
    """What pip's configuration files say, and above them the environment."""
    settings: dict[str, str] = {}
    for file in _configuration_files():
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError, OSError):
            continue  # pip itself will complain better than we can
        for section in ("global", "install"):
            if parser.has_section(section):
                settings.update({_plain(name): value for name, value in parser.items(section)})
    for name, value in os.environ.items():
        if name.startswith("PIP_") and value:
            settings[_plain(name.removeprefix("PIP_"))] = value
    return settings


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _configuration_files() -> list[Path]:
    if os.environ.get("PIP_CONFIG_FILE") == os.devnull:
        return []
    home = Path.home()
    if sys.platform == "win32":
        files = [Path(os.environ.get("PROGRAMDATA", "C:/ProgramData"), "pip", "pip.ini")]
        files += [home / "pip" / "pip.ini"]
        files += [Path(os.environ.get("APPDATA", home / "AppData/Roaming"), "pip", "pip.ini")]
    else:
        data = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        shared = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        files = [Path(folder, "pip", "pip.conf") for folder in shared.split(os.pathsep)]
        files += [Path("/etc/pip.conf"), home / ".pip" / "pip.conf"]
        files += [home / "Library/Application Support/pip/pip.conf", data / "pip" / "pip.conf"]
    if chosen := os.environ.get("PIP_CONFIG_FILE"):
        files += [Path(chosen)]
    return files


def _places(settings: dict[str, str], project: str) -> list[str]:
    """Addresses of pages and folders that may list the file, in pip's order."""
    places = [_as_address(link) for link in settings.get("find-links", "").split()]
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        return places
    indexes = [settings.get("index-url", DEFAULT_INDEX)]
    indexes += settings.get("extra-index-url", "").split()
    return places + [f"{index.strip().rstrip('/')}/{project}/" for index in indexes]


def _as_address(link: str) -> str:
    return link if "://" in link else Path(link).expanduser().absolute().as_uri()


def _find(place: str, file_name: str, settings: dict[str, str]) -> str | None:
    """The address of the file, if this place has it."""
    if place.startswith("file:"):
        folder = Path(urllib.request.url2pathname(urllib.parse.urlsplit(place).path))
        if (folder / file_name).is_file():
            return (folder / file_name).as_uri()
        place = (folder / "index.html").as_uri() if folder.is_dir() else place
    page = _Links()
    page.feed(_read(place, settings).decode("utf-8", "replace"))
    for address in page.addresses:
        target = urllib.parse.urljoin(place, address)
        if urllib.parse.unquote(urllib.parse.urlsplit(target).path).endswith(f"/{file_name}"):
            return urllib.parse.urldefrag(target).url
    return None


class _Links(HTMLParser):
    """The addresses on a page of the index."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.addresses += [value for name, value in attrs if name == "href" and value]


def _read(address: str, settings: dict[str, str]) -> bytes:
    request = urllib.request.Request(_without_login(address), headers=ACCEPT)  # noqa: S310  the user's own index
    if login := _login(address):
        request.add_header("Authorization", login)
    opener = urllib.request.build_opener(*_handlers(settings))
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with opener.open(request, timeout=60) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as refusal:
            if attempt == ATTEMPTS or refusal.code < 500:
                raise
        except OSError:
            if attempt == ATTEMPTS or address.startswith("file:"):
                raise
        time.sleep(2 * attempt)
    raise AssertionError


def _handlers(settings: dict[str, str]) -> list[urllib.request.BaseHandler]:
    certificates = settings.get("cert") or os.environ.get("REQUESTS_CA_BUNDLE")
    context = ssl.create_default_context(cafile=certificates)
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=context)]
    if proxy := settings.get("proxy"):
        handlers.append(urllib.request.ProxyHandler({"http": proxy, "https": proxy}))
    return handlers


def _without_login(address: str) -> str:
    parts = urllib.parse.urlsplit(address)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _login(address: str) -> str | None:
    login = urllib.parse.urlsplit(address).netloc.rpartition("@")[0]
    if not login:
        return None
    return "Basic " + base64.b64encode(urllib.parse.unquote(login).encode()).decode()
