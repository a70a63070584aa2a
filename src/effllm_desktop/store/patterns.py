"""Regular expressions in queries: RE2's, none of which takes more time than the text is long.

Case and accents do not count, as they do not for words: text and pattern are looked at without.
"""

import time
import unicodedata
from functools import lru_cache
from itertools import count
from typing import Any

from effllm_desktop.domain.letters import plain
from effllm_desktop.domain.queries import Misreading, Query, Term, printed
from effllm_desktop.domain.queries.fields import Field
from effllm_desktop.store.database import Database
from effllm_desktop.store.text import clean
from effllm_desktop.store.words import has_cjk, together

_CALLS = count(1)
_TURN = 100
"""After so many texts, a millisecond, other threads get a turn. They would wait for several of them
each time that they need the interpreter, which to paint the window is many times."""
_PAUSE = 0.0001  # seconds
FITS = "fits"
"""What SQL calls the test: of a pattern, and of texts, each on lines of its own."""
_LARGEST = 1500
"""Steps of a pattern. RE2 may need as many for each letter where a pattern has too many states to
be remembered, which no smaller one was seen to have."""


def teach(database: Database) -> None:
    """Let SQL of this connection test whether texts fit a pattern."""
    database.teach(FITS, fits)


def fits(pattern: str, *texts: str | None) -> bool:
    """Whether a pattern fits anywhere in the texts; one that is no pattern fits nowhere."""
    if next(_CALLS) % _TURN == 0:
        time.sleep(_PAUSE)
    found = _compiled(pattern)
    text = "\n".join(filter(None, texts))
    return found is not None and found.search(_plain(text).encode()) is not None


def understood(term: Term) -> Term:
    """The term, or the text of one whose pattern is none."""
    if not term.pattern or _compiled(clean(term.value)) is not None:
        return term
    text = printed(Query(term))
    return Term(Field.WORDS, text, phrase=True, misread=Misreading.BAD_PATTERN)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Any:
    """None for what is no pattern, or one that is too large."""
    import re2  # not for the first picture of the window

    options = re2.Options()
    options.case_sensitive = False
    options.never_capture = True
    options.log_errors = False
    try:
        found = re2.compile(f"(?m){_folded(pattern)}", options)
    except re2.error:
        return None
    return found if found.programsize <= _LARGEST else None


class _Folding(dict[int, str]):
    """Each letter without case and accents, found when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = unicodedata.normalize("NFC", plain(chr(code)))
        return folded


_FOLDED = _Folding()


def _plain(text: str) -> str:
    """Much faster than `plain`, for there are very many texts."""
    if text.isascii():
        return text
    return (together(text) if has_cjk(text) else text).translate(_FOLDED)


def _folded(pattern: str) -> str:
    """The pattern without accents; signs that come of letters with a form of their own are text."""
    return "".join(sign if sign.isascii() else _quoted(_FOLDED[ord(sign)]) for sign in pattern)


def _quoted(letters: str) -> str:
    return "".join(f"\\{one}" if _is_sign(one) else one for one in letters)


def _is_sign(letter: str) -> bool:
    return letter.isascii() and not letter.isalnum() and not letter.isspace()
