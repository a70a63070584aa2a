"""What can be set: with the values that hold when nobody set any, and what they may be."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from effllm_desktop.app import pdf_names
from effllm_desktop.domain import addresses, citation_patterns, sizes
from effllm_desktop.domain.errors import BadInput

if TYPE_CHECKING:
    from effllm_desktop.app.key_table import KeyTable

SECRETS = ("github_token", "semantic_scholar_key", "openalex_key")
"""Never shown: in no message, no log, no record."""
SWITCHES = (
    "arxiv",
    "arxiv_pdfs",
    "semantic_scholar",
    "openalex",
    "github",
    "other_hosts",
)
"""What can be switched off by a name of its own; a single host is named as it is."""
_HOST = re.compile(r"(?=.*[.:])[a-z0-9.:\[\]_-]{1,255}")
Value = str | float | bool | tuple[tuple[str, tuple[str, ...]], ...]
_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")


class Settings(NamedTuple):
    """Everything that can be set, with the values it has when nobody set it."""

    theme: str = "system"
    arxiv_api_url: str = "https://export.arxiv.org"
    arxiv_site_url: str = "https://arxiv.org"
    semantic_scholar_url: str = "https://api.semanticscholar.org"
    openalex_url: str = "https://api.openalex.org"
    github_api_url: str = "https://api.github.com"
    github_raw_url: str = "https://raw.githubusercontent.com"
    arxiv_interval: float = 3.0
    host_interval: float = 1.0
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    total_timeout: float = 600.0
    retries: int = 5
    offline: bool = False
    services_off: str = ""
    contact: str = ""
    arxiv_version: str = "listed"
    pdf_limit: int = 5 * sizes.GB
    largest_pdf: int = 200 * sizes.MB
    refresh_daily: bool = False
    github_token: str = ""
    semantic_scholar_key: str = ""
    openalex_key: str = ""
    offer_read: bool = True
    pdf_name: str = pdf_names.USUAL
    citation_key: str = citation_patterns.DEFAULT
    citation_style: str = ""
    single_keys: bool = True
    keys: "KeyTable" = ()

    @property
    def bases(self) -> tuple[str, ...]:
        """The addresses of all services: wherever they point, they may be asked."""
        return tuple(str(value) for name, value in self._asdict().items() if name.endswith("_url"))

    @property
    def off(self) -> frozenset[str]:
        """The services and hosts that are switched off."""
        return frozenset(self.services_off.split(", ")) - {""}


def names() -> tuple[str, ...]:
    """Everything that can be set."""
    return (*_CHECKS, "keys")


def checked(name: str, value: object, source: str) -> Value:
    """A value as it is kept; `source` says where it stands. Raises BadInput.

    Not for `keys`, each line of which is checked by itself (`key_table`).
    """
    check = _CHECKS.get(name)
    if check is None:
        raise BadInput(
            f"There is no setting “{name}” (in {source}).", f"Known are: {', '.join(names())}."
        )
    wanted, convert = check
    try:
        return convert(value)
    except ValueError as problem:
        shown = "What stands there" if name in SECRETS else f"“{value}”"
        raise BadInput(
            f"{shown} cannot be the setting {name} (in {source}).", f"It must be {wanted}."
        ) from (None if name in SECRETS else problem)


def _one_of(*words: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in words:
            raise ValueError(value)
        return str(value)

    return check


def _contact(value: object) -> str:
    """Goes into a header of every request: one line without blanks at its ends."""
    text = str(value).strip()
    if not text.isascii() or not text.isprintable() or set(text) & set("()"):
        raise ValueError(value)
    return text


def _secret(value: object) -> str:
    """Goes into a header: plain letters without blanks."""
    text = str(value).strip()
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(value)
    return text


def _size(value: object) -> int:
    return sizes.parse("" if isinstance(value, bool) else str(value))


def _citation_key(value: object) -> str:
    try:
        citation_patterns.fields(str(value))
    except BadInput as problem:
        raise ValueError(value) from problem
    return str(value)


def _citation_style(value: object) -> str:
    """Whether the file is there is seen when the style is applied: disks come and go."""
    text = str(value).strip()
    if text and not (text.lower().endswith(".csl") and text.isprintable()):
        raise ValueError(value)
    return text


def _address(value: object) -> str:
    text = str(value).rstrip("/")
    parts = addresses.split(text)
    if parts is None or parts.query or parts.fragment:
        raise ValueError(value)
    return text


def _seconds(value: object) -> float:
    number = float("nan") if isinstance(value, bool) else float(str(value))
    if not 0 <= number < float("inf"):  # also refuses "nan"
        raise ValueError(value)
    return number


def _number(value: object) -> int:
    text = str(value)
    if not text.isascii() or not text.isdigit():
        raise ValueError(value)
    return int(text)


def _switch(value: object) -> bool:
    text = str(value).strip().lower()
    if text not in (*_YES, *_NO):
        raise ValueError(value)
    return text in _YES


def _switched_off(value: object) -> str:
    """Names of services, and hosts such as `example.org` or `localhost:8000`."""
    names = sorted(filter(None, (one.strip().lower() for one in str(value).split(","))))
    for name in names:
        if name not in SWITCHES and not _HOST.fullmatch(name):
            raise ValueError(value)
    return ", ".join(dict.fromkeys(names))


def _pdf_name(value: object) -> str:
    return pdf_names.checked(str(value))


_WEB = "an address that begins with http:// or https://"
_TIME = "a number of seconds, 0 or more"
_SIZE = "a size such as “500 MB” or “5 GB”, or a number of bytes"
_CHECKS: dict[str, tuple[str, Callable[[object], Value]]] = {
    "theme": ("system, light or dark", _one_of("system", "light", "dark")),
    "arxiv_api_url": (_WEB, _address),
    "arxiv_site_url": (_WEB, _address),
    "semantic_scholar_url": (_WEB, _address),
    "openalex_url": (_WEB, _address),
    "github_api_url": (_WEB, _address),
    "github_raw_url": (_WEB, _address),
    "arxiv_interval": (_TIME, _seconds),
    "host_interval": (_TIME, _seconds),
    "connect_timeout": (_TIME, _seconds),
    "read_timeout": (_TIME, _seconds),
    "total_timeout": (_TIME, _seconds),
    "retries": ("a whole number, 0 or more", _number),
    "offline": ("true or false", _switch),
    "services_off": (
        "names of services or hosts with commas between (until then all are off); services are "
        + ", ".join(SWITCHES),
        _switched_off,
    ),
    "contact": ("a mail or web address in plain letters", _contact),
    "arxiv_version": ("listed or newest", _one_of("listed", "newest")),
    "pdf_limit": (_SIZE, _size),
    "largest_pdf": (_SIZE, _size),
    "refresh_daily": ("true or false", _switch),
    "github_token": ("a token of GitHub's, letters and digits", _secret),
    "semantic_scholar_key": ("a key of Semantic Scholar's, letters and digits", _secret),
    "openalex_key": ("a key of OpenAlex's, letters and digits", _secret),
    "offer_read": ("true or false", _switch),
    "pdf_name": (f"a pattern of {', '.join(f'{{{one}}}' for one in pdf_names.FIELDS)}", _pdf_name),
    "single_keys": ("true or false", _switch),
    "citation_style": ("the path of a .csl file", _citation_style),
    "citation_key": (f"a pattern such as {citation_patterns.DEFAULT}", _citation_key),
}
