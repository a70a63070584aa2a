"""Titles of works, asked of OpenAlex and of pages; answers that are none."""

import gzip

import pytest

from effllm_desktop.domain.errors import AppError, FetchFailed
from effllm_desktop.domain.metadata import Described
from effllm_desktop.net import descriptions
from effllm_desktop.net.descriptions import Descriptions
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.visits import Network
from tests.net.conftest import Heard
from tests.support.misbehaving_server import page, said, sent_on, stalled
from tests.support.service_answers import spoken

pytestmark = pytest.mark.loopback
HTML = "text/html"
DOI = "10.1000/xyz"
WORK = {
    "title": "A  paper",
    "authorships": [
        {"author": {"display_name": "Ada Adams"}},
        {"author": {}},
        "nobody",
        {"author": {"display_name": "Bo Berg"}},
    ],
    "publication_year": 2024,
    "primary_location": {"source": {"display_name": "A Journal"}},
}


@pytest.fixture
def asked(server):
    manners = Manners("test", 1, 0.3, 2, (server.base,))
    network = Network(manners, Pacing(Rules((), 0, 0)), 0)
    return Descriptions(server.base, network, Line(), Heard())


def test_a_doi_is_told_with_people_place_and_year(asked, server):
    server.on(f"/works/doi:{DOI}?select=*", spoken(WORK))
    server.on("*", spoken(WORK))
    assert asked.of_doi(DOI) == Described("A paper", ("Ada Adams", "Bo Berg"), "A Journal", 2024)
    (seen,) = server.requests()
    assert seen.path.startswith("/works/doi:10.1000/xyz?select=")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"title": "T"}, Described("T")),
        ({**WORK, "primary_location": {"source": {"display_name": "arXiv (Cornell)"}}},
         Described("A paper", ("Ada Adams", "Bo Berg"), "", 2024)),
        ({**WORK, "authorships": None, "publication_year": "soon", "primary_location": None},
         Described("A paper")),
    ],
)  # fmt: skip
def test_what_a_record_leaves_out_is_not_known(asked, server, document, expected):
    server.on("*", spoken(document))
    assert asked.of_doi(DOI) == expected


@pytest.mark.parametrize("document", [[], {"title": None}, {"title": " "}, {}, "x"])
def test_a_record_that_is_none_is_said_to_be(asked, server, document):
    server.on("*", spoken(document))
    with pytest.raises(FetchFailed, match="damaged"):
        asked.of_doi(DOI)


def test_a_doi_that_nobody_knows_is_said_to_be(asked, server):
    server.on("*", said(404))
    with pytest.raises(FetchFailed) as refused:
        asked.of_doi(DOI)
    assert refused.value.missing
    assert refused.value.what == f"OpenAlex knows no DOI {DOI}."
    server.on("*", said(402))
    with pytest.raises(FetchFailed, match="paid"):
        asked.of_doi(DOI)


def test_a_page_says_its_title_also_behind_a_redirect(asked, server):
    server.on("/a", sent_on("/b"))
    server.on("/b", said(200, b"<title>Caf\xe9</title>", Content_Type=f"{HTML}; charset=latin-1"))
    assert asked.of_page(f"{server.base}/a") == Described("Café")


@pytest.mark.parametrize("title", ["Error bounds for pruning", "Not found in translation", "404"])
def test_a_title_that_only_begins_like_a_door_is_one(asked, server, title):
    server.on("/a", said(200, f"<title>{title}</title>".encode(), Content_Type=HTML))
    if title == "404":
        with pytest.raises(FetchFailed):
            asked.of_page(f"{server.base}/a")
    else:
        assert asked.of_page(f"{server.base}/a").title == title


def test_no_more_of_a_page_is_read_than_its_beginning(asked, server, monkeypatch):
    monkeypatch.setattr(descriptions, "READ", 1000)
    server.on("/long", said(200, b"<title>T</title>" + b"x" * 10_000_000, Content_Type=HTML))
    assert asked.of_page(f"{server.base}/long") == Described("T")
    (seen,) = server.requests()
    assert seen.sent < 10_000_000
    server.on("/endless-head", said(200, b"x" * 5000 + b"<title>T</title>", Content_Type=HTML))
    with pytest.raises(FetchFailed, match="no title"):
        asked.of_page(f"{server.base}/endless-head")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (said(200, b"%PDF-", Content_Type="application/pdf"), "no web page"),
        (said(200, gzip.compress(b"<title>T</title>"), Content_Type=HTML, Content_Encoding="gzip"),
         "packed"),
        (page("no title at all"), "has no title"),
        (said(403), "refuses"),
        (said(200, b"<title>Just a moment...</title>", Content_Type=HTML), "in the page's place"),
        (said(200, b"<title>404 Not Found</title>", Content_Type=HTML), "in the page's place"),
        (said(200, b"<title>Log in</title>", Content_Type=HTML), "in the page's place"),
        (stalled(), "said nothing"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_said_in_a_sentence(asked, server, act, words):
    server.on("/x", act)
    with pytest.raises(AppError) as refused:
        asked.of_page(f"{server.base}/x")
    assert words in refused.value.what
