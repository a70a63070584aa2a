"""The reader's own list as Markdown: chosen entries in the curator's wording, under headings."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class ChosenEntry:
    """An entry's Markdown, and the reader's own that goes with it.

    `remark` is one line in plain text, `note` is Markdown of any length; empty ones are left out.
    """

    source: str
    remark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the entries directly below it. `level` is 1 to 6."""

    heading: str
    level: int
    entries: tuple[ChosenEntry, ...] = ()


def curated(title: str, chapters: Sequence[Chapter], opening: Sequence[ChosenEntry] = ()) -> str:
    """A whole list: its title, contents with anchors, chapters in order.

    `opening` are entries that stand above the first chapter. Chapters have levels from 2 on.
    """
    parts = [f"# {title}\n", _contents(title, chapters), "".join(map(_entry, opening))]
    for chapter in chapters:
        level = min(chapter.level, _DEEPEST_HEADING)
        entries = "".join(_entry(entry) for entry in chapter.entries)
        parts.append(f"{'#' * level} {chapter.heading}\n" + (f"\n{entries}" if entries else ""))
    return "\n".join(part for part in parts if part)


def anchors(headings: Iterable[str]) -> list[str]:
    """The anchors that GitHub gives to headings, in order: equal ones are numbered from the second.

    Rule as in https://github.com/Flet/github-slugger: lower case, punctuation and symbols dropped,
    spaces become hyphens.
    """
    seen: dict[str, int] = {}
    found: list[str] = []
    for heading in headings:
        slug = "".join(_slug_character(c) for c in heading.strip().lower())
        name = slug
        while name in seen:
            seen[slug] += 1
            name = f"{slug}-{seen[slug]}"
        seen[name] = 0
        found.append(name)
    return found


def _slug_character(character: str) -> str:
    if character in "-_":
        return character
    if character == " ":
        return "-"
    return character if unicodedata.category(character)[0] in "LNM" else ""


def _contents(title: str, chapters: Sequence[Chapter]) -> str:
    if not chapters:
        return ""
    names = anchors([title, *(chapter.heading for chapter in chapters)])[1:]
    lines: list[str] = []
    open_levels: list[int] = []
    for chapter, anchor in zip(chapters, names, strict=True):
        while open_levels and open_levels[-1] >= chapter.level:
            open_levels.pop()
        label = re.sub(r"([\[\]\\])", r"\\\1", chapter.heading)
        lines.append("\t" * len(open_levels) + f"- [{label}](#{anchor})\n")
        open_levels.append(chapter.level)
    return "".join(lines)


def _entry(entry: ChosenEntry) -> str:
    text = _flush_left(entry.source.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    if entry.remark:
        text += f"\n\t- {_code(entry.remark)}"
    if entry.note.strip():
        quoted = "\n".join(f"\t> {line}".rstrip() for line in entry.note.strip().splitlines())
        text += f"\n\n{quoted}"
    return text + "\n"


def _flush_left(text: str) -> str:
    """An item that stood below another one, moved to the left margin."""
    indent = re.match(r"[ \t]*", text)
    margin = indent[0] if indent else ""
    if not margin:
        return text
    return "\n".join(line.removeprefix(margin) for line in text.split("\n"))


def _code(words: str) -> str:
    """Words as code, whatever backticks they hold."""
    runs = [len(run) for run in re.findall(r"`+", words)]
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"
