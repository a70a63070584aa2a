"""Foreign records as a list in Markdown, in the dialect of the bundled lists."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain.lists import EntryText, ReadEntry
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.writer import code

_MARKUP = re.compile(r"(\$(?=[^\s$])[^$`\\]*(?<=\S)\$(?!\d))|([\\`*_\[\]<>&#$~|])")
_AROUND = re.compile(r"\A(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]|\s)+|\s*[:：]+\Z")
"""What a reader of lists takes for a mark before a title, and for what announces something."""
_ODD = re.compile(r"[\s<>()\\]")
_SEARCH = "https://www.semanticscholar.org/search?q="
"""Where a work can be looked for that has no address: an item without any is no entry."""


def as_list(name: str, found: ForeignReading) -> tuple[str, list[tuple[ForeignEntry, str]]]:
    """The list, and its entries with the keys that they are read under.

    What would not read back with its title and address is left out, and told as a problem.
    """
    lines = [f"# {_escaped(name)}\n"]
    kept: list[tuple[ForeignEntry, str]] = []
    open_section: tuple[str, ...] = ()
    for entry in _by_section(found.entries):
        item, read = _written(entry)
        if read is None:
            found.miss(entry.line, "a record whose title and address cannot stand in a list")
            continue
        if entry.section != open_section:
            lines += _headings(open_section, entry.section)
            open_section = entry.section
        elif len(lines) == 1:
            lines.append("\n")
        lines.append(item)
        kept.append((entry, read.text.key))
    text = "".join(lines)
    return text, _under_their_keys(text, kept)


def _under_their_keys(
    text: str, kept: list[tuple[ForeignEntry, str]]
) -> list[tuple[ForeignEntry, str]]:
    """With the keys that they have among the others: one address under several titles is several.

    Only a list in which keys come again has to be read for that.
    """
    if len({key for _, key in kept}) == len(kept):
        return kept
    read = reader.read_text(text).entries
    are_all_there = len(read) == len(kept)  # what was read alone may be read otherwise among others
    pairs = zip(kept, read, strict=True) if are_all_there else ()
    return [(entry, one.text.key) for (entry, _), one in pairs] or kept


def _by_section(entries: Iterable[ForeignEntry]) -> Iterator[ForeignEntry]:
    """Entries of one section together, sections in the order in which they first come."""
    sections: dict[tuple[str, ...], list[ForeignEntry]] = {(): []}
    for entry in entries:
        sections.setdefault(entry.section, []).append(entry)
    return (entry for some in sections.values() for entry in some)


def _headings(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    same = min(same, len(now) - 1)
    for depth, heading in enumerate(now[same:], start=same):
        yield f"\n{'#' * min(depth + 2, 6)} {_escaped(heading)}\n\n"


def _written(entry: ForeignEntry) -> tuple[str, ReadEntry | None]:
    """The item of a record and how it is read: as a paper, else as a link, as an id alone must."""
    item = _item(entry)
    read = _read_back(item, entry)
    if read is None:
        item = _link(entry)
        read = _read_back(item, entry)
    return item, read


def said_of(entry: ForeignEntry) -> EntryText | None:
    """What the item of a record says; where nothing identifies its work, with a link to look."""
    _, read = _written(entry)
    return read.text if read else None


def _link(entry: ForeignEntry) -> str:
    (_, url), *more = _links(entry)
    links = "".join(f", [{label}]({_address(one)})" for label, one in more)
    return f"- [{_escaped(entry.title)}]({_address(url)}){links}\n"


def _item(entry: ForeignEntry) -> str:
    links = ", ".join(f"[{label}]({_address(url)})" for label, url in _links(entry))
    venue = _venue(entry)
    about = f" - {_escaped(entry.description)}" if entry.description else ""
    authors = [name.replace(",", " ") for name in entry.authors]
    if not venue and not authors and entry.url and not entry.arxiv and not entry.doi:
        return f"{_link(entry).rstrip()}{about}\n"
    parts = (f"**{_escaped(entry.title)}**", code(venue) if venue else "", links)
    names = ", ".join(map(_escaped, [*authors[:1], *["..."][: entry.authors_elided], *authors[1:]]))
    below = f"\n\t *{names}*\n" if names else ""
    more = f"\n\t {_escaped(entry.description)}\n" if entry.description else ""
    return f"- {', '.join(filter(None, parts))}\n{below}{more}"


def _links(entry: ForeignEntry) -> Iterator[tuple[str, str]]:
    """The link that says what the work is comes first."""
    if entry.arxiv:
        yield "arxiv", f"http://arxiv.org/abs/{entry.arxiv}"
        yield "pdf", f"http://arxiv.org/pdf/{entry.arxiv}"
    if entry.doi:
        yield "paper", f"https://doi.org/{entry.doi}"
    is_said = (entry.arxiv and "arxiv.org/" in entry.url) or (
        entry.doi and entry.url.endswith(entry.doi)
    )
    if entry.url and not is_said:
        is_alone = not (entry.arxiv or entry.doi)
        is_beside_pdf = is_alone and "pdf" in dict(entry.more)  # which would go first
        yield ("paper" if is_beside_pdf else "page"), entry.url
    yield from entry.more
    if not (entry.arxiv or entry.doi or entry.url or entry.more):
        yield "search", _SEARCH + quote(entry.title)


def _venue(entry: ForeignEntry) -> str:
    name = entry.venue or ("arXiv" if entry.arxiv else "")
    if entry.arxiv and not entry.venue:
        return f"{name}, {entry.arxiv}" if entry.year is None else f"{name}, {entry.year}"
    return ", ".join(str(value) for value in (name, entry.year) if value)


def _address(url: str) -> str:
    return _ODD.sub(lambda sign: quote(sign[0], safe=""), url)


def _escaped(words: str) -> str:
    """Words in one line of which nothing but formulas is markup."""
    line = " ".join(words.split())
    return _MARKUP.sub(lambda sign: sign[1] or f"\\{sign[2]}", line)


def _read_back(item: str, entry: ForeignEntry) -> ReadEntry | None:
    """The item as it is read, if it says what it should."""
    found = reader.read_text(item).entries
    if len(found) != 1 or not is_meant(found[0].text.title, entry.title):
        return None
    return found[0]


def is_meant(read: str, title: str) -> bool:
    """Whether a title was read as it was meant: pictures before it are in the list, not in it."""
    read, whole = (" ".join(words.split()) for words in (read, title))
    return read == whole or (read != "" and read == _AROUND.sub("", whole))
