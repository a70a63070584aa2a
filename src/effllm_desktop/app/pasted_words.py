"""The words of a pasted line that may name works: without what stands around and between them.

Lines come out of mails, tables, chats and papers: ids with commas and no space between, addresses
in brackets or run together, signs of Chinese text, what `git clone` takes.
"""

import re
from collections.abc import Iterator

_BETWEEN = re.compile(r'[\s，。；、！？：（）【】《》〈〉「」『』“”‘’…"]+|</')
_LINE_UP = re.compile(
    r"[,;|]+(?=https?://|www\.|arxiv[:.]|doi:|10\.\d{4,9}/|\d{4}\.\d{4,5}(?:v\d|\b)|[a-z-]+/\d{7})",
    re.IGNORECASE,
)
"""What stands between two names that have no space between them: a comma may be part of a name."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_INSIDE = "/=&?%:"
"""An address behind one of these is a part of the one before it: an archive's, a redirect's."""
_CLONED = re.compile(r"(?:ssh://)?git@([a-z.-]+)[:/](?:\d+/)?([\w.-]+/[\w.-]+)", re.IGNORECASE)
_BEFORE = "<>([{'`*~,;|"
_AFTER = "<>'`*~,;|.!?"
_CLOSING = {")": "(", "]": "[", "}": "{"}


def words(line: str) -> Iterator[str]:
    """What may be names of works in a line, in order."""
    for piece in _BETWEEN.split(line):
        for word in _LINE_UP.split(piece):
            for one in _addresses(word):
                if bare := _bare(one):
                    yield _of_clone(bare)


def _addresses(word: str) -> Iterator[str]:
    """A word, taken apart where an address begins in it that is no part of another one."""
    begins = [found.start() for found in _ADDRESS.finditer(word)]
    if begins and not _ADDRESS.match(word):
        word, begins = word[begins[0] :], [one - begins[0] for one in begins]
    cuts = [one for one in begins[1:] if word[one - 1] not in _INSIDE]
    for begin, end in zip([0, *cuts], [*cuts, len(word)], strict=True):
        yield word[begin:end]


def _bare(word: str) -> str:
    """A word without quotes, brackets and full stops around it; brackets of its own stay."""
    before = None
    while word != before:
        before = word
        word = word.lstrip(_BEFORE).rstrip(_AFTER)
        opening = _CLOSING.get(word[-1:])
        if opening and word.count(opening) < word.count(word[-1]):
            word = word[:-1]
    return word


def _of_clone(word: str) -> str:
    """The address of a repository for what `git clone` is given; any other word as it is."""
    cloned = _CLONED.fullmatch(word)
    return f"https://{cloned[1]}/{cloned[2]}" if cloned else word
