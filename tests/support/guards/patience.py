"""A machine may be busy: what does not come is waited for longer than the five seconds usual."""

from functools import partialmethod

import pytest
from pytestqt.qtbot import QtBot

PATIENCE = 30_000
"""Milliseconds; a test that waits for nothing to happen says how long itself."""


class PatientBot(QtBot):
    """The same with longer waits, where a test does not say how long."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE)  # noqa: N815 - named by the plugin
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)  # noqa: N815
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE)  # noqa: N815
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)  # noqa: N815


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)
