"""What GitHub knows of repositories: a hundred at once with a token, else one by one and few.

REST: https://docs.github.com/rest/repos/repos, GraphQL: https://docs.github.com/graphql. Without a
token GitHub takes 60 calls an hour from one address; how many are ours is the caller's to say.
"""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from effllm_desktop.domain.errors import AppError, BadInput, FetchFailed, HostPaused, KeyRefused
from effllm_desktop.domain.metadata import Name, Reply, Repository, Source, Validator, Validators
from effllm_desktop.net import api_answers
from effllm_desktop.net.conditional import is_unchanged, validator_of
from effllm_desktop.net.http import Answer
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Listener
from effllm_desktop.net.reach import host_of
from effllm_desktop.net.visits import Network, Question, refusal

BATCH = 100
SPARED = 10
"""Calls of an hour without a token that are left to the reader's other programs."""
NONE_KNOWN: Validators = MappingProxyType({})
_NAME = re.compile(r"[A-Za-z0-9-]{1,100}/[A-Za-z0-9._-]{1,100}")
_KIND = "application/vnd.github+json"
_ASKED = "nameWithOwner stargazerCount isArchived pushedAt"
_FAILURES = (FetchFailed, HostPaused)
_TOKEN_HINT = (  # no secret
    "Keep another one: Services in the Library menu, or effllm services --key github; "  # noqa: S105
    "without one it works too, only slower."
)
_HOUR = 3600.0
"""No limit holds for longer, whatever the clock of this machine makes of it."""
_USED_UP = "GitHub takes no more calls without a token this hour."
_USED_UP_HINT = (
    "Refresh again later, or keep a token: Services in the Library menu, or "
    "effllm services --key github."
)


@dataclass(frozen=True, slots=True)
class GitHub:
    """GitHub's API at its base address, asked over one line. The token is never shown."""

    base: str
    network: Network
    line: Line
    listener: Listener
    token: str = field(default="", repr=False)
    wall: Callable[[], float] = time.time

    def repositories(
        self, names: Sequence[str], most: int, known: Validators = NONE_KNOWN
    ) -> Iterator[Reply]:
        """What GitHub says of repositories; without a token at most so many are asked about.

        `known`: validators of answers that are kept; a question to many at once takes none.
        Raises Cancelled, Offline, NoNetwork; other failures are those of the names they concern.
        """
        good = [name for name in dict.fromkeys(names) if _asked_as(name)]
        bad: dict[Name, AppError] = {
            name: BadInput(f"“{name[:100]}” cannot be a repository of GitHub's.", "")
            for name in names
            if not _asked_as(name)
        }
        if bad:
            yield Reply(Source.GITHUB, failed=bad)
        yield from self._in_batches(good) if self.token else self._one_by_one(good, most, known)

    def _one_by_one(self, names: Sequence[str], most: int, known: Validators) -> Iterator[Reply]:
        for number, name in enumerate(names):
            if number >= most:
                yield _put_off(names[number:])
                return
            try:
                reply, left = self._repository(name, known.get(name))
            except _FAILURES as problem:
                if isinstance(problem, FetchFailed) and problem.missing:
                    yield Reply(Source.GITHUB, missing=[name])
                    continue
                yield Reply(Source.GITHUB, failed={name: problem})
                continue
            yield reply
            if left is not None and left <= SPARED and names[number + 1 :]:
                yield _put_off(names[number + 1 :])
                return

    def _repository(self, name: str, known: Validator | None) -> tuple[Reply, int | None]:
        """What is said of a repository, and how many calls GitHub says are left.

        That nothing has changed counts as a call, too, where no token is sent.
        """
        url = f"{self.base}/repos/{_asked_as(name)}"
        question = Question(known=known)

        def attempt() -> tuple[Reply, int | None]:
            headers = api_answers.headers(_KIND)
            asked = self.network.visit(url, headers, self.line, self.listener, question=question)
            with asked as answer:
                left = _number(answer.headers.get("x-ratelimit-remaining"))
                if is_unchanged(answer, known):
                    return Reply(Source.GITHUB, unchanged=[name]), left
                self._require_good(answer)
                found = _from_rest(api_answers.document(answer))
                if found is None:
                    raise api_answers.damaged(answer)
                validator = validator_of(answer)
                kept: Validators = {} if validator is None else {name: validator}
                return Reply(Source.GITHUB, {name: found}, validators=kept), left

        return self.network.persistently(url, attempt, self.line)

    def _in_batches(self, names: Sequence[str]) -> Iterator[Reply]:
        for begin in range(0, len(names), BATCH):
            some = names[begin : begin + BATCH]
            try:
                yield self._batch(some)
            except _FAILURES as problem:
                yield Reply(Source.GITHUB, failed=dict.fromkeys(some, problem))

    def _batch(self, names: Sequence[str]) -> Reply:
        url = f"{self.base}/graphql"
        question = Question(_graphql(names), {"Authorization": f"Bearer {self.token}"})
        headers = {**api_answers.headers(api_answers.JSON), "Content-Type": api_answers.JSON}

        def attempt() -> Reply:
            asked = self.network.visit(url, headers, self.line, self.listener, question=question)
            with asked as answer:
                self._require_good(answer)
                return _from_graphql(answer, names, self.wall)

        return self.network.persistently(url, attempt, self.line)

    def _require_good(self, answer: Answer) -> None:
        """Raise what a status means; GitHub says in headers of its own until when it says no."""
        failure = refusal(answer)
        if failure is None:
            return
        if failure.status == 401:
            raise KeyRefused("GitHub does not accept the token.", _TOKEN_HINT, status=401)
        left = answer.headers.get("x-ratelimit-remaining")
        says_when = _number(answer.headers.get("x-ratelimit-reset")) is not None
        if failure.status in (403, 429) and left == "0" and says_when:
            raise _used_up(answer, self.wall)
        if self.token and failure.status == 403 and failure.wait is None:
            raise KeyRefused(
                "GitHub refuses what is asked with this token.", _TOKEN_HINT, status=403
            )
        raise failure


def _asked_as(name: str) -> str | None:
    """The name that GitHub knows: lists leave dots and `.git` at the end. None for what is none."""
    bare = name.rstrip(".").removesuffix(".git").rstrip(".")
    return bare if _NAME.fullmatch(bare) else None


def _put_off(names: Sequence[str]) -> Reply:
    problem = HostPaused(_USED_UP, _USED_UP_HINT, 0.0)
    return Reply(Source.GITHUB, failed=dict.fromkeys(names, problem))


def _graphql(names: Sequence[str]) -> bytes:
    """One question about many: each repository under a name of its own."""
    parts = []
    for number, name in enumerate(names):
        owner, _, repository = (_asked_as(name) or "").partition("/")
        parts.append(
            f"r{number}: repository(owner: {json.dumps(owner)}, name: {json.dumps(repository)}) "
            f"{{ {_ASKED} }}"
        )
    return json.dumps({"query": f"query {{ {' '.join(parts)} }}"}).encode()


def _kinds(document: Any) -> set[object]:
    errors = document.get("errors") if isinstance(document, dict) else None
    errors = errors if isinstance(errors, list) else []
    return {error.get("type") for error in errors if isinstance(error, dict)}


def _used_up(answer: Answer, wall: Callable[[], float]) -> FetchFailed:
    """GitHub has answered what it does in an hour, and says until when; a minute where not."""
    until = _number(answer.headers.get("x-ratelimit-reset"))
    wait = 60.0 if until is None else min(max(until - wall(), 0.0), _HOUR)
    what = f"{host_of(answer.url)} has answered as often as it does in an hour."
    return FetchFailed(what, _USED_UP_HINT, wait=wait, status=answer.status)


def _from_graphql(answer: Answer, names: Sequence[str], wall: Callable[[], float]) -> Reply:
    """Null is a repository that is not there, if an error says so; else nothing is known of it."""
    document = api_answers.document(answer)
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, dict) and "RATE_LIMITED" in _kinds(document):
        raise _used_up(answer, wall)
    if not isinstance(data, dict):
        raise api_answers.damaged(answer)
    absent = _absent(document.get("errors"))
    found: dict[Name, Repository] = {}
    missing: list[Name] = []
    failed: dict[Name, AppError] = {}
    for number, name in enumerate(names):
        item = data.get(f"r{number}")
        repository = _made(item, "nameWithOwner", "stargazerCount", "isArchived", "pushedAt")
        if repository is not None:
            found[name] = repository
        elif item is None and f"r{number}" in absent:
            missing.append(name)
        else:
            failed[name] = api_answers.damaged(answer)
    return Reply(Source.GITHUB, found, missing, failed)


def _absent(errors: Any) -> set[str]:
    """The names under which GitHub found nothing."""
    return {
        str(error["path"][0])
        for error in (errors if isinstance(errors, list) else ())
        if isinstance(error, dict) and error.get("type") == "NOT_FOUND" and error.get("path")
    }


def _from_rest(item: Any) -> Repository | None:
    return _made(item, "full_name", "stargazers_count", "archived", "pushed_at")


def _made(item: Any, name: str, stars: str, archived: str, pushed: str) -> Repository | None:
    if not isinstance(item, Mapping):
        return None
    said, count, put_away = item.get(name), item.get(stars), item.get(archived)
    if not isinstance(said, str) or not _NAME.fullmatch(said):
        return None
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        return None
    at = item.get(pushed)
    return Repository(said, count, archived=put_away is True, pushed_at=at or "")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
