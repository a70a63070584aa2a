"""Getting an answer: in turn, over redirects, with what a status means said in a sentence."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.domain.metadata import Validator
from effllm_desktop.net.conditional import NOT_MODIFIED, condition, unasked
from effllm_desktop.net.diary import Diary, Entry, NoDiary, noted
from effllm_desktop.net.http import Answer, Manners, Web
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Listener, Pacing
from effllm_desktop.net.reach import host_of, origin

T = TypeVar("T")
MOST_REDIRECTS = 5
_BROWSER = "Open it in a browser to see what is there."
_LATER = "Try again later."
_WITH_WAIT = (403, 408, 425, 429)
_PASSING = (408, 425, 429)


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent along with a request: a body, and headers that nobody else may see.

    `known` asks for an answer only if it is not the one that gave this validator.
    """

    body: bytes | None = None
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    known: Validator | None = None

    def headers_for(self, url: str, meant_for: str) -> Mapping[str, str]:
        """What goes to this address, which asking `meant_for` led to."""
        return {**self.secrets_for(url, meant_for), **condition(self.known, url)}

    def secrets_for(self, url: str, meant_for: str) -> Mapping[str, str]:
        """The secrets, if this address is on the very service that they are meant for."""
        return self.secrets if origin(url) == origin(meant_for) else {}


class Network:
    """What fetching needs: manners, and the gates that the whole program shares."""

    def __init__(
        self, manners: Manners, pacing: Pacing, retries: int, diary: Diary | None = None
    ) -> None:
        self.manners = manners
        self.pacing = pacing
        self.retries = retries
        self.diary = diary or NoDiary()
        self._bases = frozenset(origin(base) for base in manners.bases)

    @contextmanager
    def visit(
        self,
        url: str,
        headers: Mapping[str, str],
        line: Line,
        listener: Listener,
        *,
        question: Question | None = None,
    ) -> Iterator[Answer]:
        """The answer of an address, or of the one that it leads to in a few steps.

        The gate of the service that answers is held until the answer is read. What comes of each
        request is noted. Raises SwitchedOff, Offline, HostPaused, FetchFailed, BadInput, Cancelled.
        """
        asked = question or Question()
        web = Web(self.manners, line)
        seen = [url]
        while len(seen) <= MOST_REDIRECTS + 1:
            self.manners.require_online()
            self.pacing.switches.require_on(url)
            with (
                self.pacing.gate(url).turn(line, listener) as gate,
                self._noted(url, asked) as entry,
                self.pacing.outage.watched(),
                web.ask(url, {**headers, **asked.headers_for(url, seen[0])}, asked.body) as answer,
            ):
                entry.answer = answer
                self.pacing.outage.end()
                gate.answered()
                to = answer.redirected_to
                if to is None:
                    yield answer
                    gate.succeeded()
                    return
            if asked.body is not None:
                raise FetchFailed(f"{host_of(url)} sends a question on to somewhere else.", _LATER)
            if to in seen:
                raise FetchFailed(f"{host_of(url)} redirects in a circle.", _BROWSER)
            url = _followed(url, to)
            seen.append(url)
        host = host_of(seen[0])
        raise FetchFailed(f"{host} redirects more than {MOST_REDIRECTS} times.", _BROWSER)

    def _noted(self, url: str, asked: Question) -> AbstractContextManager[Entry]:
        self.pacing.switches.require_on(url)  # while it waited, it may have been switched off
        ours = origin(url) in self._bases
        return noted(self.diary, url, asked.body, whole=ours, wall=time.time)

    def persistently(self, url: str, attempt: Callable[[], T], line: Line) -> T:
        """What `attempt` gives, tried again while failures pass; the last one is raised.

        How long to wait in between is the gate's to say.
        """
        left = self.retries
        while True:
            line.check()
            try:
                return attempt()
            except FetchFailed as failure:
                if not failure.passing or not left:
                    if not failure.missing:
                        self.pacing.gate(url).lost()
                    raise
            left -= 1


def refusal(answer: Answer) -> FetchFailed | None:
    """What a status says that brings nothing; None for those that bring something."""
    status, host = answer.status, host_of(answer.url)
    if status in (200, 206, 416):
        return None
    if status == NOT_MODIFIED:
        return unasked(answer.url)
    wait = retry_after(answer.headers.get("Retry-After"), datetime.now(UTC))
    passing = status >= 500 or status in _PASSING or (status == 403 and wait is not None)
    said, hint = _SAID.get(status, (f"{{host}} answered with the error {status}.", _BROWSER))
    if status >= 500:
        said, hint = f"{{host}} has a fault of its own ({status}).", _LATER
    return FetchFailed(
        said.format(host=host),
        hint,
        passing=passing,
        missing=status in (404, 410),
        wait=wait if status >= 500 or status in _WITH_WAIT else None,
        status=status,
    )


_SAID = {
    204: ("{host} answered with nothing at all.", _BROWSER),
    401: ("{host} wants a password for this.", _BROWSER),
    402: ("{host} wants to be paid for this.", _BROWSER),
    403: ("{host} refuses to hand this out (403).", _BROWSER),
    404: ("{host} has no such file (404).", "The link in the list may be wrong: look at its page."),
    410: ("{host} no longer has this file (410).", "Look at its page."),
    408: ("{host} gave up waiting (408).", _LATER),
    429: ("{host} is asked too often (429).", _LATER),
    451: ("{host} may not hand this out, for legal reasons (451).", _BROWSER),
}


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date (RFC 9110, 10.2.3)."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - now).total_seconds(), 0.0)


def _followed(url: str, to: str) -> str:
    """The address of a redirect: on the web, never a file of this machine."""
    if not to.lower().startswith(("http://", "https://")):
        raise FetchFailed(
            f"{host_of(url)} redirects to something that is no web address.", _BROWSER
        )
    return to
