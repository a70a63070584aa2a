"""What was typed or pasted, as works that can be added: with what is known of them."""

from effllm_desktop.app import adding
from effllm_desktop.app.adding import Facts
from effllm_desktop.app.library import Library
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Role
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.store import metadata, works
from tests.support.builders import page, take


def entries(library: Library, text: str) -> list[EntryText]:
    return [one.entry for one in adding.read(library, text).candidates]


def test_many_come_at_once_each_once_and_what_is_no_work_is_told(library: Library) -> None:
    text = "2404.14897, 2404.14898\nhttps://arxiv.org/abs/2404.14897v3\n\nwords only\n"
    reading = adding.read(library, text)
    assert [one.entry.key[-5:] for one in reading.candidates] == ["14897", "14898"]
    assert reading.unread == ("words only",)
    assert not reading.candidates[0].is_complete


def test_what_the_library_has_is_told_with_its_place_and_its_title(
    library: Library, folder: object
) -> None:
    take(library.folder, page("L", {"One": ["[Known](https://arxiv.org/abs/2404.14897) - Words"]}))
    (one,) = adding.read(library, "2404.14897").candidates
    assert (one.entry.title, one.is_complete) == ("Known", True)
    assert [place.path for place in one.known] == ["L / One"]
    (said,) = adding.read(library, "- [My words](https://arxiv.org/abs/2404.14897)").candidates
    assert (said.entry.title, len(said.known)) == ("My words", 1)


def test_what_left_its_list_is_not_there_and_can_be_added_again(library: Library) -> None:
    file = page("L", {"One": ["[Known](https://arxiv.org/abs/2404.14897)", "[b](https://b.org/x)"]})
    take(library.folder, file)
    take(library.folder, page("L", {"One": ["[b](https://b.org/x)"]}), as_list="L")
    (one,) = adding.read(library, "2404.14897").candidates
    assert (one.known, one.entry.title) == ((), "arXiv:2404.14897")


def test_the_place_that_is_told_is_that_in_the_list_that_is_added_to(library: Library) -> None:
    for name in ("A", "B"):
        take(library.folder, page(name, {"One": ["[Known](https://arxiv.org/abs/2404.14897v2)"]}))
    (one,) = adding.read(library, "2404.14897").candidates
    assert [one.place(place.list_id).path for place in one.known] == ["A / One", "B / One"]
    assert one.place(None).path == "A / One"
    assert one.entry.arxiv == ArxivId("2404.14897", 2)


def test_code_comes_along_from_the_library(library: Library) -> None:
    text = "# L\n\n- [Known](https://arxiv.org/abs/2404.14897) [code](https://github.com/a/b)\n"
    take(library.folder, text)
    (entry,) = entries(library, "2404.14897")
    assert [(link.url, link.role) for link in entry.links] == [
        ("https://github.com/a/b", Role.CODE)
    ]


def test_a_lookup_completes_what_it_knows(library: Library) -> None:
    facts = Facts("Looked up", ("Ann", "Bo"), "ICML", 2025, None, 3)
    reading = adding.read(library, "2404.14897", {"arxiv:2404.14897": facts}.get)
    (one,) = reading.candidates
    assert one.is_complete
    assert one.entry[2:9] == (
        "Looked up",
        "https://arxiv.org/abs/2404.14897",
        ("Ann", "Bo"),
        False,
        "ICML",
        2025,
        one.entry.arxiv,
    )
    assert one.entry.kind is Kind.PAPER
    assert one.entry.arxiv == ArxivId("2404.14897", 3)
    (named,) = adding.read(library, "2404.14897v1", {"arxiv:2404.14897": facts}.get).candidates
    assert named.entry.arxiv == ArxivId("2404.14897", 1)


def test_what_services_said_completes_a_title_that_a_list_does_not_have(library: Library) -> None:
    stand_in = "# L\n\n- [arXiv:2404.14897](https://arxiv.org/abs/2404.14897)\n"
    take(library.folder, stand_in)
    (one,) = adding.read(library, "2404.14897").candidates
    assert (one.is_complete, len(one.known)) == (False, 1)
    work = works.find(library.database, ["arxiv:2404.14897"])["arxiv:2404.14897"]
    facts = {Fact.TITLE: "Said", Fact.AUTHORS: ["Ann"], Fact.PUBLISHED: "2024-04-23T00:00:00Z"}
    with library.database.transaction():
        metadata.take(library.database, Source.ARXIV, {work: facts}, "2026-01-01T00:00:00+00:00")
    (one,) = adding.read(library, "2404.14897").candidates
    assert (one.entry.title, one.entry.authors, one.entry.year) == ("Said", ("Ann",), 2024)
    assert (one.is_complete, len(one.known)) == (True, 1)
