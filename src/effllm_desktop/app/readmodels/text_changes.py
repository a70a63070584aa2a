"""How a text differs from what it was, in a few words for people."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

MOST = 3
"""Places that are shown of a text; of the others only how many there are."""
_MOST_WORDS = 12
_ANEW = 0.4
"""Where less than this is the same, no places are shown."""


def told(before: str, now: str) -> str:
    """Such as: “4-bit” became “3-bit”; new: “and faster”; and 2 more places."""
    old, new = before.split(), now.split()
    if not old or not new:
        return f"new: {_quoted(new)}" if new else f"gone: {_quoted(old)}"
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ANEW:
        return f"written anew; it was {_quoted(old)}"
    places = list(_places(matcher, old, new))
    left = len(places) - MOST
    more = [f"and {left} more {'place' if left == 1 else 'places'}"] if left > 0 else []
    return "; ".join([*places[:MOST], *more])


def _places(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[str]:
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        before, now = old[start:end], new[new_start:new_end]
        if what == "replace":
            yield f"{_quoted(before)} became {_quoted(now)}"
        elif what == "insert":
            yield f"new: {_quoted(now)}"
        elif what == "delete":
            yield f"gone: {_quoted(before)}"


def _quoted(words: Sequence[str]) -> str:
    shown = " ".join(words[:_MOST_WORDS])
    return f"“{shown} …”" if len(words) > _MOST_WORDS else f"“{shown}”"
