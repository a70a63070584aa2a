"""Garbage is looked for between tests, on the main thread, as the window does it between events.

Else the dialogs of one test would be deleted in a job of another, which Qt does not survive.
"""

import gc
from collections.abc import Iterator

import pytest

from effllm_desktop.app.collecting import collect_what_is_due


@pytest.fixture(autouse=True)
def _garbage_between_tests() -> Iterator[None]:
    gc.disable()
    yield
    collect_what_is_due()
