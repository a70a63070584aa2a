"""What is written is read by programs of others: bibtool, biber, pandoc, bibutils, Chromium …"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from effllm_desktop.app.exporting.citation_keys import citation_keys
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format, Style
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.domain.citation_patterns import DEFAULT
from effllm_desktop.domain.curation import Arrangement, Curation, Wording
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.domain.state import Status
from effllm_desktop.store import cited_works
from effllm_desktop.store.cited_works import CitedWork
from tests.support import other_tools
from tests.support.builders import take
from tests.support.libraries import bundled_library

DOCS = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
ODD = r"""# Odd

- **On the 50% of {it}: a & b, C_d #1 ~ ^ \\ “é” — 模型**, `ICML, 2024`, [paper](https://doi.org/10.1000/18_2)

    *Jürgen Müller, Ludwig van der Berg, 01. AI, Salt and Pepper*
- **GPT-4 -- what? `q` and LoRA's 'x'**, `Nature, 2023`, [paper](https://example.org/a_b?c=%20d&e=~f#g)

    *Ștefan Erdős, Ça Łódź*
- [<b>bold</b> & =cmd|' /C calc'!A0](https://example.org/x) - What it is.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = bundled_library(tmp_path_factory.mktemp("others") / "library")
    take(library.folder, ODD)
    works = [WorkId(row[0]) for row in library.database.rows("SELECT id FROM works")]
    tags = ("later", "x, y", "p; q")
    library.workspace.run(ChangeState(works=works[::7], tags=tags, note="50% & <b>{x}</b>."))
    library.workspace.run(ChangeState(works=works[::5], status=Status.READ, starred=True))
    yield library
    library.close()


@pytest.fixture
def written(library: Library, tmp_path: Path):
    def written(form: Format, name: str, **more: Any) -> Path:
        file = tmp_path / name
        made = render(library, ExportRequest(format=form, parts=EVERY_PART, **more))
        file.write_bytes(made.data)
        return file

    return written


@pytest.fixture(scope="module")
def works(library: Library) -> dict[str, CitedWork]:
    """The works by their citation keys."""
    keys = citation_keys(library.database, DEFAULT)
    ids = [
        row[0] for row in library.database.rows("SELECT id FROM entries ORDER BY list_id, start")
    ]
    return {keys[one.work]: one for one in cited_works.works(library.database, ids)}


def letters(text: str) -> str:
    """Of a title that which no program may change: its letters and digits, whatever their case."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^<>]*>", "", text)).casefold()


def words(name: dict[str, str]) -> list[str]:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal")
    return sorted(" ".join(name.get(part, "") for part in parts).split())


@pytest.mark.parametrize(
    ("form", "options"), [(Format.BIBTEX, ()), (Format.BIBLATEX, ("-r", "biblatex"))]
)
def test_bibtool_finds_every_record_and_nothing_to_complain_of(
    written, works: dict[str, CitedWork], form: Format, options: tuple[str, ...]
) -> None:
    text = written(form, "all.bib").read_text(encoding="utf-8")
    told = other_tools.run("bibtool", *options, given=text)
    assert told.stderr.strip() == ""
    assert re.findall(r"^@\w+\{\s*(\S+),", told.stdout, re.MULTILINE) == list(works)


@pytest.mark.parametrize(
    ("form", "name", "reads"),
    [
        (Format.BIBTEX, "all.bib", "bibtex"),
        (Format.BIBLATEX, "all.bib", "biblatex"),
        (Format.CSL, "all.json", "csljson"),
    ],
)
def test_pandoc_reads_what_was_meant(
    written, works: dict[str, CitedWork], form: Format, name: str, reads: str
) -> None:
    items = other_tools.pandoc(written(form, name), reads, "csljson")
    assert [item["id"] for item in items] == list(works)
    for item in items:
        work = works[item["id"]]
        assert letters(item["title"]) == letters(work.title)
        authors = [words(one) for one in item.get("author", ()) if one != {"literal": "others"}]
        assert authors == [sorted(name.split()) for name in work.authors]
        assert item.get("URL", "") == work.url
        assert item.get("DOI") == work.doi
        years = item["issued"]["date-parts"] if "issued" in item else [[None]]
        assert years == [[work.year]]
        if work.venue in ("ICML", "Nature"):
            assert item["container-title"] == work.venue


def test_citeproc_writes_a_bibliography(written, works: dict[str, CitedWork]) -> None:
    file = written(Format.CSL, "all.json")
    call = r"^effllm export .* \| pandoc (.*) --csl \S+ (.*) -s -o \S+$"
    (asked,) = re.findall(call, DOCS, re.MULTILINE)
    page = other_tools.run("pandoc", *" ".join(asked).split(), file)
    assert page.stderr == ""
    assert page.stdout.count('class="csl-entry"') == len(works)
    assert "Müller, Jürgen, Ludwig van der Berg, 01. AI, and" in " ".join(page.stdout.split())


def test_pandoc_reads_outlines(written, library: Library) -> None:
    told = other_tools.pandoc(written(Format.OPML, "all.opml"), "opml", "json")
    headers = [block["c"] for block in told["blocks"] if block["t"] == "Header"]
    links = [c[2][0]["c"][2][0] for c in headers if c[2] and c[2][0]["t"] == "Link"]
    rows = library.database.rows("SELECT url FROM entries ORDER BY list_id, position")
    assert links == [url for (url,) in rows if url.startswith("http")]


def test_biber_knows_every_field_and_type(written, works: dict[str, CitedWork]) -> None:
    """By the data model of BibLaTeX: unknown to it are fields that JabRef has, and a year may be.

    The manual has videos, and says that styles take them for what is of no kind.
    """
    file = written(Format.BIBLATEX, "all.bib")
    told = other_tools.run("biber", "--tool", "--validate-datamodel", "--nolog", file,
                           "--output-file", file.with_name("again.bib")).stdout  # fmt: skip
    odd = [line for line in told.splitlines() if line.startswith(("WARN", "ERROR"))]
    known = (
        r"Field '(readstatus|starred|ranking)' invalid in data model",
        r"Missing mandatory field - one of 'date, year' must be defined",
        r"Invalid field '\w+' for entrytype 'video'",
    )
    assert [line for line in odd if not re.search("|".join(known), line)] == []
    again = file.with_name("again.bib").read_text(encoding="utf-8")
    assert set(re.findall(r"^@\w+\{([^,]+),", again, re.MULTILINE)) == set(works)


def test_bibutils_reads_ris(written, works: dict[str, CitedWork]) -> None:
    told = other_tools.run("ris2xml", written(Format.RIS, "all.ris"))
    space = {"m": "http://www.loc.gov/mods/v3"}
    records = ET.fromstring(told.stdout).findall("m:mods", space)
    assert [one.get("ID") for one in records] == list(works)
    for record, work in zip(records, works.values(), strict=True):
        titles = record.findall("m:titleInfo/*", space)
        assert letters("".join(one.text or "" for one in titles)) == letters(work.title)
        tags = [one.text for one in record.findall("m:subject/m:topic", space)]
        assert tags == list(work.state.tags)
        assert len(record.findall("m:name", space)) == len(work.authors)


CURATIONS = {
    "bullets": Curation(arrangement=Arrangement.MERGED, wording=Wording.BULLETS),
    "papers": Curation(arrangement=Arrangement.YEAR, wording=Wording.PAPERS),
    "table": Curation(arrangement=Arrangement.VENUE, wording=Wording.TABLE),
}


def test_awesome_lint_finds_nothing_wrong_with_bullets(written) -> None:
    """But that there is no repository around it, and in it no file on how to contribute.

    How titles and names are spelt (Dao, it says, is DAO) is their authors' business.
    """
    bullets = CURATIONS["bullets"]
    file = written(Format.MARKDOWN, "readme.md", curation=bullets, title="Efficient Models")
    told = other_tools.ask("awesome-lint", file)
    rules = re.findall(r"remark-lint:(\S+)", told.stdout + told.stderr)
    assert set(rules) - {"awesome-spell-check"} == {"awesome-contributing", "awesome-github"}


@pytest.mark.parametrize("name", CURATIONS)
def test_the_contents_of_a_curated_list_lead_somewhere_as_pandoc_sees_it(
    written, works: dict[str, CitedWork], name: str
) -> None:
    """Its anchors are made by the rules of GitHub, from its own reading of the headings."""
    file = written(Format.MARKDOWN, "mine.md", style=Style.CURATED, curation=CURATIONS[name])
    blocks = other_tools.pandoc(file, "gfm", "json")["blocks"]
    anchors = {one["c"][1][0] for one in blocks if one["t"] == "Header"}
    links = [url for kind, url in links_of(blocks) if kind == "Link"]
    inside = [url[1:] for url in links if url.startswith("#")]
    assert inside
    assert set(inside) <= anchors
    addresses = {url.rstrip("/") for url in links}
    missing = [one for one in works.values() if one.url and one.url.rstrip("/") not in addresses]
    assert missing == []


def test_an_annotated_list_shows_its_notes_and_hides_its_markers(written, library: Library) -> None:
    (odd,) = [one.id for one in library.outlines.read().lists if one.name == "Odd"]
    file = written(Format.MARKDOWN, "annotated.md", style=Style.ANNOTATED, scopes=(ListScope(odd),))
    page = other_tools.run("pandoc", "--from", "gfm", "--to", "html", file).stdout
    shown = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    assert "effllm:" in page
    assert "effllm:" not in shown
    assert shown.count("50% &amp; <b>{x}</b>.") == 1


def links_of(node: Any) -> Iterator[tuple[str, str]]:
    """Every link and picture of a document that pandoc has read."""
    if isinstance(node, dict):
        if node.get("t") in ("Link", "Image"):
            yield node["t"], node["c"][2][0]
        yield from links_of(node.get("c", node.get("blocks")))
    elif isinstance(node, list):
        for one in node:
            yield from links_of(one)


SEARCH = """
const box = document.getElementById("search");
const articles = [...document.querySelectorAll("article")];
const type = async text => {
  box.value = text;
  box.dispatchEvent(new Event("input"));
  await new Promise(done => setTimeout(done, 200));
  return {
    count: document.getElementById("count").textContent,
    shown: articles.filter(one => one.checkVisibility()).map(
      one => one.querySelector(".title").textContent),
    sections: [...document.querySelectorAll("main > section")].filter(
      one => one.checkVisibility()).length,
  };
};
const before = document.getElementById("count").textContent;
const found = await type("MULLER 50%"), none = await type("nothing has this");
document.dispatchEvent(new KeyboardEvent("keydown", {key: "/"}));
const focused = document.activeElement === box;
document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}));
return {
  before, found, none, focused, after: document.getElementById("count").textContent,
  articles: articles.length,
  loaded: performance.getEntriesByType("resource").map(one => one.name),
  dangling: [...document.querySelectorAll("a[href^='#']")].filter(
    one => !document.getElementById(one.hash.slice(1))).length,
  anonymous: [...document.querySelectorAll("a, input")].filter(
    one => !(one.textContent.trim() || one.ariaLabel)).length,
};
"""
LOOKS = """
const parts = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
const light = text => {
  const [r, g, b] = parts(text).map(one => one / 255).map(
    one => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = light(getComputedStyle(document.body).backgroundColor);
const contrast = one => {
  const text = light(getComputedStyle(one).color);
  return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
};
return {
  is_dark: ground < 0.2,
  least: Math.min(
    ...[...document.querySelectorAll("h1, h2, h3, p, a, .own, footer")].map(contrast)),
  beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
};
"""


def test_the_page_works_in_a_browser(written, library: Library) -> None:
    page = written(Format.HTML, "page.html")
    found = other_tools.in_browser(page, SEARCH)
    entries = library.database.value("SELECT count(*) FROM entries WHERE position IS NOT NULL")
    assert found["articles"] == entries
    assert found["before"] == found["after"] == f"{entries} entries"
    assert found["found"] == {
        "count": f"1 of {entries}",
        "shown": ["On the 50% of {it}: a & b, C_d #1 ~ ^ \\ “é” — 模型"],
        "sections": 1,
    }
    assert found["none"] == {"count": f"0 of {entries}", "shown": [], "sections": 0}
    assert found["focused"] is True
    assert (found["loaded"], found["dangling"], found["anonymous"]) == ([], 0, 0)


@pytest.mark.parametrize(
    ("scheme", "size"),
    [(other_tools.LIGHT, "500,900"), (other_tools.DARK, "1280,900")],
    ids=["light", "dark"],
)
def test_the_page_can_be_read_light_and_dark_narrow_and_wide(
    written, scheme: str, size: str
) -> None:
    page = written(Format.HTML, "page.html")
    found = other_tools.in_browser(page, LOOKS, scheme, f"--window-size={size}")
    assert found["is_dark"] is (scheme == other_tools.DARK)
    assert found["least"] >= 4.5
    assert found["beyond"] == 0


def test_the_page_is_printed_without_its_search_and_with_its_addresses(
    written, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    page, pdf = written(Format.HTML, "page.html"), tmp_path / "page.pdf"
    other_tools.printed(page, pdf)
    document = PdfDocument(pdf)
    text = " ".join(one.get_textpage().get_text_bounded() for one in document)
    document.close()
    assert len(text) > 20_000
    assert "https://example.org/a_b" in text
    assert "Search this page" not in text
