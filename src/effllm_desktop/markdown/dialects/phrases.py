"""The inside of ordinary paragraphs, found by one expression, and where ordinary items end.

Most lines of real lists are made of few things: words, links, bold and italic words, code, badges,
addresses. Such lines are taken apart here without tokens and without a stack, into plain tuples.
Whatever may be more than it seems (emphasis in emphasis, tags, relative links) is not taken:
`inline` looks at it, which is the only definition of what the pieces of a paragraph are.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

from effllm_desktop.domain import addresses, kinds
from effllm_desktop.domain.lists import Kind, Role
from effllm_desktop.markdown import lines
from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.inline import one_line
from effllm_desktop.markdown.tokens import normal_label, worded

Phrase = tuple[int, str, str, str, bool, Role]
"""A piece: what it is, its words as written, where it leads, its words on one line, whether it is
an address that stands there by itself, what it leads to. A plain tuple: there are many of them."""

TEXT, CODE, PICTURE, LINK, FRAME, STRONG, EMPHASIS = range(7)
"""What a piece is. A FRAME is a link that does not count: to a badge, around one, to nothing."""

_NOWHERE = Role.OTHER
_LETTER = (
    r"[^\\`$\[\]*_<&~:!h\0-\x08\n-\x1f\x85]++|h(?!ttps?://)|:(?!//)|!(?!\[)"
    r"|&(?!\#|[A-Za-z][A-Za-z0-9]{1,31};)|~(?!~)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"
    r"|<(?![A-Za-z/!?])|\$(?![^$\r\n`]*+\$)"
)
"""A sign that is a word's: none that begins a picture, an address, an entity, emphasis."""
_BRACKET = (
    r"\[(?![!`])(?!(?:[^\[\]]|\[[^\[\]]*+\](?!\())*+\](?:\(|[ ]\(http))"  # begins no link
    r"|\](?![(:]|[ ]\(http)"
)
_WORD = rf"(?:{_LETTER})++"
_LABEL = rf"(?:{_LETTER}|\[(?:{_LETTER})*+\](?![(:]))++"
_WORDS = rf"(?:{_LETTER}|{_BRACKET})++"
_GOES_ON = r"[^\W\d_]|[\"“‘(\[]|\d(?!\d{0,8}[.)](?:\s|\Z))|\*{1,2}(?=[^\s*])|_(?=[^\W_])|!\["
"""What begins no other block than a paragraph, and goes on with one that is open."""
_BREAK = rf"\\?\r?\n[ \t]*+(?={_GOES_ON})"
_URL = (
    r"https?://(?:[A-Za-z0-9-]++\.)++[A-Za-z0-9-]++(?::\d++)?+"
    r"(?:[/?\#](?:[^\s()<>\\\[\]\"&]|&(?!amp;)|\((?:[^\s()<>\\\[\]\"&]|&(?!amp;))*+\))*+)?+"
)
_URL_APART = r"https?://(?:[A-Za-z0-9-]++\.)++[A-Za-z0-9-]++(?:[/?\#](?:[^\s()<>\\\[\]\"&]|&(?!amp;))*+)?+"
_HREF = r"https?://(?:[A-Za-z0-9-]++\.)++[A-Za-z0-9-]++(?::\d++)?+(?:[/?\#](?:[^\s<>\"'&]|&(?!amp;))*+)?+"
_ADDRESS = rf"\(({_URL})(?:[ ]\"[^\"\r\n]*+\")?+\)"
_PHRASE = re.compile(
    rf"((?:{_LETTER}|{_BRACKET}|{_BREAK})++)"
    rf"|\[({_LABEL})\]{_ADDRESS}"
    rf"|\[`([^`\r\n]++)`\]{_ADDRESS}"
    rf"|\[\*\*(?=[^\s*])({_LABEL})(?<=\S)\*\*\]{_ADDRESS}"
    rf"|\[(?=[^\]]{{2}})({_WORD})\][ ]\(({_URL_APART})\)"
    rf"|\[({_LABEL})\]\((|None|\#[^\s()<>\\\[\]\"&]*+)\)"
    rf"|(?<!\*)\*\*(?=[^\s*])({_WORDS})(?<=\S)\*\*(?!\*)"
    rf"|(?<!\*)\*\*\[({_LABEL})\]{_ADDRESS}\*\*(?!\*)"
    rf"|(?<!\*)\*(?=[^\s*])({_WORDS})(?<=\S)\*(?!\*)"
    rf"|(?<![\w*])_(?=[^\s_])({_WORDS})(?<=\S)_(?!\w)"
    r"|(?<!`)`([^`\r\n]++)`(?!`)"
    rf"|!\[((?:{_LETTER})*+)\]{_ADDRESS}"
    rf"|\[!\[((?:{_LETTER})*+)\]{_ADDRESS}\]{_ADDRESS}"
    r"|(https?://[^\s<>\[\]`\"|\\，。；！？、：｜（）《》「」【】]++)"
    r"|<(https?://[^\s<>]++)>"
    r"|(<br[ ]?/?>)"
    rf"|<a[ ]href=[\"']({_HREF})[\"'](?:[ ][a-z]++=\"[^\"<>]*+\")*+[ ]*+>({_LABEL})</a>"
    rf"|<(?:b|strong)>({_WORDS})</(?:b|strong)>"
    rf"|<(?:i|em)>({_WORDS})</(?:i|em)>"
    r"|(&(?:\#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(\\[!-/:-@\[-`{-~])"
)
(
    _A_TEXT, _A_LINK, _A_CODED, _A_BOLD_IN, _APART, _TO_NOTHING, _A_STRONG, _A_BOLD_LINK, _A_STAR,
    _A_BAR, _A_CODE, _A_PICTURE, _A_FRAME, _A_BARE, _A_POINTED, _A_BREAK, _AN_ANCHOR,
    _A_STRONG_TAG, _AN_ITALIC_TAG, _AN_ENTITY, _AN_ESCAPE,
) = (1, 3, 5, 7, 9, 11, 12, 14, 15, 16, 17, 19, 22, 23, 24, 25, 27, 28, 29, 30, 31)  # fmt: skip
_LINKS = frozenset((_A_LINK, _A_CODED, _A_BOLD_IN, _APART))
_IN_BRACKETS = re.compile(r"\[([^\[\]]++)\]")
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


def item_at(text: str, start: int) -> Ordinary | None:
    """The ordinary item that begins here; None where it is none, or goes on in other ways."""
    marker = _MARKER.match(text, start)
    if marker is None:
        return None
    head, place = _taken(text, marker.end(), len(text))
    if not head:
        return None
    paragraphs: list[list[Phrase]] = []
    items: list[list[Phrase]] = []
    phrases = head
    while below := _BELOW.match(text, place):
        _end_line(text, place, phrases)
        is_item = below.lastindex is not None
        if items and not is_item:
            return None
        phrases, place = _taken(text, below.end(), len(text))
        if not phrases:
            return None
        (items if is_item else paragraphs).append(phrases)
    end = _END.match(text, place)
    if end is None:
        return None
    _end_line(text, place, phrases)
    return Ordinary(head, paragraphs, items, end.end())


def in_paragraph(text: str, start: int, end: int) -> list[Phrase] | None:
    """The phrases of `text[start:end]`; None where it is no ordinary paragraph."""
    stop = end
    while stop > start and text[stop - 1] in "\r\n":
        stop -= 1
    found, place = _taken(text, start, stop)
    if place < stop:
        return None
    if stop < end:
        _words(found, text[stop:end])
    return found


def may_refer(item: str, references: Mapping[str, str]) -> bool:
    """Whether words in brackets may mean an address that is defined elsewhere."""
    return any(normal_label(words) in references for words in _IN_BRACKETS.findall(item))


def _end_line(text: str, place: int, phrases: list[Phrase]) -> None:
    """Put the end of a paragraph's last line to its phrases, as it belongs to its words."""
    if place < len(text):
        _words(phrases, "\r\n" if text[place] == "\r" else "\n")


def _words(phrases: list[Phrase], words: str) -> None:
    """Words that may go on with words."""
    if phrases and phrases[-1][0] == TEXT:
        words = phrases.pop()[1] + words
    phrases.append((TEXT, words, "", "", False, _NOWHERE))


def _taken(text: str, place: int, stop: int) -> tuple[list[Phrase], int]:
    """The phrases from a place on, and where they end."""
    found: list[Phrase] = []
    match_at = _PHRASE.match
    while match := match_at(text, place, stop):
        form, place = match.lastindex, match.end()
        if form == _A_TEXT:
            words = match[1]
            if found and found[-1][0] == TEXT:
                words = found.pop()[1] + words
            found.append((TEXT, words, "", "", False, _NOWHERE))
        elif form in _LINKS:
            words, url = match.group(form - 1, form)
            kind = FRAME if addresses.is_badge(url) else LINK
            found.append((kind, words, url, words.strip(), False, kinds.role_of(url)))
        elif form == _A_STRONG or form == _A_STAR or form == _A_BAR:
            words = match[form]
            kind = STRONG if form == _A_STRONG else EMPHASIS
            found.append((kind, words, "", words.strip(), False, _NOWHERE))
        elif form == _AN_ANCHOR:
            url, words = match.group(form - 1, form)
            kind = FRAME if addresses.is_badge(url) else LINK
            found.append((kind, words, url, words.strip(), False, kinds.role_of(url)))
        elif form == _A_STRONG_TAG or form == _AN_ITALIC_TAG:
            kind, words = STRONG if form == _A_STRONG_TAG else EMPHASIS, match[form]
            found.append((kind, words, "", words.strip(), False, _NOWHERE))
        elif form == _A_BARE:
            place = _bare(match, found)
            if not place:
                return [], -1
        elif form == _TO_NOTHING:
            words, url = match.group(form - 1, form)
            found.append((FRAME, words, url, words.strip(), False, _NOWHERE))
        elif form == _A_CODE:
            words = match[form].strip()
            found.append((CODE, words, "", words, False, _NOWHERE))
        elif form == _A_BOLD_LINK:
            words, url = match.group(form - 1, form)
            if addresses.is_badge(url):
                return [], -1
            found.append((STRONG, words, url, words.strip(), False, kinds.role_of(url)))
        elif form == _A_PICTURE:
            found.append((PICTURE, one_line(match[form - 1]), match[form], "", False, _NOWHERE))
        elif form == _A_FRAME:
            found.append(_framed(*match.group(form - 2, form - 1, form)))
        elif form == _A_POINTED:
            url = match[form]
            if not addresses.is_web(url):
                return [], -1
            found.append(_address(url))
        else:
            _words(found, _meant(form, match[0]))
    return found, place


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


def _meant(form: int | None, written: str) -> str:
    """What a tag, an entity or an escaped sign stands for."""
    if form == _A_BREAK:
        return "\v"
    return unescape(written) if form == _AN_ENTITY else written[1]
