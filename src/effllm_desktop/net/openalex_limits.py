"""What OpenAlex means when it refuses: https://developers.openalex.org, authentication, limits."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.net.http import Answer
from effllm_desktop.net.visits import refusal

_USED_UP = "OpenAlex has answered as much as it does in a day."
_USED_UP_HINT = (
    "It begins anew at midnight UTC; a key gives more: Services in the Library menu, or "
    "effllm services --key openalex."
)
_TOO_FAST = "OpenAlex says that it was asked too fast (403)."


def _now_utc() -> datetime:
    return datetime.now(UTC)


def refused(answer: Answer, clock: Callable[[], datetime] = _now_utc) -> FetchFailed | None:
    """What a status says that brings nothing; None for those that bring something.

    Elsewhere 429 is a moment too many, and 403 is for good. Here 429 is the end of what it gives in
    a day, and 403 says that it was asked too fast.
    """
    failure = refusal(answer)
    if failure is None or failure.wait is not None or failure.status not in (403, 429):
        return failure
    if failure.status == 403:
        return FetchFailed(_TOO_FAST, "Try again later.", passing=True, status=403)
    now = clock()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    wait = (midnight - now).total_seconds()
    return FetchFailed(_USED_UP, _USED_UP_HINT, wait=wait, status=429)
