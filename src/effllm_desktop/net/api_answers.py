"""Reading what an API answers: all of it, not too much, and of the kind that was asked for."""

import json
from collections.abc import Mapping
from typing import Any

from effllm_desktop.domain import sizes
from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.net.http import Answer
from effllm_desktop.net.reach import host_of

LARGEST = 32 * sizes.MB
JSON = "application/json"
LATER = "Try again later."
_BROWSER = "Open its site in a browser: it may want to know that you are a person."


def headers(accept: str) -> Mapping[str, str]:
    """What is asked for: plain bytes of one kind."""
    return {"Accept": accept, "Accept-Encoding": "identity"}


def body(answer: Answer, *kinds: str, largest: int = LARGEST) -> bytes:
    """The whole body of an answer, if it is of one of the kinds. Raises FetchFailed, Cancelled."""
    host = host_of(answer.url)
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in kinds:
        what = "a web page" if "html" in kind else f"“{kind[:60]}”" if kind else "something"
        raise FetchFailed(f"{host} answered with {what} instead of data.", _BROWSER)
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("", "identity"):
        raise FetchFailed(f"{host} sent its answer packed, which nobody asked for.", LATER)
    data = bytearray()
    for chunk in answer.chunks():
        data += chunk
        if len(data) > largest:
            raise FetchFailed(f"The answer of {host} is larger than {sizes.shown(largest)}.", LATER)
    return bytes(data)


def document(answer: Answer) -> Any:
    """The JSON document that an answer is. Raises FetchFailed, Cancelled."""
    data = body(answer, JSON)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise damaged(answer) from error


def damaged(answer: Answer) -> FetchFailed:
    """The failure of an answer that is not what the service documents; it may be next time."""
    host = host_of(answer.url)
    return FetchFailed(f"The answer of {host} is damaged.", LATER, passing=True)
