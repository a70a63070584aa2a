"""What a new entry may borrow of how others are written: signs, and words that most of them share.

What one of them says of its own work (a date, names, a remark, a link) is not true of another one,
however alike they are to look at.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.entry_shape import URL, Part, Shape, Slot, is_plain

_BREAK = re.compile(r"<(?:br|p)\s*/?>", re.IGNORECASE)
UNCOUNTED = re.compile(r"\[\*\*(?:-1|None)\*\*\]\(None\)")
"""How lists say that nobody has counted the citations."""
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_]+")
_CLOSES = re.compile(r"</[A-Za-z]")
_SEPARATOR = re.compile(r"[\s,.;:|/·–—\"”)\]-]*")
_CLOSERS = re.compile(r"[\])}\"”]+")
_LABEL = re.compile(rf"\[([^\[\]]*)\](?=\]?\({URL}\))")
_PAIRS = (("[", "]"), ("(", ")"), ("{", "}"), ("“", "”"))
_ANYBODYS = frozenset(["and", "author", "authors", "by", "from", "in", "title", "venue", "year"])
_PLACEHOLDER = re.compile("[\ue000-\ue009]")


class Borrowing:
    """Knows the entries that a new one stands among."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._seen: Counter[tuple[Slot | None, str]] = Counter()
        self._labels: Counter[str] = Counter()
        for shape in shapes:
            self._seen.update((part.slot, _bare(part.before)) for part in shape.parts)
            self._seen[None, _bare(shape.end)] += 1
            self._labels.update(label for part in shape.parts for label in _label(part.form))

    def part(self, shapes: Sequence[Shape], slot: Slot) -> Part | None:
        """The slot as most shapes have it, without what only some of them say before it."""
        found = [part for shape in shapes if (part := shape.part(slot)) and is_plain(part.before)]
        if not found:
            return None
        shared = [part for part in found if self._may(slot, part.before, [p.before for p in found])]
        if shared:
            part = Counter(shared).most_common(1)[0][0]
        else:
            part = Counter(found).most_common(1)[0][0]
            part = part._replace(before=_separating(part))
        return part._replace(form=self._labelled(part))

    def end(self, ends: Sequence[str]) -> str:
        """What ends most entries, where they share it."""
        shared = [end for end in ends if self._may(None, end, ends)]
        return Counter(shared).most_common(1)[0][0] if shared else ""

    def _may(self, slot: Slot | None, between: str, pool: Sequence[str]) -> bool:
        if not says_something(between):
            return True
        bare = _bare(between)
        most = 2 * sum(_bare(one) == bare for one in pool) > len(pool)
        return most and self._seen[slot, bare] > 1 and not _YEAR.search(between)

    def _labelled(self, part: Part) -> str:
        """The form, with a word for its link that says what is behind it, and nothing else."""
        if part.slot is Slot.TITLE or not (found := _LABEL.search(part.form)):
            return part.form
        label = found[1]
        is_fine = bool(_PLACEHOLDER.search(label)) or labels.may_be_role(label)
        if is_fine or (self._labels[label] > 1 and not re.search(r"\d", label)):
            return part.form
        word = "code" if part.slot is Slot.CODE else "link"
        return f"{part.form[: found.start(1)]}{word}{part.form[found.end(1) :]}"


def balanced(parts: Sequence[Part], end: str) -> str:
    """The end, without signs that close what the parts do not open."""
    whole = "".join(part.before + part.form for part in parts)
    if is_balanced(whole + end) or not is_balanced(whole):
        return end
    stripped = _CLOSERS.sub("", end, count=1)
    return stripped if is_balanced(whole + stripped) else ""


def is_balanced(text: str) -> bool:
    """Whether as many brackets are opened as are closed."""
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def says_something(between: str) -> bool:
    """Whether characters between slots say more than where one ends and the next begins."""
    text = UNCOUNTED.sub("", _BREAK.sub("", between))
    if "](" in text or _CLOSES.search(text) or not set(text).isdisjoint("*_`"):
        return True
    if any(sign.isdigit() or unicodedata.category(sign) == "So" for sign in text):
        return True
    return any(not _is_anybodys(word) for word in _WORD.findall(text))


def _is_anybodys(word: str) -> bool:
    return word.lower() in _ANYBODYS or labels.may_be_role(word)


def _separating(part: Part) -> str:
    """The signs at the beginning of what stands before a slot."""
    if part.slot is Slot.TITLE:
        return ""
    signs = _SEPARATOR.match(part.before)
    return (signs[0] if signs else "") or " "


def _bare(between: str) -> str:
    return " ".join(between.split())


def _label(form: str) -> list[str]:
    return _LABEL.findall(form)
