"""When garbage is looked for: not amid many rows, and where Python does not, when it is due."""

import gc
import weakref

import pytest

from effllm_desktop.app import collecting
from effllm_desktop.app.collecting import collect_what_is_due, no_collecting


class Knot:
    """An object that holds itself."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def looking():
    gc.enable()
    yield
    gc.disable()


def test_nobody_looks_amid_many_rows(looking):
    with no_collecting():
        assert not gc.isenabled()
        with no_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_what_is_due_is_looked_through_and_no_more(monkeypatch, generation):
    limits = [10**9] * 3
    limits[generation] = 0
    gc.collect()
    for younger in range(generation):
        gc.collect(younger)  # a round of each, which makes the next one due
    knot = weakref.ref(Knot())
    monkeypatch.setattr(collecting, "DUE_AFTER", (10**9,) * 3)
    collect_what_is_due()
    assert knot() is not None
    monkeypatch.setattr(collecting, "DUE_AFTER", tuple(limits))
    collect_what_is_due()
    assert knot() is None
