"""The steps of the reader's, the newest first."""

from effllm_desktop.app.emptying_trash import remove_for_good
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.readmodels.history import history
from effllm_desktop.domain.ids import ListId
from tests.support.builders import page, take, work


def test_steps_stand_with_their_times_and_whether_they_were_taken_back(folder, library):
    assert history(library.database, 9) == []
    take(folder, page("L", {"S": ["a", "b"]}))
    for name in "ab":
        library.workspace.run(SetStar([work(library, name)], starred=True))
    library.workspace.undo()
    latest, first = history(library.database, 9)
    assert (latest.label, latest.undone, first.undone) == ("star 1 work", True, False)
    assert latest.made_at > first.made_at
    assert history(library.database, 1) == [latest]


def test_a_step_that_changed_one_work_names_it(folder, library):
    take(folder, page("L", {"S": ["a", "b \\\\1"]}))
    a, b = work(library, "a"), work(library, "b \\1")
    for operation in (
        SetStar([a], starred=True),
        SetStar([a, b], starred=False),
        AddTags([b], ["1 work"]),
        PutInQueue([a]),
        SetNote(a, "words"),
    ):
        library.workspace.run(operation)
    assert [one.told for one in reversed(history(library.database, 9))] == [
        "star “a”",
        "unstar 2 works",
        "tag “b \\1” “1 work”",
        "put “a” into the queue",
        "edit a note",
    ]
    library.workspace.run(TrashList(ListId(1)))
    remove_for_good(folder, ListId(1))
    assert history(library.database, 9)[-1].told == "star 1 work"
