"""YAML of other programs as plain values: texts, lists and mappings, and nothing that costs much.

All scalars stay as they are written: `1984` and `yes` are titles, too. Tags mean nothing: no object
is made that a file names.
"""

from collections.abc import Iterator
from typing import Any

_DEEPEST = 20
LARGEST = 2**20
"""Characters; what is said of one work has a hundredth of it."""


class NotMapping(ValueError):  # noqa: N818 - named for the situation
    """A text that is no YAML, or more than a mapping of plain values."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason


def mapping(text: str) -> dict[str, Any]:
    """What a text says, by names in lower case. Raises NotMapping with a line."""
    import yaml

    if len(text) > LARGEST:
        raise NotMapping(1, f"larger than {LARGEST // 2**20} MB")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where it was built so
    try:
        for line, reason in _dangers(yaml.parse(text, Loader=loader)):
            raise NotMapping(line, reason)
        said = yaml.load(text, Loader=loader)  # noqa: S506 - it knows texts, lists and mappings only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotMapping(mark.line + 1 if mark else 1, "no YAML") from error
    except yaml.YAMLError as error:
        raise NotMapping(1, "no YAML") from error
    if not isinstance(said, dict):
        raise NotMapping(1, "no mapping of names and values")
    return {name.lower(): value for name, value in said.items()}


def _dangers(events: Any) -> Iterator[tuple[int, str]]:
    """Where values are deeper than any record is, or stand for others with more in them.

    A few lines of such can stand for more than any machine has room for.
    """
    import yaml

    depth = 0
    large: set[str] = set()
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            large.add(event.anchor or "")
            if depth > _DEEPEST:
                yield line, "values inside values without an end"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent) and event.anchor in large:
            yield line, "a list or mapping that stands for another one"
