"""Lists of any length in the dialect of the bundled ones, and what they say: the truth.

The same numbers give the same bytes, on every machine. A list is made entry by entry and never
held: a million entries (340 MB) go to a file in a stream.

Of a hundred top-level items 64 are papers, 17 repositories, 18 links, and one bears a sign; three
of a thousand are empty bullets. An item takes some 337 bytes and 3.5 lines.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from random import Random
from textwrap import wrap

from benchmarks import wording

WIDTH = 76  # characters after which the curator's tool wraps a title
SMALL = 340
ENTRIES_A_SECTION = 100
FEWEST_SECTIONS = 16
SEEDS = 11  # so many lists hold different works
MONTHS = 72  # of arXiv ids, from January 2019 on


class Shape(StrEnum):
    """The kinds of items, by how they are written."""

    PAPER = "paper"
    REPOSITORY = "repository"
    LINK = "link"
    SIGN = "sign"
    EMPTY = "empty"  # a bullet without text: no entry


@dataclass(frozen=True, slots=True)
class Truth:
    """What one item says. `line` is its first, 1-based; `section` the headings from the H1 down.

    `arxiv` carries the version, `links` counts those beside the item's own, badges apart.
    """

    shape: Shape
    line: int = 0
    section: tuple[str, ...] = ()
    title: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    authors_elided: bool = False
    venue: str | None = None
    year: int | None = None
    arxiv: str | None = None
    citations: int | None = None
    description: str | None = None
    links: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some whole lines of a list; with a truth, they are one item."""

    text: str
    truth: Truth | None = None


def sections_for(entries: int) -> int:
    """How many headings a list of this length has unless somebody asks for another number."""
    return max(FEWEST_SECTIONS, entries // ENTRIES_A_SECTION)


def pieces(entries: int, *, sections: int | None = None, seed: int = 1) -> Iterator[Piece]:
    """A list of so many top-level items, in file order.

    Lists of the seeds 1 to 11 hold different works.
    """
    return _Curator(entries, sections or sections_for(entries), seed).pieces()


def write(file: Path, entries: int, *, sections: int | None = None, seed: int = 1) -> None:
    """Write a list to a file, UTF-8."""
    with file.open("w", encoding="utf-8", newline="") as out:
        for piece in pieces(entries, sections=sections, seed=seed):
            out.write(piece.text)


class _Curator:
    """Writes one list. `_draw` is the one source of chance."""

    def __init__(self, entries: int, sections: int, seed: int) -> None:
        self._entries = entries
        self._seed = seed
        self._draw = Random(seed)
        self._name = f"Generated list {seed}"
        self._headings = list(self._outline(sections))
        self._papers = 0
        self._others = 0
        self._recent: deque[Piece] = deque(maxlen=200)

    def pieces(self) -> Iterator[Piece]:
        line = 1
        for piece in self._unnumbered():
            yield piece if piece.truth is None else _at_line(piece, line)
            line += piece.text.count("\n")

    def _unnumbered(self) -> Iterator[Piece]:
        yield Piece(f"# {self._name}\n\n")
        yield from self._contents()
        above: tuple[str, ...] = (self._name,)
        written = 0
        for number, (level, heading) in enumerate(self._headings, 1):
            above = (*above[: level - 1], heading)
            gap = "\n" if self._draw.random() < 0.5 else ""
            yield Piece(f"{'#' * level} {heading}\n{gap}")
            until = self._entries * number // len(self._headings)
            for _ in range(until - written):
                yield self._item(above)
            written = until

    def _outline(self, sections: int) -> Iterator[tuple[int, str]]:
        """Levels and headings. Some headings below others share a name, as `Other` does."""
        below = 0
        for number in range(sections):
            if below:
                below -= 1
                shared = self._draw.random() < 0.2
                yield 3, "Other" if shared else f"{self._draw.choice(wording.NOUNS)} {number}"
            else:
                below = self._draw.choice((0, 0, 1, 2, 3))
                first, second = (self._draw.choice(pool) for pool in _HEADING_POOLS)
                yield 2, f"{first} {second} {number}"

    def _contents(self) -> Iterator[Piece]:
        seen: Counter[str] = Counter()
        for level, heading in ((1, self._name), *self._headings):
            anchor = heading.lower().replace(" ", "-")
            times = f"-{seen[anchor]}" if seen[anchor] else ""
            seen[anchor] += 1
            yield Piece("\t" * (level - 1) + f"- [{heading}](#{anchor}{times})\n")
        yield Piece("\n")

    def _item(self, section: tuple[str, ...]) -> Piece:
        chance = self._draw.random()
        if chance < 0.003:
            return Piece("- \n", Truth(Shape.EMPTY, section=section))
        if chance < 0.013:
            return self._sign(section)
        if chance < 0.183:
            return self._repository(section)
        if chance < 0.363:
            return self._link(section)
        if chance < 0.373 and self._recent:  # one work in two sections
            known = self._draw.choice(self._recent)
            assert known.truth is not None
            return Piece(known.text, replace(known.truth, section=section))
        paper = self._paper(section)
        self._recent.append(paper)
        return paper

    def _paper(self, section: tuple[str, ...]) -> Piece:
        draw = self._draw
        identity, year = self._arxiv_id()
        title = self._title()
        venue, venue_text = "arXiv", f"arXiv, {identity.partition('v')[0]}"
        if draw.random() < 0.15:
            venue, year = draw.choice(wording.VENUES), 2019 + draw.randrange(6)
            venue_text = f"{venue}, {year}"
        citations = draw.randrange(1, 900) if draw.random() < 0.1 else None
        known = f"[**{citations}**](https://scholar.google.com/scholar?cites={self._papers}7)"
        cited = "[**-1**](None)" if citations is None else known
        url = f"http://arxiv.org/abs/{identity}"
        names, authors, elided = self._author_line()
        tail, links = self._tail(code=0.47, label=0.2)
        notes, below = self._notes()
        text = (
            f"{self._bullet()}**{self._wrapped(title)}**, `{venue_text}`, [arxiv]({url}), "
            f"[pdf](http://arxiv.org/pdf/{identity}.pdf), cication: {cited}{self._blank()}\n\n"
            f"\t *{names}*{tail}\n{below}"
        )
        truth = Truth(
            Shape.PAPER,
            section=section,
            title=title,
            url=url,
            authors=authors,
            authors_elided=elided,
            venue=venue,
            year=year,
            arxiv=identity,
            citations=citations,
            links=1 + (citations is not None) + links,
            notes=notes,
        )
        return Piece(text, truth)

    def _repository(self, section: tuple[str, ...], sign: str = "") -> Piece:
        owner, name = self._repository_name()
        url = f"https://github.com/{owner}/{name}"
        tail, links = self._tail(code=0, label=0.3)
        description = f"{self._sentence()}."
        text = (
            f"- {sign}[**{name}**]({url}) - {owner} {_star(owner, name)}{self._blank()}\n\n"
            f"\t *{description}*{tail}\n"
        )
        shape = Shape.SIGN if sign else Shape.REPOSITORY
        truth = Truth(
            shape, section=section, title=name, url=url, description=description, links=links
        )
        return Piece(text, truth)

    def _link(self, section: tuple[str, ...]) -> Piece:
        draw = self._draw
        self._others += 1
        title = self._title()
        if draw.random() < 0.08:
            beginning = draw.choice(wording.CHINESE_BEGINNINGS)
            title = f"{beginning}{draw.choice(wording.CHINESE_ENDINGS)}（{self._others}）"
        url = f"https://{draw.choice(wording.SITES)}/{self._seed}/posts/{self._others}"
        truth = Truth(Shape.LINK, section=section, title=title, url=url)
        if draw.random() < 0.4:
            description = self._sentence()
            text = f"- [{title}]({url}) - {description}{self._blank()}\n"
            return Piece(text, replace(truth, description=description))
        tail, links = self._tail(code=0, label=0.6)
        below = f"\n\t{tail.strip()}\n" if tail else ""
        return Piece(f"- [{title}]({url}){self._blank()}\n{below}", replace(truth, links=links))

    def _sign(self, section: tuple[str, ...]) -> Piece:
        if self._draw.random() < 0.5:
            return self._repository(section, sign="🌟 ")
        self._others += 1
        title = self._title()
        sign, url = self._draw.choice(
            (
                (":clapper:", f"https://www.youtube.com/watch?v=s{self._seed}v{self._others}"),
                ("🤗", f"https://huggingface.co/blog/s{self._seed}b{self._others}"),
                ("𝕏", f"https://x.com/reader{self._seed}/status/{self._others}"),
            )
        )
        truth = Truth(Shape.SIGN, section=section, title=title, url=url)
        return Piece(f"- {sign} [{title}]({url}){self._blank()}\n", truth)

    def _arxiv_id(self) -> tuple[str, int]:
        """An id that no other paper of any list of another seed has, with its year."""
        number = self._papers * 23 % MONTHS
        year, month = 2019 + number // 12, 1 + number % 12
        # The seeds take turns; a million entries need 98,000 of a month's 99,999 places.
        place = (self._papers // MONTHS) * SEEDS + self._seed % SEEDS + 1
        self._papers += 1
        version = self._draw.choice((1, 1, 1, 2, 3))
        return f"{year % 100}{month:02}.{place:05}v{version}", year

    def _title(self) -> str:
        draw = self._draw
        words = [draw.choice(wording.ADJECTIVES), draw.choice(wording.NOUNS)]
        for _ in range(draw.choice((1, 2, 2, 3, 3))):
            words.append(draw.choice(wording.LINKING))
            if draw.random() < 0.6:
                words.append(draw.choice(wording.ADJECTIVES))
            words.append(draw.choice(wording.NOUNS))
        title = " ".join(words)
        return f"{self._coined()}: {title}" if draw.random() < 0.55 else title

    def _coined(self) -> str:
        draw = self._draw
        name = "".join(draw.choice(wording.SYLLABLES) for _ in range(2)).capitalize()
        return name + draw.choice(wording.ENDINGS)

    def _sentence(self) -> str:
        draw = self._draw
        first = draw.choice(wording.ADJECTIVES)
        words = [draw.choice(wording.NOUNS).lower() for _ in range(draw.randrange(4, 11))]
        return " ".join((first, f" {draw.choice(wording.LINKING)} ".join(words[:2]), *words[2:]))

    def _wrapped(self, title: str) -> str:
        """A title over several lines, some with a blank at their ends, as the seeds have them."""
        end = " \n  " if self._draw.random() < 0.5 else "\n  "
        lines = wrap(title, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
        return end.join(lines).replace("_", "\\_")

    def _author_line(self) -> tuple[str, tuple[str, ...], bool]:
        """The names as written, those that stand there, and whether some were left out."""
        names = self._draw.sample(wording.AUTHORS, self._draw.choice((2, 3, 4, 5, 6, 7, 8, 10)))
        if len(names) > 5 and self._draw.random() < 0.5:
            kept = (*names[:3], *names[-2:])
            return f"{', '.join(kept[:3])}, ..., {', '.join(kept[3:])}", kept, True
        return ", ".join(names), tuple(names), False

    def _tail(self, *, code: float, label: float) -> tuple[str, int]:
        """Links behind an author line or a description, and how many."""
        text, links = "", 0
        if self._draw.random() < code:
            owner, name = self._repository_name()
            address = f"https://github.com/{owner}/{name}"
            text += f" · ([{name}]({address}) - {owner}) {_star(owner, name)}"
            links += 1
        if self._draw.random() < label:
            self._others += 1
            site = self._draw.choice(wording.SITES)
            text += f" · ([{self._draw.choice(wording.LABELS)}](https://{site}/{self._others}))"
            links += 1
        apart = text and self._draw.random() < 0.4  # in a paragraph of their own
        return f"\n\n\t{text}" if apart else text, links

    def _notes(self) -> tuple[tuple[str, ...], str]:
        """Remarks below a paper: what they say, and how they are written."""
        if self._draw.random() > 0.12:
            return (), ""
        remark = f"{self._sentence()}, {self._sentence().lower()}."
        return (remark,), f"\t- `{remark}`\n"

    def _repository_name(self) -> tuple[str, str]:
        self._others += 1
        owner = self._draw.choice(wording.FAMILY).lower().encode("ascii", "ignore").decode()
        return f"{owner}{self._seed}-lab", f"{self._coined()}-{self._others}"

    def _bullet(self) -> str:
        return "-  " if self._draw.random() < 0.03 else "- "

    def _blank(self) -> str:
        return " " if self._draw.random() < 0.4 else ""


_HEADING_POOLS = (wording.ADJECTIVES, wording.NOUNS)


def _star(owner: str, name: str) -> str:
    address = f"https://img.shields.io/github/stars/{owner}/{name}.svg?style=social&label=Star"
    return f"![Star]({address})"


def _at_line(piece: Piece, line: int) -> Piece:
    """The same item, at a line."""
    assert piece.truth is not None
    return Piece(piece.text, replace(piece.truth, line=line))
