"""What a half typed term may become: a field, or a value of one."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from effllm_desktop.domain.letters import plain
from effllm_desktop.domain.queries.fields import FIELDS, Field, Takes
from effllm_desktop.domain.queries.printing import field_term

Values = Callable[[Field, str], Sequence[str]]
"""What the library has for a field that begins so: at least that, of few names all."""

MOST = 12
_SHORTEST = 2  # letters of a field; one letter begins too many words
_HALF = re.compile(r'(?:^|(?<=[\s(-]))(?!-)(?:(?P<name>[^\W\d_]+):)?(?P<begin>"[^"]*|[^\s"():]*)\Z')
_FORMS = {
    Takes.NUMBER: ("3", "3..7", ">3", "<=3"),
    Takes.AGE: ("<7d", "<1m", ">1y"),
}
_NUMBERS = {
    Field.YEAR: ("2024", "2023..2024", ">=2023"),
    Field.CITES: (">100", "10..100", ">1k"),
    Field.STARS: (">1k", "100..1k", ">10k"),
    Field.RATING: (">=4", "5", "1..3", "0"),
}


class Option(NamedTuple):
    """A term to put in: `text` stands for what is half typed, `about` says what it finds."""

    text: str
    about: str


class Completion(NamedTuple):
    """What may stand from `start` to `end` instead."""

    start: int
    end: int
    options: tuple[Option, ...]


NONE = Completion(0, 0, ())


def completion(text: str, cursor: int, values: Values) -> Completion:
    """What may stand where the cursor is behind a half typed word."""
    before, after = text[:cursor], text[cursor : cursor + 1]
    match = None if after.strip(" )") else _HALF.search(before)
    if match is None or before.count('"', 0, match.start()) % 2:
        return NONE
    name, begin = match["name"], match["begin"]
    if name is None:
        options = _fields(begin)
    else:
        options = _values(name.lower(), begin.removeprefix('"'), values)
    first = tuple(option for option, _ in zip(options, range(MOST), strict=False))
    there = before[match.start() :]
    return Completion(
        match.start(), cursor, () if [one.text for one in first] == [there] else first
    )


def _fields(begin: str) -> Iterator[Option]:
    if len(begin) < _SHORTEST:
        return
    for field, spec in FIELDS.items():
        if field.value.startswith(begin.lower()):
            yield Option(f"{field.value}:", f"works {spec.finds}")


def _values(name: str, begin: str, values: Values) -> Iterator[Option]:
    """Values that begin so, then those that hold it."""
    field = next((field for field in FIELDS if field.value == name), None)
    if field is None:
        return
    spec, wanted = FIELDS[field], plain(begin)
    known = spec.choices or _NUMBERS.get(field) or _FORMS.get(spec.takes) or values(field, begin)
    for begins in (True, False):
        for value in known:
            held = plain(value).find(wanted)
            if held == 0 if begins else held > 0:
                yield Option(field_term(field, value), "")
