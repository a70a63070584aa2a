"""From what an entry says to the address of its PDF, for each site of the table."""

import pytest

from effllm_desktop.domain import pdf_links
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Role

SITES = [
    # written so, fetched so, identity
    ("http://arxiv.org/pdf/2404.14897v1.pdf", "https://arxiv.org/pdf/2404.14897v1",
     "arxiv:2404.14897v1"),
    ("https://arxiv.org/abs/2404.14897", "https://arxiv.org/pdf/2404.14897", "arxiv:2404.14897"),
    ("https://huggingface.co/papers/2404.14897", "https://arxiv.org/pdf/2404.14897",
     "arxiv:2404.14897"),
    ("http://arxiv.org/help/guide.pdf", "https://arxiv.org/help/guide.pdf",
     "url:arxiv.org/help/guide.pdf"),
    ("https://openreview.net/forum?id=Xy_1", "https://openreview.net/pdf?id=Xy_1",
     "openreview:Xy_1"),
    ("https://openreview.net/pdf?id=Xy_1&noteId=2", "https://openreview.net/pdf?id=Xy_1",
     "openreview:Xy_1"),
    ("https://openreview.net/group?id=ICLR", None, None),
    ("https://openreview.net/forum", None, None),
    ("https://openreview.net/pdf/ab12.pdf", "https://openreview.net/pdf/ab12.pdf",
     "url:openreview.net/pdf/ab12.pdf"),
    ("https://aclanthology.org/2023.acl-long.1/", "https://aclanthology.org/2023.acl-long.1.pdf",
     "acl:2023.acl-long.1"),
    ("https://www.aclweb.org/anthology/P18-1001.pdf", "https://aclanthology.org/P18-1001.pdf",
     "acl:P18-1001"),
    ("https://aclanthology.org/volumes/2023.acl-long/", None, None),
    ("https://aclanthology.org/", None, None),
    ("https://openaccess.thecvf.com/content/CVPR2024/html/A_B_CVPR_2024_paper.html",
     "https://openaccess.thecvf.com/content/CVPR2024/papers/A_B_CVPR_2024_paper.pdf",
     "url:openaccess.thecvf.com/content/CVPR2024/papers/A_B_CVPR_2024_paper.pdf"),
    ("https://openaccess.thecvf.com/menu", None, None),
    ("https://proceedings.mlr.press/v139/smith21a.html",
     "https://proceedings.mlr.press/v139/smith21a/smith21a.pdf", "pmlr:v139/smith21a"),
    ("https://proceedings.mlr.press/v235/smith24a.html",
     "https://raw.githubusercontent.com/mlresearch/v235/main/assets/smith24a/smith24a.pdf",
     "pmlr:v235/smith24a"),
    ("https://proceedings.mlr.press/v28/", None, None),
    ("http://proceedings.mlr.press/v28/a13.pdf", "http://proceedings.mlr.press/v28/a13.pdf",
     "url:proceedings.mlr.press/v28/a13.pdf"),
    ("https://proceedings.neurips.cc/paper_files/paper/2023/hash/ab1-Abstract-Conference.html",
     "https://proceedings.neurips.cc/paper_files/paper/2023/file/ab1-Paper-Conference.pdf",
     "url:proceedings.neurips.cc/paper_files/paper/2023/file/ab1-Paper-Conference.pdf"),
    ("https://papers.nips.cc/paper/7181-attention-is-all-you-need",
     "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf",
     "url:papers.nips.cc/paper/7181-attention-is-all-you-need.pdf"),
    ("https://papers.nips.cc/book/2020", None, None),
    ("https://github.com/o/r/blob/main/Paper.PDF", "https://github.com/o/r/raw/main/Paper.PDF",
     "url:github.com/o/r/raw/main/Paper.PDF"),
    ("https://github.com/o/r", None, None),
    ("https://www.example.org/a.pdf?download=1#page=2", "https://www.example.org/a.pdf?download=1",
     "url:example.org/a.pdf?download=1"),
    ("https://example.org/a.html", None, None),
    ("paper.pdf", None, None),
    ("file:///etc/a.pdf", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "url", "identity"), SITES)
def test_an_address_leads_to_its_pdf(written, url, identity):
    found = pdf_links.of_address(written)
    assert (found and found.url, found and found.identity) == (url, identity)


def entry(url="", *links, arxiv=None, kind=Kind.PAPER):
    return EntryText(
        "key", kind, "T", url, arxiv=arxiv, links=tuple(Link("", u, r) for u, r in links)
    )


def found_in(text, **how):
    found = pdf_links.of_entry(text, **how)
    assert found
    return found


def test_arxiv_goes_through_the_site_that_is_set_and_keeps_the_listed_version():
    text = entry("http://arxiv.org/abs/2404.14897v2", arxiv=ArxivId("2404.14897", 2))
    found = found_in(text, arxiv_site="http://127.0.0.1:8000/x")
    assert found == (
        "http://127.0.0.1:8000/x/pdf/2404.14897v2",
        "arxiv:2404.14897v2",
        "http://127.0.0.1:8000/x/abs/2404.14897v2",
        ArxivId("2404.14897", 2),
    )
    assert found_in(text, newest=True).url == "https://arxiv.org/pdf/2404.14897"
    other = entry("http://arxiv.org/help/a.pdf")
    assert found_in(other, arxiv_site="http://127.0.0.1:1").url == "http://127.0.0.1:1/help/a.pdf"


def test_the_version_may_stand_in_another_link_of_the_same_paper():
    text = entry(
        "http://arxiv.org/abs/2404.14897",
        ("http://arxiv.org/pdf/2401.00001v3", Role.PDF),
        ("http://arxiv.org/pdf/2404.14897v1.pdf", Role.PDF),
        arxiv=ArxivId("2404.14897"),
    )
    assert found_in(text).identity == "arxiv:2404.14897v1"


def test_an_old_identifier_keeps_its_archive():
    text = entry(arxiv=ArxivId("math/0309136", 1))
    assert found_in(text).url == "https://arxiv.org/pdf/math/0309136v1"


def test_the_entrys_own_link_comes_before_those_beside_it():
    text = entry("https://openreview.net/forum?id=A", ("https://example.org/b.pdf", Role.PDF))
    assert found_in(text).identity == "openreview:A"


def test_a_page_about_a_paper_counts_for_papers_only():
    link = ("https://openreview.net/forum?id=A", Role.ABSTRACT)
    assert pdf_links.of_entry(entry("https://example.org", link))
    assert not pdf_links.of_entry(entry("https://github.com/o/r", link, kind=Kind.REPOSITORY))
    pdf = ("https://arxiv.org/pdf/2404.14897", Role.PDF)
    assert pdf_links.of_entry(entry("https://github.com/o/r", link, pdf, kind=Kind.REPOSITORY))
