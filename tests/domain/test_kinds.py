import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import kinds
from effllm_desktop.domain.lists import Kind, Role


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/2404.14897", Kind.PAPER),
        ("https://github.com/o/r", Kind.REPOSITORY),
        ("https://github.com/o/r/pull/3", Kind.REPOSITORY),
        ("https://gist.github.com/o/1", Kind.ARTICLE),
        ("https://huggingface.co/blog/x", Kind.ARTICLE),
        ("https://huggingface.co/docs", Kind.ARTICLE),
        ("https://huggingface.co/learn/course", Kind.ARTICLE),
        ("https://huggingface.co/papers/2404.14897", Kind.PAPER),
        ("https://huggingface.co/datasets/a", Kind.DATASET),
        ("https://huggingface.co/Name", Kind.MODEL),
        ("https://huggingface.co/Name/Model", Kind.MODEL),
        ("https://huggingface.co/collections/x", Kind.MODEL),
        ("https://huggingface.co/spaces/x/y", Kind.MODEL),
        ("https://huggingface.co", Kind.ARTICLE),
        ("https://x.com/a/status/1", Kind.POST),
        ("https://twitter.com/a/status/1", Kind.POST),
        ("https://www.youtube.com/watch?v=x", Kind.VIDEO),
        ("https://youtu.be/x", Kind.VIDEO),
        ("https://www.bilibili.com/video/x", Kind.VIDEO),
        ("https://aclanthology.org/2023.acl-long.1/", Kind.PAPER),
        ("https://aclanthology.org/volumes/2023.acl-long/", Kind.ARTICLE),
        ("https://openreview.net/forum?id=x", Kind.PAPER),
        ("https://openreview.net/group?id=x", Kind.ARTICLE),
        ("https://proceedings.mlr.press/v139/a21.html", Kind.PAPER),
        ("https://proceedings.mlr.press/v139/", Kind.ARTICLE),
        ("https://openaccess.thecvf.com/content/CVPR2023/html/a.html", Kind.PAPER),
        ("https://example.org", Kind.ARTICLE),
        ("None", Kind.OTHER),
    ],
)
def test_the_kind_comes_from_the_link(url, kind):
    assert kinds.kind_of(url) is kind


def test_a_title_that_carries_an_arxiv_id_makes_a_paper():
    assert kinds.kind_of("https://example.org", "[2404.14897] A title") is Kind.PAPER


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("http://arxiv.org/abs/2404.14897", Role.ABSTRACT),
        ("http://arxiv.org/pdf/2404.14897v1.pdf", Role.PDF),
        ("https://openreview.net/pdf?id=x", Role.PDF),
        ("https://example.org/a.PDF", Role.PDF),
        ("https://github.com/o/r", Role.CODE),
        ("https://gitlab.com/o/r", Role.CODE),
        ("https://o.github.io/r", Role.PROJECT),
        ("https://scholar.google.com/scholar?cites=1", Role.CITATIONS),
        ("https://scholar.google.com/citations?user=1", Role.ARTICLE),
        ("https://youtu.be/x", Role.VIDEO),
        ("https://x.com/a", Role.POST),
        ("https://huggingface.co/a/b", Role.MODEL),
        ("https://huggingface.co/datasets/b", Role.OTHER),
        ("https://example.org/", Role.ARTICLE),
        ("None", Role.OTHER),
    ],
)
def test_the_role_of_a_link(url, role):
    assert kinds.role_of(url) is role


@given(st.text(), st.text())
def test_no_text_is_an_error(text, title):
    for url in (text, f"https://{text}"):
        assert kinds.kind_of(url, title) in Kind
        assert kinds.role_of(url) in Role
