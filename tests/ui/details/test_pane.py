"""What a person sees and does in the right pane."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.highlighting import AddHighlights
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.sources import BytesSource
from effllm_desktop.app.workspace import Operation
from effllm_desktop.domain import keys
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.highlights import Colour
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope, SectionScope
from effllm_desktop.domain.state import State, Status
from effllm_desktop.ui.details.pane import DetailsPane
from effllm_desktop.ui.theme import Mode, current
from effllm_desktop.ui.widgets.copy_button import CopyButton
from effllm_desktop.ui.widgets.empty_state import EmptyState
from effllm_desktop.ui.widgets.link_button import LinkButton
from tests.support.builders import passage
from tests.support.libraries import library_of, take_in

LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return
PAPER = "arxiv:2401.00001"
NAMES = ", ".join(f"Name{number} Surname{number}" for number in range(47))
FIRST = f"""# First

## Methods

- **Pruning $L_2$ 及其变体**, `ICLR, 2401.00001`, [arxiv](http://arxiv.org/abs/2401.00001v1), \
[pdf](http://arxiv.org/pdf/2401.00001v1.pdf), cication: [**5**](https://example.org/c)

  *{NAMES}* · ([sparse](https://github.com/owner/sparse) - owner)
  - `prunes without retraining.`
- [Other work](https://example.org/other)
- [Third](https://example.org/third)
"""
SECOND = """# Second

## Compression

- **Pruning $L_2$ 及其变体**, `arXiv, 2401.00001`, [arxiv](http://arxiv.org/abs/2401.00001v1)
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path, FIRST, SECOND)
    yield library
    library.close()


@pytest.fixture
def pane(library: Library, qtbot: QtBot) -> Iterator[DetailsPane]:
    pane = DetailsPane(
        library.workspace,
        library.works,
        known_tags=lambda: [tag.name for tag in library.tags.read()],
    )
    qtbot.addWidget(pane)
    pane.resize(400, 800)
    pane.show()
    leave = library.workspace.subscribe(pane.refresh)
    yield pane
    leave()


@pytest.fixture
def paper(library: Library, pane: DetailsPane) -> WorkId:
    work = work_of(library, PAPER)
    pane.show_work(work)
    return work


def entry(title: str, below: str) -> str:
    """A list of one entry."""
    link = "[arxiv](https://arxiv.org/abs/2401.00001)"
    return f"# L\n\n- **{title}**, `arXiv, 2401.00001`, {link}\n\n  {below}\n"


def work_of(library: Library, key: str) -> WorkId:
    work = library.works.find(key)
    assert work is not None
    return work


def state_of(library: Library, work: WorkId) -> State:
    return library.works.details(work).state


def buttons(pane: DetailsPane, kind: type[LinkButton] | type[CopyButton]) -> dict[str, QWidget]:
    found = pane._page.findChildren(kind)
    return {one.accessibleName(): one for one in found if one.isVisible()}


def test_it_begins_with_what_to_do(pane: DetailsPane) -> None:
    empty = pane.findChild(EmptyState)
    assert empty.isVisible()
    assert empty.shown.title == "No work chosen"
    pane.clear("Nothing found", "Search for less.")
    assert (empty.shown.title, empty.shown.hint) == ("Nothing found", "Search for less.")


def test_a_work_is_shown_whole(pane: DetailsPane, paper: WorkId) -> None:
    page = pane._page
    assert page.heading.title.toPlainText() == "Pruning L2 及其变体"
    assert "vertical-align:sub" in page.heading.title.toHtml()
    assert page.heading.authors.toPlainText().endswith("show all 47")
    assert page.heading._facts.text() == "ICLR 2024 · 5 citations, as the list says"
    assert page.remarks.text.toPlainText() == "prunes without retraining."
    assert [line.text() for line in page.appearances.lines] == [
        "First › Methods",
        "Second › Compression",
    ]
    links = ["Open Abstract", "Open PDF", "Open owner/sparse", "Open Citations"]
    assert list(buttons(pane, LinkButton)) == links


def test_the_wording_of_the_chosen_mention_is_shown(
    pane: DetailsPane, library: Library, paper: WorkId
) -> None:
    second = library.works.details(paper).appearances[1].entry_id
    pane.show_work(paper, second)
    assert pane._page.heading._facts.text() == "arXiv 2024"
    assert not pane._page.remarks.isVisible()
    assert not pane._page.heading.authors.isVisible()


def test_all_authors_can_be_unfolded(pane: DetailsPane, paper: WorkId, qtbot: QtBot) -> None:
    authors = pane._page.heading.authors
    before = authors.height()
    with qtbot.waitSignal(authors.link_activated):
        click_link(qtbot, pane)
    assert authors.toPlainText().count(",") == 46
    qtbot.waitUntil(lambda: authors.height() > before)


def click_link(qtbot: QtBot, pane: DetailsPane) -> None:
    authors = pane._page.heading.authors
    end = authors.document().characterCount() - 4
    cursor = authors.textCursor()
    cursor.setPosition(end)
    qtbot.mouseClick(authors.viewport(), LEFT, pos=authors.cursorRect(cursor).center())


def test_links_open_and_ids_are_copied(pane: DetailsPane, paper: WorkId, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.link_opened) as opened:
        qtbot.mouseClick(buttons(pane, LinkButton)["Open owner/sparse"], LEFT)
    assert opened.args == ["https://github.com/owner/sparse"]
    with qtbot.waitSignal(pane.said) as copied:
        qtbot.mouseClick(buttons(pane, CopyButton)["Copy arXiv 2401.00001v1"], LEFT)
    assert copied.args == ["2401.00001v1"]
    qtbot.keyClick(buttons(pane, CopyButton)["Copy Key"], ENTER)
    assert QGuiApplication.clipboard().text() == PAPER


def test_buttons_are_kept_and_lead_to_the_work_that_is_shown(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    first = pane._page.links.buttons
    pane.show_work(work_of(library, keys.of_address("https://example.org/other")))
    shown = pane._page.links.buttons
    assert shown
    assert shown == first[: len(shown)]
    with qtbot.waitSignal(pane.link_opened) as opened:
        qtbot.mouseClick(shown[0], LEFT)
    assert opened.args == ["https://example.org/other"]
    pane.show_work(paper)
    assert pane._page.links.buttons == first
    assert [button.url for button in first][2] == "https://github.com/owner/sparse"


def test_a_place_is_gone_to(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    section = library.outlines.read().lists[1].sections[0].id
    with qtbot.waitSignal(pane.scope_requested) as asked:
        qtbot.mouseClick(pane._page.appearances.lines[1], LEFT)
    assert asked.args == [SectionScope(section)]


def test_status_and_star_and_rating_by_mouse(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    own = pane._page.own
    qtbot.mouseClick(own.status.button(Status.READING), LEFT)
    qtbot.mouseClick(own.star, LEFT)
    qtbot.mouseClick(own.rating, LEFT, pos=own.rating.star_rect(4).center())
    assert state_of(library, paper) == State(Status.READING, True, 4)
    assert own.status.value is Status.READING
    assert library.workspace.undo() == "rate 1 work"
    assert own.rating.value() == 0
    library.workspace.undo()
    assert not own.star.isChecked()


def test_tags_are_added_completed_removed_and_looked_for(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    tags = pane._page.own.tags
    pane.focus_tags()
    assert tags.field.hasFocus()
    qtbot.keyClicks(tags.field, "kv cache")
    qtbot.keyClick(tags.field, ENTER)
    qtbot.keyClicks(tags.field, "b,")
    assert state_of(library, paper).tags == ("b", "kv cache")
    chip = tags.chips()[1]
    with qtbot.waitSignal(pane.query_requested) as asked:
        qtbot.mouseClick(chip, LEFT, pos=QPoint(12, 10))
    assert asked.args == ['tag:"kv cache"']
    qtbot.keyClick(tags.field, Qt.Key.Key_Backspace)
    assert state_of(library, paper).tags == ("b",)
    qtbot.mouseClick(tags.chips()[0], LEFT, pos=tags.chips()[0].cross_rect().center())
    assert state_of(library, paper).tags == ()


def test_what_changes_elsewhere_is_shown(
    pane: DetailsPane, library: Library, paper: WorkId
) -> None:
    own = pane._page.own
    library.workspace.run(SetStatus((paper,), Status.READ))
    assert own.status.value is Status.READ
    other = work_of(library, "url:example.org/other")
    library.workspace.run(SetStar((other,), True))
    assert not own.star.isChecked()


def test_another_version_of_a_list_is_shown_and_a_gone_place_struck_through(
    pane: DetailsPane, library: Library, paper: WorkId
) -> None:
    changed = SECOND.replace("- **", "- [Else](https://example.org/else)\n<!--") + "-->\n"
    take_in(library.folder, [BytesSource("x", changed.encode())], as_list="Second")
    library.workspace.notice_outside_changes()
    lines = pane._page.appearances.lines
    assert [line._dimmed for line in lines] == [False, True]
    assert "no longer in the list" in lines[1].toolTip()


def test_a_work_whose_lists_are_gone_is_shown_no_more(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    from effllm_desktop.app.operations.trash import TrashList

    for node in library.outlines.read().lists:
        library.workspace.run(TrashList(node.id))
    assert pane.findChild(EmptyState).isVisible()


def test_a_refused_act_is_told_and_what_is_stored_stays_shown(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    library.database.rows("PRAGMA query_only=1")
    with qtbot.waitSignal(pane.failed) as failed:
        qtbot.mouseClick(pane._page.own.star, LEFT)
    assert failed.args[0].what
    assert not pane._page.own.star.isChecked()
    library.database.rows("PRAGMA query_only=0")


def test_several_works_are_changed_in_one_step(
    pane: DetailsPane, library: Library, qtbot: QtBot
) -> None:
    works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(SetStatus(works[:1], Status.READ))
    library.workspace.run(SetRating(works, 3))
    library.workspace.run(AddTags(works[1:2], ["one"]))
    pane.show_many(works)
    own = pane._bulk.own
    assert pane._bulk.title.text() == "3 works selected"
    assert own.status.value is None
    assert own.rating.value() == 3
    assert [chip.tag for chip in own.tags.chips()] == ["one"]
    qtbot.mouseClick(own.status.button(Status.DROPPED), LEFT)
    assert {state_of(library, work).status for work in works} == {Status.DROPPED}
    assert own.status.value is Status.DROPPED
    qtbot.mouseClick(own.star, LEFT)
    pane.focus_tags()
    assert own.tags.field.hasFocus()
    qtbot.keyClicks(own.tags.field, "all,")
    assert all(state_of(library, work).starred for work in works)
    assert all("all" in state_of(library, work).tags for work in works)
    assert library.workspace.undo() == "tag 3 works “all”"


def test_changes_of_others_leave_the_pane_alone(pane: DetailsPane) -> None:
    pane.refresh(Changes(Aspect.ANYTHING, None))
    assert pane.findChild(EmptyState).isVisible()


def test_more_links_than_make_sense_are_in_a_menu(tmp_path: Path, qtbot: QtBot) -> None:
    links = " · ".join(f"([label {n} & co](https://example.org/{n}))" for n in range(20))
    text = entry("Work", f"*A* · {links}")
    library = library_of(tmp_path / "links", text)
    pane = DetailsPane(library.workspace, library.works, known_tags=list)
    qtbot.addWidget(pane)
    pane.show_work(work_of(library, PAPER))
    pane.show()
    *shown, more = pane._page.links.stops()
    assert len(shown) == 7
    assert isinstance(more, QToolButton)
    assert more.text() == "14 more links"
    more.menu().aboutToShow.emit()
    with qtbot.waitSignal(pane.link_opened) as opened:
        more.menu().actions()[-1].trigger()
    assert opened.args == ["https://example.org/19"]
    library.close()


def test_many_places_are_folded(tmp_path: Path, qtbot: QtBot) -> None:
    sections = "".join(f"## S{n}\n\n- [W](https://arxiv.org/abs/2401.00001)\n\n" for n in range(9))
    library = library_of(tmp_path / "places", f"# L\n\n{sections}")
    pane = DetailsPane(library.workspace, library.works, known_tags=list)
    qtbot.addWidget(pane)
    pane.show_work(work_of(library, PAPER))
    pane.show()
    lines = pane._page.appearances.lines
    assert lines[-1].text() == "Show all 9 places"
    qtbot.mouseClick(lines[-1], LEFT)
    assert len(pane._page.appearances.lines) == 9
    library.close()


def stops(pane: DetailsPane) -> list[QWidget]:
    """What Tab reaches, in order."""
    found: list[QWidget] = []
    widget = pane.nextInFocusChain()
    while widget is not pane:
        tab = Qt.FocusPolicy.TabFocus
        if widget.isVisible() and widget.focusPolicy() & tab == tab and pane.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_tab_goes_from_the_title_down_to_the_note(pane: DetailsPane, paper: WorkId) -> None:
    names = [widget.accessibleName() or widget.objectName() for widget in stops(pane)]
    order = [
        "Title",
        "Copy Key",
        "Open PDF",
        "Go to First › Methods",
        "Star",
        "Add a tag",
        "Rating",
        "Note",
    ]
    assert [name for name in names if name in order] == order


def test_everything_one_can_act_on_has_a_name(pane: DetailsPane, paper: WorkId) -> None:
    for widget in (pane, *stops(pane)):
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert name, widget
    assert pane.objectName() == "details"
    assert pane.accessibleName() == "Details"


@pytest.mark.parametrize("width", [320, 400, 1200])
def test_nothing_sticks_out_at_any_width(
    pane: DetailsPane, paper: WorkId, width: int, qtbot: QtBot
) -> None:
    pane.resize(width, 700)
    QApplication.sendPostedEvents()
    page = pane._page
    assert page.widget().width() <= max(page.viewport().width(), 1)
    assert page.heading.title.width() <= 640
    for mode in (Mode.DARK, Mode.LIGHT):
        current().apply(mode)
        assert not pane.grab().isNull()


TITLES = {
    "long": "word " * 300,
    "one word": "x" * 3000,
    "right to left": "מחקר על דחיסת מודלים",
    "CJK": "大型语言模型的高效推理综述" * 20,
}


@pytest.mark.parametrize("what", TITLES)
def test_any_title_fits(what: str, tmp_path: Path, qtbot: QtBot) -> None:
    authors = ", ".join(f"Author {n}" for n in range(5000))
    text = entry(TITLES[what], f"*{authors}*")
    library = library_of(tmp_path / "titles", text)
    works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(AddTags(works, [f"tag {n}" for n in range(200)]))
    pane = DetailsPane(library.workspace, library.works, known_tags=list)
    qtbot.addWidget(pane)
    pane.resize(320, 600)
    pane.show_work(works[0])
    pane.show()
    assert not pane.grab().isNull()
    heading = pane._page.heading
    assert heading.title.width() <= 320
    assert heading.title.document().size().height() <= heading.title.height() + 2
    assert heading.authors.toPlainText().endswith("show all 5,000")
    library.close()


class Busy:
    """A library that is taken: what is to be done waits."""

    def __init__(self) -> None:
        self.waiting: list[Operation] = []

    def run(self, operation: Operation, *, origin: object = None) -> None:
        self.waiting.append(operation)


def test_a_note_that_waits_for_the_library_is_shown_as_it_was_typed(
    library: Library, qtbot: QtBot
) -> None:
    busy = Busy()
    pane = DetailsPane(busy, library.works, known_tags=list)
    qtbot.addWidget(pane)
    work, other = work_of(library, PAPER), work_of(library, "url:example.org/third")
    pane.show_work(work)
    pane.write_note(work, "typed")
    assert (pane.read_note(work), state_of(library, work).note) == ("typed", "")
    pane.show_work(other)
    pane.show_work(work)
    assert pane._page.note.text.toPlainText() == "typed"
    pane.refresh(Changes(Aspect.STATE, None))
    assert pane._page.note.text.toPlainText() == "typed"
    (operation,) = busy.waiting
    pane.show_work(other)
    pane.refresh(library.workspace.run(operation))
    assert pane.read_note(work) == "typed"
    pane.refresh(library.workspace.run(SetNote(work, "written elsewhere")))
    assert pane.read_note(work) == "written elsewhere"


def test_highlights_are_listed_and_a_press_opens_the_page(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    marks = pane._page.marks
    assert not marks.isVisible()
    library.workspace.run(
        AddHighlights(paper, [passage("a late one", 7)], Colour.PINK, "So **true**")
    )
    library.workspace.run(AddHighlights(paper, [passage("an early one", 2)]))
    assert marks.isVisible()
    assert [line.accessibleName() for line in marks.lines] == [
        "Yellow highlight · p. 2: an early one",
        "Pink highlight · p. 7 · So **true**: a late one",
    ]
    with qtbot.waitSignal(pane.highlight_opened) as opened:
        qtbot.mouseClick(marks.lines[1], LEFT)
    assert opened.args[0].page == 7
    with qtbot.waitSignal(pane.highlight_opened):
        qtbot.keyClick(marks.lines[0], ENTER)
    library.workspace.undo()
    assert len(marks.lines) == 1
    library.workspace.undo()
    assert not marks.isVisible()


def test_many_highlights_are_folded(
    pane: DetailsPane, library: Library, paper: WorkId, qtbot: QtBot
) -> None:
    for number in range(9):
        library.workspace.run(AddHighlights(paper, [passage(f"passage {number}", number + 1)]))
    marks = pane._page.marks
    assert len(marks.lines) == 7
    qtbot.mouseClick(marks.lines[-1], LEFT)
    assert len(marks.lines) == 9
    assert pane.grab().width() == pane.width()


def test_works_that_may_be_the_same_are_offered_quietly(
    pane: DetailsPane, library: Library, qtbot: QtBot
) -> None:
    titles = "".join(f"- [Same & all](https://example.org/{number})\n" for number in range(5))
    take_in(library.folder, [BytesSource("Many", f"# Many\n\n{titles}".encode())])
    work = work_of(library, "url:example.org/0")
    pane.show_work(work)
    same = pane._page.same
    assert same.said == 3 * ["May be the same work as “Same & all”: same title"]
    merge, apart, *_ = same.buttons
    assert (merge.text(), apart.text()) == ("Merge…", "Not the same")
    other = work_of(library, "url:example.org/1")
    with qtbot.waitSignal(pane.merge_wanted) as wanted:
        qtbot.keyClick(merge, Qt.Key.Key_Space)
    assert wanted.args == [work, other]
    with qtbot.waitSignal(pane.said) as said:
        qtbot.keyClick(apart, Qt.Key.Key_Space)
    assert said.args == ["These stay two works. Undo takes it back."]
    shown = [one.work for one in library.works.details(work).may_be]
    assert other not in shown
    first = same.buttons[0]
    library.workspace.run(SetStar([work], True))
    assert same.buttons[0] is first  # the focus stays where it is
    pane.show_work(work_of(library, PAPER))
    assert not same.isVisible()


def test_what_cannot_be_kept_apart_is_told(
    pane: DetailsPane, library: Library, qtbot: QtBot
) -> None:
    text = b"# Two\n\n- [Same](https://example.org/0)\n- [Same](https://example.org/1)\n"
    take_in(library.folder, [BytesSource("Two", text)])
    work, other = (work_of(library, f"url:example.org/{number}") for number in (0, 1))
    pane.show_work(work)
    _, apart = pane._page.same.buttons
    with library.database.transaction():  # merged outside a moment ago
        library.database.run("UPDATE works SET merged_into = ? WHERE id = ?", (work, other))
    with qtbot.waitSignal(pane.failed) as failed, qtbot.assertNotEmitted(pane.said):
        apart.click()
    assert failed.args[0].what == "These are one work already."
