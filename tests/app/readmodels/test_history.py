"""The steps of the reader's, the newest first."""

from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.searching import SaveSearch
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.readmodels.history import history
from effllm_desktop.domain.metadata import Fact
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


def test_steps_say_what_they_were_about(folder, library):
    take(folder, page("L", {"S": ["a", "b"]}))
    (shown,) = library.outlines.read().lists
    a, b = work(library, "a"), work(library, "b")
    library.workspace.run(SetStar([a, b], starred=True))
    library.workspace.run(AddTags([b], ["later"]))
    library.workspace.run(CorrectWork(b, {Fact.TITLE: "What it is called"}))
    library.workspace.run(TrashList(shown.id))
    library.workspace.run(SaveSearch("Mine", "later"))
    assert [one.about for one in history(library.database, 9)] == [
        "",
        "L",
        "What it is called",
        "What it is called",
        "a",
    ]
