"""Tags have colours and keys; they are renamed, merged, deleted, undone, taken along."""

import json

import pytest

from effllm_desktop.app.exporting.request import ExportRequest, Format
from effllm_desktop.app.exporting.writing import export_to
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.naming_tags import (
    BringTags,
    ColourTag,
    DeleteTag,
    MergeTags,
    RenameTag,
    SetTagKey,
)
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.workspace import Undo
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.errors import BadInput, Conflict, NotFound
from effllm_desktop.domain.queries.fields import Mark
from effllm_desktop.domain.state import Status
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.store.tag_names import MOST
from effllm_desktop.store.tags import CarriedTag
from tests.support.builders import found, page, take, take_all, user_rows, work
from tests.support.soundness import assert_sound


@pytest.fixture
def stocked(folder, library):
    take(folder, page("L", {"S": ["a", "b", "c"]}))
    run(library, AddTags([work(library, "a"), work(library, "b")], ["serving"]))
    run(library, AddTags([work(library, "b"), work(library, "c")], ["to cite"]))
    return library


def run(library, *operations):
    for operation in operations:
        library.workspace.run(operation)


def tags(library):
    return [tuple(one) for one in library.tags.read()]


def test_a_colour_and_a_key_are_the_tags_own_and_undone(stocked):
    before = user_rows(stocked.database)
    run(stocked, ColourTag("SERVING", TagColour.TEAL), SetTagKey("serving", 3))
    assert tags(stocked) == [("serving", 2, TagColour.TEAL, 3), ("to cite", 2, None, None)]
    assert stocked.tags.colours() == {"serving": TagColour.TEAL}
    assert stocked.tags.keys() == {3: "serving"}
    assert stocked.workspace.undo_label == "give the tag “serving” the key 3"
    stocked.workspace.undo()
    assert stocked.workspace.undo() == "give the tag “SERVING” teal"
    assert user_rows(stocked.database) == before
    stocked.workspace.redo()
    assert stocked.tags.colours() == {"serving": TagColour.TEAL}


def test_whoever_shows_tags_is_told_of_a_colour(stocked):
    told = stocked.workspace.run(ColourTag("serving", TagColour.RED))
    assert (told.aspects, told.works) == (Aspect.TAGS | Aspect.HISTORY, None)
    assert stocked.workspace.run(ColourTag("serving", TagColour.RED)).aspects == Aspect.NOTHING
    run(stocked, ColourTag("serving", None))
    assert stocked.tags.colours() == {}
    assert stocked.workspace.undo_label == "give the tag “serving” no colour"


def test_a_key_belongs_to_one_tag(stocked):
    run(stocked, SetTagKey("serving", 1), SetTagKey("to cite", 1))
    assert stocked.tags.keys() == {1: "to cite"}
    stocked.workspace.undo()
    assert stocked.tags.keys() == {1: "serving"}
    run(stocked, SetTagKey("serving", None))
    assert stocked.tags.keys() == {}
    assert stocked.workspace.undo_label == "give the tag “serving” no key"
    with pytest.raises(BadInput, match="no key for a tag"):
        run(stocked, SetTagKey("serving", 10))


def test_a_tag_may_have_a_key_before_any_work_has_it(stocked):
    run(stocked, SetTagKey("  to   present ", 2))
    assert ("to present", 0, None, 2) in tags(stocked)
    stocked.workspace.undo()
    assert [name for name, *_ in tags(stocked)] == ["serving", "to cite"]


def test_a_tag_that_no_work_has_can_be_deleted_and_comes_back(stocked):
    run(stocked, SetTagKey("later", 9), DeleteTag("later"))
    assert [name for name, *_ in tags(stocked)] == ["serving", "to cite"]
    stocked.workspace.undo()
    assert ("later", 0, None, 9) in tags(stocked)
    assert_sound(stocked.database)


def test_a_renamed_tag_is_found_by_its_new_name_alone(stocked):
    run(stocked, RenameTag("serving", "inference servers"))
    assert found(stocked, 'tag:"inference servers"') == ["a", "b"]
    assert found(stocked, "servers") == ["a", "b"]
    assert found(stocked, "serving") == []
    assert_sound(stocked.database)
    assert stocked.workspace.undo() == "rename the tag “serving” to “inference servers”"
    assert found(stocked, "serving") == ["a", "b"]
    assert_sound(stocked.database)


def test_case_alone_can_be_another(stocked):
    run(stocked, RenameTag("serving", "Serving"))
    assert [name for name, *_ in tags(stocked)] == ["Serving", "to cite"]


def test_a_name_that_is_taken_is_refused_in_words(stocked):
    with pytest.raises(BadInput, match="There is a tag “to cite” already"):
        run(stocked, RenameTag("serving", "To Cite"))
    with pytest.raises(BadInput, match="needs a name"):
        run(stocked, RenameTag("serving", "  "))
    with pytest.raises(NotFound, match="no tag “else”"):
        run(stocked, RenameTag("else", "x"))


def test_a_name_that_nothing_is_left_of_can_be_had_again(stocked):
    run(stocked, RemoveTags([work(stocked, one) for one in "bc"], ["to cite"]))
    run(stocked, ColourTag("serving", TagColour.PINK), RenameTag("serving", "To cite"))
    assert tags(stocked) == [("To cite", 2, TagColour.PINK, None)]
    stocked.workspace.undo()
    assert tags(stocked) == [("serving", 2, TagColour.PINK, None)]


def test_merging_lets_each_work_have_the_other_tag_once(stocked):
    before = user_rows(stocked.database)
    run(stocked, MergeTags("serving", "to cite"))
    assert tags(stocked) == [("to cite", 3, None, None)]
    assert found(stocked, "tag:serving") == []
    assert_sound(stocked.database)
    stocked.workspace.undo()
    assert user_rows(stocked.database) == before
    with pytest.raises(BadInput, match="one tag already"):
        run(stocked, MergeTags("serving", "Serving"))


def test_the_tag_that_stays_gets_what_it_has_not(stocked):
    run(stocked, ColourTag("serving", TagColour.BLUE), SetTagKey("serving", 4))
    run(stocked, ColourTag("to cite", TagColour.RED), MergeTags("serving", "to cite"))
    assert tags(stocked) == [("to cite", 3, TagColour.RED, 4)]


def test_a_deleted_tag_is_on_no_work_and_comes_back_whole(stocked):
    run(stocked, ColourTag("serving", TagColour.BLUE), SetTagKey("serving", 4))
    before = tags(stocked)
    run(stocked, DeleteTag("serving"))
    assert tags(stocked) == [("to cite", 2, None, None)]
    assert found(stocked, "tag:serving") == []
    assert stocked.workspace.undo() == "delete the tag “serving”"
    assert tags(stocked) == before
    assert_sound(stocked.database)


def test_undo_refuses_a_name_that_another_tag_has_by_now(stocked):
    run(stocked, RenameTag("serving", "servers"))
    stocked.database.run("INSERT INTO tags (name, folded) VALUES ('Serving', 'serving')")
    with pytest.raises(Conflict):
        stocked.workspace.undo()
    assert [name for name, *_ in tags(stocked)] == ["servers", "to cite"]


def test_a_name_is_written_once_however_many_works_have_it(stocked):
    run(stocked, RenameTag("serving", "servers"))
    assert stocked.workspace.reach(Undo()) == 1
    assert found(stocked, "serv") == ["a", "b"]


def test_words_find_names_of_tags_and_what_else_is_said_together(stocked):
    assert found(stocked, "serv b") == ["b"]
    assert found(stocked, "cite or a") == ["a", "b", "c"]
    assert found(stocked, "-serving") == ["c"]
    assert found(stocked, '"to cite" -serving') == ["c"]
    assert found(stocked, "/^serv/ -cite") == ["a"]
    run(stocked, RemoveTags([work(stocked, "a")], ["Serving"]))
    assert found(stocked, "serv") == ["b"]
    assert stocked.workspace.undo_label is not None
    stocked.workspace.undo()
    assert found(stocked, "serv") == ["a", "b"]
    assert_sound(stocked.database)


def test_tags_that_came_or_went_in_another_way_are_not_overwritten(stocked):
    run(stocked, AddTags([work(stocked, "a"), work(stocked, "b")], ["new"]))
    (row,) = stocked.database.rows("SELECT * FROM work_tags ORDER BY id DESC LIMIT 1")
    stocked.database.run("DELETE FROM work_tags WHERE id = ?", row[:1])
    with pytest.raises(Conflict):
        stocked.workspace.undo()
    stocked.database.run("INSERT INTO work_tags VALUES (?, ?, ?)", row)
    stocked.workspace.undo()
    other = row[0], work(stocked, "c"), 1
    stocked.database.run("INSERT INTO work_tags VALUES (?, ?, ?)", other)
    with pytest.raises(Conflict):
        stocked.workspace.redo()


def test_whether_all_of_some_works_are_so_is_asked_at_once(stocked):
    a, b, c = (work(stocked, title) for title in "abc")
    run(stocked, SetStar([a, b], True), SetStatus([c], Status.READ))
    entries = stocked.entries
    assert entries.all_are([a, b], Mark.STARRED)
    assert not entries.all_are([a, b, c], Mark.STARRED)
    assert entries.all_are([c], Status.READ)
    assert entries.all_are([a, b], Status.UNREAD)
    assert not entries.all_are([a, c], Status.UNREAD)
    assert entries.all_have_tag([a, b], "serving")
    assert not entries.all_have_tag([a, c], "serving")


def test_works_are_found_by_words_that_are_partly_in_their_tags(stocked):
    assert stocked.works.search("serv b") == [work(stocked, "b")]
    run(stocked, AddTags([work(stocked, "c")], ["about b"]))
    a, b, c = (work(stocked, title) for title in "abc")
    assert stocked.works.search("b") == [b, c]
    assert stocked.works.search("b", limit=1) == [b]
    assert stocked.works.search("serv") == [a, b]
    assert stocked.works.search("serv a") == [a]
    assert stocked.works.search("cite about c") == [c]


def test_a_word_in_a_tag_counts_as_one_in_a_title(folder, library):
    others = [f"[Number {number}](https://a.b/{number})" for number in range(9)]
    told = "[Told](https://a.b/told) about kernels, more kernels and kernels again"
    take(folder, page("L", {"S": [told, "[All kernels](https://a.b/all)", *others]}))
    several, one = work(library, "Number 3"), work(library, "Number 5")
    titled, said = work(library, "All kernels"), work(library, "Told")
    run(library, AddTags([several, one], ["kernels"]), AddTags([several], ["fast kernels"]))
    found = library.works.search("kernels")
    assert found[-1] == said
    assert set(found[:3]) == {several, one, titled}
    run(library, AddTags([titled], ["kernels"]))
    assert library.works.search("kernels")[0] == titled
    assert library.works.search("kernels", limit=1) == [titled]
    assert library.works.search("kernels number 5") == [one]
    assert library.works.search("fast") == [several]
    run(library, AddTags([said], ["fast"]))
    assert library.works.search("kernels fast") == [several, said]
    assert library.works.search("kernels fast nothing") == []


def test_a_question_of_very_many_words_that_are_tags_is_answered(stocked):
    names = [f"t{number}" for number in range(MOST + 10)]
    run(stocked, AddTags([work(stocked, "a")], names))
    assert found(stocked, " or ".join(names)) == ["a"]
    assert found(stocked, " ".join(names[:MOST])) == ["a"]
    assert stocked.works.search(" ".join(names[:MOST])) == [work(stocked, "a")]


def test_they_go_along_with_the_whole_library(stocked, tmp_path):
    run(stocked, ColourTag("serving", TagColour.BLUE), SetTagKey("to present", 4))
    file = tmp_path / "library.json"
    export_to(stocked, ExportRequest(format=Format.JSON), file)
    assert json.loads(file.read_text("utf-8"))["tags"] == [
        {"name": "serving", "colour": "blue", "key": None},
        {"name": "to present", "colour": None, "key": 4},
    ]
    other = tmp_path / "other"
    take_all(other, file)
    copy = open_library(other)
    assert tags(copy) == tags(stocked)
    copy.close()


def test_what_tags_have_here_wins_over_a_file(stocked):
    run(stocked, ColourTag("serving", TagColour.BLUE), SetTagKey("serving", 4))
    run(stocked, BringTags((
        CarriedTag("serving", TagColour.RED, 5), CarriedTag("to cite", TagColour.RED, 4)
    )))  # fmt: skip
    assert tags(stocked) == [
        ("serving", 2, TagColour.BLUE, 4),
        ("to cite", 2, TagColour.RED, None),
    ]
