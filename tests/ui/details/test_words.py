"""What the right pane says about a work, and which links it offers."""

from dataclasses import replace

import pytest

from effllm_desktop.app.readmodels.works import Appearance
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.ids import EntryId, ListId, SectionId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Marks, Role
from effllm_desktop.domain.scopes import ListScope, SectionScope
from effllm_desktop.ui.details.appearances import place_name, scope_of
from effllm_desktop.ui.details.facts import authors_html, facts_line, identifiers, kind_line
from effllm_desktop.ui.details.known import folded
from effllm_desktop.ui.details.links import shown_links

PAPER = EntryText(
    key="arxiv:2404.14897",
    kind=Kind.PAPER,
    title="A survey",
    url="https://arxiv.org/abs/2404.14897v1",
    authors=("A & B", "C", "D", "E", "F"),
    venue="arXiv",
    year=2024,
    arxiv=ArxivId("2404.14897", 1),
)


def test_few_authors_are_all_named() -> None:
    assert authors_html(PAPER, unfolded=False) == "A &amp; B, C, D, E, F"


def test_authors_that_the_curator_left_out_are_an_ellipsis() -> None:
    elided = PAPER._replace(authors_elided=True)
    assert authors_html(elided, unfolded=False) == "A &amp; B, C, D, …, E, F"
    assert authors_html(elided._replace(authors=("A",)), unfolded=False) == "A, …"


def test_many_authors_are_folded_until_asked_for() -> None:
    many = PAPER._replace(authors=tuple(f"N{number}" for number in range(5000)))
    folded = authors_html(many, unfolded=False)
    assert folded.startswith("N0, N1, ")
    assert folded.endswith('N7, … <a href="all">show all 5,000</a>')
    assert authors_html(many, unfolded=True).count(",") == 4999


def test_facts() -> None:
    assert facts_line(PAPER) == "arXiv 2024"
    cited = PAPER._replace(citations=1)
    assert facts_line(cited) == "arXiv 2024 · 1 citation, as the list says"
    assert facts_line(PAPER._replace(venue=None, year=None)) == ""
    assert kind_line(PAPER._replace(marks=Marks(featured=True))) == "Paper · featured"


def test_identifiers_can_be_copied() -> None:
    assert list(identifiers(PAPER)) == [
        ("arXiv 2404.14897v1", "2404.14897v1"),
        ("Key", "arxiv:2404.14897"),
    ]
    other = PAPER._replace(arxiv=ArxivId("2404.14897"), doi="10.1/x", repository="o/r")
    assert [text for text, _ in identifiers(other)] == [
        "arXiv 2404.14897",
        "DOI 10.1/x",
        "o/r",
        "Key",
    ]


def test_links_say_what_they_lead_to() -> None:
    links = (
        Link("", "https://x.com/a/status/1", Role.POST),
        Link("galore", "https://github.com/o/galore", Role.CODE, "o"),
        Link("mirror", "https://example.org/git", Role.CODE),
        Link("pdf", "http://arxiv.org/pdf/2404.14897v1.pdf", Role.PDF),
        Link("arxiv", "https://arxiv.org/abs/2404.14897v1", Role.ABSTRACT),
        Link("jiqizhixin", "https://www.jiqizhixin.com/a", Role.ARTICLE),
        Link("relative", "docs/a.md", Role.OTHER),
        Link("Video", "https://www.youtube.com/watch?v=1", Role.VIDEO),
        Link("again", "https://x.com/a/status/1", Role.POST),
    )
    shown = shown_links(PAPER._replace(links=links))
    assert [link.text for link in shown] == [
        "Abstract",
        "PDF",
        "o/galore",
        "mirror",
        "Post · again",
        "Article · jiqizhixin",
        "Video · youtube.com",
    ]


def test_the_own_link_comes_first_where_no_other_repeats_it() -> None:
    assert [link.text for link in shown_links(PAPER)] == ["Abstract"]
    repository = PAPER._replace(kind=Kind.REPOSITORY, url="https://github.com/o/r")
    assert [link.text for link in shown_links(repository)] == ["o/r"]
    article = PAPER._replace(kind=Kind.ARTICLE, url="https://example.org/a")
    assert [link.text for link in shown_links(article)] == ["Article · example.org"]
    assert shown_links(PAPER._replace(url="")) == []


def test_places_are_named_without_saying_a_list_twice() -> None:
    place = Appearance(ListId(1), "L", SectionId(2), "L / Methods / Other", EntryId(3), 7, False)
    assert place_name(place) == "L › Methods › Other"
    assert scope_of(place) == SectionScope(SectionId(2))
    top = replace(place, section_id=None, path="")
    assert place_name(top) == "L"
    assert scope_of(top) == ListScope(ListId(1))


@pytest.mark.parametrize("words", [10, 40, 41, 500])
def test_a_long_abstract_is_folded_at_a_word(words):
    text = " ".join(["pruned,"] * words)
    short = folded(text)
    if words <= 36:
        assert short == text
    else:
        assert short.endswith("pruned …")
        assert len(short) < 300
