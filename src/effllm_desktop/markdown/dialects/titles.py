"""Where the title of an entry stands among the pieces of its line."""

import re
from collections.abc import Sequence
from itertools import islice

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.dialects import bylines, labels, links, wording
from effllm_desktop.markdown.dialects.plain_titles import (
    behind_box,
    boxed,
    is_longer,
    is_short,
    is_stressed,
    may_name_authors,
    settled,
    tells,
    told_by,
    without_lead,
)
from effllm_desktop.markdown.dialects.wording import Named, bare, one_line
from effllm_desktop.markdown.inline import CODE, EMPHASIS, LINK, PICTURE, STRONG, TEXT, Piece

FACT_PARTS = 2  # what is told, and that
ASIDE = re.compile(r"\s*+\([^()]*+\)[\s:：.,;-]*+")  # words in parentheses, and no others
LEAD = re.compile(r"[,.]?\s*+[:：–—-]?\s*+(?:[\"“]?\Z|(?P<title>[\"“]))")  # from a name to a title
SEPARATED = re.compile(r"\s*+(?:[-–—|]\s|[:：])")  # words about a link begin so
OWNER = re.compile(r"\s+-\s++([^()\r\n]*[^()\s])\s*+\)")
_REFERS = re.compile(
    r"\b(?:on|of|to|from|by|in|with|via|see|like|than|for|extends|follows|following|implements|using"
    r"|builds upon|based upon|cites|cf\.?)\s+\(?\[?arxiv",
    re.IGNORECASE,
)
"""Words before an identifier that is another work's."""


def title_piece(head: list[Piece]) -> Piece | None:
    """The bold text or the link that is the title; None where it is plain text, or nothing."""
    place = next((n for n, piece in enumerate(head) if not _is_silent(piece)), len(head))
    first = head[place] if place < len(head) else None
    sorts = first is not None and _only_sorts(head, place)
    if first is not None and not sorts and (_is_title(first) or _is_name(head, place)):
        return _behind_owner(head, place) or _behind_short_name(head, place)
    found = _linked_title(head[place + sorts :])
    if found is not None:
        return found
    return _bold_title(head) or _only_picture(head)


def _behind_owner(head: list[Piece], place: int) -> Piece | None:
    """The title, where the link before it is its owner's: `[owner](…)/[name](…)`."""
    behind = head[place + 1 : place + 3]
    owner = links.first_in(head[place]) if len(behind) > 1 and behind[0].kind is TEXT else None
    link = links.first_in(behind[1]) if owner is not None else None
    if owner is None or link is None or not links.leads_on(owner.url, behind[0].text, link.url):
        return None
    return behind[1]


def _behind_short_name(head: list[Piece], place: int) -> Piece | None:
    """The title, where bold words may be the short name before it: `**It**: [It is …](…)`.

    None where the title behind the name is in quotation marks.
    """
    name, behind = head[place], head[place + 1 : place + 3]
    if name.kind is not STRONG:
        return name
    lead = LEAD.match(behind[0].text) if behind and behind[0].kind is TEXT else None
    if lead is None or links.first_in(name) is not None:
        return name
    short = inline.plain([name])
    if lead.end() == len(behind[0].text):
        link = behind[1] if len(behind) > 1 and behind[1].kind is LINK else None
        is_title = link is not None and _is_title(link)
        return link if link and is_title and is_longer(links.label_of(link), short) else name
    quoted = wording.quoted(behind[0].text[lead.start("title") :])
    is_title = is_longer(quoted, short) and any(
        links.tells_of_paper(links.label_of(link), link.url) for link in links.web_links(head)
    )
    return None if is_title else name


def _only_sorts(head: list[Piece], place: int) -> bool:
    """Whether a link says where a paper came out, before its title: `[[CVPR](…)] A title`."""
    before = head[place - 1].text if place else ""
    behind = head[place + 1].text if place + 1 < len(head) else ""
    if not before.rstrip().endswith("[") or not behind.startswith("]"):
        return False
    label = links.label_of(head[place])
    is_place = labels.may_be_role(f"[{label}]") or (label.isupper() and " " not in label)
    return is_place and bare(one_line(behind)).count(" ") > 0


def _is_name(head: list[Piece], place: int) -> bool:
    """Whether a link is called like what may be behind one, and is a tool: `[Keras](…) - Words`."""
    link = next(links.web_links([head[place]]), None)
    behind = head[place + 1] if place + 1 < len(head) else None
    if link is None or behind is None or not SEPARATED.match(behind.text):
        return False
    is_site = addresses.path(link.url) in ("", "/")
    return labels.names_tool(links.label_of(link), is_site=is_site) and tells(behind.text)


def _bold_title(head: list[Piece]) -> Piece | None:
    """Bold words that are a title: not those behind a title and its links, nor in brackets."""
    told = False
    for number, piece in enumerate(head):
        if piece.kind is TEXT:
            told = told or (" " in bare(one_line(piece.text)) and tells(piece.text))
        elif piece.kind is STRONG and _is_title(piece):
            before = head[number - 1].text if number else ""
            behind = head[number + 1].text if number + 1 < len(head) else ""
            if before and is_stressed(before, inline.plain([piece]), behind):
                return None
            if not told or not before.rstrip().endswith("["):
                return piece
        elif told and next(links.web_links([piece]), None) is not None:
            return None
    return None


def unwrapped(head: list[Piece]) -> list[Piece]:
    """The pieces of a line of which title and links are bold together: those inside."""
    found: list[Piece] = []
    for piece in head:
        if piece.kind is STRONG and len(piece.pieces) > 1 and _is_line(piece.pieces):
            found += piece.pieces
        else:
            found.append(piece)
    return found


def _is_line(inside: Sequence[Piece]) -> bool:
    """Whether bold pieces are a title and links that say what is behind them."""
    says = [links.label_of(link) for link in links.web_links(inside) if not link.bare]
    roles = sum(map(labels.may_be_role, says))
    if not roles and inside[0].kind is LINK and _is_title(inside[0]):
        behind = words_of(inside[1:])
        return behind[:1] in (".", ",") or " et al" in behind or " et. al" in behind
    return roles > 0 and (roles < len(says) or tells(words_of(inside)))


def _linked_title(head: list[Piece]) -> Piece | None:
    """The first link that is a title: behind words that tell, none that only says what it is."""
    told, led, before = False, False, ""
    for piece in head:
        if piece.kind is TEXT:
            before = piece.text
            told = told or tells(before)
        elif links.first_in(piece) is None:
            before = inline.plain([piece])
            told = told or tells(before)
        elif not _is_title(piece):
            led = led or labels.names_paper(inline.plain([piece]).partition(" (")[0])
        elif not (told and _is_beside(piece, before)) and not (
            led and is_short(inline.plain([piece]))
        ):
            return piece
    return None


def _is_beside(piece: Piece, before: str) -> bool:
    """Whether a link stands in brackets, or says no more than what is behind it."""
    label = links.label_of(piece) if piece.kind is LINK else inline.plain([piece])
    if before.endswith("["):
        label = f"[{label}]"
    return labels.is_bracketed(label) or labels.may_be_role(label)


def _is_silent(piece: Piece) -> bool:
    """Whether a piece only leads up to the title: signs, pictures, `**[ICML 2024]**`."""
    if piece.kind is TEXT:
        words = piece.text
        if words[:1].isascii() and words[:1].isalpha():  # as in most
            return False
        return wording.says_nothing(words.replace("[ ]", "").replace("[x]", ""))
    return piece.kind is PICTURE


def _is_title(piece: Piece) -> bool:
    if piece.kind is STRONG:
        words = inline.plain([piece])
        return bool(words) and not labels.is_heading_of_line(words) and not bylines.cites(words)
    if piece.kind not in (LINK, EMPHASIS):
        return False
    inner = piece if piece.kind is LINK else links.first_in(piece)
    if inner is None or inner.bare or not links.counts(inner):
        return False
    label = links.label_of(inner)
    return not labels.is_role(label) and not bylines.cites(label)


def _only_picture(head: list[Piece]) -> Piece | None:
    """A link around a picture without words, where the line says nothing else."""
    found = [piece for piece in head if piece.kind is LINK and links.counts(piece)]
    only = len(found) == 1 and not bare(words_of(head))
    return found[0] if only else None


def title_in_text(head: list[Piece]) -> Named:
    """The title in plain or italic text, the other words of the line, and authors before it."""
    said: list[str] = []
    behind: list[str] = []
    telling = [piece for piece in head if not _is_silent(piece)]
    if telling and _is_italic_title(telling[0]):
        others = words_of([piece for piece in head if piece is not telling[0]])
        return Named(bare(inline.plain(telling[:1])), bare(one_line(others)))
    box = _box(telling[0]) if telling else ""
    if box:
        head = [piece for piece in head if piece is not telling[0]]
    for number, piece in enumerate(head):
        if piece.kind is not TEXT and any(map(_leads_away, inline.links([piece]))):
            if told_by(said):
                said = said if behind else without_lead(said, is_bare=piece.bare)
                behind.append(" ")
            else:
                said = []
            continue
        words = inline.plain([piece]) if piece.kind is not TEXT else piece.text
        if piece.kind is PICTURE:
            words = " "
        elif _is_aside_to_links(piece, said, number) or _names_authors(piece, said):
            behind.append(" ")
        elif piece.kind is not TEXT and not told_by(said) and labels.sorts(words):
            continue
        (behind or said).append(words)
    return behind_box(settled(said, behind), box)


def _box(piece: Piece) -> str:
    """What stands in a box before a title, in bold or as code: `**[Short]** A long title`."""
    is_none = piece.kind is TEXT or any(map(_leads_away, inline.links([piece])))
    return "" if is_none else boxed(inline.plain([piece]))


def _is_aside_to_links(piece: Piece, said: list[str], number: int) -> bool:
    """Whether text behind links, before which nothing stands, is a parenthesis and no title."""
    is_text = piece.kind is TEXT and number > 0 and not told_by(said)
    return is_text and ASIDE.fullmatch(piece.text) is not None


def _names_authors(piece: Piece, said: list[str]) -> bool:
    """Whether words in italics behind a title are its authors: `A title *First Author et al.*`."""
    return piece.kind is EMPHASIS and may_name_authors(inline.plain([piece]), said)


def _leads_away(link: Piece) -> bool:
    """Whether a link is more than words: not one to a file beside, which are a title's words."""
    return addresses.is_web(link.url) or labels.is_role(links.label_of(link))


def _is_italic_title(piece: Piece) -> bool:
    has_link = next(inline.links([piece]), None) is not None
    return piece.kind is EMPHASIS and not has_link and " " in inline.plain([piece])


def words_of(pieces: Sequence[Piece]) -> str:
    """The text of pieces outside links, as it is written."""
    return "".join(
        piece.text if piece.kind in (TEXT, CODE) else inline.plain([piece])
        for piece in pieces
        if piece.kind not in (LINK, PICTURE)
    )


def is_aside(piece: Piece) -> bool:
    """Whether a piece of text is no more than an owner or a separator."""
    return piece.kind is not TEXT or not bare(OWNER.sub("", piece.text))


def mentioned_in(pieces: list[Piece]) -> arxiv_id.ArxivId | None:
    """The one arXiv identifier that plain text names (`arXiv preprint arXiv:1506.02640`)."""
    said = [p.text for p in inline.walk(pieces) if p.kind is TEXT or p.kind is CODE]
    whole = "".join(said).lower()
    if "rxiv" not in whole and "corr" not in whole:
        return None
    return mentioned(said, words_of(pieces))


def mentioned(said: Sequence[str], whole: str) -> arxiv_id.ArxivId | None:
    """The identifier that one of some stretches of text names, or all words outside links."""
    for words in (*said, whole):  # at last the whole: *arXiv preprint* 1506.02640
        if found := arxiv_id.in_text(words):
            return None if _REFERS.search(words) else found
    return None


def is_fact(pieces: list[Piece]) -> bool:
    """Whether a line begins with a bold word and a colon, and more words: `**Authors:** …`."""
    told = (p for p in pieces if p.kind is not TEXT or any(map(str.isalnum, p.text)))
    telling = list(islice(told, FACT_PARTS))
    if len(telling) != FACT_PARTS or telling[0].kind is not STRONG:
        return False
    return tells_fact(inline.plain(telling[:1]), telling[1].text)


def tells_fact(bold: str, behind: str) -> bool:
    """Whether a colon stands between the bold words of a line and those behind them."""
    return bold[-1:] in wording.COLONS or behind.lstrip()[:1] in wording.COLONS


def only_bold(pieces: list[Piece]) -> str:
    """The words of a line that is nothing but bold; else none."""
    telling = [piece for piece in pieces if not _is_silent(piece)]
    is_bold = len(telling) == 1 and telling[0].kind is STRONG
    return wording.shortened(inline.plain(telling), wording.LONGEST) if is_bold else ""


def linked_bold(pieces: list[Piece]) -> str:
    """The bold words with a link that a line begins with; else none."""
    first = [piece for piece in pieces if not _is_silent(piece)][:1]
    is_bold = any(piece.kind is STRONG for piece in first)
    is_linked = is_bold and next(links.web_links(first), None) is not None
    return wording.shortened(inline.plain(first), wording.LONGEST) if is_linked else ""
