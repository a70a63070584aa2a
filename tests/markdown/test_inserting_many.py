"""Many entries at once stand as they would one after the other, and the list is read twice."""

from collections.abc import Sequence

import pytest

from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import EntryText, Kind
from effllm_desktop.markdown import documents, inserting, inserting_many
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.entry_order import orders_of


def paper(number: str, title: str) -> EntryText:
    arxiv = ArxivId(number)
    url = f"https://arxiv.org/abs/{number}"
    return EntryText(f"arxiv:{number}", Kind.PAPER, title, url, ("A B",), year=2024, arxiv=arxiv)


def page(name: str) -> EntryText:
    return EntryText(f"url:x.org/{name}", Kind.ARTICLE, name, f"https://x.org/{name}")


NEW = (
    paper("2405.00005", "Between"),
    page("z"),
    paper("2401.00001", "Oldest"),
    paper("2412.00001", "Newest"),
    page("a"),
    paper("2405.00006", "arXiv:2405.00006"),
)
NEWEST_FIRST = "# L\n\n## S\n\n" + "".join(
    f"- **T{n}**, `arXiv, 240{n}.00001`, [arxiv](http://arxiv.org/abs/240{n}.00001v1)\n\n\t *C D*\n"
    for n in (8, 7, 6, 4, 3)
)
TEXTS = {
    "newest first": NEWEST_FIRST + "\n## Next\n\nwords\n",
    "no final line end": "# L\n\n- [One](https://x.org/1)\n- [Two](https://x.org/2)",
    "blank lines between": "# L\n\n* [One](https://x.org/1)\n\n* [Two](https://x.org/2)\n\n## N\n",
    "nothing below": "# L\n\n* [One](https://x.org/1)\n## N\n\n* [Two](https://x.org/2)\n",
    "empty": "# L\n\n## N\n\n- [Two](https://x.org/2)\n",
    "numbers": "# L\n\n1. [One](https://x.org/1)\n2. [Two](https://x.org/2)\n",
    "CRLF": "# L\r\n\r\n- [One](https://x.org/1)\r\n- [Two](https://x.org/2)\r\n",
    "table": "# L\n\n| Title | Year |\n|--|--|\n| [One](https://x.org/1) | 2020 |\n\n## N\n",
}


def one_after_the_other(text: str, section: int, entries: Sequence[EntryText]) -> str:
    orders = orders_of(Document(text).in_section(section))
    for entry in entries:
        text = apply(text, inserting.inserted(Document(text), section, entry, orders).edits)
    return text


def at_once(text: str, section: int, entries: Sequence[EntryText]) -> tuple[str, int]:
    steps = list(inserting_many.steps(Document(text), section, entries))
    for step in steps:
        text = apply(text, step.edits)
    return text, len(steps)


@pytest.mark.parametrize("name", TEXTS)
def test_what_stands_is_the_same(name: str) -> None:
    text = TEXTS[name]
    section = 1 if name == "newest first" else 0
    together, count = at_once(text, section, NEW)
    assert together == one_after_the_other(text, section, NEW)
    assert count <= {"empty": 2, "numbers": len(NEW)}.get(name, 1)


def test_entries_are_handed_back_in_the_order_in_which_they_came() -> None:
    (step,) = inserting_many.steps(Document(TEXTS["newest first"]), 1, NEW)
    names = ("2405.00005", "/z", "2401.00001", "2412.00001", "/a", "2405.00006")
    assert all(name in markdown for name, markdown in zip(names, step.markdown, strict=True))


def test_what_is_added_together_makes_no_order() -> None:
    """Four that come as in the alphabet do not have the fifth go before them."""
    names = ("b", "c", "d", "e", "a", "Z")
    for begin in ("# L\n\n", "# L\n\n- [A](https://x.org/0)\n"):
        together, _ = at_once(begin, 0, [page(name) for name in names])
        lines = [line for line in together.splitlines() if line.startswith("- [")]
        assert [line[3] for line in lines][-len(names) :] == list(names)


def test_an_order_that_was_there_holds_for_all_that_comes() -> None:
    """One that it says nothing about does not end it for those behind."""
    together, _ = at_once(NEWEST_FIRST, 1, NEW)
    found = [entry.text for entry in Document(together).in_section(1)]
    numbers = [text.arxiv.id for text in found if text.arxiv is not None]
    assert numbers == sorted(numbers, reverse=True)
    titles = [text.title for text in found if text.arxiv is None]
    assert titles == ["z", "a"]


def test_a_list_is_not_read_for_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    long = documents.read_text

    def counted(text: str, checkpoint):  # type: ignore[no-untyped-def]
        read.append(len(text))
        return long(text, checkpoint)

    monkeypatch.setattr(documents, "read_text", counted)
    at_once(NEWEST_FIRST, 1, [paper(f"2402.{n:05d}", f"Number {n}") for n in range(1, 100)])
    assert len(read) == 2


def test_what_cannot_be_written_together_is_written_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    proved = inserting_many.proved

    def few(document, edits, meant):  # type: ignore[no-untyped-def]
        if meant.fresh > 2:
            raise BadInput("Too many.")
        return proved(document, edits, meant)

    monkeypatch.setattr(inserting_many, "proved", few)
    text = TEXTS["no final line end"]
    together, count = at_once(text, 0, NEW)
    assert together == one_after_the_other(text, 0, NEW)
    assert 1 < count <= len(NEW)
    with pytest.raises(BadInput):
        list(inserting_many.steps(Document(text), 9, NEW))
