from effllm_desktop.app.exporting.curation import ChosenList, composed
from effllm_desktop.markdown.writer import ChosenEntry, Frame, pieces
from effllm_desktop.store.chosen import Heading

A, B = (ChosenEntry(f"- [{name}](https://{name}.org)") for name in "ab")
SECTIONS = (
    Heading("Title", 1, None),
    Heading("One", 2, 0),
    Heading("Empty", 2, 0),
    Heading("Two", 2, 0),
    Heading("Deep", 3, 3),
)


def curate(lists: list[ChosenList], title: str | None = None) -> str:
    whole = composed(lists, title)
    return "".join(pieces(Frame(whole.title), whole.chapters, whole.opening))


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


def test_one_list_keeps_its_headings_where_something_is_below_them() -> None:
    text = curate([ChosenList("Title", SECTIONS, ((1, A), (4, B), (0, B)))])
    assert headings(text) == ["# Title", "## One", "## Two", "### Deep"]
    assert text.index("b.org") < text.index("## One")


def test_several_lists_become_chapters() -> None:
    text = curate(
        [
            ChosenList("First", SECTIONS, ((1, A),)),
            ChosenList("Left out", SECTIONS, ()),
            ChosenList("Second", SECTIONS, ((None, B),)),
        ]
    )
    assert headings(text) == ["# Reading list", "## First", "### One", "## Second"]


def test_a_title_of_ones_own() -> None:
    assert headings(curate([ChosenList("Title", SECTIONS, ((1, A),))], "Mine"))[0] == "# Mine"
    assert curate([], "Mine") == "# Mine\n"


def test_a_list_with_several_level_one_headings_stands_below_its_name() -> None:
    sections = (Heading("X", 1, None), Heading("Y", 2, 0), Heading("Z", 1, None))
    text = curate([ChosenList("Name", sections, ((0, A), (1, A), (2, B)))])
    assert headings(text) == ["# Name", "## X", "### Y", "## Z"]
