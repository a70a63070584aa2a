"""The reader's own list as Markdown: chosen entries in the curator's wording, under headings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from effllm_desktop.domain.lists import EntryText
from effllm_desktop.markdown.tidying import says_nothing

_DEEPEST_HEADING = 6
_KEPT = r"(?P<formula>\$(?=[^\s$])[^$`]*+(?<=\S)\$(?!\d))"
_MARKUP = (
    r"[*`\\]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word it is no emphasis
    r"|(?<![^ ])#(?=#*\Z)"  # would be taken for the end of the heading
    r"|<(?=[A-Za-z/!?])|~(?=~)"
    r"|&(?=(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_IN_HEADING = re.compile(rf"{_KEPT}|{_MARKUP}|\](?=\()")
_IN_LABEL = re.compile(rf"{_KEPT}|{_MARKUP}|[\[\]]")
_OWN_ITEM = re.compile(r"^( {2,3})(?:[-*+]|\d{1,9}[.)])(?=\s|\Z)", re.MULTILINE)
_ITEM = "- "  # of a note: highlights are such items
_UNSAFE = re.compile(r"[<>|\x00-\x1f\x7f]")
_CIRCLED = ("ⓐⓩ", "🄰🅉", "🅐🅩", "🅰🆉")
"""First and last signs of alphabets in circles and squares, which are letters to GitHub."""


@dataclass(frozen=True, slots=True)
class ChosenEntry:
    """An entry's Markdown, and the reader's own that goes with it.

    `remark` is one line in plain text, `note` is Markdown of any length; empty ones are left out.
    `margin` is where the note stands, if the entry does not tell. `cells` are those of a table's
    row, by the names of its columns, for an entry that is none of a list's items. `token` is a
    number of the caller's own.
    """

    source: str
    remark: str = ""
    note: str = ""
    margin: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    token: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the entries directly below it. `level` is 1 to 6."""

    heading: str
    level: int
    entries: tuple[ChosenEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above the entries: `introduction` is Markdown below the title.

    `badge` is Markdown behind the title. The contents list may have a heading of its own, and leave
    out chapters that are deeper.
    """

    title: str
    introduction: str = ""
    contents: bool = True
    contents_heading: str = ""
    deepest: int = _DEEPEST_HEADING
    badge: str = ""


def pieces(
    frame: Frame, chapters: Sequence[Chapter], opening: Sequence[ChosenEntry] = ()
) -> Iterator[str]:
    """A whole list, entry by entry: its title, contents with anchors, chapters in order.

    `opening` are entries that stand above the first chapter, and above the contents, which need a
    heading then: else both would be one list. Chapters have levels from 2 on.
    """
    yield f"# {_escaped(frame.title)}{frame.badge and f' {frame.badge}'}\n"
    introduction = "\n".join(frame.introduction.strip().splitlines())
    if introduction:
        yield f"\n{introduction}\n"
    yield from _block(opening)
    if frame.contents:
        yield from (f"\n{part}" for part in _contents(frame, chapters) if part)
    for chapter in chapters:
        yield f"\n{'#' * min(chapter.level, _DEEPEST_HEADING)} {_escaped(chapter.heading)}\n"
        yield from _block(chapter.entries)


def _block(entries: Sequence[ChosenEntry]) -> Iterator[str]:
    """Entries that stand side by side below a blank line: a table where all of them are rows."""
    if not entries:
        return
    yield "\n"
    yield from _table(entries) if all(entry.cells for entry in entries) else map(_entry, entries)


def _table(entries: Sequence[ChosenEntry]) -> Iterator[str]:
    """Only columns that some row has something in, in the order in which rows name them."""
    rows = ({**entry.cells, **_remark_cell(entry)} for entry in entries)
    named: dict[str, bool] = {}
    for row in rows:
        for name, cell in row.items():
            named[name] = named.get(name, False) or bool(cell)
    shown = [name for name, is_said in named.items() if is_said]
    yield _row(shown)
    yield _row(["---"] * len(shown))
    for entry in entries:
        row = {**entry.cells, **_remark_cell(entry)}
        yield _row([row.get(name, "") for name in shown])


def _remark_cell(entry: ChosenEntry) -> Mapping[str, str]:
    note = _escaped(_in_a_line(entry.note), _IN_LABEL)
    said = " – ".join(part for part in (entry.remark and code(entry.remark), note) if part)
    return {"Remarks": said}


def _in_a_line(note: str) -> str:
    """A note on one line: what are items of a list stands apart by points."""
    words, is_apart = "", False
    for line in filter(None, map(str.strip, note.splitlines())):
        was_apart, is_apart = is_apart, line.startswith(_ITEM)
        between = " · " if was_apart or is_apart else " "
        words += (between if words else "") + line.removeprefix(_ITEM)
    return " ".join(words.split())


def _row(cells: Sequence[str]) -> str:
    one_line = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(one_line)} |\n"


def as_item(entry: EntryText) -> str:
    """An entry as a list item of its own, for one that stands in a table, a paragraph, a tag."""
    own = link(entry.title, entry.url)
    venue = f" {code(f'{entry.venue}, {entry.year}')}" if entry.venue and entry.year else ""
    authors = f" *{_escaped(', '.join(entry.authors), _IN_LABEL)}*" if entry.authors else ""
    words = f" - {_escaped(entry.description, _IN_LABEL)}" if entry.description else ""
    links = "".join(
        f" [{_escaped(link.label or link.role, _IN_LABEL)}]({link.url})"
        for link in entry.links
        if not _is_odd(link.url) and not says_nothing(link.url)
    )
    return f"- {own}{venue}{authors}{words}{links}\n"


def link(title: str, address: str) -> str:
    """A title that leads to an address; the title alone where there is none."""
    words = _escaped(title, _IN_LABEL)
    if not address:
        return words
    safe = safe_address(address)
    return f"[{words}](<{safe}>)" if _is_odd(safe) else f"[{words}]({safe})"


def safe_address(address: str) -> str:
    """An address with what would end it, or a table's cell, percent-encoded."""
    return _UNSAFE.sub(_percent_encoded, address)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


def escaped_heading(words: str) -> str:
    """Words as a heading's, so that nothing but formulas in them is read as markup."""
    return _escaped(words)


def escaped_label(words: str) -> str:
    """Words as a link's, in the same way."""
    return _escaped(words, _IN_LABEL)


def _is_odd(address: str) -> bool:
    """Whether an address cannot stand between parentheses as it is."""
    return not address or any(sign in "()<>" or sign.isspace() for sign in address)


def anchors(headings: Iterable[str]) -> list[str]:
    """The anchors that GitHub gives to headings, in order: equal ones are numbered from the second.

    Headings are words as they are shown. Rule as in https://github.com/Flet/github-slugger: lower
    case; punctuation, symbols and numbers that are no digits (`²`) dropped; spaces become hyphens.
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
    if character in "- ":
        return "-"
    category = unicodedata.category(character)
    is_kept = category[0] in "LM" or category in ("Nd", "Nl", "Pc") or _is_circled(character)
    return character if is_kept else ""


def _is_circled(character: str) -> bool:
    return any(ends[0] <= character <= ends[1] for ends in _CIRCLED)


def _contents(frame: Frame, chapters: Sequence[Chapter]) -> list[str]:
    """The contents list, and its heading where it has one."""
    if not chapters:
        return []
    own = [frame.contents_heading] if frame.contents_heading else []
    title = f"{frame.title} !" if frame.badge else frame.title  # the blank before it stays
    above = [title, *_headings_of(frame.introduction), *own]
    names = anchors([*above, *(chapter.heading for chapter in chapters)])[len(above) :]
    lines: list[str] = []
    open_levels: list[int] = []
    for chapter, anchor in zip(chapters, names, strict=True):
        while open_levels and open_levels[-1] >= chapter.level:
            open_levels.pop()
        if chapter.level > frame.deepest:
            continue
        lines.append(
            "\t" * len(open_levels) + f"- [{_escaped(chapter.heading, _IN_LABEL)}](#{anchor})\n"
        )
        open_levels.append(chapter.level)
    return [*(f"## {heading}\n" for heading in own), "".join(lines)]


def _headings_of(introduction: str) -> list[str]:
    from effllm_desktop.markdown import reader  # asked for by those that have an introduction

    return [one.heading for one in reader.read_text(introduction).sections] if introduction else []


def _escaped(words: str, markup: re.Pattern[str] = _IN_HEADING) -> str:
    """Words on one line, so that nothing but formulas in them is read as markup."""
    line = re.sub(r"[\r\n]+", " ", words)
    return markup.sub(lambda sign: sign[0] if sign["formula"] else f"\\{sign[0]}", line)


def _entry(entry: ChosenEntry) -> str:
    text = _flush_left(entry.source.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    own = _OWN_ITEM.search(text)
    margin = entry.margin or (
        own[1] if own else "\t"
    )  # further right, an item of the entry's would take it in
    if entry.remark:
        text += f"\n{margin}- {code(entry.remark)}"
    if entry.note.strip():
        quoted = "\n".join(f"{margin}> {line}".rstrip() for line in entry.note.strip().splitlines())
        text += f"\n\n{quoted}"
    return text + "\n"


def _flush_left(text: str) -> str:
    """An item that stood below another one, moved to the left margin."""
    indent = re.match(r"[ \t]*", text)
    margin = indent[0] if indent else ""
    if not margin:
        return text
    return "\n".join(line.removeprefix(margin) for line in text.split("\n"))


def code(words: str) -> str:
    """Words as code, whatever backticks they hold."""
    runs = [len(run) for run in re.findall(r"`+", words)]
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"
