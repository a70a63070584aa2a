"""Values as reference formats write them: names, years, ids, addresses."""

import re
from collections.abc import Iterable, Iterator

from effllm_desktop.domain import addresses, arxiv_id

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_CLASS = re.compile(r"\s+\[[\w.-]+\]\Z")


def year(text: str) -> int | None:
    """The first year that a date names."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def arxiv(text: str) -> str | None:
    """The id of an arXiv paper, or its address; `arXiv:` and `[cs.CL]` may stand around it."""
    word = _CLASS.sub("", text.strip())
    found = arxiv_id.from_address(word) if addresses.is_web(word) else arxiv_id.parse(word)
    return found.id if found else None


def doi(text: str) -> str | None:
    """A DOI, however it is written."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;") if found else None


def web(text: str) -> str:
    """An address of the web, else nothing: `file:` and `javascript:` lead nowhere."""
    word = text.strip()
    return word if addresses.is_web(word) else ""


def person(name: str) -> str:
    """A name with the given name first."""
    family, comma, given = name.partition(",")
    parts = (given.strip(), family.strip()) if comma else (family.strip(),)
    return line(" ".join(filter(None, parts)))


def people(names: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """Names with the given name first, and whether others were left out."""
    told = [person(name) for name in names]
    found = tuple(name for name in told if name and name.lower() not in ("others", "et al."))
    return found, len(found) < len([name for name in told if name])


def line(text: str) -> str:
    return " ".join(text.split())


def lines(text: str) -> Iterator[str]:
    """The lines of a file as they stand in it, with their ends, one after the other."""
    return (found[0] for found in _LINE.finditer(text))
