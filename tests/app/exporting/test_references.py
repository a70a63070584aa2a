"""RIS, CSL-JSON, CSV and names, as other programs take them."""

import csv
import io
import json

import pytest

from effllm_desktop.app.exporting import csl, ris, tables
from effllm_desktop.app.exporting.names import Name, split
from effllm_desktop.app.exporting.request import EVERY_PART
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import State, Status
from tests.support.cited import cited

KEYS = {WorkId(1): "k1", WorkId(2): "k2"}
OWN = State(Status.READ, starred=True, rating=4, tags=("a", "b"), note="One.\nKW  - two")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Müller", Name("Müller", "Ana")),
        ("Ludwig van der Berg", Name("van der Berg", "Ludwig")),
        ("OpenAI", Name("OpenAI")),
        ("Team 01", Name("Team 01")),
        ("Curie, Marie", Name("Curie", "Marie")),
        ("", Name("")),
    ],
)
def test_the_family_name_is_told(name: str, parts: Name) -> None:
    assert split(name) == parts


def test_ris() -> None:
    (text,) = ris.records([cited()], KEYS, frozenset())
    assert text.split("\r\n") == [
        "TY  - UNPB",
        "ID  - k1",
        "TI  - On the $L_2$ Norm & 100% of_it",
        "AU  - Müller, Ana",
        "AU  - 01. AI",
        "PY  - 2024",
        "AN  - arXiv:2404.14897",
        "UR  - http://arxiv.org/abs/2404.14897v1",
        "ER  - ",
        "",
        "",
    ]


def test_ris_of_a_published_paper_with_what_is_ones_own() -> None:
    work = cited(venue="ICML", doi="10.1/x", state=OWN, year=None, arxiv=None, url="")
    (text,) = ris.records([work], KEYS, EVERY_PART)
    assert "TY  - CPAPER" in text
    assert "T2  - ICML\r\nDO  - 10.1/x\r\nKW  - a\r\nKW  - b\r\n" in text
    assert "N1  - One.\r\n KW  - two\r\nER  - \r\n" in text


def test_csl() -> None:
    works = [
        cited(state=OWN),
        cited(work=2, kind=Kind.PAPER, venue="Nature", year=None, arxiv=None, doi="10.1/x"),
    ]
    first, second = json.loads("".join(csl.records(works, KEYS, EVERY_PART)))
    assert first == {
        "id": "k1",
        "type": "article",
        "title": "On the $L_2$ Norm & 100% of_it",
        "author": [{"family": "Müller", "given": "Ana"}, {"literal": "01. AI"}],
        "issued": {"date-parts": [[2024]]},
        "publisher": "arXiv",
        "number": "arXiv:2404.14897",
        "URL": "http://arxiv.org/abs/2404.14897v1",
        "keyword": "a, b",
        "note": "One.\nKW  - two",
    }
    assert second["type"] == "article-journal"
    assert second["container-title"] == "Nature"
    assert second["DOI"] == "10.1/x"
    assert json.loads("".join(csl.records([], KEYS, frozenset()))) == []


def test_a_table_has_a_row_for_each_work() -> None:
    text = "".join(tables.rows([cited(state=OWN, authors_elided=True)], ",", EVERY_PART))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["authors"] == "Ana Müller; 01. AI; others"
    assert row["section"] == "Mine / Norms"
    assert row["tags"] == "a; b"
    assert row["note"] == OWN.note
    assert "note" not in "".join(tables.rows([], ",", frozenset())).split("\r\n")[0].split(",")
    assert "".join(tables.rows([], "\t", frozenset())).startswith("key\tkind\t")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", "''-"])
def test_no_cell_is_a_formula(title: str) -> None:
    text = "".join(tables.rows([cited(title=title)], ",", frozenset()))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["title"] == f"'{title}"
