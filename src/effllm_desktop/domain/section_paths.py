"""Sections by name: headings joined by ` / `, a unique tail being enough."""

from collections.abc import Iterable, Sequence

SEPARATOR = " / "


def join(headings: Sequence[str]) -> str:
    """A path as people write it."""
    return SEPARATOR.join(headings)


def full_paths(parents: Sequence[int | None], headings: Sequence[str]) -> list[str]:
    """The full path of each section; `[n]` behind the second and later of equal siblings.

    `parents` holds positions of earlier sections, None for top ones.
    """
    seen: dict[tuple[int | None, str], int] = {}
    paths: list[str] = []
    for parent, heading in zip(parents, headings, strict=True):
        count = seen.get((parent, heading), 0) + 1
        seen[parent, heading] = count
        name = heading if count == 1 else f"{heading} [{count}]"
        paths.append(name if parent is None else f"{paths[parent]}{SEPARATOR}{name}")
    return paths


def find(wanted: str, paths: Iterable[str]) -> list[int]:
    """Positions of the paths that `wanted` names: the one it equals, else all it is a tail of.

    `[1]` names the first of equal siblings. Case is ignored where nothing fits exactly.
    """
    wanted = SEPARATOR.join(part.strip() for part in wanted.strip().split(SEPARATOR))
    wanted = wanted.replace(" [1]", "")
    known = list(paths)
    return _matches(wanted, known) or _matches(wanted.casefold(), [p.casefold() for p in known])


def _matches(wanted: str, paths: list[str]) -> list[int]:
    exact = [i for i, path in enumerate(paths) if path == wanted]
    return exact or [i for i, path in enumerate(paths) if path.endswith(SEPARATOR + wanted)]
