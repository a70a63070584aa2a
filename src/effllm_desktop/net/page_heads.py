"""What the head of a web page says that the page is about. The text may be any, and cut anywhere.

Publishers and preprint servers describe papers in `citation_…` elements, which they write for
search engines (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing); other pages
have a title, and one for people who share them (https://ogp.me).
"""

import codecs
import re

from effllm_desktop.domain.metadata import Described

_LONGEST = 300  # characters of a title; what is longer is none
_MOST_AUTHORS = 500
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{1,40})", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VENUES = ("citation_conference_title", "citation_journal_title")
_DATES = ("citation_publication_date", "citation_date", "citation_online_date", "citation_year")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_BETWEEN = r"\s+[|·•–—:-]\s+"


def described(data: bytes, charset: str | None) -> Described | None:
    """What a page says of itself, given the charset that its server names; None for nothing."""
    said = _said(decoded(data, charset))
    title = _line(said.get("citation_title")) or _without_site(said) or ""
    if not title or len(title) > _LONGEST:
        return None
    dates = (match for name in _DATES for match in _YEAR.findall("".join(said.get(name, [])[:1])))
    year = next(dates, None)
    venue = next((one for name in _VENUES if (one := _line(said.get(name)))), "")
    authors = tuple(filter(None, map(_author, said.get("citation_author", [])[:_MOST_AUTHORS])))
    return Described(title, authors, venue, int(year) if year else None)


def decoded(data: bytes, charset: str | None) -> str:
    """The text of a page: as its first bytes, its server or the page itself says, else UTF-8."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
                       (codecs.BOM_UTF16_BE, "utf-16-be")):  # fmt: skip
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    named = _CHARSET.search(data[:_CHARSET_WITHIN])
    for encoding in (charset, named[1].decode("ascii") if named else None):
        try:
            if encoding:
                return data.decode(encoding, "replace")
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _said(text: str) -> dict[str, list[str]]:
    """What the first title and the `meta` elements say, by name.

    libxml2 reads any text in time that grows with its length, which `html.parser` does not.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:  # there is nothing in it
        return {}
    said: dict[str, list[str]] = {}
    for element in root.iter("title", "meta") if root is not None else ():
        if element.tag == "meta":
            name = (element.get("name") or element.get("property") or "").strip().lower()
            if name and (content := element.get("content")):
                said.setdefault(name, []).append(content)
        elif "title" not in said and not any(up.tag == "svg" for up in element.iterancestors()):
            said["title"] = ["".join(element.itertext())]
    return said


def _without_site(said: dict[str, list[str]]) -> str:
    """The title for sharing, else the page's; without the name of its site, where that is said."""
    title = _line(said.get("og:title")) or _line(said.get("title"))
    site = _line(said.get("og:site_name"))
    if site:
        named = re.escape(site)
        title = re.sub(rf"{_BETWEEN}{named}$|^{named}{_BETWEEN}", "", title, flags=re.IGNORECASE)
    return title


def _author(said: str) -> str:
    """A name as people write it: `Adams, Ada` is `Ada Adams`."""
    family, comma, given = _line([said]).partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else family


def _line(said: list[str] | None) -> str:
    """The first of some texts, in one line, without signs that nobody sees."""
    return " ".join(_CONTROLS.sub(" ", said[0]).split()) if said else ""
