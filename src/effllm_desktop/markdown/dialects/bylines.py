"""Who wrote a work, where its line says so: `Smith, J., Doe, A. (2020). A title. ICML.` or so."""

import re
from typing import NamedTuple

_CASED = r"[\0-\u0dff\U00010000-\U0010ffff]"  # written so, it is compiled at once
_LARGE = rf"[^\W\d_a-z](?<={_CASED})"  # a letter that a name begins with
_WORD = rf"{_LARGE}[\w’'-]++"
_OF = r"(?:(?:van|von|dan|de|der|den|del|di|da|dos|du|la|le|el|al|bin|ter|ten)[ ])"
_INITIALS = rf"{_LARGE}\.(?>(?:[ -]{{0,2}}{_LARGE}\.)*)"
_BEHIND = rf"(?P<behind>(?>{_OF}*){_WORD}(?>(?:[ ]{_WORD})?),[ ]{_INITIALS})"  # Smith, J.
_BEFORE = rf"(?P<before>{_INITIALS}[ ]?(?>{_OF}*){_WORD}(?>(?:[ ]{_WORD})?))"  # J. Smith
_SHORT = rf"(?P<glued>(?>{_OF}*){_WORD}(?:[ ]{_WORD})?[ ][A-Z]{{1,3}}"  # Smith J
_FULL = (
    rf"(?P<full>(?>{_OF}*){_WORD}"  # Jane A. Smith
    rf"(?>(?:[ ](?:{_LARGE}\.|{_OF}{_WORD}|{_WORD})){{1,3}}))"
)
_LAST = (
    rf"(?P<last>(?>{_OF}*){_WORD})"
    rf"(?=(?>(?:[ ](?:and|&)[ ]{_WORD})?),?[ ](?:et[ ]al|[(\[]?(?:19|20)\d\d))"
)
_GLUED = rf"{_SHORT}(?=[,;:]|\.(?![ ]{_LARGE})|[ ](?:et|and)[ ]))"
_GLUED_LAST = re.compile(rf"{_SHORT}(?=\.))")
_NAME = re.compile(rf"{_BEHIND}|{_GLUED}|{_BEFORE}|{_FULL}|{_LAST}")
_TURNED = re.compile(  # Smith, Jane
    rf"(?P<turned>(?>{_OF}*){_WORD},[ ]{_WORD}(?>(?:[ ]{_LARGE}\.)?))"
)
_BEHIND_TITLE = re.compile(
    r"[ ]?\((?:[^()]{1,30}[ ])?(?P<year>(?:19|20)\d\d)\)[,.]?[ ]"
    r"|[,.][ ](?=[A-Z]\.(?:-?[A-Z]\.)?[ ][A-Z])"
)
_WHEN_BEHIND = re.compile(r"\(((?:19|20)\d\d)\)[,.]?[ ]")
_AND = re.compile(r",?[ ](?:and|&)[ ]|[ ]?[,;][ ](?:(?:\.\.\.|…)[ ])?(?:(?:and|&)[ ])?")
_OTHERS = re.compile(r",?[ ](?:et[ ]al\b\.?|and[ ]others\b|\.\.\.|…)")
_WITH_OTHERS = re.compile(
    r"(?P<name>.*?)(?:(?:\A|[ ,])[ ]*(?:and[ ]+|&[ ]*)?et[. ]{1,2}al\b|[ ,](?:and|&)[ ]+others)"
    r"[., ]*\Z",
    re.IGNORECASE | re.DOTALL,
)
_ELISIONS = ("...", "…")
ENDS_OF_SIGNS = ("al", "rs")
"""What `et al.` and `and others` end in, which stand for those who are not named."""
_YEAR = re.compile(
    r"[.,:]?[ ](?:[(\[](?:19|20)\d\d[a-z]?(?:,[ ][^()\[\]]{1,20})?[)\]]"
    r"|(?:19|20)\d\d[a-z]?(?=[.,:]|\Z))(?:,[ ][A-Z][a-z]{2,8}(?=\.))?"
)
_LAB = re.compile(r"[ ]?\([^()]{2,80}\)(?=,?[ ]et[ ]al\b)")
"""Where somebody works: `First Author(University) et al.`"""
_WHEN = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"\b(?:(?:19|20)\d\d[a-z]?\b|et al\b)")
_LINE_ENDS = re.compile(r"[\n\r\v]+")
_MOST_LINES = 4  # beside a title, of which one may name its authors
_NUMBER = re.compile(r"(?<![\w’'-])\d")  # in no name: `ICML 2024`
_COMMA = re.compile(r"[ ]?,[ ]+")
_STOP = re.compile(r"[ ]?[.:,;][ ]+|[ ]+[-–—|][ ]+|[ ]*(?=[\"“])|[ ]+(?=[*\[])")
_NO_NAMES = frozenset(
    word
    for line in """
    acm adaptive adversarial agents ai algorithms amazon analysis apple architecture attention
    automatic award bayesian benchmark best brain causal code computer computing convolutional
    data dataset datasets deep detection diffusion distributed dynamic efficient embedding
    engineering evaluation fast federated few findings foundation framework general generation
    generative google graph graphs ieee image inference information institute intelligence
    intelligent international introduction journal knowledge lab labs language large learning
    library linear machine memory meta methods microsoft mining model models multi network
    networks neural nvidia open optimization oral paper parallel physics prediction press
    programming quantum reading reasoning recognition recommendation reinforcement
    representation research retrieval robot robotics science search security segmentation self
    semantic shot software speech spotlight stanford statistical structure study supervised
    survey system systems text the theory time tools track training transfer transformer
    transformers university unsupervised using video vision visual web with workshop world
    zero
    """.splitlines()
    for word in line.split()
)
"""Words that names in full are told from other words by."""
_TURNED_PARTS = 2  # of `Heron, Ada`
_FEW = 2  # names in full that need a year or a colon behind them
_WITH_INITIALS = frozenset(("behind", "before", "glued"))
_QUOTES = ('"', "“")
_LONGEST = 2000  # characters of the names of a work
_Found = tuple[list[str], list[str], int]  # names, how each is written, where they end
_TOO_LONG = 60  # of one name


class Byline(NamedTuple):
    """Those who wrote a work, family names last, when they did, and the line behind that."""

    names: list[str]
    year: int | None
    rest: str


def leading(line: str) -> Byline | None:
    """The names that a line begins with, and what stands behind them; None where there are none.

    A year behind the names belongs to them. Names in full, without initials, are told from other
    words by their number, or by what stands behind them.
    """
    is_listed = "," in line or " and " in line or "&" in line or "et al" in line
    if not is_listed and line[1:2] != ".":  # as in most
        return None
    if ") et al" in line:
        line = _LAB.sub("", line)
    said = _leading(line, _names(line[:_LONGEST], _NAME))
    if said is None and any(sign in line for sign in _QUOTES):
        said = _leading(line, _names(line[:_LONGEST], _TURNED))
        said = said if said is not None and said.rest[:1] in _QUOTES else None
    return said


def _leading(line: str, found: _Found) -> Byline | None:
    names, kinds, end = found
    listed = _before_title(line, found)
    if listed is not None or not names:
        return listed
    others = _OTHERS.match(line, end)
    if others is not None:
        names[-1] += " et al."
        end = others.end()
    year = _YEAR.match(line, end)
    end = year.end() if year else end
    stop = _STOP.match(line, end)
    sign = stop[0].strip() if stop else ""
    rest = line[stop.end() if stop else end :].strip()
    ends_in_dot = line[end - 1] == "." and (line[end : end + 1] == " " or others is not None)
    if stop is None and year is None and not ends_in_dot and end < len(line):
        return None
    if sign in (",", ";") and not (others or year) and rest[:1] not in _QUOTES:
        return None
    has_initials = not _WITH_INITIALS.isdisjoint(kinds)
    is_told = year is not None or sign == ":" or rest[:1] in _QUOTES
    is_sure = others is not None or (
        year is not None or len(names) > 1
        if has_initials
        else "turned" in kinds or len(names) > _FEW or (is_told and len(names) == _FEW)
    )
    if not is_sure:
        return None
    when = _WHEN.search(year[0]) if year else None
    return Byline(names, int(when[0]) if when else None, rest)


def announced(line: str) -> Byline | None:
    """The names behind `by`, and perhaps the year: one name is enough there."""
    names, _, end = _names(line[:_LONGEST], _NAME)
    if not names:
        return None
    others = _OTHERS.match(line, end)
    end = others.end() if others else end
    year = _YEAR.match(line, end)
    rest = line[year.end() if year else end :]
    if rest[:1].isalnum() or rest[1:2].isalnum():  # the words go on
        return None
    when = _WHEN.search(year[0]) if year else None
    names = [*names, "..."] if others else names
    return Byline(names, int(when[0]) if when else None, rest.strip(" .,;:"))


def _before_title(line: str, found: _Found) -> Byline | None:
    """Several names before a title that a comma parts from them: `A. B, C. D, A title, ICML`.

    A title's first words may look like a name, but other words follow right behind those.
    """
    names, kinds, end = found
    stop = _COMMA.match(line, end)
    fewest = _FEW if stop is not None and _WITH_INITIALS.issuperset(kinds) else _FEW + 1
    is_dated = stop is None and _YEAR.match(line, end) is not None
    if stop is None and not is_dated and len(names) > 1 and line[end : end + 1] == " ":
        names, end = names[:-1], line.rfind(", ", 0, end)
        stop = _COMMA.match(line, end) if end > 0 else None
    if stop is None or len(names) < fewest or _OTHERS.match(line, end):
        return None
    rest = line[stop.end() :]
    is_title = rest.count(" ") >= _FEW and rest[0].isalnum() and not _YEAR.match(line, end)
    return Byline(names, None, rest) if is_title else None


def trailing(line: str) -> tuple[str, Byline] | None:
    """The title before a year and names, and those: `A title (2020), J. Smith and A. Doe`."""
    found = _BEHIND_TITLE.search(line) if "." in line or ")" in line else None
    if found is None:
        return None
    names = only_names(line[found.end() :])
    year = int(found["year"]) if found["year"] else None
    title = line[: found.start()]
    is_title = any(map(str.isalpha, title)) if year else title.count(" ") > _FEW
    return (title, Byline(names, year, "")) if names and is_title else None


def may_name(words: str) -> bool:
    """Whether words may tell names at all: their first one is large, or others stand below."""
    first = words.lstrip(" ,.;:|·-–—")[:1]
    return first.isupper() or first == "(" or _LINE_ENDS.search(words) is not None


def behind(words: str) -> Byline | None:
    """The year and the names that words behind a title are: `(2020), J. Smith and A. Doe`."""
    when = _WHEN_BEHIND.match(words)
    names = only_names(words[when.end() :] if when else words)
    is_sure = when or len(names) > 1 or any("." in name for name in names)
    return Byline(names, int(when[1]) if when else None, "") if names and is_sure else None


def among_lines(words: str) -> Byline | None:
    """The names that a line of its own below a title tells; `rest` are the other lines."""
    if _LINE_ENDS.search(words) is None:
        return None
    lines = [line for line in _LINE_ENDS.split(words, _MOST_LINES) if line.strip()]
    for number in range(1, len(lines)):
        for end in sorted({len(lines), number + 1}, reverse=True):
            names = only_names(" ".join(" ".join(lines[number:end]).split()))
            if len(names) > 1:
                return Byline(names, None, " ".join(lines[:number] + lines[end:]))
    return None


def only_names(words: str) -> list[str]:
    """The names of people that words are nothing but; none where there is anything else."""
    line = words.strip(" ,.;:[(")
    if _NUMBER.search(line):
        return []
    names, _, end = _names(f"{line}."[:_LONGEST], _NAME)
    others = _OTHERS.match(line, end)
    if not names or line[others.end() if others else end :].strip(" ,.;"):
        return []
    if others is not None:
        names[-1] += " et al."
    return names


def turned(words: str) -> list[str]:
    """The names of a line as bibliographies write them: `Heron, Ada and Egret, Bob and others`."""
    if " and " not in words:
        return []
    parts = [part.strip() for part in words.split(" and ")]
    if parts[-1] == "others":
        parts[-1:] = ["..."]
    names = [part.split(",") for part in parts if part != "..."]
    if not names or any(len(name) != _TURNED_PARTS for name in names):
        return []
    return [f"{first.strip()} {last.strip()}" for last, first in names] + parts[len(names) :]


def people(names: list[str]) -> tuple[list[str], bool]:
    """The names without the signs for others, and whether there was one: `...`, `et al.`."""
    found = [name for name in names if name not in _ELISIONS]
    has_others = len(found) < len(names)
    if found and found[-1].rstrip("., ")[-2:].lower() in ENDS_OF_SIGNS:
        with_others = _WITH_OTHERS.fullmatch(found[-1])
        if with_others is not None:
            name = with_others["name"].strip(" ,")
            return [*found[:-1], *([name] if name else [])], True
    return found, has_others


def may_be_people(words: str) -> bool:
    """Whether a line in italics below a title may be names: no number stands in it by itself."""
    return _NUMBER.search(words) is None


def cites(words: str) -> bool:
    """Whether words only say who wrote something, and perhaps when: `Smith et al., 2020`."""
    if "20" not in words and "19" not in words and "et al" not in words:  # as in most
        return False
    inner = words.strip(" :,;[]")
    if inner[:1] == "(" and inner[-1:] == ")":
        inner = inner[1:-1]
    if " " not in inner or len(inner) > _LONGEST:
        return False
    said = leading(inner) if _DATED.search(inner) else None
    return said is not None and not said.rest.strip(" .:,;()[]")


def _may_be_name(words: str) -> bool:
    return _NO_NAMES.isdisjoint(words.lower().replace("-", " ").split())


def _names(line: str, beginning: re.Pattern[str]) -> _Found:
    """The names at the beginning of a line, how each is written, and where they end."""
    names: list[str] = []
    kinds: list[str] = []
    end = 0
    begin: int | None = 0
    while begin is not None:
        match = _GLUED_LAST.match(line, begin) if kinds[-1:] == ["glued"] else None
        match = match or (_NAME if names else beginning).match(line, begin)
        if match is None or len(match[0]) > _TOO_LONG:
            break
        kind = match.lastgroup or ""
        if kind not in _WITH_INITIALS and not _may_be_name(match[0]):
            break
        last, _, first = match[0].rpartition(", ")
        names.append(f"{first} {last}".strip())
        kinds.append(kind)
        end = match.end()
        between = _AND.match(line, end)
        begin = between.end() if between else None
    return names, kinds, end
