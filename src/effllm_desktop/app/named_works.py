"""The works that a text names, typed or pasted: as identifiers, addresses, items of lists, BibTeX.

Nothing is asked: where a text says no title, the identifier or address stands for it.
"""

import re
from collections.abc import Iterator, Sequence

from effllm_desktop.app import pasted_words
from effllm_desktop.app.foreign_formats import as_list, bibtex
from effllm_desktop.app.foreign_formats.bibtex import Stretch
from effllm_desktop.app.foreign_formats.entries import ForeignEntry
from effllm_desktop.domain import addresses, arxiv_id, keys, kinds
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind
from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.reader import read_text

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_LINK = re.compile(r"\]\(https?://")
_WHOLE_LINK = re.compile(r"\[[^\]]*\]\([^)\s]*\)")


def named(text: str, unread: list[str]) -> Iterator[EntryText]:
    """The works that a text names, one after the other; lines that name none come to `unread`."""
    if not bibtex.holds_records(text):
        yield from _in_lines(text, unread)
        return
    for stretch in bibtex.stretches(text):
        yield from (
            _of_record(stretch, unread) if stretch.is_record else _in_lines(stretch.words, unread)
        )


def names_works(text: str) -> bool:
    """Whether a text names any work."""
    return next(named(text, []), None) is not None


def of_word(word: str) -> EntryText | None:
    """The work that a word names: an identifier, an address, a key. None for any other word."""
    if arxiv_id.parse(word.removesuffix(".pdf")):  # a file as arXiv calls it
        word = word.removesuffix(".pdf")
    key = keys.from_argument(word)
    if key is None or key.startswith("title:"):
        return None
    name = key.partition(":")[2]
    if key.startswith("arxiv:"):
        arxiv = arxiv_id.parse(word) or arxiv_id.from_address(word) or arxiv_id.parse(name)
        return _paper(arxiv) if arxiv else None  # `arXiv:cs.CL` is none
    if key.startswith(("github:", "hf:")) and name.count("/") != 1:
        return None
    if key.startswith("doi:"):
        return EntryText(key, Kind.PAPER, key, f"https://doi.org/{name}", doi=name)
    url = _address(word, key)
    title = addresses.github_repository(url) if key.startswith("github:") else None
    if key.startswith("hf:"):
        title = "/".join(addresses.path_parts(url)) or name
    return EntryText(
        key,
        kinds.kind_of(url),
        title or addresses.normalise(url),
        url,
        repository=addresses.github_repository(url),
    )


def _paper(arxiv: ArxivId) -> EntryText:
    url = f"https://arxiv.org/abs/{arxiv.id}"
    title = f"arXiv:{arxiv.id}"
    return EntryText(keys.of_arxiv(arxiv), Kind.PAPER, title, url, year=arxiv.year, arxiv=arxiv)


def _address(word: str, key: str) -> str:
    prefix, _, name = key.partition(":")
    sites = {"github": "https://github.com/", "hf": "https://huggingface.co/"}
    if prefix not in sites:
        return word if addresses.is_web(word) else f"https://{name}"
    written = addresses.path_parts(word if addresses.is_web(word) else f"https://{word}")[:2]
    typed = "/".join(written).removesuffix(".git")
    return sites[prefix] + (typed if typed.lower() == name else name)


def _of_record(stretch: Stretch, unread: list[str]) -> Iterator[EntryText]:
    entry = stretch.entry or bibtex.cut_off(stretch.words)
    made = _of_bibtex(entry) if entry else None
    if made is None and stretch.entry is not None and stretch.entry.authors:
        made = as_list.said_of(stretch.entry)
    if made is not None:
        yield made
    else:
        unread.append(entry.title if entry and entry.title else stretch.words.splitlines()[0])


def _of_bibtex(said: ForeignEntry) -> EntryText | None:
    """The work of a record, if anything in it identifies one."""
    ids = filter(None, (said.arxiv, said.doi, said.url))
    work = next(filter(None, map(of_word, ids)), None)
    if work is None:
        return None
    venue = said.venue
    if venue and "arxiv" in venue.lower():
        venue = None
    return work._replace(
        title=said.title or work.title,
        authors=said.authors,
        authors_elided=said.authors_elided,
        venue=venue,
        year=said.year or work.year,
    )


def _in_lines(text: str, unread: list[str]) -> Iterator[EntryText]:
    for item in _items(text.splitlines()):
        said = read_text("\n".join(item) + "\n").entries if _is_written(item) else ()
        if said and _is_prose(item):
            yield from _in_prose(item, [entry.text for entry in said])
            continue
        if said:
            yield from (_titled(entry.text) for entry in said)
            continue
        for line in filter(str.strip, item):
            found = _in_line(line)
            yield from found
            if not found:
                unread.append(line.strip())


def _items(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines by what they belong to: those that are set in below an item, to it."""
    item: list[str] = []
    for line in lines:
        goes_on = not line.strip() or (line[0] in " \t" and not _ITEM.match(line))
        if not (item and goes_on and _ITEM.match(item[0])):
            if item:
                yield item
            item = []
            line = line.lstrip()  # noqa: PLW2901 - a list that is quoted or set in as a whole
        item.append(line)
    if item:
        yield item


def _is_written(item: Sequence[str]) -> bool:
    return bool(_ITEM.match(item[0]) or _LINK.search(item[0]))


def _is_prose(item: Sequence[str]) -> bool:
    return not _ITEM.match(item[0]) and not item[0].startswith("|")


def _in_prose(item: Sequence[str], said: Sequence[EntryText]) -> Iterator[EntryText]:
    """The works of sentences: each link that has a title names one, each paper's own name another.

    An address without a title that is no paper's belongs to the work that stands before it.
    """
    found = [one for entry in said for one in _each(entry)]
    linked = {entry.key for entry in found}
    beside = [
        entry
        for line in item
        for entry in _in_line(_WHOLE_LINK.sub(" ", line))
        if entry.kind is Kind.PAPER and entry.key not in linked
    ]
    if not beside:
        yield from found
        return
    of_their_own = {entry.key for entry in beside}
    for entry in found:
        links = (link for link in entry.links if keys.from_argument(link.url) not in of_their_own)
        yield entry._replace(description=None, links=tuple(links))
    yield from beside


def _each(said: EntryText) -> list[EntryText]:
    """The works of an entry that was read of a sentence."""
    others = {
        link: made._replace(title=link.label)
        for link in said.links
        if link.owner is None
        and any(map(str.isalpha, link.label))
        and not labels.may_be_role(link.label)
        and (made := of_word(link.url)) is not None
        and made.key != said.key
    }
    if not others:
        return [_titled(said)]
    left = tuple(link for link in said.links if link not in others)
    return [_titled(said._replace(description=None, links=left)), *others.values()]


def _titled(said: EntryText) -> EntryText:
    """An entry; where its title only says what is behind the link (`Paper`), with a stand-in."""
    made = of_word(said.url) if labels.is_role(said.title) else None
    if made is None or made.key != said.key:
        return said
    return said._replace(title=made.title, kind=made.kind, repository=made.repository)


def _in_line(line: str) -> list[EntryText]:
    """The works of a line: identifiers and addresses between other words."""
    found = [entry for word in pasted_words.words(line) if (entry := of_word(word))]
    return found or [_paper(one) for one in arxiv_id.all_in_text(line)]
