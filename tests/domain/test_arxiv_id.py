import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import arxiv_id
from effllm_desktop.domain.arxiv_id import ArxivId


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2404.14897", ArxivId("2404.14897")),
        ("2404.14897v1", ArxivId("2404.14897", 1)),
        ("arXiv:2404.14897v12", ArxivId("2404.14897", 12)),
        ("ARXIV:0704.0001", ArxivId("0704.0001")),
        ("  2404.14897 ", ArxivId("2404.14897")),
        ("math/0309136", ArxivId("math/0309136")),
        ("math.GT/0309136v2", ArxivId("math/0309136", 2)),
        ("arXiv:hep-th/9901001", ArxivId("hep-th/9901001")),
        ("Math.GT/0309136", ArxivId("math/0309136")),
    ],
)
def test_an_identifier_is_read_in_every_form(text, expected):
    assert arxiv_id.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "2404.148", "2404.148971", "2413.14897", "2400.14897", "2404.14897v0", "x2404.14897",
     "2404.14897 and more", "math/03091", "math/0313136", "v1", "12.345"],
)  # fmt: skip
def test_what_is_no_identifier_is_none(text):
    assert arxiv_id.parse(text) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://arxiv.org/abs/2404.14897v1", ArxivId("2404.14897", 1)),
        ("https://arxiv.org/pdf/2404.14897v1.pdf", ArxivId("2404.14897", 1)),
        ("https://arxiv.org/pdf/2404.14897.pdf?download=1#page=2", ArxivId("2404.14897")),
        ("https://www.arxiv.org/html/2404.14897/", ArxivId("2404.14897")),
        ("https://export.arxiv.org/e-print/math.GT/0309136", ArxivId("math/0309136")),
        ("arxiv.org/abs/2404.14897", ArxivId("2404.14897")),
        ("https://huggingface.co/papers/2404.14897", ArxivId("2404.14897")),
        ("https://www.alphaxiv.org/abs/2404.14897v3", ArxivId("2404.14897", 3)),
        ("https://doi.org/10.48550/arXiv.2404.14897", ArxivId("2404.14897")),
        ("https://dx.doi.org/10.48550/arXiv.2404.14897", ArxivId("2404.14897")),
    ],
)
def test_addresses_that_name_an_identifier(url, expected):
    assert arxiv_id.from_address(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/",
        "https://arxiv.org/list/cs.CL/recent",
        "https://example.org/abs/2404.14897",
        "https://notarxiv.org.example.com/abs/2404.14897",
        "https://arxiv.org/abs/2404.14897/extra",
    ],
)
def test_other_addresses_name_none(url):
    assert arxiv_id.from_address(url) is None


def test_the_title_of_an_arxiv_page_begins_with_its_identifier():
    assert arxiv_id.from_title("[2404.14897v2] A title") == ArxivId("2404.14897", 2)
    assert arxiv_id.from_title("A title [arXiv:math/0309136]") == ArxivId("math/0309136")
    assert arxiv_id.from_title("A title of 2404.14897") is None


@pytest.mark.parametrize(
    ("name", "year"),
    [("2404.14897", 2024), ("0704.0001", 2007), ("9108.0001", 1991), ("math/0309136", 2003),
     ("hep-th/9901001", 1999), ("9001.00001", 2090)],
)  # fmt: skip
def test_the_year_is_in_the_identifier(name, year):
    assert ArxivId(name).year == year


@given(st.text())
def test_every_text_can_be_asked(text):
    for found in (
        arxiv_id.parse(text),
        arxiv_id.from_address(text),
        arxiv_id.from_title(text),
    ):
        if found is not None:
            assert arxiv_id.parse(found.id) == ArxivId(found.id)


NUMBERS = st.builds(
    "{:02}{:02}.{:0{}}".format,
    st.integers(0, 99),
    st.integers(1, 12),
    st.integers(0, 9999),
    st.integers(4, 5),
)


@given(NUMBERS, st.none() | st.integers(1, 99))
def test_an_identifier_comes_back_from_its_address(name, version):
    suffix = f"v{version}" if version else ""
    expected = ArxivId(name, version)
    assert arxiv_id.parse(f"arXiv:{name}{suffix}") == expected
    assert arxiv_id.from_address(f"https://arxiv.org/abs/{name}{suffix}") == expected
    assert arxiv_id.from_address(f"http://arxiv.org/pdf/{name}{suffix}.pdf") == expected
