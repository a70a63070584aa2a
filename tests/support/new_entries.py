"""Entries as somebody adds them, and documents that they are added to."""

from hypothesis import strategies as st

from effllm_desktop.domain import keys
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Role
from tests.support import shape_mixes

LINE_ENDS = (b"\n", b"\r\n", b"\r")


def paper(number: str, title: str, *authors: str, code: str | None = None) -> EntryText:
    """A paper of arXiv with all that is known of it."""
    links = (Link("code", f"https://github.com/{code}", Role.CODE),) if code else ()
    arxiv = ArxivId(number, 1)
    return EntryText(
        keys.of_arxiv(arxiv),
        Kind.PAPER,
        title,
        f"https://arxiv.org/abs/{number}",
        authors=authors,
        year=arxiv.year,
        arxiv=arxiv,
        links=links,
    )


def page(title: str, url: str, about: str | None = None) -> EntryText:
    """An article with a line about it."""
    return EntryText(keys.of_address(url), Kind.ARTICLE, title, url, description=about)


_TITLES = st.text("abc XYZ -:*_`[]<>$&\\!éß文()'\"", min_size=3, max_size=30).map(
    lambda words: f"New {words.strip()} thing"
)


def new_entries() -> st.SearchStrategy[EntryText]:
    numbers = st.integers(10000, 99999).map(lambda n: f"2512.{n}")
    return st.one_of(
        st.builds(paper, numbers, _TITLES, st.just("Ann Author"), st.just("Bo Writer")),
        st.builds(paper, numbers, _TITLES, code=st.just("newowner/newname")),
        st.builds(page, _TITLES, st.integers(1, 999).map(lambda n: f"https://new.example/{n}")),
        st.builds(
            page, _TITLES, st.just("https://new.example/about"), st.just("Some words about it")
        ),
    )


def documents() -> st.SearchStrategy[str]:
    """Mixes of the shapes of lists, with any line ends, with a final line end or without."""
    return st.builds(
        _document,
        shape_mixes.mixes(most=3),
        st.sampled_from(LINE_ENDS),
        st.booleans(),
    )


def _document(names: list[str], end: bytes, ended: bool) -> str:
    data = shape_mixes.with_line_ends(shape_mixes.joined(names), end)
    return (data if ended else data.rstrip(b"\r\n")).decode("utf-8", "surrogateescape")
