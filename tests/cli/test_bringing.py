"""`effllm bring`: what services know is written into lists, or shown as a difference first."""

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.store import metadata

ONE, TWO, TOOL = "arxiv:2404.00001", "arxiv:2404.00002", "github:own/tool"


def paper(name: str, number: int, count: str) -> str:
    """The line of a title, as the second seed has it."""
    link = f"[arxiv](http://arxiv.org/abs/2404.0000{number}v1)"
    return f"- **{name}**, `arXiv, 2404.0000{number}`, {link}, cication: [**{count}**](None)"


TEXT = f"""# L

## S

{paper("One", 1, "-1")}

\t *Ada Adams, ...*
{paper("Two", 2, "4")}

\t *Somebody Else, ...*
{paper("Three", 3, "9")}

\t *Nobody, ...*

## Tools

- [own/tool](https://github.com/own/tool) ⭐ 9 - Works.
"""
FACTS = {
    ONE: {Fact.AUTHORS: ["Ada Adams", "Bo Berg"], Fact.CITATIONS: 12},
    TWO: {Fact.AUTHORS: ["Cy Cole", "Di Dorn"], Fact.CITATIONS: 5},
    TOOL: {Fact.STARS: 1234},
}
DIFFERENCE = [
    "--- L",
    "+++ L",
    "@@ -4,6 +4,6 @@",
    " ",
    f"-{paper('One', 1, '-1')}",
    f"+{paper('One', 1, '12')}",
    " ",
    "-\t *Ada Adams, ...*",
    f"-{paper('Two', 2, '4')}",
    "+\t *Ada Adams, Bo Berg*",
    f"+{paper('Two', 2, '5')}",
    " ",
    "@@ -16,2 +16,2 @@",
    " ",
    "-- [own/tool](https://github.com/own/tool) ⭐ 9 - Works.",
    "+- [own/tool](https://github.com/own/tool) ⭐ 1234 - Works.",
]
WRITTEN = (
    TEXT.replace("**-1**", "**12**")
    .replace("Adams, ...", "Adams, Bo Berg")
    .replace("**4**", "**5**")
    .replace("⭐ 9", "⭐ 1234")
)
LEFT = """Of 1 entry no service has said who the authors are: effllm refresh asks.
Left as it is, for services name other authors: Two
"""


@pytest.fixture
def known(effllm, list_file):
    effllm.done("import", list_file(TEXT))
    library = open_library(effllm.library)
    said = {library.works.find(key): facts for key, facts in FACTS.items()}
    with library.database.transaction():
        metadata.take(library.database, Source.ARXIV, said, "2026-03-01T10:00:00+00:00")
    library.close()
    return effllm


def text(effllm):
    return effllm.done("export", "--list", "L", "--style", "clean")


def test_the_difference_is_shown_and_nothing_is_written(known):
    result = known("bring", "--list", "L", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == DIFFERENCE
    assert result.stderr == (
        f"3 entries would change: 1 with authors, 2 with citations, 1 with stars.\n{LEFT}"
    )
    assert text(known) == TEXT


def test_it_is_written_as_one_step(known):
    result = known("bring")
    assert result.exit_code == 0
    assert result.stdout == (
        "3 entries completed: 1 with authors, 2 with citations, 1 with stars.\n"
    )
    assert result.stderr == LEFT
    assert text(known) == WRITTEN
    assert known("bring").stderr.startswith("There is nothing to bring in.\n")
    assert "bring what services know into 3 entries" in known("undo").output
    assert text(known) == TEXT


def test_a_part_of_it(known):
    known.done("bring", "--section", "Tools")
    assert text(known) == TEXT.replace("⭐ 9", "⭐ 1234")
    known.done("bring", ONE, "--no-citations")
    assert text(known) == TEXT.replace("⭐ 9", "⭐ 1234").replace("Adams, ...", "Adams, Bo Berg")
    assert known("bring", TWO, "--no-authors", "--no-citations").stderr == (
        "There is nothing to bring in.\n"
    )


def test_as_a_document(known):
    document = known.json("bring", ONE, TWO, "--dry-run")
    assert document["written"] is False
    assert document["others"] == ["Two"]
    assert document["unknown"] == 0
    one, two = document["entries"]
    assert (one["list"], one["key"], one["title"]) == ("L", ONE, "One")
    assert one["parts"] == ["authors", "citations"]
    assert one["after"] == one["before"].replace("-1", "12").replace("...", "Bo Berg")
    assert two["parts"] == ["citations"]
    assert known.json("bring", ONE)["written"] is True
    assert known.json("bring", ONE)["entries"] == []


def test_a_damaged_list_and_bytes_that_are_no_text(effllm, tmp_path):
    file = tmp_path / "bytes.md"
    odd = TEXT.encode().replace(b"\n", b"\r\n").replace(b"Ada Adams, ...", b"Ada Adams, \xff, ...")
    file.write_bytes(odd)
    effllm.done("import", file)
    library = open_library(effllm.library)
    facts = {Fact.AUTHORS: ["Ada Adams", "Bo Berg"], Fact.CITATIONS: 12}
    with library.database.transaction():
        found = library.works.find(ONE)
        metadata.take(library.database, Source.ARXIV, {found: facts}, "2026-03-01T10:00:00+00:00")
    library.close()
    (one,) = effllm.json("bring", "--dry-run")["entries"]
    assert "\r\n\r\n" in one["after"]
    assert effllm("bring").stderr == LEFT.replace("1 entry", "2 entries").replace("Two", "One")
    effllm.done("export", "--style", "clean", "-o", tmp_path / "out.md")
    assert (tmp_path / "out.md").read_bytes() == odd.replace(b"**-1**", b"**12**")
