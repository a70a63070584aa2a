"""What words around a title say of those who wrote the work."""

import re

from effllm_desktop.markdown.dialects import bylines, labels, wording
from effllm_desktop.markdown.dialects.bylines import Byline
from effllm_desktop.markdown.dialects.wording import Named, bare, one_line

_REFERENCE = re.compile(r"\A\[?\d{1,4}\]\s*+")  # the number of a paper in a bibliography
_NUMBER = re.compile(r"\d{1,3}")  # before a title in a heading: `### 3. [A title](…)`
_TICKED = re.compile(r"\A\[[xX]\](?=\s|\Z)\s*")  # the box of what has been done
_OPENED = "< "  # before the link in `<[A title](…)> by First Author`
_BY = re.compile(r"[\s<>,.:;–—-]*+[Bb]y:?\s++(?=[^\W\d_])")
_FEW_BLANKS = 3  # in the name of a place behind names
_QUOTES = '“"'


def named_in_text(named: Named, label: str) -> Named:
    """What the plain text of a line says, beside its link's label: that is the title at need."""
    title, rest, byline = named
    if title and labels.is_place(label) and labels.is_role(title):
        title, rest = label, f"{title} {rest}".rstrip()  # [CVPR 2015](…) - Jun 2015
    if byline is None and bylines.cites(label):  # [Author et al., 2015](…) A title
        byline = bylines.leading(label)
    return Named(title or label, rest, byline)


def before_title(words: str, *, is_linked: bool) -> tuple[Byline | None, str]:
    """What words before a title say: who wrote it, or something about it.

    `is_linked`: the title has a link; what only sorts the line is told of such alone.
    """
    words = wording.without(_REFERENCE, wording.without(_TICKED, words)).rstrip(_OPENED)
    said = bylines.leading(words)
    if said is not None and not bare(said.rest.strip(_QUOTES)):
        return said, ""
    if (labels.sorts(words) and not is_linked) or _NUMBER.fullmatch(words):
        return None, ""
    return None, bare(words.rstrip(_QUOTES))


def names_behind(words: str) -> Byline | None:
    """Those who wrote a paper, where words behind its title name them; `rest` is what is left."""
    by = _BY.match(words)
    if by is not None:
        return bylines.announced(one_line(words[by.end() :]))
    if not bylines.may_name(words):
        return None
    return bylines.behind(one_line(bare(words))) or bylines.among_lines(words)


def is_place_behind(words: str) -> bool:
    """Whether words behind names in italics only say where the work came out."""
    return labels.sorts(words) or words.count(" ") < _FEW_BLANKS


def are_authors(words: str) -> bool:
    """Whether words in italics behind a paper's title are the names of its authors."""
    return wording.are_names(words.rstrip(".")) or (" et al" in words and bylines.cites(words))
