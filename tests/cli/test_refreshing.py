"""`effllm refresh`, `effllm services`, and what `effllm show` says then."""

import json
from collections.abc import Iterator

import pytest

from effllm_desktop.app.settings import SWITCHES
from tests.support.misbehaving_server import MisbehavingServer, said
from tests.support.networks import plug
from tests.support.service_answers import Paper, Services

pytestmark = pytest.mark.loopback
ONE, TWO, TOOL, POST = (
    "arxiv:2404.00001",
    "arxiv:2404.00002",
    "github:own/tool",
    "url:example.org/post",
)
TEXT = """# L

## S

- [One](http://arxiv.org/abs/2404.00001v1) *Ada Adams, ...* `12 citations`
- [Two](https://arxiv.org/abs/2404.00002)
- [tool](https://github.com/own/tool)
- [A post](https://example.org/post)
"""


@pytest.fixture
def server(monkeypatch) -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as running:
        for name in ("ARXIV_API", "ARXIV_SITE", "SEMANTIC_SCHOLAR", "OPENALEX", "GITHUB_API"):
            monkeypatch.setenv(f"EFFLLM_{name}_URL", running.base)
        for name in ("ARXIV_INTERVAL", "HOST_INTERVAL", "RETRIES"):
            monkeypatch.setenv(f"EFFLLM_{name}", "0")
        yield running


@pytest.fixture
def services(server) -> Services:
    known = Services(server)
    known.papers |= {
        "2404.00001": Paper(
            "2404.00001",
            "One, revised",
            3,
            ("Ada Adams", "Bo Berg", "Cy Cole"),
            "Wombats are shown.",
            "Accepted at ICLR 2025",
            updated="2025-05-02T10:00:00Z",
        ),
        "2404.00002": Paper("2404.00002", "Two", comment="withdrawn by the authors: lemma 2"),
    }
    known.cited["2404.00002"] = 1234
    known.repositories["own/tool"] = {
        "stargazers_count": 7,
        "archived": True,
        "pushed_at": "2026-01-02T03:04:05Z",
    }
    return known


@pytest.fixture
def works(effllm, list_file, services):
    effllm.done("import", list_file(TEXT))
    return effllm


def test_what_became_of_each_work_in_a_line(works):
    assert works.done("refresh") == ("4 works: 3 updated, 1 that no service is asked about.\n")
    assert works.done("refresh", ONE) == "1 work: 1 unchanged.\n"
    assert works.done("refresh", "--older-than", "7") == (
        "1 work: 1 that no service is asked about.\n"
    )
    assert works.done("refresh", ONE, "--older-than", "7") == "There is nothing to ask about.\n"


def test_as_a_document(works):
    told = works.json("refresh", "--section", "S")
    assert sorted(told.pop("updated")) == [ONE, TWO, TOOL]
    assert told == {
        "unchanged": [],
        "not_found": [],
        "unknown": [],
        "failed": [],
        "unasked": [],
        "nameless": [POST],
        "failures": [],
    }


def test_failures_are_told_and_make_the_exit_code_1(works, services):
    services.others["/repos"] = said(502)
    result = works("refresh", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["failed"] == [TOOL]
    (failure,) = told["failures"]
    assert (failure["service"], failure["works"]) == ("github", [TOOL])
    assert "GitHub, about 1 work: 127.0.0.1 has a fault of its own (502)." in result.stderr


def test_the_metadata_is_in_the_record(works):
    before = works.json("show", ONE)["metadata"]
    assert before["abstract"] is None
    assert before["sources"] == {}
    works.done("refresh")
    one, two, tool = (works.json("show", key) for key in (ONE, TWO, TOOL))
    metadata = one["metadata"]
    assert metadata["authors"] == ["Ada Adams", "Bo Berg", "Cy Cole"]
    assert metadata["abstract"] == "Wombats are shown."
    assert metadata["venue"] == "ICLR 2025"
    assert metadata["withdrawn"] is False
    assert [one["version"] for one in metadata["versions"]] == [1, 3]
    assert metadata["versions"][1]["published"] == "2025-05-02T10:00:00+00:00"
    assert metadata["sources"]["abstract"]["source"] == "arxiv"
    assert two["metadata"]["withdrawn"] is True
    assert two["metadata"]["citations"]["count"] == 1234
    assert two["citations"] == two["metadata"]["citations"]
    assert two["citations"]["source"] == "semantic_scholar"
    assert two["citations"]["as_of"] == two["metadata"]["sources"]["citations"]["as_of"]
    assert tool["metadata"]["stars"]["count"] == 7
    assert tool["metadata"]["archived"] is True
    (record,) = works.json("list", TWO)
    assert record["citations"] == two["citations"]


def test_the_curators_words_stay(works):
    before = works.json("list")
    works.done("refresh")
    after = works.json("list")
    for one, other in zip(before, after, strict=True):
        other["citations"] = one["citations"]
        assert one == other
    assert works.done("export", "--list", "L", "--style", "clean") == TEXT


def test_show_says_it_in_words(works):
    works.done("refresh")
    works.done("mark", ONE, "--status", "read")
    told = " ".join(works.done("show", ONE).split())
    assert "Version v3 since 2 May 2025; you read v1" in told
    assert "Authors Ada Adams, Bo Berg, Cy Cole" in told
    assert "Venue ICLR 2025 (arXiv)" in told
    assert "Abstract Wombats are shown." in told
    told = " ".join(works.done("show", TWO).split())
    assert "Withdrawn withdrawn by the authors: lemma 2" in told
    assert "Citations 1,234 (Semantic Scholar, " in told
    told = " ".join(works.done("show", TOOL).split())
    assert "Stars 7 (GitHub, " in told
    assert "Code last change 2 Jan 2026 · archived" in told


def test_abstracts_and_authors_are_searched(works):
    works.done("refresh")
    assert [one["key"] for one in works.json("search", "wombats")] == [ONE]
    assert [one["key"] for one in works.json("search", "cy cole")] == [ONE]


def test_offline_nobody_is_asked(works, server, monkeypatch):
    monkeypatch.setenv("EFFLLM_OFFLINE", "true")
    assert "stay offline" in works.refused("refresh")
    assert server.requests() == []
    assert "none of them is contacted" in works("services").stderr


def test_services_say_what_is_sent_and_when(works, server, services):
    told = works.done("services")
    assert told.count("never") == 6
    assert "names of repositories" in told
    services.others["/api"] = said(403)
    works("refresh", ONE)
    document = works.json("services")
    assert document["offline"] is False
    arxiv = document["services"][0]
    assert arxiv["address"] == server.base
    assert arxiv["last_contact"] is not None
    assert arxiv["waits_until"] > arxiv["last_contact"]
    assert "robot" in arxiv["reason"]
    assert "Waits" in works.done("services")


def test_a_token_is_never_shown(works, services, monkeypatch):
    monkeypatch.setenv("EFFLLM_GITHUB_TOKEN", "ghp_secret")
    services.others["/graphql"] = said(401)
    result = works("refresh", TOOL)
    assert "does not accept the token" in result.stderr
    everything = result.output + works.done("services") + works.done("services", "--json")
    assert "ghp_secret" not in everything
    assert b"ghp_secret" not in (works.library / "library.db").read_bytes()


def test_without_a_network_one_sentence_says_so(works, server, monkeypatch):
    for name in ("ARXIV_API", "SEMANTIC_SCHOLAR", "OPENALEX", "GITHUB_API"):
        monkeypatch.setenv(f"EFFLLM_{name}_URL", f"http://papers.test:{server.port}")
    with plug() as network:
        network.pull()
        result = works("refresh", "--section", "S")
    assert result.exit_code == 1
    assert result.stderr == (
        "effllm: This machine has no network: services could not be asked.\n"
        "  What is known stays; refresh when there is one.\n"
    )
    assert result.stdout == ("4 works: 3 not asked about, 1 that no service is asked about.\n")
    assert server.log == []


def test_a_service_that_is_off_is_sent_nothing_and_the_others_are(works, server, services):
    works.done("services", "--off", "Semantic Scholar", "--off", "github")
    told = works.json("refresh")
    assert sorted(told["nameless"]) == [TOOL, POST]
    assert told["failed"] == []
    assert services.asked("/graph/v1/paper/batch") == 0
    assert services.asked("/repos/own/tool") == 0
    assert services.asked("/api/query") == 1
    assert services.asked("/works") == 1  # it is asked in the place of the one that is off
    off = [one["switch"] for one in works.json("services")["services"] if not one["on"]]
    assert off == ["semantic_scholar", "github"]
    assert "Switch   off; to change: effllm services --on github" in works.done("services")
    works.done("services", "--on", "github")
    assert works.json("refresh", TOOL)["updated"] == [TOOL]


def test_with_all_services_off_nobody_is_asked_by_anything(works, server, services):
    off = [part for name in SWITCHES for part in ("--off", name)]
    works.done("services", *off)
    assert works.json("refresh")["nameless"]
    added = works("add", "2404.00009", "10.1000/x", f"{server.base}/page", "--json")
    assert len(json.loads(added.stdout)["added"]) == 3
    assert "is switched off: nothing is sent there." in added.stderr
    fetched = works("download", ONE)
    assert fetched.exit_code == 1
    assert "is switched off: nothing is sent there." in fetched.output
    assert server.requests() == []
    assert works.json("services", "--log") == []


def test_the_log_says_what_was_asked(works, server, services, monkeypatch):
    monkeypatch.setenv("EFFLLM_GITHUB_TOKEN", "ghp_secret")
    assert works.done("services", "--log") == ""
    works.done("refresh")
    found = works.json("services", "--log")
    asked = {one["address"].removeprefix(server.base).partition("?")[0]: one for one in found}
    for path in ("/api/query", "/graph/v1/paper/batch", "/works", "/graphql"):
        assert asked.pop(path)["outcome"] == "200"
    (missing,) = asked.values()
    assert missing["outcome"].startswith("404 · 127.0.0.1 has no such")
    assert all(one["received"] > 0 for one in found if one is not missing)
    assert [one["at"] for one in found] == sorted((one["at"] for one in found), reverse=True)
    lines = works.done("services", "--log", "--limit", "1").splitlines()
    assert len(lines) == 1
    assert server.base in lines[0]
    assert "ghp_secret" not in (works.library / "logs" / "requests.log").read_text()


def test_switches_are_used_rightly(works, monkeypatch):
    assert "no service" in works.refused("services", "--off", "githb")
    assert works("services", "--off", "github", "--on", "github").exit_code == 2
    assert works("services", "--limit", "3").exit_code == 2
    monkeypatch.setenv("EFFLLM_SERVICES_OFF", "openalex")
    assert "EFFLLM_SERVICES_OFF is set, and wins" in works("services", "--off", "github").stderr


def test_a_key_is_asked_for_and_kept_where_nobody_shows_it(works, server, services):
    refused = works("services", "--key", "github", stdin="ghp_secret\n")
    assert refused.exit_code == 1
    assert "no keyring" in refused.stderr
    kept = works("services", "--key", "github", "--in-settings", stdin="ghp_secret\n")
    assert kept.exit_code == 0
    assert "ghp_secret" not in kept.output + refused.output
    works.done("refresh", TOOL)
    assert services.asked("/graphql") == 1
    assert server.requests()[-1].headers["authorization"] == "Bearer ghp_secret"
    assert "takes no key" in works.refused("services", "--key", "arxiv")
    assert "no keyring" in works.refused("services", "--forget-key", "github")
    assert works("services", "--in-settings").exit_code == 2
