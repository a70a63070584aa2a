"""What is written into a list is written by a job, however short the list is.

The list is read as a whole, more than once, and the first time what reads lists is loaded: either
may hold the window for longer than a picture of it takes. It is one act all the same: it waits its
turn, is one step and is announced once. What keys do that are pressed again and again, such as
moving entries, is done at once in short lists: the next key means what is there then.
"""

from collections.abc import Callable

from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.workspace import Operation, Planned
from effllm_desktop.ui.runtime.acts import MANY


def written_beside(operation: Operation) -> Planned:
    """Something written into a list, as an act that never holds the window."""
    return planned_beside(lambda _: operation)


def planned_beside(plan: Callable[[EntryReader], Operation]) -> Planned:
    """The same where it is made, when it is done, of what is there then."""
    return Planned(MANY + 1, plan)
