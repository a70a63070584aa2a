"""Regular expressions mean the same on every Python that the program runs on.

Before 3.11.5, and Debian 12 has 3.11.2, a possessive group (`(?:…)*+`) that fails halfway forgets
where it began (https://github.com/python/cpython/issues/106052): lists were read for ever. A
possessive set of signs (`[…]*+`) is right everywhere, as is `(?>(?:…)*)`, which says the same.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as signs  # how `re` takes patterns apart, for this rule alone
from re import _parser as parser

import pytest

from effllm_desktop.markdown.brief import grammar

RINGS = ("domain", "markdown", "store", "app", "net", "pdf")
ONE_SIGN = {signs.IN, signs.LITERAL, signs.NOT_LITERAL, signs.ANY}


def possessive_groups(pattern: re.Pattern[str]) -> list[object]:
    """The possessive repeats of more than one sign in a pattern."""
    return [
        item
        for operation, item in operations(parser.parse(pattern.pattern, pattern.flags))
        if operation is signs.POSSESSIVE_REPEAT
        and [one for one, _ in item[2]] not in [[sign] for sign in ONE_SIGN]
    ]


def operations(parsed: object) -> Iterator[tuple[object, object]]:
    if isinstance(parsed, parser.SubPattern):
        for operation, item in parsed.data:
            yield operation, item
            yield from operations(item)
    elif isinstance(parsed, list | tuple):
        for part in parsed:
            yield from operations(part)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for ring in RINGS:
        package = importlib.import_module(f"effllm_desktop.{ring}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value
    for refers in (False, True):
        yield "grammar.phrase", grammar.phrase(refers=refers)


def test_no_group_is_possessive():
    looked_at = dict(patterns())
    assert len(looked_at) > 100, "the patterns are no longer where this test looks for them"
    assert not {name: found for name, one in looked_at.items() if (found := possessive_groups(one))}


@pytest.mark.parametrize("bad", [r"(?:ab?c)*+", r"x|(y(?:a|bc)++)", r"(?=(?:ab){2,3}+)"])
def test_the_rule_sees_them(bad):
    assert possessive_groups(re.compile(bad))


@pytest.mark.parametrize("good", [r"[ab]*+x?+.++", r"(?>(?:ab?c)*)", r"(?:[ab]++|c(?!d))*"])
def test_the_rule_lets_pass_what_is_right(good):
    assert not possessive_groups(re.compile(good))
