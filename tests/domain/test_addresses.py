import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import addresses, keys


@pytest.mark.parametrize("url", ["http://a.b", "https://a.b/c", " HTTPS://A.B "])
def test_web_addresses(url):
    assert addresses.is_web(url)


@pytest.mark.parametrize(
    "url", ["", "a.b", "ftp://a.b", "mailto:x@y.z", "#part", "http://", "http://[::1", "None"]
)
def test_other_text_is_no_web_address(url):
    assert not addresses.is_web(url)
    assert addresses.host(url) == ""
    assert addresses.path_parts(url) == []
    assert addresses.github_repository(url) is None
    assert addresses.doi(url) is None
    assert not addresses.is_badge(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.Example.org/A/", "example.org/A"),
        ("https://example.org", "example.org"),
        ("https://example.org:443/a", "example.org/a"),
        ("http://example.org:8080/a", "example.org:8080/a"),
        ("http://example.org:99999/a", "example.org/a"),
        ("https://example.org/a?utm_source=x&b=1&utm_medium=y", "example.org/a?b=1"),
        ("https://example.org/a?continueFlag=abc", "example.org/a"),
        ("https://example.org/a?b=2&a=1", "example.org/a?b=2&a=1"),
        ("https://example.org/a?b=1&&", "example.org/a?b=1"),
        ("https://example.org/a#part", "example.org/a#part"),
        ("no address ", "no address"),
    ],
)
def test_normal_form(url, expected):
    assert addresses.normalise(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://img.shields.io/github/stars/a/b.svg?style=social",
        "https://badgen.net/badge/x/y",
        "https://github.com/a/b/actions/workflows/ci.yml/badge.svg",
        "https://visitor-badge.laobi.icu/badge?page_id=x",
        "https://visitor-badge.glitch.me/badge?page_id=x",
        "https://api.visitorbadge.io/api/combined?path=x",
        "https://hits.sh/github.com/a/b.svg",
        "https://badges.gitter.im/a/b.svg",
        "https://example.org/projects/1/badge",
        "https://example.org/badges/one",
        "https://colab.research.google.com/assets/colab-badge.svg",
    ],
)
def test_badges(url):
    assert addresses.is_badge(url)


@pytest.mark.parametrize("url", ["https://github.com/a/badger", "https://shields.io.example.com/"])
def test_no_badges(url):
    assert not addresses.is_badge(url)


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/Owner/Repo", "Owner/Repo"),
        ("https://www.github.com/Owner/Repo.git", "Owner/Repo"),
        ("https://github.com/Owner/Repo/pull/3", "Owner/Repo"),
        ("https://github.com/Owner", None),
        ("https://github.com/topics/llm", None),
        ("https://gist.github.com/Owner/1", None),
        ("https://example.org/Owner/Repo", None),
    ],
)
def test_repositories(url, repository):
    assert addresses.github_repository(url) == repository


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1145/ABC.123", "10.1145/abc.123"),
        ("https://dx.doi.org/10.1145/abc/", "10.1145/abc"),
        ("https://doi.org/", None),
        ("https://doi.org/11.1145/abc", None),
        ("https://example.org/10.1145/abc", None),
        ("https://dl.acm.org/doi/10.1145/ABC.123", "10.1145/abc.123"),
        ("https://dl.acm.org/doi/abs/10.1145/abc.123/", "10.1145/abc.123"),
        ("https://dl.acm.org/doi/proceedings/10.1145", None),
        ("https://link.springer.com/chapter/10.1007/978-3-030-1_2", "10.1007/978-3-030-1_2"),
        ("https://link.springer.com/content/pdf/10.1007/s1-2.pdf", "10.1007/s1-2"),
        ("https://link.springer.com/book/10.1007/s1-2", None),
    ],
)
def test_dois(url, doi):
    assert addresses.doi(url) == doi


def test_domains_include_their_subdomains_and_nothing_that_only_ends_like_them():
    assert addresses.is_on("https://a.example.org/x", "example.org")
    assert addresses.is_on("https://example.org/x", "other.org", "example.org")
    assert not addresses.is_on("https://badexample.org/x", "example.org")


@given(st.text())
def test_no_text_is_an_error(text):
    for ask in (
        addresses.normalise,
        addresses.host,
        addresses.path_parts,
        addresses.is_badge,
        addresses.github_repository,
        addresses.doi,
    ):
        ask(text)
        ask(f"https://{text}")


LABELS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
PATHS = st.lists(st.from_regex(r"[A-Za-z0-9._~-]{1,8}", fullmatch=True), max_size=4)


@given(LABELS, PATHS, st.sampled_from(["http", "https"]), st.booleans(), st.booleans())
def test_scheme_www_final_slash_and_tracking_do_not_count(name, path, scheme, www, slash):
    url = f"{scheme}://{'www.' if www else ''}{name}.example/{'/'.join(path)}{'/' if slash else ''}"
    plain = f"https://{name}.example/{'/'.join(path)}"
    assert addresses.normalise(url) == addresses.normalise(plain)
    assert addresses.normalise(f"{url}?utm_campaign=1") == addresses.normalise(plain)
    once = addresses.normalise(url)
    assert addresses.normalise(f"https://{once}") == once


def test_a_doi_may_be_written_with_escapes() -> None:
    assert addresses.doi("https://doi.org/10.1000%2FAbc") == "10.1000/abc"


@given(
    owner=st.from_regex(r"[A-Za-z0-9-]{1,9}", fullmatch=True) | st.sampled_from(("Topics", "orgs")),
    name=st.from_regex(r"[A-Za-z0-9_.-]{1,9}", fullmatch=True),
)
def test_the_usual_address_of_a_repository_says_what_any_other_says(owner, name):
    usual, other = f"https://github.com/{owner}/{name}", f"https://github.com/{owner}/{name}?"
    assert addresses.plain_repository(other) is None
    assert addresses.github_repository(usual) == addresses.github_repository(other)
    if addresses.plain_repository(usual):
        assert keys.of_address(usual) == keys.of_address(other)
