"""Where the title of an entry stands among its phrases, and which link identifies it.

It is the reading of `dialects.titles` and `dialects.links` over plain tuples.
"""

from collections.abc import Sequence

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.lists import Role
from effllm_desktop.markdown.brief.phrases import (
    EMPHASIS,
    FRAME,
    LINK,
    PICTURE,
    STRONG,
    TEXT,
    Phrase,
)
from effllm_desktop.markdown.brief.words import is_link, is_silent, plain, text_of, words_of
from effllm_desktop.markdown.dialects import bylines, labels, links, plain_titles, titles, wording
from effllm_desktop.markdown.dialects.wording import Named, bare

IN_TEXT = -1
"""The place of a title that is plain text."""
_MAY_LINK = frozenset((LINK, STRONG))
_CITATIONS, _ABSTRACT, _PDF, _CODE = Role.CITATIONS, Role.ABSTRACT, Role.PDF, Role.CODE


def _is_title(phrase: Phrase) -> bool:
    kind = phrase[0]
    if kind == STRONG:
        words = phrase[3]
        return bool(words) and not labels.is_heading_of_line(words) and not bylines.cites(words)
    if kind != LINK or phrase[4]:
        return False
    return not labels.is_role(phrase[3]) and not bylines.cites(phrase[3])


def title_place(head: list[Phrase]) -> int:
    """Where the phrase stands that is the title, like `titles.title_piece`."""
    place = 0
    for phrase in head:
        if not is_silent(phrase):
            break
        place += 1
    if place < len(head) and head[place][0] != TEXT:
        if _only_sorts(head, place):
            place += 1
        elif _is_title(head[place]) or _is_name(head, place):
            if len(head) > place + 2 and _leads_on(*head[place : place + 3]):
                return place + 2
            return _behind_short_name(head, place) if head[place][0] == STRONG else place
    found = _linked_place(head, place)
    if found == IN_TEXT and STRONG in [phrase[0] for phrase in head]:
        found = _bold_place(head)
    first = head[0][1][:1]
    if found != IN_TEXT or (head[0][0] == TEXT and first.isalpha() and first != wording.X):
        return found
    if not bare(words_of(head)):
        linked = [number_of for number_of, phrase in enumerate(head) if phrase[0] == LINK]
        return linked[0] if len(linked) == 1 else IN_TEXT
    return found


def _leads_on(owner: Phrase, between: Phrase, name: Phrase) -> bool:
    """Whether a link is its owner's whose work's link stands behind it."""
    is_apart = between[0] == TEXT and is_link(owner) and is_link(name)
    return is_apart and links.leads_on(owner[2], between[1], name[2])


def _behind_short_name(head: list[Phrase], place: int) -> int:
    """The place of the title, where bold words may be the short name before it."""
    name, behind = head[place], head[place + 1 : place + 3]
    lead = titles.LEAD.match(behind[0][1]) if behind and behind[0][0] == TEXT else None
    if lead is None or name[2]:
        return place
    if lead.end() == len(behind[0][1]):
        is_title = len(behind) > 1 and behind[1][0] == LINK and _is_title(behind[1])
        return place + 2 if is_title and plain_titles.is_longer(behind[1][3], name[3]) else place
    quoted = wording.quoted(behind[0][1][lead.start("title") :])
    is_title = plain_titles.is_longer(quoted, name[3]) and any(map(_is_paper, head))
    return IN_TEXT if is_title else place


def _is_paper(phrase: Phrase) -> bool:
    return is_link(phrase) and links.tells_of_paper(phrase[3], phrase[2])


def _only_sorts(head: list[Phrase], place: int) -> bool:
    behind = text_of(head[place + 1]) if place + 1 < len(head) else ""
    if (
        not behind.startswith("]")
        or not place
        or not text_of(head[place - 1]).rstrip().endswith("[")
    ):
        return False
    label = head[place][3] if head[place][0] >= LINK else ""
    is_place = labels.may_be_role(f"[{label}]") or (label.isupper() and " " not in label)
    return is_place and bare(wording.one_line(behind)).count(" ") > 0


def _is_name(head: list[Phrase], place: int) -> bool:
    behind = text_of(head[place + 1]) if place + 1 < len(head) else ""
    if not is_link(head[place]) or not titles.SEPARATED.match(behind):
        return False
    is_site = addresses.path(head[place][2]) in ("", "/")
    return labels.names_tool(head[place][3], is_site=is_site) and plain_titles.tells(behind)


def _linked_place(head: list[Phrase], place: int) -> int:
    """Where the first link is that is a title; what stands before it is asked only then."""
    told, led, before = False, False, ""
    words_before: list[str] = []
    roles_before: list[Phrase] = []
    for number_of, phrase in enumerate(head[place:], place):
        if not is_link(phrase):
            before = phrase[1] if phrase[0] == TEXT else plain(phrase)
            words_before.append(before)
        elif not _is_title(phrase):
            roles_before.append(phrase)
        else:
            told = told or any(map(plain_titles.tells, words_before))
            led = led or any(map(_leads_to_paper, roles_before))
            words_before.clear()
            roles_before.clear()
            label = phrase[3]
            beside = f"[{label}]" if before.endswith("[") else label
            is_beside = told and (labels.is_bracketed(beside) or labels.may_be_role(beside))
            if not is_beside and not (led and plain_titles.is_short(plain(phrase))):
                return number_of
    return IN_TEXT


def _leads_to_paper(phrase: Phrase) -> bool:
    return labels.names_paper(plain(phrase).partition(" (")[0])


def _bold_place(head: list[Phrase]) -> int:
    told = False
    for number_of, phrase in enumerate(head):
        if phrase[0] == TEXT:
            words = phrase[1]
            told = told or (" " in bare(wording.one_line(words)) and plain_titles.tells(words))
        elif phrase[0] == STRONG and _is_title(phrase):
            before = text_of(head[number_of - 1]) if number_of else ""
            behind = text_of(head[number_of + 1]) if number_of + 1 < len(head) else ""
            if before and plain_titles.is_stressed(before, phrase[3], behind):
                return IN_TEXT
            if not told or not before.rstrip().endswith("["):
                return number_of
        elif told and is_link(phrase):
            return IN_TEXT
    return IN_TEXT


def title_in_text(head: list[Phrase]) -> Named:
    """The title in plain or italic text, and the other words, like `titles.title_in_text`."""
    if all(map(_says_nothing, head)):
        return Named("", "")
    telling = head[0]
    for telling in head:
        if not is_silent(telling):
            break
    if telling[0] == TEXT:
        return _title_among(head)
    if telling[0] == EMPHASIS and " " in telling[3]:
        others = words_of([phrase for phrase in head if phrase is not telling])
        return Named(bare(telling[3]), bare(wording.one_line(others)))
    box = "" if _leads_away(telling) else plain_titles.boxed(plain(telling))
    if box:
        head = [phrase for phrase in head if phrase is not telling]
    return plain_titles.behind_box(_title_among(head), box)


def _title_among(head: list[Phrase]) -> Named:
    said: list[str] = []
    behind: list[str] = []
    is_said = False
    for number_of, phrase in enumerate(head):
        if _leads_away(phrase):
            if is_said:
                said = said if behind else plain_titles.without_lead(said, is_bare=phrase[4])
                is_said = bool(behind or plain_titles.told_by(said))
                behind.append(" ")
            else:
                said = []
            continue
        words = _told(phrase)
        if _is_behind(phrase, words, said, is_first=number_of == 0, is_said=is_said):
            behind.append(" ")
        elif phrase[0] not in (TEXT, PICTURE) and not is_said and labels.sorts(words):
            continue
        if behind:
            behind.append(words)
        else:
            said.append(words)
            is_said = bool(plain_titles.told_by(said))
    return plain_titles.settled(said, behind)


def _says_nothing(phrase: Phrase) -> bool:
    """Whether a phrase is a link, or signs between links."""
    if phrase[0] != TEXT:
        return phrase[0] == LINK
    return not bare(phrase[1]) and "(" not in phrase[1]


def _leads_away(phrase: Phrase) -> bool:
    """Whether a phrase is more than words: not a link to a file beside."""
    kind = phrase[0]
    if kind == FRAME:
        return phrase[2].startswith("http") or labels.is_role(phrase[3])
    return kind == LINK or (kind == STRONG and bool(phrase[2]))


def _told(phrase: Phrase) -> str:
    if phrase[0] == TEXT:
        return phrase[1]
    return " " if phrase[0] == PICTURE else plain(phrase)


def _is_behind(
    phrase: Phrase, words: str, said: list[str], *, is_first: bool, is_said: bool
) -> bool:
    """Whether words are no title's: a parenthesis behind links, authors in italics."""
    if phrase[0] == TEXT:
        return not is_first and not is_said and titles.ASIDE.fullmatch(words) is not None
    return phrase[0] == EMPHASIS and plain_titles.may_name_authors(words, said)


def identifying(found: Sequence[Phrase]) -> Phrase | None:
    """The link that identifies a work whose title has none, like `links.identifying`."""
    first, best, rank = None, None, 4
    for link in found:
        kind, _, url, label, is_bare, role = link
        if not url or role is _CITATIONS or kind not in _MAY_LINK:
            continue
        first = first or link
        if is_bare or labels.may_be_role(label):
            is_abstract = role is _ABSTRACT
            if role is not _CODE and arxiv_id.from_address(url) is not None:
                place = 0 if is_abstract else 1
            elif is_abstract:
                place = 2
            elif role is _PDF or labels.names_paper(label):
                place = 3
            else:
                continue
            if place < rank:
                best, rank = link, place
    return best or first


def place_of_its_own(found: Sequence[Phrase]) -> str:
    """The address of a place of its own among links."""
    return links.place_of_its_own([(p[3], p[2], p[5]) for p in found if is_link(p)])
