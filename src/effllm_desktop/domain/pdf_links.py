"""Where the PDF of an entry is: one table of sites, asked in order, each link by itself.

An address may be a page about a paper; the table says where that site keeps the paper's file. What
comes out has an identity that stays the same however the address is written.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Role

ARXIV_SITE = "https://arxiv.org"


class PdfAddress(NamedTuple):
    """A PDF that can be fetched.

    `page` is where a person finds it in a browser; `arxiv` names the version, where one is meant.
    """

    url: str
    identity: str
    page: str
    arxiv: ArxivId | None = None


class _Found(NamedTuple):
    identity: str
    url: str


_Resolver = Callable[[str], _Found | None]


def of_entry(
    text: EntryText, *, arxiv_site: str = ARXIV_SITE, newest: bool = False
) -> PdfAddress | None:
    """The PDF of what an entry mentions; None where nothing names one.

    arXiv comes first: it is asked for the version that the list names, or for the `newest`. Pages
    about papers count for papers only: elsewhere they are what a project's author also wrote.
    """
    if arxiv := _named(text):
        return _on_arxiv(ArxivId(arxiv.id) if newest else arxiv, arxiv_site)
    for url in _candidates(text):
        if found := of_address(url, arxiv_site=arxiv_site, newest=newest):
            return found
    return None


def of_address(
    url: str, *, arxiv_site: str = ARXIV_SITE, newest: bool = False
) -> PdfAddress | None:
    """The PDF at an address, or behind the page that stands there."""
    if not addresses.is_web(url):
        return None
    if arxiv := arxiv_id.from_address(url):
        return _on_arxiv(ArxivId(arxiv.id) if newest else arxiv, arxiv_site)
    for domains, resolve in _SITES:
        if addresses.is_on(url, *domains) and (found := resolve(url)):
            return PdfAddress(found.url, found.identity, url)
    found = _direct(url)
    return PdfAddress(_through(found.url, arxiv_site), found.identity, url) if found else None


def _named(text: EntryText) -> ArxivId | None:
    """The arXiv paper of an entry, with the version that any of its links names."""
    if text.arxiv is None or text.arxiv.version is not None:
        return text.arxiv
    links = (arxiv_id.from_address(link.url) for link in text.links)
    same = (one for one in links if one and one.id == text.arxiv.id and one.version)
    return next(same, text.arxiv)


def _candidates(text: EntryText) -> Iterable[str]:
    yield text.url
    yield from (link.url for link in text.links if link.role is Role.PDF)
    if text.kind is Kind.PAPER:
        yield from (link.url for link in text.links if link.role is Role.ABSTRACT)


def _on_arxiv(arxiv: ArxivId, site: str) -> PdfAddress:
    name = f"{arxiv.id}v{arxiv.version}" if arxiv.version else arxiv.id
    return PdfAddress(f"{site}/pdf/{name}", f"arxiv:{name}", f"{site}/abs/{name}", arxiv)


def _openreview(url: str) -> _Found | None:
    asked = parse_qs(urlsplit(url).query).get("id")
    if not asked or addresses.path(url).strip("/") not in ("forum", "pdf"):
        return None
    return _Found(f"openreview:{asked[0]}", f"https://openreview.net/pdf?id={asked[0]}")


def _acl(url: str) -> _Found | None:
    """`/2023.acl-long.1/`, `/P18-1001.pdf`, and the paths that the site had before."""
    parts = addresses.path_parts(url)
    name = re.sub(r"\.(?:pdf|bib|html)$", "", parts[-1]) if parts else ""
    if not re.fullmatch(r"\d{4}\.[\w-]+\.\d+|[A-Z]\d{2}-\d{4,5}", name):
        return None
    return _Found(f"acl:{name}", f"https://aclanthology.org/{name}.pdf")


def _cvf(url: str) -> _Found | None:
    path, changed = re.subn(r"/html/(.+)\.html$", r"/papers/\1.pdf", addresses.path(url))
    return _file("https://openaccess.thecvf.com" + path) if changed else None


def _pmlr(url: str) -> _Found | None:
    """`/v139/name21a.html`; later volumes keep their files in the repositories they come from."""
    page = re.fullmatch(r"/v(\d+)/([\w-]+?)(?:\.html)?/?", addresses.path(url))
    if page is None:
        return None
    volume, name = page.groups()
    if int(volume) < _PMLR_MOVED:
        return _Found(
            f"pmlr:v{volume}/{name}",
            f"https://proceedings.mlr.press/v{volume}/{name}/{name}.pdf",
        )
    return _Found(
        f"pmlr:v{volume}/{name}",
        f"https://raw.githubusercontent.com/mlresearch/v{volume}/main/assets/{name}/{name}.pdf",
    )


_PMLR_MOVED = 235  # ICML 2024


def _neurips(url: str) -> _Found | None:
    """`/paper/2020/hash/…-Abstract.html`; the oldest pages are the file's name without `.pdf`."""
    site, path = f"https://{addresses.host(url)}", addresses.path(url)
    page = re.fullmatch(r"(.*)/hash/(.+)-Abstract(.*)\.html", path)
    if page:
        return _file(f"{site}{page[1]}/file/{page[2]}-Paper{page[3]}.pdf")
    return _file(f"{site}{path}.pdf") if re.fullmatch(r"/paper/\d+-[\w-]+", path) else None


def _github(url: str) -> _Found | None:
    """The file itself, for the page that shows it."""
    path, changed = re.subn(
        r"^(/[^/]+/[^/]+)/blob/(.+\.pdf)$", r"\1/raw/\2", addresses.path(url), flags=re.IGNORECASE
    )
    return _file(f"https://github.com{path}") if changed else None


def _direct(url: str) -> _Found | None:
    return _file(url) if addresses.path(url).lower().endswith(".pdf") else None


def _file(url: str) -> _Found:
    url = url.partition("#")[0]
    return _Found(f"url:{addresses.normalise(url)}", url)


def _through(url: str, arxiv_site: str) -> str:
    """An address on arXiv that is no paper's, on the site that stands for arXiv."""
    if not addresses.is_on(url, "arxiv.org"):
        return url
    return arxiv_site + addresses.path(url)


_SITES: tuple[tuple[tuple[str, ...], _Resolver], ...] = (
    (("openreview.net",), _openreview),
    (("aclanthology.org", "aclweb.org"), _acl),
    (("openaccess.thecvf.com",), _cvf),
    (("proceedings.mlr.press",), _pmlr),
    (("papers.nips.cc", "papers.neurips.cc", "proceedings.neurips.cc"), _neurips),
    (("github.com",), _github),
)
