"""Highlights: made, changed, deleted, undone, found, carried along, as Markdown."""

import pytest

from effllm_desktop.app.highlight_text import markdown
from effllm_desktop.app.library import open_library
from effllm_desktop.app.note_preview import html
from effllm_desktop.app.operations.highlighting import (
    AddHighlights,
    ChangeHighlights,
    MoveHighlights,
    RemoveHighlights,
    SetLastPlace,
)
from effllm_desktop.app.operations.noting import AddToNote, SetNote
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.highlights import Colour, LastPlace, Passage
from effllm_desktop.domain.ids import HighlightId, WorkId
from tests.support.builders import found, page, passage, take, user_rows, work
from tests.support.soundness import assert_sound


@pytest.fixture
def a(folder, library):
    take(folder, page("L", {"S": ["a", "b"]}))
    return work(library, "a")


def marked(library, work_id):
    return library.works.details(work_id).highlights


def quotes(library, work_id):
    return [one.passage.quote for one in marked(library, work_id)]


def test_a_highlight_is_there_after_the_library_is_opened_again(library, a, folder, clock):
    one = passage("naïve 学习 ﬃ", page=3)
    library.workspace.run(AddHighlights(a, [one], Colour.GREEN, "Compare!", "ab" * 32))
    again = open_library(folder, clock=clock)
    (kept,) = again.highlights.of_work(a)
    assert (kept.passage, kept.colour, kept.comment, kept.pdf) == (
        one,
        Colour.GREEN,
        "Compare!",
        "ab" * 32,
    )
    assert (kept.work, kept.page) == (a, 3)
    again.close()


def test_they_stand_by_page_from_the_top_down(library, a):
    for text, number, top in (("d", 2, 40), ("c", 2, 10), ("a", 1, 90), ("e", 2, 40.2)):
        library.workspace.run(AddHighlights(a, [passage(text, number, top)]))
    assert quotes(library, a) == ["a", "c", "d", "e"]


def test_those_who_listen_hear_of_highlights(library, a):
    told = library.workspace.run(AddHighlights(a, [passage()]), origin="me")
    aspects = Aspect.HIGHLIGHTS | Aspect.HISTORY
    assert told == Changes(aspects, frozenset([a]), "me")
    (one,) = marked(library, a)
    assert library.workspace.run(ChangeHighlights([one.id], Colour.PINK)).aspects == aspects
    assert library.workspace.run(RemoveHighlights([one.id])).works == frozenset([a])


def test_each_act_is_undone_by_itself(library, a):
    run, stages = library.workspace.run, [user_rows(library.database)]
    run(AddHighlights(a, [passage("one")]))
    stages.append(user_rows(library.database))
    run(AddHighlights(a, [passage("two", page=2)]))
    stages.append(user_rows(library.database))
    first, second = (one.id for one in marked(library, a))
    run(ChangeHighlights([first, second], Colour.BLUE))
    stages.append(user_rows(library.database))
    run(RemoveHighlights([first]))
    stages.append(user_rows(library.database))
    assert library.workspace.undo_label == "delete 1 highlight"
    for stage in reversed(stages[:-1]):
        library.workspace.undo()
        assert user_rows(library.database) == stage
    for stage in stages[1:]:
        library.workspace.redo()
        assert user_rows(library.database) == stage
    assert_sound(library.database)


def test_one_go_of_writing_a_comment_is_one_step(library, a, clock):
    library.workspace.run(AddHighlights(a, [passage()]))
    (one,) = marked(library, a)
    for text in ("S", "So", "So true"):
        library.workspace.run(ChangeHighlights([one.id], comment=text))
    assert library.workspace.undo() == "edit a comment"
    assert marked(library, a)[0].comment == ""
    library.workspace.undo()
    assert marked(library, a) == ()


def test_labels_complete_undo(library):
    one, two = HighlightId(1), HighlightId(2)
    assert AddHighlights(WorkId(1), [passage()]).label == "make 1 highlight"
    assert ChangeHighlights([one, two], Colour.PINK).label == "recolour 2 highlights"
    assert ChangeHighlights([one], comment=" ").label == "delete a comment"
    assert RemoveHighlights([one]).label == "delete 1 highlight"
    assert SetLastPlace(WorkId(1), LastPlace(2, 3)).label == "stop at page 2"


def test_nothing_marked_or_not_there_is_refused(library, a):
    for nothing in (Passage(1, (), "x"), passage(" "), passage(page=0)):
        with pytest.raises(BadInput, match="no text to highlight"):
            library.workspace.run(AddHighlights(a, [nothing]))
    with pytest.raises(NotFound, match="highlight"):
        library.workspace.run(RemoveHighlights([HighlightId(9)]))
    with pytest.raises(NotFound):
        library.workspace.run(AddHighlights(WorkId(99), [passage()]))
    library.workspace.run(AddHighlights(a, [passage()]))
    nothing = ChangeHighlights([marked(library, a)[0].id], Colour.YELLOW, "")
    assert library.workspace.run(nothing).aspects is Aspect.NOTHING


def test_quotes_and_comments_are_found_by_search(library, a):
    library.workspace.run(SetNote(a, "wombats"))
    library.workspace.run(
        AddHighlights(a, [passage("speculative 解码 works")], comment="marvellous")
    )
    for words in ("wombat", "speculative", "解码", "marvellous"):
        assert found(library, words) == ["a"]
        assert library.works.search(words) == [a]
    (one,) = marked(library, a)
    library.workspace.run(ChangeHighlights([one.id], comment=""))
    assert found(library, "marvellous") == []
    library.workspace.run(RemoveHighlights([one.id]))
    assert found(library, "speculative") == []
    library.workspace.undo()
    assert found(library, "speculative") == ["a"]
    assert_sound(library.database)


def test_where_reading_stopped_is_no_step(library, a, folder):
    library.workspace.run(AddHighlights(a, [passage()]))
    told = library.workspace.run(SetLastPlace(a, LastPlace(7, 19, 0.25)))
    assert told == Changes(Aspect.LAST_PLACE, frozenset([a]))
    assert library.highlights.last_place(a) == LastPlace(7, 19, 0.25)
    assert library.workspace.undo() == "make 1 highlight"
    library.workspace.run(SetLastPlace(a, LastPlace(8, 19)))
    assert library.workspace.redo_label == "make 1 highlight"
    assert library.highlights.last_place(a) == LastPlace(8, 19)
    b = work(library, "b")
    assert library.highlights.last_place(b) is None
    assert library.highlights.last_places([a, b]) == {a: LastPlace(8, 19)}


def test_highlights_go_along_when_a_link_changes(library, folder):
    paper, blog = "A paper with a telling title", "https://example.org/blog"
    arxiv = "https://arxiv.org/abs/2404.00001"
    entry = "[{}]({})".format
    take(folder, page("L", {"S": [entry(paper, blog)]}))
    old = work(library, paper)
    library.workspace.run(AddHighlights(old, [passage("kept")]))
    take(folder, page("L", {"S": [entry(paper, arxiv)]}), as_list="L")
    assert work(library, paper) == old
    assert quotes(library, old) == ["kept"]
    library.workspace.undo()
    assert quotes(library, old) == []


def test_highlights_are_copied_where_a_work_becomes_two(library, folder):
    paper, blog = "A paper with a telling title", "https://example.org/blog"
    entry = "[{}]({})".format
    take(folder, page("L", {"S": [entry(paper, blog)]}))
    take(folder, page("M", {"S": [entry(paper, blog)]}))
    old = work(library, paper)
    for text in ("one", "two", "gone"):
        library.workspace.run(AddHighlights(old, [passage(text)]))
    library.workspace.run(SetLastPlace(old, LastPlace(2, 9)))
    library.workspace.run(RemoveHighlights([marked(library, old)[2].id]))
    new_link = entry(paper, "https://arxiv.org/abs/2404.00001")
    take(folder, page("M", {"S": [new_link]}), as_list="M")
    new = library.works.find("arxiv:2404.00001")
    assert new != old
    assert quotes(library, new) == quotes(library, old) == ["one", "two"]
    assert library.highlights.last_place(new) == LastPlace(2, 9)
    library.workspace.undo()
    assert quotes(library, old) == ["one", "two", "gone"]
    assert quotes(library, new) == ["one", "two"]
    assert_sound(library.database)


def test_what_only_has_a_place_counts_as_touched(library, folder):
    paper, blog = "A paper with a telling title", "https://example.org/blog"
    entry = "[{}]({})".format
    for name in "LM":
        take(folder, page(name, {"S": [entry(paper, blog)]}))
    library.workspace.run(SetLastPlace(work(library, paper), LastPlace(2, 9)))
    take(folder, page("M", {"S": [entry(paper, "https://arxiv.org/abs/2404.00001")]}), as_list="M")
    new = library.works.find("arxiv:2404.00001")
    assert library.highlights.last_place(new) == LastPlace(2, 9)


def test_they_are_markdown_with_pages_and_comments(library, a):
    library.workspace.run(
        AddHighlights(a, [passage("as *the*\nauthors_say", 7)], comment="So **true**.")
    )
    library.workspace.run(AddHighlights(a, [passage("2. no list, # no heading", 8)]))
    text = markdown(marked(library, a))
    assert text == (
        "> as \\*the\\* authors\\_say (p. 7)\n\nSo **true**.\n\n> 2\\. no list, # no heading (p. 8)"
    )
    assert "as *the* authors_say (p. 7)" in html(text)
    assert "2. no list, # no heading" in html(text)
    assert "<strong>true</strong>" in html(text)


def test_they_are_written_below_the_note(library, a):
    library.workspace.run(AddToNote(a, markdown([])))
    assert library.workspace.undo_label is None
    library.workspace.run(AddToNote(a, "> one (p. 1)"))
    library.workspace.run(AddToNote(a, "> two (p. 2)"))
    assert library.works.details(a).state.note == "> one (p. 1)\n\n> two (p. 2)"
    assert library.workspace.undo() == "add to a note"
    assert library.works.details(a).state.note == "> one (p. 1)"


def test_a_highlight_is_moved_to_another_version_and_back(library, a):
    library.workspace.run(AddHighlights(a, [passage("old words")], Colour.GREEN, "Why?", "ab" * 32))
    (one,) = marked(library, a)
    there = passage("new words", page=9, top=50)
    told = library.workspace.run(MoveHighlights(((one.id, there),), "cd" * 32))
    assert told == Changes(Aspect.HIGHLIGHTS | Aspect.HISTORY, frozenset([a]))
    (moved,) = marked(library, a)
    assert moved == one._replace(passage=there, pdf="cd" * 32)
    assert found(library, "new words") == ["a"]
    assert found(library, "old words") == []
    assert library.workspace.undo() == "move 1 highlight to another version"
    assert marked(library, a) == (one,)
    assert found(library, "old words") == ["a"]
    assert_sound(library.database)


def test_a_highlight_takes_the_place_of_others_as_one_step(library, a):
    for words in ("one", "two"):
        library.workspace.run(AddHighlights(a, [passage(words)]))
    before = marked(library, a)
    gone = [one.id for one in before]
    both = [passage("one two"), passage("three", page=2)]
    library.workspace.run(AddHighlights(a, both, comment="Both.", instead_of=gone))
    assert [(one.passage.quote, one.comment) for one in marked(library, a)] == [
        ("one two", "Both."),
        ("three", ""),
    ]
    library.workspace.undo()
    assert marked(library, a) == before
