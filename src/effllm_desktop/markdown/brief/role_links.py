"""Items of plain words and links behind them that only say what is there, each read as a whole.

`- A title of words [[paper](…)] [[code](…)]`, `- A title: https://…`, `- https://…`: lists of a
conference's papers are made of little else. One expression recognises such an item, as those of
`dialects.forms` do, so that it need not be taken apart into phrases, nor its title be looked for:
that is its words. Whatever else there may be in an item, it is left to `reading`.
"""

import re
from functools import lru_cache

from effllm_desktop.domain import addresses, destinations, kinds
from effllm_desktop.domain.lists import Role
from effllm_desktop.markdown.brief import blocks
from effllm_desktop.markdown.brief.grammar import PLAIN_LABEL, PLAIN_URL, WORDS
from effllm_desktop.markdown.brief.phrases import LINK, Phrase, References
from effllm_desktop.markdown.brief.reading import Reading
from effllm_desktop.markdown.brief.saying import Said
from effllm_desktop.markdown.brief.title_places import identifying
from effllm_desktop.markdown.dialects import labels, plain_titles, titles
from effllm_desktop.markdown.dialects.items import CITATIONS_BEHIND
from effllm_desktop.markdown.dialects.wording import Named
from effllm_desktop.markdown.tree import Recognised

_SPACE = r"[ ,;|/·.\]]*+"
_APART = rf"{_SPACE}(?>(?:-[ ]|\){_SPACE})?)"  # what stands between links, and behind them
_LINK_IN_BRACKETS = (
    rf"(?:\[\[{PLAIN_LABEL}\]\]|(?>(?:\[(?=\[)|(?<!\])\()?)\[{PLAIN_LABEL}\])\({PLAIN_URL}\)"
)
_ITEM = re.compile(
    rf"(?:[-*+]|\d{{1,9}}[.)])[ ]{{1,4}}(?=[^\W\d_])(?P<words>{WORDS})"
    rf"(?:(?P<links>(?>(?:{_APART}{_LINK_IN_BRACKETS})+){_APART})"
    r"|(?:(?<=http)|(?<=https))(?P<address>://[A-Za-z0-9][A-Za-z0-9./_%#?=&+-]*+)"
    rf"(?<=[A-Za-z0-9/=#%&+-])[ ]*+){blocks.END}"
)
_LINK = re.compile(rf"\[(\[{PLAIN_LABEL}\]|{PLAIN_LABEL})\]\(({PLAIN_URL})\)")
_CITATIONS = Role.CITATIONS
_FEW = 20  # characters of words before links that are worth remembering


def item(text: str, start: int, references: References) -> Recognised | None:
    """What the item that begins here says; None where it takes a closer look."""
    match = _ITEM.match(text, start)
    if match is None:
        return None
    whole = match[0]
    if (references and "][" in whole) or blocks.marked(whole, references) != "":
        return None
    words, linked, address = match.groups()
    said = _before_address(words, address) if address else _before_links(words, linked)
    return None if said is None else (whole, said[0], said[1], False, said[3])


def _before_links(words: str, linked: str) -> Said | None:
    texts = _LINK.split(linked)
    texts[0] = words + texts[0]
    found: list[Phrase] = []
    for label, url in zip(texts[1::3], texts[2::3], strict=True):
        role = kinds.role_of(url)
        if role is _CITATIONS or addresses.may_be_badge(url.lower()) or not labels.is_role(label):
            return None
        found.append((LINK, label, url, label.strip(), False, role))
    del texts[2::3]
    return _said(texts, found)


def _before_address(words: str, address: str) -> Said | None:
    scheme = "https" if words.endswith("https") else "http"
    url = scheme + address
    role = kinds.role_of(url)
    if role is _CITATIONS or addresses.may_be_badge(url.lower()) or not addresses.is_web(url):
        return None
    return _said([words.removesuffix(scheme), url], [(LINK, url, url, url, True, role)])


def _said(texts: list[str], found: list[Phrase]) -> Said | None:
    """What these links say behind words; `texts` are the words with the labels between them."""
    words, behind = texts[0], "".join([" ", *texts[2::2]])
    if ":" in words and CITATIONS_BEHIND.search(words):
        return None
    own = identifying(found)
    reading = Reading()
    if own is None or destinations.of(own[2]).arxiv is None:
        lowered = "".join(texts).lower()
        if "rxiv" in lowered or "corr" in lowered:
            reading.mentioned = titles.mentioned(texts, words + behind)
    if not words:
        return reading.read_link(found[0])
    named = _named_by_few if len(words) <= _FEW else _named
    return reading.read_words(named(words, behind, is_bare=found[0][4]), own, found)


def _named(words: str, behind: str, *, is_bare: bool) -> Named:
    """What is called so, with links behind these words and among those."""
    return plain_titles.settled(plain_titles.without_lead([words], is_bare=is_bare), [behind])


_named_by_few = lru_cache(maxsize=256)(_named)  # the same lead to links again and again
