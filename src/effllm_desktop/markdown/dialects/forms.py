"""The commonest items, each recognised as a whole by one expression: long lists are made of them.

A form accepts only items that have nothing doubtful in them, and says of those what `items` says:
it is the same reading on a short way (a test holds the two against each other). Everything else
takes the long way. What it says are plain values, made straight from the groups of the expression:
an object for each author and link would take longer than all the rest.
"""

import re
from collections.abc import Callable

from effllm_desktop.domain import addresses, entry_values, keys, kinds
from effllm_desktop.domain.entry_values import NOTHING, EntryValues
from effllm_desktop.domain.lists import Kind, Marks, Role
from effllm_desktop.markdown import lines, source
from effllm_desktop.markdown.dialects import bylines, labels, publications, wording
from effllm_desktop.markdown.dialects.items import without_owner
from effllm_desktop.markdown.dialects.saying import CLOSING_QUOTES, number
from effllm_desktop.markdown.inline import one_line
from effllm_desktop.markdown.tree import Recognised

_PLAIN = r"[^\\`$\[\]*_<>&~:\0-\x1f\x85\xa0]"  # no meaning of its own
_PROSE = (
    rf"(?:{_PLAIN.replace('[^', '[^!')}++|:(?!//)|!(?!\[)|&(?![#A-Za-z])|~(?!~)"
    r"|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))"
)
"""A sign that is a word's: none that begins a picture, an address, an entity, emphasis."""
_GOES_ON = rf":(?=[ \n]){_PLAIN}*+"
_WORDS = rf"{_PLAIN}*+(?:{_GOES_ON}(?>(?:{_GOES_ON})*)|)"
_SOME = rf"(?={_PLAIN}){_WORDS}"
_ADDRESS = r"[!#-%'*-9;=?-Z^-~]*+"
_VALUE = rf"&(?!amp;){_ADDRESS}"
_URL = rf"https?://(?=[A-Za-z0-9]){_ADDRESS}(?:{_VALUE}(?>(?:{_VALUE})*)|)"
_BEGINS = r"(?=[^\W\d_]|[\"“‘(])"
_TITLE = (
    rf"(?:{_BEGINS}|(?=\d)(?!\d{{1,9}}[.)]\s)){_WORDS}(?>(?:\n(?:[ ]{{2,3}}|\t){_BEGINS}{_WORDS})*)"
)
_OWNER = _PLAIN.replace("[^", "[^()") + r"++(?<=\S)"
_ASIDE = (
    rf"[ ]?·[ ]\(\[{_WORDS}\]\({_URL}\)(?>(?:[ ]-[ ]{_OWNER})?)\)"
    rf"(?>(?:[ ]!\[{_WORDS}\]\({_URL}\))*)"
)
_BREAK = r"\n(?>(?:[ \t]*+\n)+)(?:\t[ ]?|[ ]{2,3})(?=\S)"
_NOTE = r"\n\t[ ]?-[ ]`[^`\\\n\r\0]++`[ ]*+"
_REST = rf"(?P<late>(?>(?:{_BREAK}(?>(?:{_ASIDE})+)[ ]*+)*))(?P<notes>(?>(?:{_NOTE})*))"
_END = (
    r"(?:\n(?=[-*+][ \t]|\#{1,6}[ ]|\Z"
    rf"|(?>(?:[ \t]*+\n)+)(?![ ][-*+\d])[ ]?(?!(?i:{lines.REMARK}))[^\s])|\Z)"
)
_SIGN = rf"(?>(?P<sign>(?:{wording.STAR}|{wording.CLAPPER})[ ])?)"
_PAPER = re.compile(
    rf"-[ ]{{1,2}}{_SIGN}\*\*(?P<title>{_TITLE})(?<=\S)\*\*,[ ]`(?P<venue>{_SOME})`,[ ]"
    r"\[arxiv\]\((?P<url>https?://arxiv\.org/abs/(?P<id>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})"
    r"(?:v(?P<version>[1-9]\d{0,2}))?)\)"
    rf"(?:,[ ]\[(?P<label>{_SOME})\]\((?P<link>{_URL})\)|)"
    rf"(?P<links>(?>(?:,[ ]\[{_SOME}\]\({_URL}\))*))"
    rf"(?:,[ ]ci[ct]ations?:[ ]\[\*\*(?P<count>-?\d{{1,9}}|None)\*\*\]\((?P<cited>None|{_URL})\)|)"
    rf"[ ]*+(?:{_BREAK}\*(?=\S)(?P<names>{_SOME})(?<=\S)\*(?P<tail>(?>(?:{_ASIDE})*))[ ]*+|)"
    rf"{_REST}{_END}"
)
_LINKED = re.compile(
    rf"[-*+][ ]{{1,3}}{_SIGN}\[(?P<bold>\*\*)?(?P<title>{_TITLE})(?(bold)(?<=\S)\*\*)\]"
    rf"\((?P<url>{_URL})\)"
    rf"(?>(?P<words>[ –—,.:|(-](?>{_PROSE}*))?)"
    rf"(?P<badges>(?>(?:(?<=[ ])!\[{_WORDS}\]\({_URL}\)[ ]?)*))[ ]*+"
    rf"(?:{_BREAK}\*(?=\S)(?P<about>{_SOME})(?<=\S)\*(?P<tail>(?>(?:{_ASIDE})*))[ ]*+|)"
    rf"{_REST}{_END}"
)
_LINK_BEHIND = re.compile(
    rf"\(\[(?P<label>{_WORDS})\]\((?P<url>{_URL})\)(?:[ ]-[ ](?P<owner>{_OWNER}))?"
)
_LINK = re.compile(rf"\[(?P<label>{_SOME})\]\((?P<url>{_URL})\)")
_NOTED = re.compile(r"`([^`]+)`")
_YEAR = re.compile(r"(?:19|20)\d\d")
_Reading = Callable[[re.Match[str], str], EntryValues | None]
_FEW_WORDS = 5  # a label that only says what is behind it has no more
_NEW = tuple.__new__  # of very many values: half the time that calling their class takes


def recognised(text: str, start: int) -> Recognised | None:
    """What the item that begins here says; None where it takes a closer look."""
    match = _PAPER.match(text, start)
    read: _Reading = _paper
    if match is None:
        match, read = _LINKED.match(text, start), _linked
    if match is None:
        return None
    item = match[0]
    if not item.isascii() and not _is_ordinary(item[match.start("title") - start :]):
        return None
    said = read(match, item)
    return None if said is None else (item, said, read is _linked, True, "")


def _is_ordinary(text: str) -> bool:
    """Whether a text has no signs that the curator sets, no odd line ends, no bytes that are none.

    They are looked for here: expressions with characters from all over Unicode compile slowly.
    """
    return not (
        wording.STAR in text
        or wording.HUGGINGFACE in text
        or wording.X in text
        or "\u2028" in text
        or "\u2029" in text
    ) and source.is_text(text)


def _paper(match: re.Match[str], _item: str) -> EntryValues | None:
    (
        sign, said, venue, url, number_of_arxiv, version, label, link, head, count, cited, names,
        tail, late, notes,
    ) = match.groups()  # fmt: skip
    title = one_line(said)
    if _may_be_label(title) or (names and "rxiv" in names):
        return None
    links = [_link(label, link)] if label else []
    if head:
        links += [_link(one, to) for one, to in _LINK.findall(head)]
    if cited and cited != "None":
        links.append(entry_values.link(count, cited, Role.CITATIONS))
    if tail or late:
        links += _links_behind(f"{tail or ''}{late}")
    if "" in links:
        return None
    where, comma, last = venue.rpartition(",")
    last = last.strip()
    name = where.strip() if comma else last
    authors, elided = _authors(names) if names else (NOTHING, 0)
    return _NEW(
        EntryValues,
        (
            f"arxiv:{number_of_arxiv}",
            "paper",
            title,
            url,
            authors,
            elided,
            None if not name or _YEAR.fullmatch(name) else name,
            int(last) if _YEAR.fullmatch(last) else 2000 + int(number_of_arxiv[:2]),
            number_of_arxiv,
            int(version) if version else None,
            None,
            None,
            None,
            number(count) if cited else None,
            f"[{', '.join(links)}]",
            _notes(notes) if notes else NOTHING,
            _marks(sign, notes) if sign or notes else "",
        ),
    )


def _linked(match: re.Match[str], item: str) -> EntryValues | None:
    sign, _, said, url, words, _, about, tail, late, notes = match.groups()
    title, whole = one_line(said), item.lower()
    if (
        _may_be_label(title)
        or ("., " in title and wording.may_cite(title))
        or addresses.may_be_badge(url.lower())
        or "xiv" in whole
        or "abs/" in whole
        or (", " in title and publications.before(title))
    ):
        return None
    repository = addresses.github_repository(url)
    kind = Kind.REPOSITORY if repository else kinds.kind_of(url, title)
    if words and (words := without_owner(words, url).strip()):
        if words[-1] == ":" or wording.CLAPPER in words:  # announces something, or marks it
            return None
        words = wording.one_line(wording.sentence(words))
    behind = _links_behind(f"{tail or ''}{late}") if tail or late else []
    described = words or (one_line(about) if about else None)
    if kind is Kind.PAPER or "" in behind or (words and about):
        return None
    if described and described[0] in CLOSING_QUOTES:  # the title's, perhaps
        return None
    return _NEW(
        EntryValues,
        (
            keys.of_address(url),
            kind.value,
            title,
            url,
            NOTHING,
            0,
            None,
            None,
            None,
            None,
            None if repository else addresses.doi(url),
            repository,
            described,
            None,
            f"[{', '.join(behind)}]" if behind else NOTHING,
            _notes(notes) if notes else NOTHING,
            _marks(sign, notes) if sign or notes else "",
        ),
    )


def _authors(names: str) -> tuple[str, int]:
    """The authors of a line, and whether some are left out."""
    if _are_usual(names):
        return '["' + names.replace(", ", '", "') + '"]', 0
    people, has_others = bylines.people(
        [name for part in names.split(",") if (name := part.strip())]
    )
    return entry_values.texts(people), int(has_others)


def _are_usual(names: str) -> bool:
    """Whether names are all there, and a comma and one blank stand between them and nowhere else.

    Such names become a JSON array by putting quotation marks between them: half the time.
    """
    return (
        names.isascii()
        and '"' not in names
        and "..." not in names
        and names.rstrip("., ")[-2:].lower() not in bylines.ENDS_OF_SIGNS
        and " ," not in names
        and ",  " not in names
        and names.count(",") == names.count(", ")
        and names[0] != ","
    )


def _may_be_label(title: str) -> bool:
    few = title.count(" ") < _FEW_WORDS or title[-1:] in ":)"
    return (
        len(title) > wording.LONGEST
        or title[0] in '"“'
        or title[-1] == ":"
        or (few and labels.is_heading_of_line(title))
    )


def _links_behind(tail: str) -> list[str]:
    """The links behind authors or a description."""
    return [_link(label, url, owner or None) for label, url, owner in _LINK_BEHIND.findall(tail)]


def _link(label: str, url: str, owner: str | None = None) -> str:
    """A link beside the title as JSON; empty where it may be more than that."""
    role = kinds.role_of(url)
    if role is not Role.CODE and (role is Role.CITATIONS or addresses.may_be_badge(url.lower())):
        return ""
    return entry_values.link(label.strip(), url, role, owner)


def _notes(notes: str) -> str:
    return entry_values.texts([note.strip() for note in _NOTED.findall(notes)])


def _marks(sign: str | None, notes: str) -> str:
    """Signs outside the title: a form has them before it and in its remarks alone."""
    around = f"{sign or ''}{notes}"
    signs = (wording.STAR, wording.CLAPPER, wording.HUGGINGFACE, wording.X)
    return Marks(*(one in around for one in signs)).names
