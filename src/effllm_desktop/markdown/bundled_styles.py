"""Three ways of writing entries that come with the program: papers, short bullets, a table."""

import re
from collections.abc import Iterator, Mapping

from effllm_desktop.domain import addresses
from effllm_desktop.domain.lists import EntryText, Kind, Link, Role
from effllm_desktop.markdown.entry_style import escaped
from effllm_desktop.markdown.tidying import says_nothing
from effllm_desktop.markdown.writer import code, link

_BEFORE_ELISION = 3  # authors; two stand behind
_NAMED_AUTHORS = 3  # in a bullet; of more the first stands for all
_STAR = "https://img.shields.io/github/stars/{}.svg?style=social&label=Star"
_SEPARATOR = " · "
_ENDS = ".!?…"
_BEHIND_NAME = re.compile(r"(?:[\s.,!?:–—-]+|\Z)(?:(?:is|are)\s+)?")
_KINDS = {
    Kind.PAPER: "Paper",
    Kind.ARTICLE: "Article",
    Kind.VIDEO: "Video",
    Kind.POST: "Post",
    Kind.MODEL: "Model",
    Kind.DATASET: "Dataset",
}


def paper(text: EntryText, *, badges: bool) -> str:
    """An item with a bold title; what a paper has is behind it, the rest stands below.

    That are people, words and links, then what its curator remarked on it.
    """
    rest = [one for one in text.links if not says_nothing(one.url)]
    if text.kind is Kind.PAPER:
        pdf = next((one for one in rest if one.role is Role.PDF), None)
        rest = [one for one in rest if one is not pdf and one.role is not Role.ABSTRACT]
        first = f"- **{escaped(text.title)}**{_venue(text)}{_own_links(text, pdf)}"
    else:
        first = f"- {_named(text)}{_owner(text.repository, badges=badges)}"
    people = f"*{escaped(_authors(text))}*" if text.authors else ""
    words = f"*{escaped(text.description)}*" if text.description else ""
    more = (f"({link(_label(one), one.url)}{_after(one, badges=badges)}" for one in rest)
    below = _SEPARATOR.join(part for part in (people, words, *more) if part)
    remarks = "".join(f"\t- {code(' '.join(note.split()))}\n" for note in text.notes)
    return f"{first}\n\n\t {below}\n{remarks}" if below else f"{first}\n{remarks}"


def bullet(text: EntryText, remark: str = "", code_link: str | None = None) -> str:
    """An item of one line: a link, a dash, and a sentence that begins with a capital."""
    said = _sentence(_description(text))
    if code_link:
        said += f" {link('Code', code_link)}."
    if remark:
        said += f" {_sentence(escaped(remark))}"
    return f"- {link(text.title, text.url)} - {said}\n"


def cells(text: EntryText, *, badges: bool) -> Mapping[str, str]:
    """What stands in a table's row, by the names of its columns."""
    more = (
        link(_label(one), one.url) + (_star(_repository(one)) if badges else "")
        for one in text.links
        if not says_nothing(one.url)
    )
    own = _star(text.repository) if badges else ""
    return {
        "Title": link(text.title, text.url) + own,
        "Authors": escaped(_authors(text)),
        "Venue": escaped(text.venue or ("arXiv" if text.arxiv else "")),
        "Year": str(text.year or ""),
        "Description": escaped(text.description or ""),
        "More": ", ".join(more),
    }


def _venue(text: EntryText) -> str:
    venue = text.venue or ("arXiv" if text.arxiv else "")
    if not venue and not text.year:
        return ""
    on_arxiv = text.arxiv is not None and venue.lower() == "arxiv"
    when = text.arxiv.id if text.arxiv and on_arxiv else text.year
    return f", {code(', '.join(str(one) for one in (venue, when) if one))}"


def _own_links(text: EntryText, pdf: Link | None) -> str:
    name = "arxiv" if text.arxiv and "arxiv.org" in text.url else "link"
    said = f", {link(name, text.url)}"
    return said + (f", {link('pdf', pdf.url)}" if pdf else "")


def _named(text: EntryText) -> str:
    if text.kind is Kind.REPOSITORY and not any(sign in text.url for sign in "()<> "):
        return f"[**{escaped(text.title)}**]({text.url})"
    return link(text.title, text.url)


def _owner(repository: str | None, *, badges: bool) -> str:
    if not repository:
        return ""
    return f" - {repository.partition('/')[0]}{_star(repository) if badges else ''}"


def _after(one: Link, *, badges: bool) -> str:
    """What ends the parentheses around a link, and the badge of its repository."""
    owner = f" - {one.owner})" if one.owner else ")"
    return owner + (_star(_repository(one)) if badges else "")


def _repository(one: Link) -> str | None:
    return addresses.github_repository(one.url) if one.role is Role.CODE else None


def _star(repository: str | None) -> str:
    return f" ![Star]({_STAR.format(repository)})" if repository else ""


def _label(one: Link) -> str:
    return one.label or addresses.host(one.url) or one.role.value


def _authors(text: EntryText) -> str:
    names = list(text.authors)
    if text.authors_elided:
        place = min(len(names), _BEFORE_ELISION)
        names.insert(place, "...")
    return ", ".join(names)


def _description(text: EntryText) -> str:
    """The curator's words, else who wrote it and where, else what it is."""
    said = _without_name(text.description or "", text.title) or ", ".join(_facts(text))
    return escaped(said) or f"{_KINDS.get(text.kind, 'Page')} on {_site(text)}"


def _without_name(words: str, name: str) -> str:
    """Words that do not begin with the name again: `Jan is an app` of Jan says `an app`."""
    if not words.casefold().startswith(name.casefold()):
        return words
    found = _BEHIND_NAME.match(words[len(name) :])
    return words[len(name) + found.end() :] if found else words


def _facts(text: EntryText) -> Iterator[str]:
    several = text.authors_elided or len(text.authors) > _NAMED_AUTHORS
    if text.authors:
        yield f"{text.authors[0]} et al." if several else ", ".join(text.authors)
    venue = " ".join(str(one) for one in (text.venue, text.year) if one)
    if venue:
        yield venue
    elif text.repository and not text.authors:
        yield f"Code by {text.repository.partition('/')[0]}"


def _site(text: EntryText) -> str:
    return escaped(addresses.host(text.url))


def _sentence(words: str) -> str:
    """Words that begin with a capital and end with a full stop."""
    said = re.sub(r"[\s,;:。]+\Z", "", words.strip().lstrip("-–— "))
    if said[-1:] not in _ENDS:
        said += "."
    return said[:1].upper() + said[1:]
