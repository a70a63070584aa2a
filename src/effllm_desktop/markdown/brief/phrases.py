"""Ordinary paragraphs as plain tuples: what `inline` has as pieces, without their offsets."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from effllm_desktop.domain import addresses, kinds
from effllm_desktop.domain.lists import Kind, Role
from effllm_desktop.markdown.brief.grammar import SIMPLE, Form, phrase
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
_TEXT, _LINE, _TAG, _BARE = Form.TEXT, Form.LINE, Form.TAG, Form.BARE
_KEEPS_APART = frozenset(
    (
        Form.TEXT,
        Form.LINE,
        Form.LINK,
        Form.LINK_BESIDE,
        Form.CODE,
        Form.BARE,
        Form.POINTED,
        Form.IMAGE,
        Form.TAG,
    )
)
"""Forms beside which words may stand side by side and not be one; links only if plain."""
_PLAIN_LINK = re.compile(r"\[[^\\`$!\[\]*_<&~:]*+\]\([^\s()<>\\&\[\]]*+\)")


def taken(
    text: str,
    place: int,
    stop: int,
    references: References,
    *,
    goes_on: re.Pattern[str] | None = None,
) -> tuple[list[Phrase], int]:
    """The phrases from a place on, and where they end; none where one is more than it seems.

    `goes_on`: what another line begins with; without it, all lines are taken.
    """
    found: list[Phrase] = []
    start, has_seams, is_torn, is_sewn = place, False, False, False
    expression = phrase(refers=bool(references))
    match_at = expression.match
    while match := match_at(text, place, stop):
        form, place = match.lastindex or 0, match.end()
        if form == _TEXT:
            words = match[1]
            found.append(as_text(found.pop()[1] + words if is_sewn else words))
            is_sewn = is_torn = False
        elif form == _LINE:
            if goes_on is not None and goes_on.match(text, place) is None:
                place = match.start()
                break
            joins = found and found[-1][0] == TEXT and not is_torn
            found.append(as_text(found.pop()[1] + match[2] if joins else match[2]))
            is_sewn = True
        elif form == _TAG:
            has_seams, is_torn, is_sewn = True, True, False
        else:
            one = _TAKEN[form](match, references)
            if one is None:
                return [], -1
            if form == _BARE:
                place = match.start() + len(one[1])
            has_seams = has_seams or one[0] == TEXT
            found.append(one)
            is_sewn = is_torn = False
    if has_seams and _stand_side_by_side(found):
        found = _sewn(expression, text, start, place, found)
    return found, place


def simply(text: str, start: int, end: int) -> list[Phrase] | None:
    """The phrases of `text[start:end]`, where that is but words, or one link; else None."""
    simple = SIMPLE.fullmatch(text, start, end) if start < end else None
    if simple is None:
        return None
    words, label, url, target, inside, cell, line = simple.groups()
    behind = f" {line}" if cell else line
    if label:
        found = as_link(label, url)
    elif inside:
        found = as_link(inside, target)
    else:
        return [as_text(words + behind)]
    return [found, as_text(behind)] if behind else [found]


def with_line_end(found: list[Phrase], text: str, place: int) -> None:
    """Put the end of a paragraph's last line to its phrases: it belongs to its words."""
    if place < len(text):
        words = "\r\n" if text[place] == "\r" else "\n"
        found.append(as_text(found.pop()[1] + words if found[-1][0] == TEXT else words))


def _stand_side_by_side(found: list[Phrase]) -> bool:
    """Whether words follow words."""
    is_text = False
    for one in found:
        if one[0] != TEXT:
            is_text = False
        elif is_text:
            return True
        else:
            is_text = True
    return False


def _sewn(
    expression: re.Pattern[str], text: str, start: int, end: int, found: list[Phrase]
) -> list[Phrase]:
    """Phrases with words that stand side by side in one, where `inline` has them in one.

    It has them so in a paragraph in which anything is found that may fall apart.
    """
    place, is_whole = start, False
    while place < end and not is_whole and (match := expression.match(text, place, end)):
        form, written = match.lastindex or 0, match[0]
        if form == Form.TEXT:
            is_whole = "_" in written
        elif form in (Form.LINK, Form.LINK_BESIDE):
            is_whole = _PLAIN_LINK.fullmatch(written) is None
        else:
            is_whole = form not in _KEEPS_APART
        place = match.end()
    if not is_whole:
        return found
    sewn: list[Phrase] = []
    for one in found:
        if one[0] == TEXT and sewn and sewn[-1][0] == TEXT:
            sewn.append(as_text(sewn.pop()[1] + one[1]))
        else:
            sewn.append(one)
    return sewn


def as_text(words: str) -> Phrase:
    """Plain words as a phrase."""
    return TEXT, words, "", "", False, _NOWHERE


def as_link(words: str, url: str) -> Phrase:
    """A link as a phrase."""
    kind = FRAME if addresses.is_badge(url) else LINK
    return kind, words, url, words.strip(), False, kinds.role_of(url)


def as_strong(words: str) -> Phrase:
    """Bold words as a phrase."""
    return STRONG, words, "", words.strip(), False, _NOWHERE


def as_emphasis(words: str) -> Phrase:
    """Words in italics as a phrase."""
    return EMPHASIS, words, "", words.strip(), False, _NOWHERE


def as_code(words: str) -> Phrase:
    """Code as a phrase."""
    inner = words.strip()
    return CODE, inner, "", inner, False, _NOWHERE


# ---- what forms say; None where it is more than it seems


def _links(match: re.Match[str], _: References) -> Phrase:
    form = match.lastindex or 0
    words, url = match.group(form - 1, form)
    return as_link(words, url)


def _anchor(match: re.Match[str], _: References) -> Phrase:
    form = match.lastindex or 0
    url, words = match.group(form - 1, form)
    return as_link(words, url)


def _reference(match: re.Match[str], references: References) -> Phrase | None:
    words, name = match.group(Form.REFERENCE - 1, Form.REFERENCE)
    url = references.get(normal_label(name or words), "")
    return as_link(words, url) if url.startswith("http") and addresses.is_web(url) else None


def _beside(match: re.Match[str], _: References) -> Phrase | None:
    """A link that leads to nothing, or to a file or heading beside."""
    words, url = match.group(Form.LINK_BESIDE - 1, Form.LINK_BESIDE)
    is_so = address_of(url) == url
    return (FRAME, words, url, words.strip(), False, _NOWHERE) if is_so else None


def _strong_link(match: re.Match[str], _: References) -> Phrase | None:
    words, url = match.group(Form.STRONG_LINK - 1, Form.STRONG_LINK)
    if addresses.is_badge(url):
        return None
    return STRONG, words, url, words.strip(), False, kinds.role_of(url)


def _strong(match: re.Match[str], _: References) -> Phrase:
    return as_strong(match[match.lastindex or 0])


def _emphasis(match: re.Match[str], _: References) -> Phrase:
    return as_emphasis(match[match.lastindex or 0])


def _code(match: re.Match[str], _: References) -> Phrase:
    return as_code(match[Form.CODE])


def _picture(match: re.Match[str], _: References) -> Phrase:
    alt, url = match.group(Form.PICTURE - 1, Form.PICTURE)
    return PICTURE, one_line(alt), url, "", False, _NOWHERE


def _image(match: re.Match[str], _: References) -> Phrase:
    said = attributes(match[0][4:-1])
    return PICTURE, said.get("alt", ""), said.get("src", ""), "", False, _NOWHERE


def _frame(match: re.Match[str], _: References) -> Phrase:
    """A link around a picture: `links.counts` says of pieces whether it counts."""
    alt, picture, url = match.group(Form.FRAME - 2, Form.FRAME - 1, Form.FRAME)
    label, kind = one_line(alt), LINK
    if addresses.is_badge(url):
        kind = FRAME
    elif addresses.is_badge(picture) and kinds.kind_of(url) is not Kind.PAPER:
        named = labels.names_paper(label) and addresses.path(url) not in ("", "/")
        kind = LINK if named else FRAME
    return kind, "", url, label, False, kinds.role_of(url)


def _address(url: str) -> Phrase | None:
    if not addresses.is_web(url):
        return None
    kind = FRAME if addresses.is_badge(url) else LINK
    return kind, url, url, url, True, kinds.role_of(url)


def _bare(match: re.Match[str], _: References) -> Phrase | None:
    written = match[0]
    start = written.index("://") + len("://")
    return _address(written[: start + worded(written[start:])])


def _pointed(match: re.Match[str], _: References) -> Phrase | None:
    return _address(match[Form.POINTED])


_TAKEN: dict[int, Callable[[re.Match[str], References], Phrase | None]] = {
    Form.LINK: _links,
    Form.CODED_LINK: _links,
    Form.BOLD_IN_LINK: _links,
    Form.LINK_APART: _links,
    Form.LINK_BESIDE: _beside,
    Form.REFERENCE: _reference,
    Form.STRONG: _strong,
    Form.STRONG_LINK: _strong_link,
    Form.STARRED: _emphasis,
    Form.BARRED: _emphasis,
    Form.CODE: _code,
    Form.PICTURE: _picture,
    Form.FRAME: _frame,
    Form.BARE: _bare,
    Form.POINTED: _pointed,
    Form.BREAK: lambda _, __: as_text("\v"),
    Form.ANCHOR: _anchor,
    Form.BOLD_ANCHOR: _anchor,
    Form.PLACE: lambda _, __: (FRAME, "", "", "", False, _NOWHERE),
    Form.OPEN_PLACE: lambda _, __: as_text(""),
    Form.STRONG_TAG: _strong,
    Form.ITALIC_TAG: _emphasis,
    Form.IMAGE: _image,
    Form.SPACE: lambda _, __: as_text(" "),
    Form.ENTITY: lambda match, _: as_text(unescape(match[0])),
    Form.ESCAPE: lambda match, _: as_text(match[0][1]),
}
