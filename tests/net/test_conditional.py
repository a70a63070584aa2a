"""Validators are sent to whom they come from; a 304 counts only where it was asked for."""

import pytest

from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.domain.metadata import Cited, PaperName, Validator
from effllm_desktop.net.citations import Citations
from effllm_desktop.net.conditional import condition
from effllm_desktop.net.descriptions import Descriptions
from effllm_desktop.net.github import GitHub
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.visits import Network
from tests.net.conftest import Heard
from tests.support.misbehaving_server import MisbehavingServer, page, said, sent_on
from tests.support.service_answers import Services, spoken, validated

pytestmark = pytest.mark.loopback
FACTS = {"full_name": "a/b", "stargazers_count": 7, "archived": False, "pushed_at": "2026-01-02"}
DATE = "Wed, 25 Nov 2026 10:00:00 GMT"
PAPER = PaperName("2404.00001")
AT_OPENALEX = "/works/doi:10.48550/arxiv.2404.00001"


class Asking:
    """Asks about one repository, or one paper, with what is known of earlier answers."""

    def __init__(self, server):
        self.server = server
        self.services = Services(server)
        self.bases = (server.base,)

    def network(self):
        return Network(Manners("test", 1, 0.3, 2, self.bases), Pacing(Rules((), 0, 0)), 0)

    def repository(self, known=None, name="a/b"):
        github = GitHub(self.server.base, self.network(), Line(), Heard())
        (reply,) = github.repositories([name], 9, {} if known is None else {name: known})
        return reply

    def paper(self, known=None):
        validators = {} if known is None else {PAPER: known}
        asked = Citations(None, self.server.base, self.network(), Line(), Heard(), validators)
        return list(asked.papers([PAPER]))[-1]

    def conditions(self):
        """What was asked of each request."""
        return [
            (one.headers.get("if-none-match"), one.headers.get("if-modified-since"))
            for one in self.server.requests()
        ]


@pytest.fixture
def asking(server):
    return Asking(server)


@pytest.mark.parametrize("validator", [{"etag": 'W/"x1"'}, {"etag": '"x1"'}, {"modified": DATE}])
def test_what_has_not_changed_is_not_sent_again(asking, server, validator):
    asking.services.others["/repos/"] = validated(FACTS, **validator)
    first = asking.repository()
    assert list(first.found) == ["a/b"]
    assert first.validators == {"a/b": Validator(f"{server.base}/repos/a/b", **validator)}
    again = asking.repository(first.validators["a/b"])
    assert (again.unchanged, again.found, again.failed, again.validators) == (["a/b"], {}, {}, {})
    asked = (validator.get("etag"), validator.get("modified"))
    assert asking.conditions() == [(None, None), asked]
    asking.services.others["/repos/"] = validated({**FACTS, "stargazers_count": 8}, etag='"x2"')
    changed = asking.repository(first.validators["a/b"])
    assert changed.found["a/b"].stars == 8
    assert changed.validators["a/b"].etag == '"x2"'


def test_a_tag_is_better_than_a_date(asking):
    asking.services.others["/repos/"] = spoken(FACTS, ETag='"x"', Last_Modified=DATE)
    (known,) = asking.repository().validators.values()
    assert (known.etag, known.modified) == ('"x"', "")


def test_openalex_is_asked_the_same_way_about_a_single_paper(asking):
    document = {"doi": "https://doi.org/10.48550/arxiv.2404.00001", "cited_by_count": 4}
    asking.services.others["/works/doi:"] = validated(document, etag='"o"')
    first = asking.paper()
    assert first.found == {PAPER: Cited(4)}
    again = asking.paper(first.validators[PAPER])
    assert (again.unchanged, again.found, again.missing) == ([PAPER], {}, ())
    lists = [one for one in asking.server.requests() if one.path.startswith("/works?")]
    assert all("if-none-match" not in one.headers for one in lists)


def test_a_number_that_openalex_does_not_say_is_unknown(asking):
    asking.services.others["/works/doi:"] = validated({"cited_by_count": -1}, etag='"o"')
    reply = asking.paper()
    assert (list(reply.missing), reply.found, reply.validators) == ([PAPER], {}, {})


@pytest.mark.parametrize("known", [None, Validator("http://127.0.0.1:1/repos/a/b", '"x"')])
def test_a_304_that_nobody_asked_for_is_no_answer(asking, known):
    asking.services.others["/"] = said(304, ETag='"x"')
    reply = asking.repository(known)
    assert not reply.unchanged
    assert "which nobody asked" in reply.failed["a/b"].what
    assert "which nobody asked" in asking.paper().failed[PAPER].what


def test_a_304_without_a_question_is_a_failure_everywhere(asking, server):
    server.on("*", said(304))
    asked = Descriptions(server.base, asking.network(), Line(), Heard())
    with pytest.raises(FetchFailed, match="which nobody asked"):
        asked.of_doi("10.1000/x")


@pytest.mark.parametrize(
    "act",
    [
        spoken({**FACTS, "stargazers_count": -1}, ETag='"bad"'),
        spoken([], ETag='"bad"'),
        said(200, b"{", Content_Type="application/json", ETag='"bad"'),
        said(200, b"{}", Content_Type="text/html", ETag='"bad"'),
        page("log in"),
        spoken({"message": "busy"}, 503, ETag='"bad"'),
    ],
)
def test_a_damaged_answer_leaves_no_validator(asking, act):
    asking.services.others["/repos/"] = act
    reply = asking.repository(Validator(f"{asking.server.base}/repos/a/b", '"good"'))
    assert list(reply.failed) == ["a/b"]
    assert reply.validators == {}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ETag": ""},
        {"ETag": "bare"},
        {"ETag": '"a b"'},
        {"ETag": '"two", "tags"'},
        {"ETag": f'"{"x" * 600}"'},
        {"ETag": '"\xe9"'},
        {"Last_Modified": "yesterday"},
        {"Last_Modified": "x" * 100 + " GMT"},
    ],
)
def test_what_is_no_validator_is_not_kept(asking, headers):
    asking.services.others["/repos/"] = spoken(FACTS, **headers)
    reply = asking.repository()
    assert list(reply.found) == ["a/b"]
    assert reply.validators == {}


def test_a_validator_goes_to_nobody_but_the_address_that_gave_it(asking, server):
    with MisbehavingServer() as other:
        asking.bases = (server.base, other.base)
        other.on("/repositories/1", validated(FACTS, etag='"there"'))
        asking.services.others["/repos/"] = sent_on(other.base + "/repositories/1")
        (known,) = asking.repository().validators.values()
        assert known.address == f"{other.base}/repositories/1"
        assert asking.repository(known).unchanged == ["a/b"]
        assert asking.conditions() == [(None, None)] * 2
        assert [one.headers.get("if-none-match") for one in other.requests()] == [None, '"there"']


def test_a_condition_names_one_thing():
    here = "http://127.0.0.1/x"
    assert condition(None, here) == {}
    assert condition(Validator(here, '"a"'), here) == {"If-None-Match": '"a"'}
    assert condition(Validator(here, modified=DATE), here) == {"If-Modified-Since": DATE}
    assert condition(Validator(here, '"a"'), here + "/y") == {}
