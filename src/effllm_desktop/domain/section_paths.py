"""Sections by name: headings joined by ` / `, a unique tail being enough."""

from collections.abc import Iterable, Sequence

SEPARATOR = " / "


def join(headings: Sequence[str]) -> str:
    """A path as people write it."""
    return SEPARATOR.join(headings)


def full_paths(parents: Sequence[int | None], headings: Sequence[str]) -> list[str]:
    """The full path of each section; `[n]` behind the second and later of equal siblings.

    `parents` holds positions of earlier sections, None for top ones. No two paths are equal, even
    where a heading looks like another one with its number.
    """
    seen: dict[str, int] = {}
    paths: list[str] = []
    for parent, heading in zip(parents, headings, strict=True):
        plain = heading if parent is None else f"{paths[parent]}{SEPARATOR}{heading}"
        count = seen.get(plain, 0) + 1
        path = plain if count == 1 else f"{plain} [{count}]"
        while path in seen:
            count += 1
            path = f"{plain} [{count}]"
        seen[plain] = count
        seen.setdefault(path, 1)
        paths.append(path)
    return paths


def below(path: str, title: str | None) -> str:
    """A path without the heading that is the list's own title; empty for that one itself."""
    if title is None:
        return path
    return "" if path == title else path.removeprefix(title + SEPARATOR)


def find(wanted: str, paths: Iterable[str]) -> list[int]:
    """Positions of the paths that `wanted` names: the one it equals, else all it is a tail of.

    `[1]` names the first of equal siblings. Case is ignored where nothing fits exactly.
    """
    wanted = SEPARATOR.join(part.strip() for part in wanted.strip().split(SEPARATOR))
    known = list(paths)
    folded = [path.casefold() for path in known]
    for name in (wanted, wanted.replace(" [1]", "")):  # a heading may really end in [1]
        found = _matches(name, known) or _matches(name.casefold(), folded)
        if found:
            return found
    return []


def _matches(wanted: str, paths: list[str]) -> list[int]:
    exact = [i for i, path in enumerate(paths) if path == wanted]
    return exact or [i for i, path in enumerate(paths) if path.endswith(SEPARATOR + wanted)]
