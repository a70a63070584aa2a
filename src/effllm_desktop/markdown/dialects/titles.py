"""Where the title of an entry stands among the pieces of its line."""

import re

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.dialects import labels, links, wording
from effllm_desktop.markdown.dialects.wording import bare, one_line
from effllm_desktop.markdown.inline import CODE, EMPHASIS, LINK, PICTURE, STRONG, TEXT, Piece

_NUMBER = re.compile(r"\A\W{0,9}\d{1,4}[.)]\s+")  # `12. ` before a heading
_FEWEST_BLANKS = 2  # in a heading that is a title
OWNER = re.compile(r"\s+-\s++([^()\r\n]*[^()\s])\s*+\)")
_REFERS = re.compile(
    r"\b(?:on|of|to|from|by|in|with|via|see|like|than|for|extends|follows|following|implements|using"
    r"|builds upon|based upon|cites|cf\.?)\s+\(?\[?arxiv",
    re.IGNORECASE,
)
"""Words before an identifier that is another work's."""


def title_piece(head: list[Piece]) -> Piece | None:
    """The bold text or the link that is the title; None where it is plain text, or nothing."""
    first = next((piece for piece in head if not _is_silent(piece)), None)
    if first is not None and _is_title(first):
        return first
    found = _linked_title(head)
    if found is not None:
        return found
    bold = (p for p in head if p.kind is STRONG and _is_title(p))
    return next(bold, None) or _only_picture(head)


def _linked_title(head: list[Piece]) -> Piece | None:
    """The first link that is a title: behind words that tell, none that only says what it is."""
    told, led, before = False, False, ""
    for piece in head:
        if piece.kind is TEXT:
            before = piece.text
            told = told or _tells(before)
        elif links.first_in(piece) is None:
            before = inline.plain([piece])
            told = told or _tells(before)
        elif not _is_title(piece):
            led = led or labels.names_paper(inline.plain([piece]).partition(" (")[0])
        elif not (told and _is_beside(piece, before)) and not (led and _is_short(piece)):
            return piece
    return None


def _is_short(piece: Piece) -> bool:
    """Whether a link has few words: then one behind links to paper and code is no title either."""
    return inline.plain([piece]).count(" ") <= _FEWEST_BLANKS


def _tells(words: str) -> bool:
    """Whether words may be a title, more than a date or `[ICML 2024]`."""
    words = bare(words)
    return any(map(str.isalpha, words)) and not labels.is_heading_of_line(words)


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
        return not bare(words.replace("[ ]", "").replace("[x]", ""))
    return piece.kind is PICTURE


def _is_title(piece: Piece) -> bool:
    if piece.kind is STRONG:
        words = inline.plain([piece])
        return bool(words) and not labels.is_heading_of_line(words)
    if piece.kind not in (LINK, EMPHASIS):
        return False
    inner = piece if piece.kind is LINK else links.first_in(piece)
    if inner is not None and inner.bare:
        return False
    return inner is not None and links.counts(inner) and not labels.is_role(links.label_of(inner))


def _only_picture(head: list[Piece]) -> Piece | None:
    """A link around a picture without words, where the line says nothing else."""
    found = [piece for piece in head if piece.kind is LINK and links.counts(piece)]
    only = len(found) == 1 and not bare(words_of(head))
    return found[0] if only else None


def title_in_text(head: list[Piece]) -> tuple[str, str]:
    """The title in plain or italic text, and the other words of the line."""
    said: list[str] = []
    behind: list[str] = []
    telling = [piece for piece in head if not _is_silent(piece)]
    if telling and _is_italic_title(telling[0]):
        others = words_of([piece for piece in head if piece is not telling[0]])
        return bare(inline.plain(telling[:1])), bare(one_line(others))
    for piece in head:
        if piece.kind is not TEXT and any(map(_leads_away, inline.links([piece]))):
            said, behind = (said, behind) if bare("".join(said)) else ([], behind)
            if bare("".join(said)):
                behind.append(" ")
            continue
        words = inline.plain([piece]) if piece.kind is not TEXT else piece.text
        if piece.kind is PICTURE:
            words = " "
        (behind or said).append(words)
    first, _, below = bare("".join(said)).partition("\v")  # a break that was meant
    title, rest = wording.title_in(first)
    rest = " ".join(filter(None, (rest, bare(one_line(below)))))
    return title, " ".join(filter(None, (rest, bare(one_line("".join(behind))))))


def _leads_away(link: Piece) -> bool:
    """Whether a link is more than words: not one to a file beside, which are a title's words."""
    return addresses.is_web(link.url) or labels.is_role(links.label_of(link))


def _is_italic_title(piece: Piece) -> bool:
    has_link = next(inline.links([piece]), None) is not None
    return piece.kind is EMPHASIS and not has_link and " " in inline.plain([piece])


def words_of(pieces: list[Piece]) -> str:
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
    for words in (*said, words_of(pieces)):  # at last the whole: *arXiv preprint* 1506.02640
        if found := arxiv_id.in_text(words):
            return None if _REFERS.search(words) else found
    return None


def in_heading(words: str) -> str:
    """The title that a heading may be, for entries below that only say what is behind them."""
    title = _NUMBER.sub("", words, count=1)
    few = title.count(" ") < _FEWEST_BLANKS
    return "" if few or len(title) > wording.LONGEST else title


def only_bold(pieces: list[Piece]) -> str:
    """The words of a line that is nothing but bold; else none."""
    telling = [piece for piece in pieces if not _is_silent(piece)]
    is_bold = len(telling) == 1 and telling[0].kind is STRONG
    return wording.shortened(inline.plain(telling), wording.LONGEST) if is_bold else ""
