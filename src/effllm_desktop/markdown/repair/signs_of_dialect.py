"""Signs that a reading as GB2312 dropped without a trace, told from what is left around them.

Emoji and other characters of four bytes mostly leave nothing behind in that reading. In the
dialect of the bundled lists, three of them leave a hole of known shape:

- two spaces between a bullet and a title, where other bullets have one: a glowing star;
- a link to x.com without a label: the sign of X;
- three spaces at the end of an item's line: a hugging face or the sign of X, as its link says.
"""

import re

READING = "gb2312"
STAR, HUG, X = "\N{GLOWING STAR}", "\N{HUGGING FACE}", "\N{MATHEMATICAL DOUBLE-STRUCK CAPITAL X}"

_BULLET = re.compile(r"(?:(?<=[\r\n])|\A)- (?=\*\*|\[)")
_WIDE_BULLET = re.compile(r"(?:(?<=[\r\n])|\A)-  (?=\*\*|\[)")
_NO_LABEL = re.compile(r"(?<!!)\[\](?=\(https?://(?:www\.)?x\.com/)")
_WIDE_END = re.compile(r"(?<! ) {3}(?=[\r\n]|\Z)")
_HOST = re.compile(r"\]\(https?://(?:www\.)?(?:(huggingface\.co)|(x\.com))/")


def put_back(text: str) -> tuple[str, int]:
    """The text with the signs that its holes tell, and how many they are."""
    text, ends = _at_line_ends(text)
    text, labels = _NO_LABEL.subn(f"[{X}]", text)
    stars = 0
    if len(_WIDE_BULLET.findall(text)) < len(_BULLET.findall(text)):
        text, stars = _WIDE_BULLET.subn(f"- {STAR} ", text)
    return text, ends + labels + stars


def _at_line_ends(text: str) -> tuple[str, int]:
    pieces: list[str] = []
    kept = floor = 0
    for hole in _WIDE_END.finditer(text):
        end = hole.start()
        start = max(text.rfind("\n", floor, end), text.rfind("\r", floor, end), floor - 1) + 1
        floor = hole.end()  # the next hole is on a later line: no line is searched twice
        if host := _HOST.search(text, start, end):
            pieces += [text[kept:end], f"  {HUG if host[1] else X} "]
            kept = hole.end()
    return "".join([*pieces, text[kept:]]), len(pieces) // 2
