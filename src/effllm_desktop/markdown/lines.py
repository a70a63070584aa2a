"""The shapes of lines: what a line may begin, told by its first characters."""

import re
from typing import NamedTuple

TAB = 4
CODE_COLUMN = 4  # from this column on a line begins no heading, fence or tag
RULE = re.compile(
    r"(?:(?>(?:-[ \t]*+){3,})|(?>(?:\*[ \t]*+){3,})|(?>(?:_[ \t]*+){3,}))(?=[\r\n]|\Z)"
)
HEADING = re.compile(r"(#{1,6})(?:[ \t]++|(?=[\r\n]|\Z))")
TIGHT_HEADING = re.compile(r"(#{2,6}(?=[^\s#])|#(?=[^\s#!\d]|\d{1,2}[.\s]\s*+[^\W\d]))")
ANCHORED_HEADING = re.compile(
    r"(?>(?:<(?:a|span)(?=\s)[^<>\r\n]*+>(?>(?:</(?:a|span)>)?)[ \t]*+)+)(#{1,6})[ \t]++",
    re.IGNORECASE,
)
"""A heading right behind the anchor that links lead to: `<a name="x"></a>## Heading`."""
BULLET = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])(?=[ \t\r\n]|\Z)[ \t]*+")
FENCE = re.compile(r"(?P<mark>`{3,}+(?=[^`\r\n]*+(?:[\r\n]|\Z))|~{3,}+)")
UNDERLINE = re.compile(r"(?:=++|--++)[ \t]*+(?=[\r\n]|\Z)")
DELIMITERS = re.compile(
    r"(?=[^\r\n]*\|)\|?[ \t]*+:?-++:?[ \t]*+(?>(?:\|[ \t]*+:?-++:?[ \t]*+)*)\|?[ \t]*+(?=[\r\n]|\Z)"
)
_ANY_DELIMITERS = re.compile(r"(?<![^\r\n \t>])(?=\|?[ \t]*+:?-)" + DELIMITERS.pattern)
DEFINITION = re.compile(
    r"\[(?!\^)(?P<label>[^\[\]\r\n]{1,999})\]:[ \t]*+(?:(?:\r\n|\r|\n)[ \t]*+)?"
    r"(?:<(?P<angle>[^<>\r\n]*+)>|(?P<plain>[^\s<>]++))"
    r"[ \t]*+(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|\([^()\r\n]*+\))?[ \t]*+(?=[\r\n]|\Z)"
)
BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|"
    r"dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|"
    r"legend|li|link|main|menu|nav|ol|optgroup|option|p|param|picture|search|section|source|"
    r"summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|\Z)",
    re.IGNORECASE,
)
VERBATIM_TAG = re.compile(r"<(?P<name>script|pre|style|textarea)(?=[\s>]|\Z)", re.IGNORECASE)
REMARK = (
    r"(?:\*\*|__)(?:Summary|Abstract|TL;?DR|Keywords?|Highlights?|Takeaways?|Comments?"
    r"|摘要|总结|简介|要点|概要)[ ]?(?:[:：][ ]?)?(?:\*\*|__)"
)
"""What a paragraph begins with that is about the item above it."""
IS_REMARK = re.compile(REMARK, re.IGNORECASE)
NAMED_PAPER = re.compile(r"arxiv:\s?(\d{4}\.\d{4,5})(?!\d)", re.IGNORECASE)
_LINE = re.compile(r"([ \t]*+(?>(?:>[ \t]*+)*))([^\r\n]*+)(?:\r\n|\r|\n|\Z)")


class Line(NamedTuple):
    """A line and where it stands.

    `first` is the offset of its first character that is no blank and no quotation sign, `column`
    that one's column. `quotes` are the columns of the quotation signs before it.
    """

    start: int
    end: int
    first: int
    column: int
    quotes: tuple[int, ...]
    blank: bool


def line_at(text: str, start: int) -> Line:
    """The line that begins at an offset inside the text. Lines end with LF, CRLF or CR."""
    match = _LINE.match(text, start)
    assert match is not None  # noqa: S101 - the pattern fits everything
    first, end = match.end(1), match.end()
    column = first - start
    quotes: tuple[int, ...] = ()
    if column:
        prefix = match[1]
        if "\t" in prefix:
            prefix = prefix.expandtabs(TAB)
            column = len(prefix)
        if ">" in prefix:
            quotes = tuple(place for place, sign in enumerate(prefix) if sign == ">")
    return Line(start, end, first, column, quotes, first == match.end(2))


def may_have_tables(text: str) -> bool:
    """Whether a line could be the second one of a table. Most long lists have none at all."""
    return _ANY_DELIMITERS.search(text) is not None


def cells(text: str) -> list[tuple[int, int]]:
    """Where the cells of a table row begin and end, without the blanks around them.

    Bars split even inside code, as GitHub reads them; only a backslash keeps one
    (https://github.github.com/gfm/#tables-extension-).
    """
    bars = _bars(text)
    inner = text.rstrip()
    start = len(text) - len(text.lstrip(" \t>"))
    if bars and bars[0] == start:
        start = bars.pop(0) + 1
    stop = bars.pop() if bars and bars[-1] == len(inner) - 1 else len(inner)
    edges = [start, *(place + 1 for place in bars)]
    ends = [*bars, stop]
    return [_trimmed(text, a, max(a, b)) for a, b in zip(edges, ends, strict=True)]


def _bars(text: str) -> list[int]:
    if "\\" in text:
        return [match.start() for match in re.finditer(r"(?<!\\)\|", text)]
    found: list[int] = []
    place = text.find("|")
    while place >= 0:
        found.append(place)
        place = text.find("|", place + 1)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    cell = text[start:end]
    inner = cell.lstrip()
    start = end - len(inner)
    return start, start + len(inner.rstrip())
