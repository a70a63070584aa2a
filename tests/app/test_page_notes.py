"""Notes on pages and other kinds of highlights: made, moved, undone, found, carried along."""

import pytest

from effllm_desktop.app.highlight_text import markdown
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.highlighting import AddHighlights, ChangeHighlights
from effllm_desktop.app.operations.page_notes import AddPageNote, MovePageNote, RemovePageNotes
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.highlights import Colour, HighlightKind
from effllm_desktop.domain.ids import HighlightId, WorkId
from effllm_desktop.domain.pdf import Box
from tests.support.builders import found, page, passage, take, user_rows, work
from tests.support.soundness import assert_sound

SIGN = Box(90, 190, 110, 210)
LOWER = Box(90, 290, 110, 310)


@pytest.fixture
def a(folder, library):
    take(folder, page("L", {"S": ["a", "b"]}))
    return work(library, "a")


def marked(library, work_id):
    return library.works.details(work_id).highlights


def test_a_note_is_there_after_the_library_is_opened_again(library, a, folder, clock):
    library.workspace.run(AddPageNote(a, 3, SIGN, Colour.PINK, "Wrong **sign**?", "ab" * 32))
    again = open_library(folder, clock=clock)
    (kept,) = again.highlights.of_work(a)
    assert (kept.kind, kept.page, kept.passage.boxes) == (HighlightKind.NOTE, 3, (SIGN,))
    assert (kept.passage.quote, kept.colour, kept.comment) == ("", Colour.PINK, "Wrong **sign**?")
    assert kept.is_note
    again.close()


def test_each_act_is_undone_by_itself(library, a):
    run, stages = library.workspace.run, [user_rows(library.database)]
    run(AddHighlights(a, [passage("words")], kind=HighlightKind.UNDERLINE))
    stages.append(user_rows(library.database))
    run(AddPageNote(a, 2, SIGN))
    stages.append(user_rows(library.database))
    line, note = (one.id for one in marked(library, a))
    run(ChangeHighlights([line], kind=HighlightKind.STRIKEOUT))
    stages.append(user_rows(library.database))
    run(MovePageNote(note, 3, LOWER))
    stages.append(user_rows(library.database))
    run(RemovePageNotes([note]))
    stages.append(user_rows(library.database))
    for stage in reversed(stages[:-1]):
        library.workspace.undo()
        assert user_rows(library.database) == stage
    for stage in stages[1:]:
        library.workspace.redo()
        assert user_rows(library.database) == stage
    assert_sound(library.database)


def test_a_note_is_moved_to_another_page(library, a):
    library.workspace.run(AddPageNote(a, 2, SIGN, comment="Here"))
    (note,) = marked(library, a)
    told = library.workspace.run(MovePageNote(note.id, 1, LOWER))
    assert told.aspects == Aspect.HIGHLIGHTS | Aspect.HISTORY
    (now,) = marked(library, a)
    assert (now.page, now.passage.boxes, now.comment) == (1, (LOWER,), "Here")
    still = library.workspace.run(MovePageNote(note.id, 1, LOWER))
    assert still.aspects is Aspect.NOTHING


def test_one_go_of_moving_by_keys_is_one_step_and_each_drag_is_one(library, a):
    library.workspace.run(AddPageNote(a, 1, SIGN))
    (note,) = marked(library, a)
    for down in (8, 16, 24):
        box = SIGN._replace(top=SIGN.top + down, bottom=SIGN.bottom + down)
        library.workspace.run(MovePageNote(note.id, 1, box, by_steps=True))
    assert library.workspace.undo() == "move a note"
    assert marked(library, a)[0].passage.boxes == (SIGN,)
    library.workspace.run(MovePageNote(note.id, 1, LOWER))
    library.workspace.run(MovePageNote(note.id, 2, LOWER))
    library.workspace.undo()
    assert marked(library, a)[0].page == 1
    library.workspace.undo()
    assert marked(library, a)[0].passage.boxes == (SIGN,)


def test_labels_complete_undo():
    one, two = HighlightId(1), HighlightId(2)
    kinds, work_id = HighlightKind, WorkId(1)
    made = AddHighlights(work_id, [passage(), passage()], kind=kinds.UNDERLINE)
    assert made.label == "underline 2 passages"
    assert AddHighlights(work_id, [passage()], kind=kinds.STRIKEOUT).label == "strike out 1 passage"
    assert ChangeHighlights([one], kind=kinds.HIGHLIGHT).label == "highlight 1 passage"
    assert ChangeHighlights([one, two], kind=kinds.UNDERLINE).label == "underline 2 passages"
    assert AddPageNote(work_id, 3, SIGN).label == "add a note to page 3"
    assert RemovePageNotes([one]).label == "delete a note on a page"
    assert RemovePageNotes([one, two]).label == "delete notes on pages"


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        (0, SIGN),
        (1, Box(10, 10, 10, 20)),
        (1, Box(10, 20, 20, 10)),
        (1, Box(float("nan"), 10, 20, 20)),
        (1, Box(0, 0, float("inf"), 20)),
    ],
)
def test_what_is_no_place_on_a_page_is_refused(library, a, number, sign):
    with pytest.raises(BadInput, match="no place on a page"):
        library.workspace.run(AddPageNote(a, number, sign))
    library.workspace.run(AddPageNote(a, 1, SIGN))
    with pytest.raises(BadInput, match="no place on a page"):
        library.workspace.run(MovePageNote(marked(library, a)[0].id, number, sign))


def test_text_and_notes_are_not_mistaken_for_one_another(library, a):
    run = library.workspace.run
    with pytest.raises(BadInput, match="no text that could be marked"):
        run(AddHighlights(a, [passage()], kind=HighlightKind.NOTE))
    run(AddHighlights(a, [passage()]))
    run(AddPageNote(a, 2, SIGN))
    text, note = marked(library, a)
    with pytest.raises(BadInput, match="Only notes"):
        run(MovePageNote(text.id, 1, SIGN))
    for ids, kind in (([note.id], HighlightKind.UNDERLINE), ([text.id], HighlightKind.NOTE)):
        with pytest.raises(BadInput, match="no text that could be marked"):
            run(ChangeHighlights(ids, kind=kind))
    with pytest.raises(NotFound):
        run(MovePageNote(HighlightId(99), 1, SIGN))
    assert marked(library, a) == (text, note)


def test_what_notes_say_is_found_by_search(library, a):
    library.workspace.run(AddPageNote(a, 3, SIGN, comment="marvellous 解码"))
    for words in ("marvellous", "解码", "has:highlight"):
        assert found(library, words) == ["a"]
    (note,) = marked(library, a)
    library.workspace.run(RemovePageNotes([note.id]))
    assert found(library, "marvellous") == []
    library.workspace.undo()
    assert found(library, "marvellous") == ["a"]
    assert_sound(library.database)


def test_they_stand_among_the_highlights_by_page_from_the_top_down(library, a):
    library.workspace.run(AddHighlights(a, [passage("low", 2, 300)]))
    library.workspace.run(AddPageNote(a, 2, SIGN))
    library.workspace.run(AddHighlights(a, [passage("first", 1, 500)]))
    assert [one.passage.quote for one in marked(library, a)] == ["first", "", "low"]


def test_they_are_markdown_with_their_pages(library, a):
    library.workspace.run(AddPageNote(a, 3, SIGN, comment="- So\n- many"))
    struck = HighlightKind.STRIKEOUT
    library.workspace.run(AddHighlights(a, [passage("wrong", 4)], kind=struck))
    library.workspace.run(AddHighlights(a, [passage("right", 5)], kind=HighlightKind.UNDERLINE))
    assert markdown(marked(library, a)) == (
        "> Note (p. 3)\n\n- So\n- many\n\n> wrong (p. 4, struck out)\n\n> right (p. 5)"
    )


def test_kinds_go_along_where_a_work_becomes_two(library, folder):
    paper, blog = "A paper with a telling title", "https://example.org/blog"
    entry = "[{}]({})".format
    for name in "LM":
        take(folder, page(name, {"S": [entry(paper, blog)]}))
    old = work(library, paper)
    library.workspace.run(AddHighlights(old, [passage()], kind=HighlightKind.UNDERLINE))
    library.workspace.run(AddPageNote(old, 2, SIGN))
    take(folder, page("M", {"S": [entry(paper, "https://arxiv.org/abs/2404.00001")]}), as_list="M")
    new = library.works.find("arxiv:2404.00001")
    assert new != old
    kinds = [one.kind for one in marked(library, new)]
    assert kinds == [HighlightKind.UNDERLINE, HighlightKind.NOTE]
