"""The steps of the reader's, the newest first."""

from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.readmodels.history import history
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
