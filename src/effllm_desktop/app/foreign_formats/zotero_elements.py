"""What Zotero's RDF says in one element: of an item, an attachment, a collection."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from effllm_desktop.app.foreign_formats import fields
from effllm_desktop.app.foreign_formats.entries import ForeignEntry
from effllm_desktop.domain.state import State

ZOTERO = "http://www.zotero.org/namespaces/export#"
_PREFIXES = {
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": ZOTERO,
}
_PDF = "application/pdf"


@cache
def name(short: str) -> str:
    """A name as the parser has it, with its namespace."""
    prefix, _, word = short.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{word}"


ABOUT, RESOURCE = name("rdf:about"), name("rdf:resource")


@dataclass(slots=True)
class Item:
    """What is said of an item itself. `notes`, `attachments`, `container` are named by ids."""

    about: str
    entry: ForeignEntry
    notes: tuple[str, ...]
    attachments: tuple[str, ...]
    container: str | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """`url` is where it was had from, `path` where it lies beside the document."""

    line: int
    url: str
    path: str
    is_pdf: bool


@dataclass(frozen=True, slots=True)
class Container:
    """What items are in: a journal, proceedings, a site."""

    title: str
    doi: str | None


@dataclass(frozen=True, slots=True)
class Collection:
    """`parts` are ids of items and of other collections."""

    title: str
    parts: tuple[str, ...]


def item(element: Any, about: str) -> Item:
    """What an item says, and what it names."""
    line = element.sourceline or 1
    names = [fields.line(one.text or "") for one in element.findall(name("dc:identifier"))]
    url = fields.web(text(element, "dc:identifier/dcterms:URI/rdf:value"))
    extra = text(element, "dc:description")
    part = element.find(name("dcterms:isPartOf"))
    within = _within(part)
    authors, elided = fields.people(_people(element))
    numbers = (text(element, "prism:number"), text(element, "z:archiveID"), *names, url)
    return Item(
        about,
        ForeignEntry(
            title=fields.line(text(element, "dc:title")),
            line=line,
            url=url,
            arxiv=next(filter(None, map(fields.arxiv, (*numbers, *_said(extra, "arxiv")))), None),
            doi=_doi(names) or _doi(_said(extra, "doi")) or within.doi,
            authors=authors,
            authors_elided=elided,
            venue=within.title or None,
            year=fields.year(text(element, "dc:date") or text(element, "dcterms:issued")),
            state=State(tags=tuple(dict.fromkeys(_tags(element)))),
        ),
        notes=references(element, "dcterms:isReferencedBy"),
        attachments=references(element, "link:link"),
        container=part.get(RESOURCE) if part is not None else None,
    )


def _said(extra: str, wanted: str) -> list[str]:
    """What Zotero has no field for stands in lines: `arXiv: 2404.14897 [cs]`."""
    pairs = (line.partition(":") for line in extra.splitlines())
    return [value.strip() for word, _, value in pairs if word.strip().lower() == wanted]


def _people(element: Any) -> Iterator[str]:
    """The authors; of what has none those who made it in another way."""
    people = element.find(name("bib:authors"))
    if people is None:
        people = element
    for seq in people.iter(name("rdf:Seq")):
        for one in seq.iter(name("foaf:Person")):
            given = text(one, "foaf:givenName") or text(one, "foaf:givenname")
            family = text(one, "foaf:surname").replace(",", " ")
            yield f"{family}, {given}" if given else family
        return


def _within(part: Any) -> Container:
    """What the item says itself of where it is, be it a part of a part."""
    inner = None if part is None else next(part.iterchildren("*"), None)
    if inner is None:
        return Container("", None)
    found = container(inner)
    return found if found.title else _within(inner.find(name("dcterms:isPartOf")))


def container(element: Any) -> Container:
    """What a journal or the like says. Zotero may have the DOI of an item there."""
    names = [one.text or "" for one in element.findall(name("dc:identifier"))]
    return Container(fields.line(text(element, "dc:title")), _doi(names))


def attachment(element: Any) -> Attachment:
    """What an attachment says; the file itself is another matter."""
    place = element.find(name("z:path"))
    if place is None:
        place = element.find(name("rdf:resource"))
    return Attachment(
        line=element.sourceline or 1,
        url=fields.web(text(element, "dc:identifier/dcterms:URI/rdf:value")),
        path="" if place is None else place.get(RESOURCE, ""),
        is_pdf=text(element, "link:type") == _PDF,
    )


def _tags(element: Any) -> Iterator[str]:
    """Those of people and, in an element of their own, those that came along."""
    for one in element.findall(name("dc:subject")):
        value = text(one, "z:AutomaticTag/rdf:value") if len(one) else one.text or ""
        if tag := fields.line(value):
            yield tag


def _doi(names: list[str]) -> str | None:
    """The DOI among names of several kinds, such as `ISSN 0028-0836`."""
    kinds = (one.strip() for one in names)
    dois = (fields.doi(one) for one in kinds if one[:1].isdigit() or one.upper().startswith("DOI"))
    return next(filter(None, dois), None)


def references(element: Any, short: str) -> tuple[str, ...]:
    """The ids of other things that an element names."""
    found = (one.get(RESOURCE) for one in element.findall(name(short)))
    return tuple(dict.fromkeys(one for one in found if one))


def text(element: Any, path: str) -> str:
    """The words of an element below another one; nothing where there is none."""
    return element.findtext(_path(path)) or ""


@cache
def _path(path: str) -> str:
    return "/".join(map(name, path.split("/")))
