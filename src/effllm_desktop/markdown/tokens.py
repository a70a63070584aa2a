"""The signs of a paragraph that mean something: emphasis, code, brackets, tags, addresses.

Finding them is linear in the length of the text: nothing is looked at twice, whatever is left open.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import ClassVar

_SIGNS = r"\\`$!\[\]*_<&~:"
PLAIN = re.compile(rf"[^{_SIGNS}]*+")
"""Words that hold no sign."""
_TOKEN = re.compile(
    rf"[^{_SIGNS}]*+(?:"
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`++)"
    r"|(?P<math>\$(?=[^\s$])[^$\r\n`]*+(?<=\S)\$(?!\d))"
    r"|(?P<link>\[(?P<label>[^\\`$!\[\]*_<&~:]*+)\]\((?P<address>[^\s()<>\\&\[\]]*+)\))"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<stars>\*++)"
    r"|(?P<bars>_++)"
    r"|(?P<tag><(?:!--|[A-Za-z/!?][^<>]*+>))"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<bare>(?:(?<=http)|(?<=https)|(?<=HTTP)|(?<=HTTPS)):"
    r"//[^\s<>\[\]`\"|\\，。；！？、：｜（）《》「」【】]++)"
    r"|(?P<silent>~~)"
    rf"|(?P<other>[{_SIGNS}]))"
)
_DESTINATION = re.compile(
    r"\([ \t]*+(?:<(?P<angle>[^<>\r\n]*+)>|(?P<plain>(?>(?:[^\s()\\]|\\.|"
    r"\((?>(?:[^\s()\\]|\\.|\([^\s()]*+\))*)\))*)))"
    r"(?>(?:\s++(?:\"[^\"]*+\"|'[^']*+'|“[^”]{0,999}+”))?)\s*+\)"
)
_DESTINATION_APART = re.compile(
    r"[ ](?=\((?P<angle>)(?P<plain>https?://[^\s()<>\[\]]++)\))\([^)]*+\)"
)
"""Of `[label] (address)`, which many old lists write."""
_LEAST_APART = 3  # characters of `[x]`: a box to tick is no label
_LINK_AS_ADDRESS = re.compile(r"\[(?P<label>[^\[\]]*+)\](?:\((?P<address>[^()]*+)\))?")
_REFERENCE = re.compile(r"\[(?P<label>[^\[\]]{0,999})\]")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^<>]*+)>")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![^\s\"'/])(?P<name>href|src|alt)\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    r"|(?P<bare>[^\s\"'>]++))",
    re.IGNORECASE,
)
_WITHOUT_SCHEME = re.compile(
    r"(?:www\.)?(?:arxiv\.org|github\.com|openreview\.net|huggingface\.co|doi\.org"
    r"|aclanthology\.org|youtube\.com|youtu\.be)/[^\s/]",
    re.IGNORECASE,
)
_TRAILING = "?!.,:;*_~'"
_SCHEME = re.compile(r"https?\Z", re.IGNORECASE)

_OPENING = ("[", "![")
STRONG_TAGS = frozenset(("b", "strong"))
EMPHASIS_TAGS = frozenset(("i", "em"))


Token = tuple[int, int, str, str, str, int]
"""A span that means something: start, end, sign, text, address, opener. `text` is what a piece made
of it says, `sign` its kind, `opener` of a closing bracket is where its opening one begins.

Signs: `` (words), `` ` `` (code), `*` and `_` (emphasis), `[` and `![` and `]`, `link` (a whole
one), `bare` (an address by itself), `<a>` `</a>`, `<b>` `</b>`, `<i>` `</i>`, `<img>`, `tag`
(one that shows nothing).

A plain tuple: a document has more of them than of anything else, and one with names takes seven
times as long to make.
"""


def attributes(tag: str) -> dict[str, str]:
    """The `href`, `src` and `alt` of a tag, entities resolved."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = match["double"] or match["single"] or match["bare"] or ""
        name = match["name"].lower()
        found.setdefault(name, unescape(value).strip() if name == "alt" else address_of(value))
    return found


def address_of(written: str) -> str:
    """An address as it is meant: its entity resolved, a scheme before a known host without one.

    A title that stands right behind it, without the blank, is no part of it.
    """
    address = written.partition('"')[0].replace("&amp;", "&").strip()
    return f"https://{address}" if _WITHOUT_SCHEME.match(address) else address


def normal_label(label: str) -> str:
    """A reference's label as it is looked up: neither case nor runs of blanks count."""
    return " ".join(label.split()).casefold()


class Tokens:
    """The tokens of `text[start:end]`. Brackets that begin nothing are words, and no tokens."""

    def __init__(self, text: str, start: int, end: int, references: Mapping[str, str]) -> None:
        self.found: list[Token] = []
        self._opened: set[int] = set()  # the brackets that begin a link or a picture
        self._text = text
        self._end = end
        self._references = references
        self._brackets: list[tuple[int, str]] = []
        self._inert = 0  # so many of the brackets stand around a link: a link holds no link
        self._runs = _CodeRuns(text, end)
        self._has_brackets = False
        self._open_comment = False  # a comment was begun that nothing ends
        self._find(start)
        if self._has_brackets:
            opened = self._opened
            self.found = [
                token for token in self.found if token[2] not in _OPENING or token[0] in opened
            ]

    def _find(self, position: int) -> None:
        text, end, match_at, found = self._text, self._end, _TOKEN.match, self.found
        while match := match_at(text, position, end):
            kind, position = match.lastgroup or "", match.end()
            if kind == "link":
                start = match.start(kind)
                found.append(
                    (start, position, kind, match["label"], address_of(match["address"]), -1)
                )
                self._inert = len(self._brackets)
            elif kind in self._TAKEN:
                position = self._TAKEN[kind](self, match.start(kind), position)
            elif kind != "other":
                found.append(_plain_token(match, kind))

    def _open(self, start: int, position: int) -> int:
        sign = self._text[start:position]
        self._has_brackets = True
        self._brackets.append((start, sign))
        self.found.append((start, position, sign, "", "", -1))
        return position

    def _close(self, start: int, position: int) -> int:
        if not self._brackets:
            return position
        opener, sign = self._brackets.pop()
        around = len(self._brackets) < self._inert and sign == "["
        self._inert = min(self._inert, len(self._brackets))
        if around:
            return position
        target = _DESTINATION.match(self._text, position, self._end)
        if target is None and position - opener > _LEAST_APART and sign == "[":
            target = _DESTINATION_APART.match(self._text, position, self._end)
        if target is not None:
            address, end = address_of(target["angle"] or target["plain"] or ""), target.end()
            inner = _LINK_AS_ADDRESS.fullmatch(address)
            address = inner["address"] or inner["label"] if inner else address
        else:
            referred = self._referred(opener, sign, start, position)
            if referred is None:
                return position
            address, end = referred
        self._opened.add(opener)
        self.found.append((start, end, "]", "", address, opener))
        self._inert = len(self._brackets) if sign == "[" else self._inert
        return end

    def _referred(
        self, opener: int, sign: str, start: int, position: int
    ) -> tuple[str, int] | None:
        """The address that `[label][name]`, `[name][]` or `[name]` means, and where it ends."""
        if not self._references:
            return None
        named = _REFERENCE.match(self._text, position, self._end)
        if named and named["label"].strip():
            address = self._references.get(normal_label(named["label"]))
            if address is not None:
                return address, named.end()
        if start - opener > 999:  # CommonMark's limit for a label
            return None
        address = self._references.get(normal_label(self._text[opener + len(sign) : start]))
        if address is None:
            return None
        return address, named.end() if named and not named["label"].strip() else position

    def _code(self, start: int, position: int) -> int:
        close = self._runs.closing(start, position)
        if not close:
            return position
        body = self._text[position : close - (position - start)].strip()
        self.found.append((start, close, "`", body, "", -1))
        return close

    def _tag(self, start: int, position: int) -> int:
        text = self._text
        if text.startswith("<!--", start):
            return self._comment(start)
        auto = _AUTOLINK.match(text, start, position)
        tag = None if auto else _TAG.match(text, start, position)
        if auto is not None:
            self.found.append((start, position, "bare", auto[1], auto[1], -1))
        elif tag is not None:
            self.found.append(_tag_token(tag))
        elif text[start + 1] != "/":
            self.found.append((start, position, "tag", "", "", -1))
        return position

    def _comment(self, start: int) -> int:
        close = -1 if self._open_comment else self._text.find("-->", start, self._end)
        if close < 0:
            self._open_comment = True
            return start + len("<!--")
        self.found.append((start, close + 3, "tag", "", "", -1))
        return close + 3

    def _bare(self, colon: int, position: int) -> int:
        """An address by itself, without the punctuation of the sentence around it."""
        scheme = _SCHEME.search(self._text[max(colon - 5, 0) : colon])
        start = colon - (len(scheme[0]) if scheme else 0)
        end = colon + len("://") + worded(self._text[colon + len("://") : position])
        if end == colon + len("://"):
            return position
        address = self._text[start:end]
        self.found.append((start, end, "bare", address, address, -1))
        return end

    _TAKEN: ClassVar[dict[str, Callable[["Tokens", int, int], int]]] = {
        "open": _open,
        "close": _close,
        "code": _code,
        "tag": _tag,
        "bare": _bare,
    }


def _plain_token(match: re.Match[str], kind: str) -> Token:
    """A token that needs no look at what is around it."""
    start, end, words = match.start(kind), match.end(), match[kind]
    if kind in ("stars", "bars"):
        return start, end, words[0], "", "", -1
    if kind == "silent":
        return start, end, "tag", "", "", -1
    if kind != "math":
        words = words[1] if kind == "escape" else unescape(words)
    return start, end, "", words, "", -1


def worded(address: str) -> int:
    """How much of what follows `://` is the address: not the punctuation behind it."""
    end = len(address)
    unopened = address.count(")") - address.count("(")
    while end and (address[end - 1] in _TRAILING or (address[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= address[end] == ")"
    return end


def _tag_token(tag: re.Match[str]) -> Token:
    name, closes, start, end = tag["name"].lower(), bool(tag["end"]), tag.start(), tag.end()
    sign, words, url = "tag", "", ""
    if name == "a":
        sign, url = "</a>" if closes else "<a>", _address_of(tag, closes=closes)
    elif name in STRONG_TAGS:
        sign = "</b>" if closes else "<b>"
    elif name in EMPHASIS_TAGS:
        sign = "</i>" if closes else "<i>"
    elif name == "img":
        said = attributes(tag["rest"])
        sign, words, url = "<img>", said.get("alt", ""), said.get("src", "")
    elif name == "br":
        sign, words = "", "\v"
    elif name in ("td", "th", "p", "div", "li", "hr"):
        sign, words = "", " "
    return start, end, sign, words, url, -1


def _address_of(tag: re.Match[str], *, closes: bool) -> str:
    return "" if closes else attributes(tag["rest"]).get("href", "")


class _CodeRuns:
    """Finds the run of backticks that closes a code span without looking twice."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._by_length: dict[int, list[int]] | None = None

    def closing(self, start: int, end: int) -> int:
        """The end of the next run as long as the one at `start`, 0 where there is none."""
        length = end - start
        if self._by_length is None:
            self._by_length = self._collect(end)
        ends = self._by_length.get(length, [])
        while ends and ends[-1] - length < end:
            ends.pop()
        return ends.pop() if ends else 0

    def _collect(self, start: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for run in re.compile(r"`++").finditer(self._text, start, self._end):
            found.setdefault(len(run[0]), []).append(run.end())
        for ends in found.values():
            ends.reverse()
        return found
