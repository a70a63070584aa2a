"""The short way of reading lines says what the long way says, of whole and of damaged ones."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.markdown import reader, source
from effllm_desktop.markdown.brief import blocks, entries, plain_lines, role_links, rows
from effllm_desktop.markdown.brief.saying import NO_ENTRY
from effllm_desktop.markdown.dialects import forms
from tests.support import both_ways
from tests.support import shape_samples as samples

U = "https://example.org/x"
A = "https://arxiv.org/abs/2301.00001"
S = "https://scholar.google.com/scholar?cites=1"
ORDINARY = (
    f"- [A title of words]({A}) - Words about `it`, and **more**.\n",
    f"- [A title]({U}) *First Author, Second Author*. ICML 2024. [[code]]({U}/code)\n",
    f"- **A title of words.** *First Author et al.* Venue. [[PDF]({A})] [[Code]({U})]\n",
    f"- **A title**, `ICML, 2024`, [paper]({A}), citations: [**12**]({S})\n",
    f"- A title of words, First Author [[paper]({A})] [[code]({U})]\n",
    f"- (ICML 2020) [A title of words]({A}), First Author, Second Author\n",
    f"- [2023/02] **A title of words** *A. Author, B. Author* [paper]({A})\n",
    f"1. **A title of words.** arxiv 2018. [paper]({A})\n\n    *First Author, Second Author.*\n",
    f"1. [A title]({A})\n    - First Author, Second Author\n    - 📅 May 2025\n    - [code]({U})\n",
    f"* :fire: **[A title of words]({A})** | First Author | arXiv [code]()\n",
    f"- 🌟 [A title]({U}) - words, R&amp;D at 5\\*4 <sub>small</sub><br>and more\n",
    f"- {A} A title of words\n",
    f"- A title of words: {A}.\n",
    f"- <{A}>\n",
    f"- A title of words\n{A}\n",
    f"- 论文：{A}\n",
    f"- [[Paper]({A})] A title of words\n",
    f"- [![Stars](https://img.shields.io/x.svg)]({U}) [A title]({A}) ![](https://a.b/y.svg)\n",
    f"- ### [A title of words]({U})\n",
    f'- <a href="{U}" target="_blank">A title</a> and <b>bold</b> <i>words</i>, <em>more</em>\n',
    f'- <a href="{U}"><b>A title</b></a> <a name="a"></a> <a name="b" /> <img src="x.png">\n',
    f"- *A title of words in italics* [paper]({A})\n",
    f"- A title of words [paper]({A}) **[x](http://a.b/x)** **bold**\n",
    f"- [Keras]({U}) - Words about it\n",
    f"- [[ICML]({U})] A title of words [code]({U}/c)\n",
    f"- [Part]({U}) of it in [the docs](docs/part.md#it), [home](#home)\n",
    f"- [A title] ({U}) - in an old list\n",
    f"- [![A picture](https://a.b/c.png)]({U})\n",
    f"- [ICML 2020]({A}) - Jun 2020\n",
    f"- Paper, [ICML 2020]({A}), June\n",
    f"- **A title** of words \\\n  *First Author* \\\n  [[paper]({A})]\n",
    f"- [A title]({U}) - [Second one]({U}/2) - owner)\n\n  ([code]({U}/3) - o) and words\n",
    f"- [A title]({U})\n\n  *What it does.* · ([page]({U}/p) - o) `code` **bold**\n",
    f"- [A title]({U})\n\n  Words about it.\n\n  *More in italics.*\n",
    f"- **A title** [x]({A})\n\n  [[pdf]({A})], 2021.4\n",
    f"- Words\n\n  [paper]({A})\n",
    "- A title of words\n\n  arXiv:2301.00001\n",
    f"- [Refers to][r0] and [[Paper][r0]] [words]\n\n[r0]: {A}\n",
    f'- "[A title of words]({U})" - words\n',
    f"- [A title]({U})\n\n  >\n",
    f"- Smith, J., Doe, A. (2020). A title of words. ICML. [link]({A})\n",
    f"- First Author, Second Author, Third Author. A title of words. [[pdf]]({A})\n",
    f"- A title of words (2017), F. Author and S. Author. [[pdf]({A})]\n",
    f"- [Author et al., 2020]({A}) A title of words\n",
    f"- [12] F. Author, S. Author. **A title of words.** ICML 2020. [[pdf]({A})]\n",
    f"- **A title of words**. (ICML 2024)<br>First Author, Second Author. [[pdf]({A})]\n",
    f"- **A title of words** *Author et al. ICML* [[pdf]({A})] [code]({U})\n",
    f'- **Short**: "A long title of words" [[paper]({A})] [site]({U})\n',
    f"- **Short**: [A long title of words]({A}) - words\n",
    f"- **Tool** - ([Repo]({U}), [Home](https://example.org)) Words. `(linux, mac)`\n",
    f"- **A title**: [paper]({A}) [code](https://github.com/a/b)\n",
    f"- 3.A title of words, jun 2016, [arxiv]({A})\n",
    f"**A title of words** [paper]({A})\n",
    f"## A title of words [paper]({A})\n",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_lines_take_the_short_way(text: str) -> None:
    count = both_ways.assert_alike(text + "\n- next\n")
    assert count.long == []
    both_ways.assert_phrases(text)


ROLE_LINKS = (
    f"- A title of words [[paper]({A})] [[code]({U})]\n",
    f"- A title: of words, F. Author, S. Author [[pdf]]({A}) ([code]({U}), [site]({U}/s)).\n",
    f"* Words (see [paper]({A})), [ICML 2020]({U})\n",
    f"1. R & D over ~5 snake_case names! [paper]({A})\n",
    f"- 论文标题 [[论文]({A})] [[代码]({U})]\n",
    f"- A title, arXiv 2301.00002 [code]({U})\n",
    f"- Correct words [arXiv 2301.00002]({U})\n",
    f"- A title: {A}\n",
    f"- A title of words; code: {U}?a=1&b=2\n",
    f"- {A}\n",
    "- http://example.org/corr-2301.00002\n",
)
"""Items of words and links that only say what is there."""


@pytest.mark.parametrize("text", ROLE_LINKS)
@pytest.mark.parametrize("behind", ["", "- next\n", "\n## H\n", "\nText\n", "\n[r0]: http://a.b\n"])
def test_words_before_links_are_read_as_a_whole(text: str, behind: str) -> None:
    for whole in (text + behind, (text + behind).replace("\n", "\r\n")):
        assert role_links.item(whole, 0, {}) is not None
        both_ways.assert_alike(whole)


@pytest.mark.parametrize(
    "text",
    [
        f"- A title of words [Second title]({U})\n",
        "- A title of words [12](https://scholar.google.com/scholar?cites=1)\n",
        f"- A title of words, cited by: [paper]({U})\n",
        "- A title of words [paper](https://img.shields.io/x)\n",
        "- A title of words: https://img.shields.io/x\n",
        "- https://scholar.google.com/scholar?cites=1\n",
        f"- 🌟 [paper]({U})\n",
        f"- A title 🌟 [paper]({U})\n",
        f"- A title [paper]({U})\n  more\n",
        f"- A title [paper]({U})\n  - more\n",
        f"- A title [paper]({U})[code]({U})][x]\n",
    ],
)
def test_words_before_links_with_more_than_that(text: str) -> None:
    assert role_links.item(text, 0, {}) is None
    both_ways.assert_alike(text)


def test_words_before_links_beside_references() -> None:
    assert role_links.item(f"- A title [[paper]({U})][[code]({U})]\n", 0, {"x": U}) is None
    assert role_links.item(f"- A title [[paper]({U})] [[code]({U})]\n", 0, {"x": U}) is not None
    assert role_links.item(f"- A title [[paper]]({U})\n", 0, {"paper": U}) is None


PLAIN_LINES = (
    f"- **A title of words**, First Author, Second Author, ICML 2024. [paper]({A}) [code]({U})\n",
    f"- [A title of words]({A}) (ICML 2024) [[code]]({U})\n",
    f"* **Short**: [A long title of words]({A}) - R & D over ~5 words!\n",
    f"1. [A title]({U}), implements [Another title]({U}/x) [[1]({U}/y)][[2]({U}/z)]\n",
    f"- **Paper** ] words [[paper](https://img.shields.io/x)] [paper]({A})\n",
    f"- **A title** 🌟 [paper]({A})\n",
    f"- :fire: [2023/07] **A title of words.** *First Author et al.* `ICML`[[paper]({A})]\n",
)
"""Items of one line without anything exotic."""


@pytest.mark.parametrize("text", PLAIN_LINES)
@pytest.mark.parametrize("behind", ["", "- next\n", "\n## H\n", "\nText\n"])
def test_plain_lines_are_recognised_as_a_whole(text: str, behind: str) -> None:
    for whole in (text + behind, (text + behind).replace("\n", "\r\n")):
        assert plain_lines.item(whole, 0, {}) is not None
        both_ways.assert_alike(whole)


@pytest.mark.parametrize(
    "text",
    [
        "- **A title** of words\n",
        "- **A title** [12](https://scholar.google.com/scholar?cites=1)\n",
        f"- **A title** <br> [paper]({A})\n",
        f"- **A title** [beside](x.md) [paper]({A})\n",
        f"- **A title** \udcff [paper]({A})\n",
        f"- **A title** [paper]({A})\n  more\n",
        f"- **A title ** [paper]({A})\n",
    ],
)
def test_lines_that_are_not_plain(text: str) -> None:
    assert plain_lines.item(text, 0, {}) is None
    both_ways.assert_alike(text)


def test_plain_lines_beside_references() -> None:
    text = f"- **A title** [[paper]({U})][[code]({U})]\n"
    assert plain_lines.item(text, 0, {}) is not None
    assert plain_lines.item(text, 0, {"x": U}) is None
    assert plain_lines.item(text, 0, {"paper": U}) is None


@pytest.mark.parametrize("text", [f"- only counted [12]({S})\n", "- [beside](x.md)\n", "- words\n"])
def test_lines_that_are_no_entries(text: str) -> None:
    count = both_ways.assert_alike(text)
    assert (count.taken, count.entries) == (1, 0)


HEAD = (
    "| Title | Authors | Venue | Year | Citations | Description | Code | |\n" + 8 * "|---" + "|\n"
)
ROWS = (
    f"| [A title]({A}) | A. B, C. D | ICML 2023 | 2024 | 1,234 | about | [code]({U}) | - |\n",
    f"| **A title** | - | - | - | - | - | [paper]({A}) [beside](x.md) | ![](http://a.b/c.png) |\n",
    f"| [[**It**] A title of words]({A}) F. Author, S. Author, T. Author | | | | | | | |\n",
    f"| [**It**] A title of words | | | | | | [pdf]({A}) | |\n",
    "| A title of words | arXiv:2301.00001 | | | | | | |\n",
    f"| [Keras]({U}) words about it | | | | | | | |\n",
    f"| [paper]({A}) | | | | | | | |\n",
    "| words | more | | | | | | |\n",
)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("head", [HEAD, HEAD.replace("Title", "Nr"), HEAD.replace("Code", "Paper")])
def test_rows_are_read_alike(row: str, head: str) -> None:
    count = both_ways.assert_alike(head + row)
    assert count.taken >= 1
    cells = "".join(f"<td>{cell}</td>" for cell in row.split("|")[1:-1])
    both_ways.assert_alike(f"<table><tr>{cells}</tr></table>\n")
    both_ways.assert_alike(f"{head}{row}\n[words]: {U}\n[A title]: {A}\n")


@pytest.mark.parametrize("cell", ["***A title***", "no \0 byte", "a [program](x.py)", "[words]"])
def test_rows_with_more_than_that(cell: str) -> None:
    row = f"{HEAD}| {cell} | | | | | | [code]({U}) | |\n\n[words]: {U}\n"
    assert both_ways.assert_alike(row).long != []
    assert len(reader.read_text(row).entries) == 1
    html = f"<table><tr><td>{cell} <a href='{U}'>A title</a></td></tr></table>\n\n[words]: {U}\n"
    assert len(reader.read_text(html).entries) == 1


@pytest.mark.parametrize("text", ORDINARY)
@pytest.mark.parametrize("behind", ["", "- next\n", "\n## H\n", "\nText\n", "\n  more\n", "lazy\n"])
def test_what_stands_behind_an_item(text: str, behind: str) -> None:
    both_ways.assert_alike(text + behind)
    both_ways.assert_alike((text + behind).replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "text",
    [
        f"- ***A title*** [paper]({A})\n",
        f"- [A title](b.pdf) [paper]({A})\n",
        "- [A title](arxiv.org/abs/2301.00001)\n",
        f"- a \0 byte [paper]({A})\n",
        f"- no \udcff text [paper]({A})\n",
        f"- **[Badge](https://img.shields.io/x.svg)** [paper]({A})\n",
        f"- <http://[bad> [paper]({A})\n",
        f"- http://, and [paper]({A})\n",
        f"- [A title]({A})\n\n  ab *Author*\n",
        f"- [A title]({A})\n  -\n",
        f"- [A title]({A})\n  - ![](https://a.b/c.png)\n",
        f"- [A title]({A})\n  - nested\n\n  and a paragraph\n",
        f"- [A title]({A})\n\n  > quoted\n",
        f"- [A title]({A})\n\n  ```\n  code\n  ```\n",
        f"- [A title]({A})\n  - nested\n\n    ```\n    code\n    ```\n",
        f'- [A title]({U} "🌟") words\n',
        f"- [![Open 🌟](https://a.b/c.png)]({U}) words\n",
        f"- [A title][r0] [r0]\n\n[r0]: {A}\n",
        f"- [A title][r1] [x]({U})\n\n[r1]: docs/a.md\n",
    ],
)
def test_what_is_doubtful_takes_the_long_way(text: str) -> None:
    start = text.index("- ")
    assert entries.item(text, start, {"r0": A, "r1": "docs/a.md"}) is None
    both_ways.assert_alike(text)


def test_a_line_that_is_no_entry() -> None:
    text = "**Bold words** [nothing]() [beside](a.md)\n"
    line = entries.line(text, 0, len(text), {})
    assert line is not None
    assert line.said() is NO_ENTRY
    assert line.linked == [("nothing", ""), ("beside", "a.md")]
    assert (line.words, line.bold) == ("Bold words nothing beside", "")
    only = entries.line("**Bold words**\n", 0, 15, {})
    assert only is not None
    assert only.bold == "Bold words"
    assert entries.line("", 0, 0, {}) is None


def test_every_shape_is_read_alike() -> None:
    total = both_ways.Count()
    for text in (source.decode(samples.document(name)) for name in samples.NAMES):
        total += both_ways.assert_alike(text)
        both_ways.assert_phrases(text)
    assert total.entries > 450
    assert total.short_entries >= 0.85 * total.entries


def test_documents_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [samples.document(name) for name in samples.NAMES]
    documents += list(_beginnings(documents))
    short = [reader.read(data) for data in documents]
    for way in ("item", "node", "line", "bullet"):
        monkeypatch.setattr(entries, way, lambda *_: None)
    monkeypatch.setattr(rows, "read", lambda *_: None)
    monkeypatch.setattr(role_links, "item", lambda *_: None)
    monkeypatch.setattr(plain_lines, "item", lambda *_: None)
    monkeypatch.setattr(forms, "recognised", lambda *_: None)
    assert [reader.read(data) for data in documents] == short


def _beginnings(documents: list[bytes]) -> Iterator[bytes]:
    """Documents that begin with lines which stood in the middle of others."""
    for data in documents:
        lines = data.splitlines(keepends=True)
        for start in range(1, len(lines), 3):
            yield b"".join(lines[start : start + 5])
            yield b"".join(lines[start : start + 5]).replace(b"\n", b"\r", 1)
    yield f"http{U[5:]}\n".encode()


_SPICE = (
    *("**", "*", "_", "[", "]", "![", "`", "|", "\\", "&amp;", "$", "~~", "(", ")", "<", ">", ":"),
    *("!", "h", "http", "\n", "\n\n", "\n  - ", "\n\n  ", "  ", "\t", "\r\n", "- ", '"', "”", "“"),
    *("word ", " et al. ", "None", "2020", "ICML 2020", "Code", ", ", ". ", " | ", " - me)", "\0"),
    *("citations: ", "arXiv:2101.00001 ", "中文 ", "🌟", ":clapper:", "`x`", "**B b**", "a_b"),
    *("<br>", "<sup>", "</ins>", "<td>", "<b>a b</b>", '<a name="q"></a>', "[x][y]", "[z](#q)"),
    *("[Doc](./a/b.md)", "[x](y)", "[Paper](https://a.b/c)", "](https://arxiv.org/abs/2301.00001)"),
    *("https://github.com/a/b", "[x](https://img.shields.io/x)", "*A B, C D*", "\udcff"),
    *("J. Smith, A. Doe", "Jane Doe, John Roe", "Doe et al., 2021", " (2021)", "`(x, y)`", "3."),
    '<img src="https://a.b/c" alt="z">',
)


@settings(max_examples=400)
@given(
    text=st.sampled_from(ORDINARY + ROLE_LINKS + PLAIN_LINES),
    damage=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 3), st.sampled_from(_SPICE)), max_size=4
    ),
    behind=st.sampled_from(("", "- next\n", "\n## H\n", "\nText\n")),
)
def test_damaged_lines_are_read_alike_or_not_at_all(
    text: str, damage: list[tuple[float, int, str]], behind: str
) -> None:
    for where, cut, spice in damage:
        place = int(where * len(text))
        text = text[:place] + spice + text[place + cut :]
    both_ways.assert_alike(text + behind)
    both_ways.assert_phrases(text + behind)


@settings(max_examples=300)
@given(st.lists(st.sampled_from((*_SPICE, f"[A title]({U})", f"[p]({A})", " words ")), max_size=12))
def test_lines_of_anything(parts: list[str]) -> None:
    both_ways.assert_alike("- " + "".join(parts) + "\n")
    both_ways.assert_alike("".join(parts) + "\n")


def test_where_an_item_ends() -> None:
    item = f"- [A title]({U})\n"
    for behind in ("", "- next\n", "1. next\n", "# H\n", "<details>\n", "\ntext\n"):
        found = blocks.item_at(item + behind, 0, {})
        assert found is not None
        assert found.end == len(item)
    for behind in ("\n - below?\n", "\n**Summary**: words\n", "lazy `\n", "<b>\n"):
        assert blocks.item_at(item + behind, 0, {}) is None


def test_an_item_of_tags_without_a_link() -> None:
    found = reader.read_text("<ul>\n<li>either/or, in words</li>\n</ul>\n")
    assert (found.entries, found.problems) == ((), ())
