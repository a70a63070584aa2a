"""Numbers and ages as people type them: `2023..2024`, `>1k`, `<7d`."""

import re
from typing import NamedTuple

_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,3}(?=[km]))?[km]?"
_AGE = r"[0-9]{1,4}[hdwmy]"
_FORMS = r"(?P<low>{0})?\.\.(?P<high>{0})?|(?P<sign>[<>]?=?)(?P<one>{0})"
_NUMBERS = re.compile(_FORMS.format(_NUMBER))
_AGES = re.compile(_FORMS.format(_AGE))
_FACTORS = {"k": 1000, "m": 1_000_000}
_UNITS = {"h": (1, "hours"), "d": (1, "days"), "w": (7, "days"), "m": (1, "months"),
          "y": (1, "years")}  # fmt: skip


class Range(NamedTuple):
    """Whole numbers, both ends included; None is no end."""

    low: int | None = None
    high: int | None = None


class Age(NamedTuple):
    """How long ago: a number of hours, days, months or years."""

    number: int
    unit: str


class AgeRange(NamedTuple):
    """Not as long ago as one age, longer ago than the other; None is no end."""

    within: Age | None = None
    beyond: Age | None = None


def numbers(text: str) -> Range | None:
    """The numbers that a text means, the smaller one first or last; None where it means none."""
    match = _NUMBERS.fullmatch(text.strip().lower())
    if match is None or match[0] == "..":
        return None
    if match["one"] is None:
        low, high = _number(match["low"]), _number(match["high"])
        is_turned = low is not None and high is not None and low > high
        return Range(high, low) if is_turned else Range(low, high)
    one = int(_number(match["one"]) or 0)
    ranges = {
        ">": Range(low=one + 1),
        ">=": Range(low=one),
        "<": Range(high=one - 1),
        "<=": Range(high=one),
    }
    return ranges.get(match["sign"], Range(one, one))


def ages(text: str) -> AgeRange | None:
    """The ages that a text means; one without a sign means as long ago at most."""
    match = _AGES.fullmatch(text.strip().lower())
    if match is None or match[0] == "..":
        return None
    if match["one"] is None:
        low, high = _age(match["low"]), _age(match["high"])
        is_turned = low is not None and high is not None and _hours(low) > _hours(high)
        return AgeRange(low, high) if is_turned else AgeRange(high, low)
    one = _age(match["one"])
    return AgeRange(beyond=one) if match["sign"].startswith(">") else AgeRange(within=one)


def _hours(age: Age) -> int:
    """About so many: months and years differ."""
    return age.number * {"hours": 1, "days": 24, "months": 730, "years": 8766}[age.unit]


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    factor = _FACTORS.get(text[-1], 1)
    return round(float(text[:-1]) * factor) if factor > 1 else int(text)


def _age(text: str | None) -> Age | None:
    if text is None:
        return None
    factor, unit = _UNITS[text[-1]]
    return Age(int(text[:-1]) * factor, unit)
