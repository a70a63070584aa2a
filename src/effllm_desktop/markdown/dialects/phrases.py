"""The inside of ordinary paragraphs, found by one expression, and where ordinary items end.

Most lines of real lists are made of few things: words, links, bold and italic words, code, badges,
addresses, tags. Such lines are taken apart here without tokens and without a stack, into plain
tuples. Whatever may be more than it seems (emphasis in emphasis, relative links) is not taken:
`inline` looks at it, which is the only definition of what the pieces of a paragraph are.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from typing import NamedTuple

from effllm_desktop.domain import addresses, kinds
from effllm_desktop.domain.lists import Kind, Role
from effllm_desktop.markdown import lines
from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.inline import one_line
from effllm_desktop.markdown.tokens import address_of, attributes, normal_label, worded

Phrase = tuple[int, str, str, str, bool, Role]
"""A piece: what it is, its words as written, where it leads, its words on one line, whether it is
an address that stands there by itself, what it leads to. A plain tuple: there are many of them."""
References = Mapping[str, str]

TEXT, CODE, PICTURE, LINK, FRAME, STRONG, EMPHASIS = range(7)
"""What a piece is. A FRAME is a link that does not count: to or around a badge, not to the web."""

_NOWHERE = Role.OTHER
_LETTER = (
    r"[^\\`$\[\]*_<&~:!h\0-\x08\n-\x1f\x85]++|h(?!ttps?://)|:(?!//)|!(?!\[)"
    r"|&(?!\#|[A-Za-z][A-Za-z0-9]{1,31};)|~(?!~)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"
    r"|<(?![A-Za-z/!?])|\$(?![^$\r\n`]*+\$)"
)
"""A sign that is a word's: none that begins a picture, an address, an entity, emphasis."""
_BRACKET = (  # that begins and ends no link
    r"\[(?![!`])(?!(?:[^\[\]]|\[[^\[\]]*+\](?!\())*+\](?:\(|[ ]\(http))|\](?![(:]|[ ]\(http)"
)
_BRACKET_BESIDE_REFERENCES = (
    r"\[(?![!`])(?!(?:[^\[\]]|\[[^\[\]]*+\](?![(\[]))*+\](?:\(|\[|[ ]\(http))|\](?![(:\[]|[ ]\(http)"
)
_WORD = rf"(?:{_LETTER})++"
_LABEL = rf"(?:{_LETTER}|\[(?:{_LETTER})*+\](?![(\[:]|[ ]\(http))++"
_GOES_ON = r"[^\W\d_]|[\"“‘(\[]|\d(?!\d{0,8}[.)](?:\s|\Z))|\*{1,2}(?=[^\s*])|_(?=[^\W_])|!\["
"""What begins no other block than a paragraph, and goes on with one that is open."""
_PATH = r"(?:[/?\#](?:[^\s()<>\\\[\]\"&]|&(?!amp;))*+)?+"
_HOST = r"https?://(?:[A-Za-z0-9-]++\.)++[A-Za-z0-9-]++(?::\d++)?+"
_URL = (
    rf"{_HOST}"
    r"(?:[/?\#](?:[^\s()<>\\\[\]\"&]|&(?!amp;)|\((?:[^\s()<>\\\[\]\"&]|&(?!amp;))*+\))*+)?+"
)
_ADDRESS = rf"\(({_URL})(?:[ ]\"[^\"\r\n]*+\")?+\)"
_HREF = rf"{_HOST}(?:[/?\#](?:[^\s<>\"'&]|&(?!amp;))*+)?+"
_ANCHOR = rf"<a[ ]href=[\"']({_HREF})[\"'](?:[ ][a-z]++=\"[^\"<>\r\n]*+\")*+[ ]*+>"
_SPACED_TAG = r"</?(?i:td|th|p|div|li|hr)(?=[\s/>])[^<>\r\n]*+>"
_OTHER_TAG = (
    r"</?(?!(?i:a|b|strong|i|em|img|br|td|th|p|div|li|hr)(?=[\s/>]))[A-Za-z][A-Za-z0-9]*+(?=[\s/>])[^<>\r\n]*+>"
)


@cache
def _phrase(*, refers: bool) -> re.Pattern[str]:
    """What finds a phrase, compiled when it is first used.

    `refers`: words in brackets behind brackets may be references.
    """
    bracket = _BRACKET_BESIDE_REFERENCES if refers else _BRACKET
    words = rf"(?:{_LETTER}|{bracket})++"
    return re.compile(
        rf"((?:{_LETTER}|{bracket})++)"
        r"|(\\?(?:\r?\n|\r)[ \t]*+)"
        rf"|\[({_LABEL})\]{_ADDRESS}"
        rf"|\[`([^`\r\n]++)`\]{_ADDRESS}"
        rf"|\[\*\*(?=[^\s*])({_LABEL})(?<=\S)\*\*\]{_ADDRESS}"
        rf"|\[(?=[^\]]{{2}})({_LABEL})\][ ]\(({_HOST}{_PATH})\)"
        rf"|\[({_LABEL})\]\(((?!https?:)[^\s()<>\\\[\]\"&:]*+)\)"
        rf"|\[({_LABEL})\]\[([^\[\]\r\n]*+)\]"
        rf"|(?<!\*)\*\*(?=[^\s*])({words})(?<=\S)\*\*(?!\*)"
        rf"|(?<!\*)\*\*\[({_LABEL})\]{_ADDRESS}\*\*(?!\*)"
        rf"|(?<!\*)\*(?=[^\s*])({words})(?<=\S)\*(?!\*)"
        rf"|(?<![\w*])_(?=[^\s_])({words})(?<=\S)_(?!\w)"
        r"|(?<!`)`([^`\r\n]++)`(?!`)"
        rf"|!\[((?:{_LETTER})*+)\]{_ADDRESS}"
        rf"|\[!\[((?:{_LETTER})*+)\]{_ADDRESS}\]{_ADDRESS}"
        r"|(https?://[^\s<>\[\]`\"|\\，。；！？、：｜（）《》「」【】]++)"
        r"|<(https?://[^\s<>]++)>"
        r"|(<br[ ]?/?>)"
        rf"|{_ANCHOR}({_LABEL})</a>"
        rf"|{_ANCHOR}<b>({_LABEL})</b></a>"
        r"|(<a(?:[ ](?:name|id|class)=\"[^\"<>&\r\n]*+\")++[ ]?></a>)"
        r"|(<a(?:[ ](?:name|id|class)=\"[^\"<>&\r\n]*+\")++[ ]?/>)"
        rf"|<(?:b|strong)>({words})</(?:b|strong)>"
        rf"|<(?:i|em)>({words})</(?:i|em)>"
        r"|(<img[ ][^<>\r\n]*+>)"
        rf"|({_SPACED_TAG})"
        rf"|({_OTHER_TAG}|~~)"
        r"|(&(?:\#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)"
        r"|(\\[!-/:-@\[-`{-~])"
    )


(
    _A_TEXT, _A_LINE, _A_LINK, _A_CODED, _A_BOLD_IN, _APART, _BESIDE, _REFERRED, _A_STRONG,
    _A_BOLD_LINK, _A_STAR, _A_BAR, _A_CODE, _A_PICTURE, _A_FRAME, _A_BARE, _A_POINTED, _A_BREAK,
    _AN_ANCHOR, _A_BOLD_ANCHOR, _A_PLACE, _AN_OPEN_PLACE, _A_STRONG_TAG, _AN_ITALIC_TAG, _AN_IMAGE, _A_SPACE,
    _A_TAG, _AN_ENTITY, _AN_ESCAPE,
) = (
    1, 2, 4, 6, 8, 10, 12, 14, 15, 17, 18, 19, 20, 22, 25, 26, 27, 28, 30, 32, 33, 34, 35, 36, 37,
    38, 39, 40, 41,
)  # fmt: skip
"""The forms of phrases, by the last group of the expression that they have."""
_LINKS = frozenset((_A_LINK, _A_CODED, _A_BOLD_IN, _APART))
_SEAMS = frozenset((_A_BREAK, _A_SPACE, _AN_OPEN_PLACE, _A_TAG, _AN_ENTITY, _AN_ESCAPE))
"""Forms that are words, or nothing between words."""
_KEEPS_APART = frozenset((_A_TEXT, _A_LINE, _A_LINK, _BESIDE, _A_CODE, _A_BARE, _A_POINTED, _AN_IMAGE,
    _A_TAG))  # fmt: skip
_A_PLAIN_LINK = re.compile(
    r"\[[^\\`$!\[\]*_<&~:]*+\]\([^\s()<>\\&\[\]]*+\)"
)
_IN_BRACKETS = re.compile(r"(?<!\])\[([^\[\]]++)\](?!\[)")
_LINE_GOES_ON = re.compile(_GOES_ON)
_BEGINS = rf"(?={_GOES_ON}|[`\d]|:[a-z]|<http|[^\0-\xa0])"
_MARKER = re.compile(rf"(?:[-*+]|\d{{1,9}}[.)])[ ]{{1,4}}(?:\#{{1,6}}[ ]++)?+{_BEGINS}")
_INSET = r"(?:[ ]{2}[ \t]*+|[ ]?\t[ \t]*+)"
_BELOW = re.compile(
    rf"\r?\n(?:[ \t]*+\r?\n)*+{_INSET}(?P<marker>[-*+]|\d{{1,9}}[.)])[ ]{{1,4}}{_BEGINS}"
    rf"|\r?\n(?:[ \t]*+\r?\n)++{_INSET}(?={_GOES_ON}|`|<http|[^\0-\xa0])"
)
_END = re.compile(
    r"\r?\n(?=[-*+][ \t]|\d{1,9}[.)][ \t]|\#{1,6}[ ]|\Z"
    rf"|(?i:{lines.BLOCK_TAG.pattern})"
    rf"|(?:[ \t]*+\r?\n)++(?![ ][-*+\d])[ ]?(?!(?i:{lines.REMARK}))\S)|\Z"
)


class Ordinary(NamedTuple):
    """An item as phrases: its line, the paragraphs below it, the items below those; its end."""

    head: list[Phrase]
    paragraphs: list[list[Phrase]]
    items: list[list[Phrase]]
    end: int


def item_at(text: str, start: int, references: References) -> Ordinary | None:
    """The ordinary item that begins here; None where it is none, or goes on in other ways."""
    marker = _MARKER.match(text, start)
    if marker is None:
        return None
    end = len(text)
    head, place = _taken(text, marker.end(), end, references, goes_on=_LINE_GOES_ON)
    if not head:
        return None
    paragraphs: list[list[Phrase]] = []
    items: list[list[Phrase]] = []
    found = head
    if not may_be_entry(head) and not _has_paragraph(text, place):
        return None
    while below := _BELOW.match(text, place):
        _end_line(text, place, found)
        is_item = below.lastindex is not None
        if items and not is_item:
            return None
        found, place = _taken(text, below.end(), end, references, goes_on=_LINE_GOES_ON)
        if not found:
            return None
        (items if is_item else paragraphs).append(found)
    stop = _END.match(text, place)
    if stop is None:
        return None
    _end_line(text, place, found)
    return Ordinary(head, paragraphs, items, stop.end())


def _has_paragraph(text: str, place: int) -> bool:
    below = _BELOW.match(text, place)
    return below is not None and below.lastindex is None


def may_be_entry(found: list[Phrase]) -> bool:
    """Whether phrases have a link that counts, or may name a paper."""
    for phrase in found:
        if phrase[0] == LINK or (phrase[0] == STRONG and phrase[2]):
            return True
    lowered = "".join([phrase[1] for phrase in found if phrase[0] != PICTURE]).lower()
    return "rxiv" in lowered or "corr" in lowered


def in_paragraph(text: str, start: int, end: int, references: References) -> list[Phrase] | None:
    """The phrases of `text[start:end]`; None where it is no ordinary paragraph."""
    found, place = _taken(text, start, end, references)
    return found if place == end else None


def may_refer(item: str, references: References) -> bool:
    """Whether words in brackets may mean an address that is defined elsewhere."""
    return any(normal_label(words) in references for words in _IN_BRACKETS.findall(item))


def _end_line(text: str, place: int, found: list[Phrase]) -> None:
    """Put the end of a paragraph's last line to its phrases, as it belongs to its words."""
    if place < len(text):
        words = "\r\n" if text[place] == "\r" else "\n"
        if found[-1][0] == TEXT:
            words = found.pop()[1] + words
        found.append((TEXT, words, "", "", False, _NOWHERE))


def _taken(
    text: str,
    place: int,
    stop: int,
    references: References,
    *,
    goes_on: re.Pattern[str] | None = None,
) -> tuple[list[Phrase], int]:
    """The phrases from a place on, and where they end; -1 where one is more than it seems.

    `goes_on`: what another line begins with; without it, all lines are taken.
    """
    found: list[Phrase] = []
    start, has_seams, is_torn, is_sewn = place, False, False, False
    phrase = _phrase(refers=bool(references))
    match_at = phrase.match
    while match := match_at(text, place, stop):
        form, place = match.lastindex or 0, match.end()
        if form == _A_TEXT:
            words = match[1]
            if is_sewn:
                words = found.pop()[1] + words
            found.append((TEXT, words, "", "", False, _NOWHERE))
            is_sewn = is_torn = False
            continue
        if form == _A_LINE:
            words = match[2]
            if goes_on is not None and goes_on.match(text, place) is None:
                return _sewn(phrase, text, start, match.start(), found) if has_seams else found, match.start()
            if found and found[-1][0] == TEXT and not is_torn:
                words = found.pop()[1] + words
            found.append((TEXT, words, "", "", False, _NOWHERE))
            is_sewn = True
            continue
        is_sewn, is_torn = False, form == _A_TAG
        if form in _LINKS:
            words, url = match.group(form - 1, form)
            kind = FRAME if addresses.is_badge(url) else LINK
            found.append((kind, words, url, words.strip(), False, kinds.role_of(url)))
        elif form == _A_STRONG or form == _A_STAR or form == _A_BAR:
            words = match[form]
            kind = STRONG if form == _A_STRONG else EMPHASIS
            found.append((kind, words, "", words.strip(), False, _NOWHERE))
        elif form == _A_BARE:
            end = _bare(match, found)
            if not end:
                return [], -1
            place = end
        elif form in _SEAMS:
            has_seams = True
            if form != _A_TAG:
                found.append((TEXT, _meant(form, match[0]), "", "", False, _NOWHERE))
        elif not _is_taken(match, form, found, references):
            return [], -1
    if has_seams:
        found = _sewn(phrase, text, start, place, found)
    return found, place


def _is_taken(
    match: re.Match[str], form: int, found: list[Phrase], references: References
) -> bool:
    """Take in a rarer form; whether it is what it seems."""
    written = match[form]
    if form == _A_CODE:
        words = written.strip()
        found.append((CODE, words, "", words, False, _NOWHERE))
    elif form == _A_PICTURE:
        found.append((PICTURE, one_line(match[form - 1]), written, "", False, _NOWHERE))
    elif form == _AN_IMAGE:
        said = attributes(written[4:-1])
        found.append((PICTURE, said.get("alt", ""), said.get("src", ""), "", False, _NOWHERE))
    elif form == _A_FRAME:
        found.append(_framed(match[form - 2], match[form - 1], written))
    elif form == _A_BOLD_LINK:
        words = match[form - 1]
        if addresses.is_badge(written):
            return False
        found.append((STRONG, words, written, words.strip(), False, kinds.role_of(written)))
    elif form == _AN_ANCHOR or form == _A_BOLD_ANCHOR:
        url = match[form - 1]
        kind = FRAME if addresses.is_badge(url) else LINK
        found.append((kind, written, url, written.strip(), False, kinds.role_of(url)))
    elif form == _A_STRONG_TAG or form == _AN_ITALIC_TAG:
        kind = STRONG if form == _A_STRONG_TAG else EMPHASIS
        found.append((kind, written, "", written.strip(), False, _NOWHERE))
    elif form == _A_POINTED:
        if not addresses.is_web(written):
            return False
        found.append(_address(written))
    elif form == _A_PLACE:
        found.append((FRAME, "", "", "", False, _NOWHERE))
    elif form == _BESIDE:
        if address_of(written) != written:  # without its scheme
            return False
        words = match[form - 1]
        found.append((FRAME, words, written, words.strip(), False, _NOWHERE))
    else:
        words = match[form - 1]
        url = references.get(normal_label(written or words), "")
        if not url.startswith("http") or not addresses.is_web(url):
            return False
        kind = FRAME if addresses.is_badge(url) else LINK
        found.append((kind, words, url, words.strip(), False, kinds.role_of(url)))
    return True


def _sewn(
    phrase: re.Pattern[str], text: str, start: int, end: int, found: list[Phrase]
) -> list[Phrase]:
    """Phrases with words that stand side by side in one, where `inline` has them in one.

    It has them so in a paragraph in which anything is found that may fall apart.
    """
    place, is_whole = start, False
    while place < end and not is_whole and (match := phrase.match(text, place, end)):
        form, written = match.lastindex or 0, match[0]
        if form == _A_TEXT:
            is_whole = "_" in written
        elif form == _A_LINK or form == _BESIDE:
            is_whole = _A_PLAIN_LINK.fullmatch(written) is None
        else:
            is_whole = form not in _KEEPS_APART
        place = match.end()
    if not is_whole:
        return found
    sewn: list[Phrase] = []
    for one in found:
        if one[0] == TEXT and sewn and sewn[-1][0] == TEXT:
            one = (TEXT, sewn.pop()[1] + one[1], "", "", False, _NOWHERE)
        sewn.append(one)
    return sewn


def _bare(match: re.Match[str], found: list[Phrase]) -> int:
    """An address by itself; where it ends, 0 where it is none."""
    written = match[0]
    start = written.index("://") + 3
    url = written[: start + worded(written[start:])]
    if not addresses.is_web(url):
        return 0
    found.append(_address(url))
    return match.start() + len(url)


def _address(url: str) -> Phrase:
    kind = FRAME if addresses.is_badge(url) else LINK
    return kind, url, url, url, True, kinds.role_of(url)


def _framed(alt: str, picture: str, url: str) -> Phrase:
    """A link around a picture: `links.counts` says of pieces whether it counts."""
    label = one_line(alt)
    kind = LINK
    if addresses.is_badge(url):
        kind = FRAME
    elif addresses.is_badge(picture) and kinds.kind_of(url) is not Kind.PAPER:
        named = labels.names_paper(label) and addresses.path(url) not in ("", "/")
        kind = LINK if named else FRAME
    return kind, "", url, label, False, kinds.role_of(url)


def _meant(form: int, written: str) -> str:
    """What a tag, an entity or an escaped sign stands for."""
    if form == _A_BREAK:
        return "\v"
    if form == _A_SPACE:
        return " "
    if form == _AN_OPEN_PLACE:
        return ""
    return unescape(written) if form == _AN_ENTITY else written[1]
