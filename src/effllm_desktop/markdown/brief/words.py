"""What phrases say in words."""

from collections.abc import Sequence

from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.markdown.brief.phrases import (
    CODE,
    FRAME,
    LINK,
    PICTURE,
    STRONG,
    TEXT,
    Phrase,
)
from effllm_desktop.markdown.dialects import titles, wording
from effllm_desktop.markdown.inline import one_line

_AS_WRITTEN = (TEXT, LINK, FRAME)


def text_of(phrase: Phrase) -> str:
    """The words of what holds no other phrases."""
    return phrase[1] if phrase[0] <= PICTURE else ""


def plain(phrase: Phrase) -> str:
    """What one phrase says."""
    kind = phrase[0]
    if kind in _AS_WRITTEN:
        return one_line(phrase[1])
    return "" if kind == PICTURE else phrase[3]


def plain_all(found: Sequence[Phrase]) -> str:
    """What phrases say together, like `inline.plain`."""
    return one_line("".join([phrase[1] for phrase in found if phrase[0] != PICTURE]))


def words_of(found: Sequence[Phrase]) -> str:
    """The words outside links, like `titles.words_of`."""
    return "".join(
        [
            phrase[1] if phrase[0] <= CODE else phrase[3]
            for phrase in found
            if phrase[0] <= CODE or phrase[0] >= STRONG
        ]
    )


def is_link(phrase: Phrase) -> bool:
    """Whether a phrase is or holds a link that counts."""
    return phrase[0] == LINK or bool(phrase[0] == STRONG and phrase[2])


def has_link(found: Sequence[Phrase]) -> bool:
    """Whether one of some phrases is or holds a link that counts."""
    kinds = [phrase[0] for phrase in found]
    return LINK in kinds or (STRONG in kinds and any(map(is_link, found)))


def is_alone(found: Sequence[Phrase]) -> bool:
    """Whether behind the first of some phrases nothing stands but blanks."""
    if len(found) == 1:
        return True
    return len(found) == 2 and found[1][0] == TEXT and found[1][1].isspace()


def mentioned(found: Sequence[Phrase]) -> ArxivId | None:
    """The one arXiv identifier that plain text names."""
    lowered = "".join([phrase[1] for phrase in found]).lower()
    if "rxiv" not in lowered and "corr" not in lowered:
        return None
    said = [phrase[1] for phrase in found if phrase[0] != PICTURE]
    return titles.mentioned(said, words_of(found))


def is_silent(phrase: Phrase) -> bool:
    """Whether a phrase only leads up to the title."""
    if phrase[0] == TEXT:
        words = phrase[1]
        if words[:1].isascii() and words[:1].isalpha():
            return False
        return wording.says_nothing(words.replace("[ ]", "").replace("[x]", ""))
    return phrase[0] == PICTURE
