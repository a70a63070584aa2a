"""What the reader says better than the services."""

import pytest

from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.store import journal, metadata
from effllm_desktop.store.metadata import Known
from tests.support.builders import found, page, take, user_rows, work
from tests.support.soundness import assert_sound

BLOG = "https://example.org/blog"


@pytest.fixture
def a(folder, library):
    take(folder, page("L", {"S": ["a", "b"]}))
    return work(library, "a")


def known(library, a):
    return metadata.known(library.database, [a])[a]


def test_a_correction_wins_over_services_and_can_be_undone(library, a):
    with library.database.transaction():
        metadata.take(library.database, Source.ARXIV, {a: {Fact.TITLE: "Wrong"}}, "2026-03-01")
    told = library.workspace.run(CorrectWork(a, {Fact.TITLE: " Right \n one"}))
    assert told == Changes(Aspect.METADATA | Aspect.HISTORY, frozenset([a]))
    assert known(library, a)[Fact.TITLE] == Known("Right one", Source.READER, None)
    assert found(library, "right one") == ["a"]
    assert [step.label for step in journal.steps_on(library.database, a)] == [
        "correct the title of a work"
    ]
    library.workspace.run(CorrectWork(a, {Fact.TITLE: "Better"}))
    library.workspace.undo()
    assert known(library, a)[Fact.TITLE].value == "Right one"
    library.workspace.undo()
    assert known(library, a)[Fact.TITLE] == Known("Wrong", Source.ARXIV, "2026-03-01")
    assert found(library, "right") == []
    library.workspace.redo()
    assert found(library, "right") == ["a"]
    assert_sound(library.database)


def test_a_correction_can_be_taken_back(library, a):
    library.workspace.run(CorrectWork(a, {Fact.AUTHORS: ["Ada", "Bo"]}))
    assert known(library, a)[Fact.AUTHORS].value == ["Ada", "Bo"]
    before = user_rows(library.database)
    assert library.workspace.run(CorrectWork(a, {Fact.AUTHORS: ["Ada", "Bo"]})).aspects is (
        Aspect.NOTHING
    )
    library.workspace.run(CorrectWork(a, {Fact.AUTHORS: None}))
    assert library.workspace.undo_label == "take back a correction of the authors of a work"
    assert known(library, a) == {}
    library.workspace.undo()
    assert user_rows(library.database) == before


def test_nothing_to_take_back_is_no_step(library, a):
    assert library.workspace.run(CorrectWork(a, {Fact.VENUE: None})).aspects is Aspect.NOTHING


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Fact.ABSTRACT, "x"),
        (Fact.TITLE, " "),
        (Fact.TITLE, ["x"]),
        (Fact.AUTHORS, "x"),
        (Fact.AUTHORS, []),
        (Fact.AUTHORS, ["x", ""]),
        (Fact.KIND, "poem"),
    ],
)
def test_what_cannot_be_is_refused(library, a, field, value):
    with pytest.raises(BadInput):
        library.workspace.run(CorrectWork(a, {field: value}))
    assert known(library, a) == {}


def test_kinds_are_those_of_lists(library, a):
    library.workspace.run(CorrectWork(a, {Fact.KIND: "dataset"}))
    assert known(library, a)[Fact.KIND].value == "dataset"
    with pytest.raises(NotFound):
        library.workspace.run(CorrectWork(WorkId(99), {Fact.KIND: "dataset"}))


TELLING = "A paper with a telling title"


def test_a_corrected_work_is_touched(library, folder):
    """It stays itself when its link changes to one that is known already."""
    take(folder, page("A", {"S": [f"[The same, elsewhere]({BLOG}/2)"]}))
    take(folder, page("B", {"S": [f"[{TELLING}]({BLOG})"]}))
    one, other = work(library, TELLING), work(library, "The same, elsewhere")
    library.workspace.run(CorrectWork(one, {Fact.TITLE: "Mine"}))
    library.workspace.run(SetStar([other], True))
    take(folder, page("B", {"S": [f"[{TELLING}]({BLOG}/2)"]}), as_list="B")
    assert known(library, one)[Fact.TITLE].value == "Mine"
    assert known(library, other) == {}
    assert_sound(library.database)


def test_what_the_reader_knows_goes_along_when_a_link_changes(library, folder):
    for name in ("A", "B"):
        take(folder, page(name, {"S": [f"[{TELLING}]({BLOG})"]}))
    old = work(library, TELLING)
    library.workspace.run(CorrectWork(old, {Fact.TITLE: "Mine"}))
    take(folder, page("A", {"S": [f"[{TELLING}]({BLOG}/2)"]}), as_list="A")
    new = library.works.find("url:example.org/blog/2")
    assert new != old
    assert known(library, new)[Fact.TITLE].value == "Mine"
    assert found(library, "mine") == [TELLING, TELLING]
    assert_sound(library.database)
