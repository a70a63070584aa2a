"""Asking whether something has changed: a validator is sent along, and a 304 says that it has not.

Validators and what 304 means: RFC 9110, 8.8, 13.1 and 15.4.5.
"""

import re
from collections.abc import Mapping

from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.domain.metadata import Validator
from effllm_desktop.net.http import Answer
from effllm_desktop.net.reach import host_of

NOT_MODIFIED = 304
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{1,500}"')
_DATE = re.compile(r"[A-Za-z0-9,: -]{1,60} GMT")


def condition(known: Validator | None, url: str) -> Mapping[str, str]:
    """The headers that ask for an answer only if it is another one now.

    A validator is for the address that gave it and for nobody else: others would take it amiss, or
    know the reader by it.
    """
    if known is None or known.address != url:
        return {}
    if known.etag:
        return {"If-None-Match": known.etag}
    return {"If-Modified-Since": known.modified}


def validator_of(answer: Answer) -> Validator | None:
    """The validator that comes with an answer; None where there is none, or none that is one."""
    etag = answer.headers.get("ETag", "").strip()
    modified = answer.headers.get("Last-Modified", "").strip()
    if _ETAG.fullmatch(etag):
        return Validator(answer.url, etag=etag)
    return Validator(answer.url, modified=modified) if _DATE.fullmatch(modified) else None


def is_unchanged(answer: Answer, known: Validator | None) -> bool:
    """Whether this says that what was known holds. Raises FetchFailed where that was not asked."""
    if answer.status != NOT_MODIFIED:
        return False
    if not condition(known, answer.url):
        raise unasked(answer.url)
    return True


def unasked(url: str) -> FetchFailed:
    """The failure of a 304 that nobody asked for: some machine in between mixes answers up."""
    return FetchFailed(
        f"{host_of(url)} says that nothing has changed (304), which nobody asked.",
        "Try again later.",
        passing=True,
        status=NOT_MODIFIED,
    )
