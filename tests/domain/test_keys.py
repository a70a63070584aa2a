import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import keys
from effllm_desktop.domain.arxiv_id import ArxivId


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://arxiv.org/abs/2404.14897v1", "arxiv:2404.14897"),
        ("https://arxiv.org/pdf/math.GT/0309136.pdf", "arxiv:math/0309136"),
        ("https://huggingface.co/papers/2404.14897", "arxiv:2404.14897"),
        ("https://doi.org/10.48550/arXiv.2404.14897", "arxiv:2404.14897"),
        ("https://doi.org/10.1145/ABC", "doi:10.1145/abc"),
        ("https://dl.acm.org/doi/abs/10.1145/ABC", "doi:10.1145/abc"),
        ("https://openreview.net/forum?id=aB-_9", "url:openreview.net/forum?id=aB-_9"),
        ("https://openreview.net/pdf?id=aB-_9", "url:openreview.net/forum?id=aB-_9"),
        ("https://openreview.net/forum?noteId=c&id=aB", "url:openreview.net/forum?id=aB"),
        ("https://openreview.net/pdf/abc.pdf", "url:openreview.net/pdf/abc.pdf"),
        ("https://openreview.net/forum", "url:openreview.net/forum"),
        ("https://github.com/Owner/Repo", "github:owner/repo"),
        ("https://github.com/Owner/Repo#readme", "github:owner/repo"),
        ("https://github.com/Owner/Repo/?tab=readme-ov-file", "github:owner/repo"),
        ("https://github.com/Owner/Repo/issues/3", "github:owner/repo"),
        ("https://github.com/Owner/Repo/pull/3/files", "github:owner/repo"),
        (
            "https://github.com/Owner/Repo/tree/main/Docs",
            "url:github.com/Owner/Repo/tree/main/Docs",
        ),
        (
            "https://github.com/Owner/Repo/blob/main/a.md",
            "url:github.com/Owner/Repo/blob/main/a.md",
        ),
        ("https://huggingface.co/Owner/Model", "hf:owner/model"),
        ("https://huggingface.co/datasets/a/b", "url:huggingface.co/datasets/a/b"),
        ("https://huggingface.co/spaces/a", "url:huggingface.co/spaces/a"),
        ("https://huggingface.co/Owner", "url:huggingface.co/Owner"),
        ("https://www.example.org/a/?utm_source=x", "url:example.org/a"),
        ("https://github.com/Owner/Repo.", "github:owner/repo"),
        ("https://github.com/Owner/Repo.git.", "github:owner/repo"),
        ("https://github.com/Owner/...", "url:github.com/Owner/..."),
        ("https://openreview.net/attachment?id=aB-1&name=pdf", "url:openreview.net/forum?id=aB-1"),
        ("https://aclanthology.org/2023.acl-long.1.pdf", "url:aclanthology.org/2023.acl-long.1"),
        ("https://aclanthology.org/2023.acl-long.1/", "url:aclanthology.org/2023.acl-long.1"),
        ("https://aclanthology.org/P19-1001v2.pdf", "url:aclanthology.org/P19-1001"),
        ("https://www.aclweb.org/anthology/P19-1001.bib", "url:aclanthology.org/P19-1001"),
        ("https://aclanthology.org/events/acl-2023/", "url:aclanthology.org/events/acl-2023"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/aB.1", "doi:10.1002/ab.1"),
        ("https://www.tandfonline.com/doi/pdf/10.1080/1.2?x=y", "doi:10.1080/1.2"),
    ],
)
def test_the_key_of_an_address(url, key):
    assert keys.of_address(url) == key


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("2404.14897v2", "arxiv:2404.14897"),
        ("arXiv:2404.14897", "arxiv:2404.14897"),
        ("arxiv:2404.14897", "arxiv:2404.14897"),
        ("arxiv:foo", "arxiv:foo"),
        ("math.GT/0309136", "arxiv:math/0309136"),
        ("doi:10.1145/ABC", "doi:10.1145/abc"),
        ("10.1145/ABC", "doi:10.1145/abc"),
        ("doi:10.48550/arXiv.2404.14897", "arxiv:2404.14897"),
        ("github:Owner/Repo", "github:owner/repo"),
        ("HF:Owner/Model", "hf:owner/model"),
        ("url:example.org/A", "url:example.org/A"),
        ("title:some words", "title:some words"),
        ("https://example.org/a/", "url:example.org/a"),
        ("github.com/Owner/Repo", "github:owner/repo"),
    ],
)
def test_what_people_write_for_a_key(word, key):
    assert keys.from_argument(word) == key


@pytest.mark.parametrize(
    "word", ["", "quantization", "two words", "arxiv:", "tag:x", "a/b", "e.g."]
)
def test_words_are_no_keys(word):
    assert keys.from_argument(word) is None


def test_titles():
    assert keys.normalise_title("  The “Big” Ｔitle_of É:\n all!  ") == "the big title of é all"
    assert keys.with_title("url:a.b", "One, Two") == "url:a.b#title=one two"
    assert keys.of_arxiv(ArxivId("2404.14897", 3)) == "arxiv:2404.14897"


@given(st.text())
def test_no_text_is_an_error(text):
    keys.from_argument(text)
    keys.of_address(text)


@given(st.text())
def test_a_normal_title_stays_as_it_is(text):
    once = keys.normalise_title(text)
    assert keys.normalise_title(once) == once


PATHS = st.lists(st.from_regex(r"[A-Za-z0-9._-]{1,9}", fullmatch=True), max_size=4).map("/".join)
HOSTS = st.sampled_from(
    ["arxiv.org/abs", "github.com", "huggingface.co", "doi.org", "www.example.org"]
)


@given(HOSTS, PATHS)
def test_a_key_means_itself(host, path):
    key = keys.of_address(f"https://{host}/{path}")
    assert keys.from_argument(key) == key
