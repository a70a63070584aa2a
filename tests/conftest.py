"""Guards that hold for every test: nothing from outside gets in, nothing is left behind."""

import os
import signal

# Before anything imports Qt. A run on a virtual X server may say otherwise.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The same texts and the same order on every machine; without a locale Qt would warn.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
# Nobody's own keyring is touched; tests that want one bring it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A run in the background ignores Ctrl+C, and so would the programs that tests press it in.
    signal.signal(signal.SIGINT, signal.default_int_handler)

from hypothesis import settings

# Shared machines are slow now and then. The same examples each time, so that the same lines are
# run; `--hypothesis-profile=thorough` looks for others, and longer.
settings.register_profile("house", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("house")

pytest_plugins = [
    "tests.support.guards.garbage",
    "tests.support.guards.home",
    "tests.support.guards.leftovers",
    "tests.support.guards.libraries",
    "tests.support.guards.logs",
    "tests.support.guards.modal",
    "tests.support.guards.patience",
    "tests.support.guards.sockets",
]
