"""Text as the full-text index keeps it, and words as it is asked for them.

The index knows words by the spaces and signs between them. Chinese, Japanese and Korean have none
between words, so every such character becomes a word of its own, in the index and in questions; a
run of them is then asked for as a phrase.
"""

import re
import unicodedata
from functools import cache

from effllm_desktop.domain.letters import plain, without_strokes

# Compiled when first used: it is on the way to the first window.
_CJK = "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])"


def spaced(text: str) -> str:
    """The text with compatibility forms resolved and every CJK character on its own."""
    if text.isascii():
        return text
    resolved = unicodedata.normalize("NFKC", text)
    if _before_cjk().match(resolved):  # in a quarter of the time that looking for each takes
        return resolved
    return re.sub(_CJK, r" \1 ", resolved)


@cache
def _before_cjk() -> re.Pattern[str]:
    """What is a text without any of the signs that are words."""
    return re.compile("[\0-\u303f]*\\Z")


def indexed(text: str) -> str:
    """The text as it stands in the index of works and that of tags: `spaced`, without strokes."""
    return text if text.isascii() else without_strokes(spaced(text))


def together(text: str) -> str:
    """A piece of `spaced` text for people to read: without the spaces that were put in.

    The signs U+0002 and U+0003, which mark what was found, may stand between them.
    """
    if text.isascii():
        return text
    return re.sub(f" ?([\2\3]*){_CJK}([\2\3]*) ?", r"\1\2\3", text)


def has_cjk(text: str) -> bool:
    """Whether a text has signs that are words of their own."""
    return re.search(_CJK, text) is not None


def phrase(value: str, *, whole: bool, in_pages: bool = False) -> str | None:
    """What FTS5 is asked for one term: its words side by side, the last one a beginning.

    `whole`: the last one is a whole word as well. `in_pages`: of PDFs, which are shown as they are
    indexed, so that their letters keep their strokes. None where there is nothing to look for.
    """
    words = (spaced if in_pages else indexed)(value).replace("\0", " ")
    if not any(_is_indexed(character) for character in words):
        return None
    quoted = '"' + " ".join(words.split()).replace('"', '""') + '"'
    return quoted if whole else f"{quoted}*"


def holds(text: str, asked: str, whole: bool) -> bool:  # noqa: FBT001 - SQL calls it
    """Whether a text has the words side by side, as FTS5 would say it of a `phrase`."""
    said, wanted = _tokens(text), _tokens(asked)
    if not whole:
        *wanted, begin = wanted
    for place in range(len(said) - len(wanted) + whole):
        end = place + len(wanted)
        if said[place:end] == wanted and (whole or said[end].startswith(begin)):
            return True
    return False


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(spaced(text)))


def is_picture(value: str) -> bool:
    """Whether a term is nothing but emoji and other pictures, which no word of the index is."""
    kinds = {unicodedata.category(character) for character in value}
    return "So" in kinds and not kinds & {"Lu", "Ll", "Lo", "Lt", "Lm", "Nd", "Nl", "No"}


def _is_indexed(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"
