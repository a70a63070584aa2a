"""Bibliographies in styles: what is written, of whom, and what a style cannot do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop.app.exporting import bibliography, citation_processing, citation_styles
from effllm_desktop.app.exporting.bibliography import copied
from effllm_desktop.app.exporting.previewing import preview
from effllm_desktop.app.exporting.rendering import Export, render, stream
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format
from effllm_desktop.app.exporting.writing import export_to
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.domain.errors import BadInput, Cancelled, NotFound
from effllm_desktop.domain.ids import WorkId
from tests.support import citing, other_tools
from tests.support.libraries import library_of

LIST = r"""# L

- **Attention is $all_2$ & a < b**, `NeurIPS, 2017`, [paper](https://doi.org/10.1000/18)

    *Ashish Vaswani, Ji-hoon Kim, Jean de la Fontaine*
- **无标题的论文**, `ICML`, [paper](https://example.org/z?a=1&b=<2>)

    *王 小明, bell hooks, Ludwig van der Berg, 01. AI*
- [owner/Repo of it](https://github.com/owner/Repo)
- [A talk](https://www.youtube.com/watch?v=abc)
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "library", LIST)
    yield library
    library.close()


def written(library: Library, style: Path | str = citing.STYLE, **more: object) -> Export:
    form = more.pop("form", Format.BIBLIOGRAPHY)
    request = ExportRequest(format=form, citation_style=str(style), **more)
    return render(library, request)


def test_a_style_says_order_numbers_and_words(library: Library) -> None:
    people = "A. Vaswani, J. Kim, and J. de la Fontaine"
    others = "王 小明, bell hooks, L. van der Berg"
    assert written(library).data.decode().splitlines() == [
        "[1] A talk, https://www.youtube.com/watch?v=abc.",
        "[2] owner/Repo of it, https://github.com/owner/Repo.",
        f"[3] {people}, “Attention is all₂ & a < b,” NeurIPS, 2017, https://doi.org/10.1000/18.",
        f"[4] {others}, et al., “无标题的论文,” ICML, https://example.org/z?a=1&b=<2>.",
    ]


def test_a_page_has_its_marks_and_everything_else_is_text(library: Library) -> None:
    page = written(library, form=Format.BIBLIOGRAPHY_HTML).data.decode()
    small = '<span style="font-variant:small-caps;">'
    assert (f"“Attention is all₂ &amp; a &lt; b,” {small}NeurIPS</span>, <b>2017</b>") in page
    assert "b=&lt;2&gt;.</p>" in page
    assert page.count("<p>") == page.count("</p>") == 4
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")


def test_no_style_is_the_one_that_comes_along(library: Library) -> None:
    text = written(library, "").data.decode()
    assert (
        "Vaswani, A., Kim, J. and de la Fontaine, J. (2017) “Attention is all₂ & a < b,” NeurIPS."
    ) in text
    assert "owner/Repo of it (no date). Available at: https://github.com/owner/Repo." in text


def test_nothing_of_ones_own_is_in_it(library: Library) -> None:
    works = [WorkId(row[0]) for row in library.database.rows("SELECT id FROM works")]
    library.workspace.run(ChangeState(works=works, note="mine", tags=["t"]))
    made = written(library, parts=EVERY_PART)
    assert made.own == ()
    assert b"mine" not in made.data


def odd(tmp_path: Path, *arguments: str, **more: str) -> Path:
    file = tmp_path / "odd.csl"
    file.write_text(citing.style(*arguments, **more), encoding="utf-8")
    return file


def test_a_style_brings_no_marks_of_its_own(library: Library, tmp_path: Path) -> None:
    style = odd(
        tmp_path,
        "<text value='&lt;script src=x>' suffix='&amp;amp; &lt;i onclick=y>'/>"
        "<text variable='title' prefix='&lt;img>'/>",
    )
    page = written(library, style, form=Format.BIBLIOGRAPHY_HTML).data.decode()
    assert "<p>&lt;script src=x&gt;&amp; &lt;i onclick=y&gt;&lt;img&gt;A talk</p>" in page


@pytest.mark.parametrize(
    "layout",
    [
        "<unheard-of/>",
        "<text/>",
        "<other xmlns='urn:x'/>",
        "<date variable='issued' form='text'><date-part name='year' form='odd'/></date><number/>",
        "<text variable='volume'/>",
        "",
    ],
)
def test_a_style_without_words_for_anything_is_refused(
    library: Library, tmp_path: Path, layout: str
) -> None:
    with pytest.raises(BadInput, match="no words for any of these works"):
        written(library, odd(tmp_path, layout))


def test_names_and_numbers_whose_letters_are_to_be_large(library: Library, tmp_path: Path) -> None:
    names = "<names variable='author'><name><name-part name='{}' text-case='{}'/></name></names>"
    style = odd(tmp_path, names.format("family", "capitalize-first"))
    assert "Ashish Vaswani, Ji-hoon Kim" in written(library, style).data.decode()
    style = odd(tmp_path, names.format("family", "uppercase"))
    assert "Ashish VASWANI, Ji-hoon KIM" in written(library, style).data.decode()


def test_a_style_that_cannot_even_sort_is_refused(library: Library, tmp_path: Path) -> None:
    style = odd(tmp_path, "<text variable='title'/>")
    text = style.read_text(encoding="utf-8")
    style.write_text(text.replace("<layout>", "<sort><key/></sort><layout>"), encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be applied"):
        written(library, style)


def test_works_that_a_style_has_no_words_for_are_written_plainly(
    library: Library, tmp_path: Path
) -> None:
    style = odd(tmp_path, "<text variable='DOI'/>")
    made = written(library, style)
    assert "10.1000/18" in made.data.decode().splitlines()
    assert "A talk. https://www.youtube.com/watch?v=abc" in made.data.decode().splitlines()
    assert made.remarks == ("3 works are written plainly: the style has no words for them.",)
    both = odd(tmp_path, "<text variable='DOI'/><text variable='container-title'/>")
    assert "1 work " not in str(written(library, both).remarks)
    doi = WorkId(1)
    one = copied(library, [doi, WorkId(2)], str(odd(tmp_path, "<text variable='DOI'/>")), _going_on)
    assert one.remarks == ("1 work is written plainly: the style has no words for it.",)


def _going_on() -> None:
    """Nobody wants it to stop."""


def test_a_style_that_takes_too_long_is_stopped(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(citation_processing, "PATIENCE", -1.0)
    with pytest.raises(BadInput, match="takes too long"):
        written(library, odd(tmp_path, "<text variable='title'/><text variable='title'/>"))


def test_more_works_than_one_would_wait_for_are_refused(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bibliography, "MOST", 3)
    with pytest.raises(BadInput, match="up to 3 works"):
        written(library)
    with pytest.raises(BadInput, match="up to 3 works"):
        preview(library, ExportRequest(format=Format.BIBLIOGRAPHY), most=2)


def test_it_can_be_stopped_before_its_first_entry(library: Library, tmp_path: Path) -> None:
    progress = InlineProgress()
    progress.cancel()
    request = ExportRequest(format=Format.BIBLIOGRAPHY, citation_style=str(citing.STYLE))
    with pytest.raises(Cancelled):
        next(stream(library, request, None, progress.checkpoint).pieces)
    with pytest.raises(Cancelled):
        export_to(library, request, tmp_path / "out.txt", progress)
    assert not (tmp_path / "out.txt").exists()


def test_nobody_to_cite(tmp_path: Path) -> None:
    library = library_of(tmp_path / "empty", "# Nothing\n")
    assert written(library).data == b""
    library.close()


def test_a_style_that_is_gone(library: Library) -> None:
    with pytest.raises(NotFound):
        written(library, "/nowhere/at-all.csl")


def test_citations_for_the_clipboard_are_text_and_page(library: Library) -> None:
    made = copied(library, [WorkId(1), WorkId(4)], str(citing.STYLE), _going_on)
    assert made.text.splitlines()[0] == "[1] A talk, https://www.youtube.com/watch?v=abc."
    assert "<b>2017</b>" in made.html
    assert "a &lt; b" in made.html
    assert made.remarks == ()


def test_in_quotes_stands_what_the_language_has_there(library: Library, tmp_path: Path) -> None:
    text = "<text variable='title' quotes='true' suffix=', '/><text variable='URL'/>"
    british = odd(tmp_path, text, attributes="default-locale='en-GB'")
    assert "‘A talk’, http" in written(library, british).data.decode()
    american = odd(tmp_path, text, attributes="default-locale='en-US'")
    assert "“A talk,” http" in written(library, american).data.decode()


PLAIN = """# L

- **Pruning: a survey of few words**, `ICML, 2021`, [paper](https://doi.org/10.1000/19)

    *Ana Müller, Ludwig van der Berg, 01. AI*
- **Once again**, `arXiv, 2306.11695`, [arxiv](https://arxiv.org/abs/2306.11695v1)

    *Mingjie Sun, Zhuang Liu, Anna Bair, J. Zico Kolter*
- **Öl**, `ICLR, 2020`, [paper](https://example.org/oil)

    *Jörg Öhm*
- [“Quoted” first](https://example.org/quoted)
- [owner/Repo of it](https://github.com/owner/Repo)
- [A talk](https://www.youtube.com/watch?v=abc)
"""
OURS = {"“owner/Repo of it” (no date)": "owner/Repo of it (no date)"}
"""What a title that stands for authors has around it in pandoc's words, and in ours."""


@pytest.mark.parametrize("style", [str(citing.STYLE), ""])
def test_pandoc_says_the_same(tmp_path: Path, style: str) -> None:
    library = library_of(tmp_path / "library", PLAIN)
    ours = written(library, style).data.decode().splitlines()
    items, file = tmp_path / "items.json", tmp_path / "style.csl"
    items.write_bytes(render(library, ExportRequest(format=Format.CSL)).data)
    library.close()
    file.write_bytes(citation_styles.read(style).data)
    call = "--from", "csljson", "--citeproc", "--csl", file, "--to", "plain", "--wrap", "none"
    told = other_tools.run("pandoc", *call, items).stdout
    for theirs, our in OURS.items():
        told = told.replace(theirs, our)
    assert ours == [" ".join(line.split()) for line in told.splitlines() if line.strip()]
