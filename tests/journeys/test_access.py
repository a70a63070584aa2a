"""For everybody: names for screen readers, everything by keyboard, keys that do what they say."""

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from tests.support.papers import paper
from tests.support.reading import read, settle
from tests.support.window import running, write_lists

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ACTED_ON = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
NAMED = {
    "sections": "Sections",
    "entries": "Entries",
    "details": "Details",
    "search": "Search",
    "note": "Note",
    "notices": "Notices",
}


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        person.click_row(0)
        yield person


class _Browser(QObject):
    """What the system would open."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open_url(self, url):
        self.opened.append(url.toString())


@pytest.fixture
def browser():
    browser = _Browser()
    for scheme in ("https", "file"):
        QDesktopServices.setUrlHandler(scheme, browser, "open_url")
    yield browser
    for scheme in ("https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def _nameless(top: QWidget) -> list[str]:
    found = []
    for widget in top.findChildren(QWidget):
        internal = isinstance(widget.parent(), QComboBox | QScrollBar) or widget.objectName() in (
            "qt_menubar_ext_button",
            "qt_scrollarea_viewport",
        )
        if internal or not widget.isVisible() or not isinstance(widget, ACTED_ON):
            continue
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"{type(widget).__name__} {widget.objectName()!r}")
    return found


def test_everything_a_person_acts_on_has_a_name(person):
    assert _nameless(person.window) == []


def test_and_with_several_chosen_and_with_nothing_found(person):
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    assert _nameless(person.window) == []
    person.type("zzzz", into="search")
    assert _nameless(person.window) == []


@pytest.mark.parametrize("action", ["export", "show_keys", "about", "look_at_text"])
def test_and_in_every_dialog(person, action, qtbot):
    person.window.commands[action].trigger()
    person.wait()
    dialog = next(one for one in person.window.findChildren(QDialog) if one.isVisible())
    person.wait()
    assert _nameless(dialog) == []
    dialog.close()


def test_and_in_the_window_of_a_paper(person, tmp_path):
    reader = read(person, paper(tmp_path / "paper.pdf"))
    for panel in ("toggle_marks", "toggle_outline", "find_in_pdf"):
        reader.act(panel)
    person.window.commands["move_paper"].trigger()
    settle(person, reader)
    window = reader.window()
    assert window is not person.window
    assert _nameless(window) == []
    assert QAccessible.queryAccessibleInterface(window).text(QAccessible.Text.Name) == "Wanda"


def test_the_parts_of_the_window_keep_their_names(person):
    for object_name, name in NAMED.items():
        widget = person.window.findChild(QWidget, object_name)
        assert widget is not None, object_name
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name) == name


def test_f6_goes_round_the_panes_and_back(person):
    def pane():
        focus = QApplication.focusWidget()
        panes = (person.bench.sections, person.bench.entries, person.bench.details)
        notices = len(panes) if person.window.notices.isAncestorOf(focus) else None
        return next((n for n, one in enumerate(panes) if one.isAncestorOf(focus)), notices)

    person.entries.setFocus()
    seen = []
    for _ in range(4):
        person.press(Qt.Key.Key_F6)
        seen.append(pane())
    assert seen == [2, 3, 0, 1]
    person.press(Qt.Key.Key_F6, SHIFT)
    assert pane() == 0


def test_tab_reaches_every_pane(person):
    person.entries.setFocus()
    seen = set()
    for _ in range(60):
        person.press(Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    for pane in (person.bench.sections, person.bench.entries, person.bench.details):
        assert any(pane.isAncestorOf(widget) for widget in seen)


def test_enter_opens_the_best_link_in_the_browser(person, browser):
    person.press(Qt.Key.Key_Return)
    assert browser.opened == ["https://arxiv.org/abs/2306.11695v1"]
    assert person.window.status.message.startswith("Opened https://arxiv.org")


def test_enter_in_the_search_goes_to_the_entries_and_opens_nothing(person, browser):
    person.press(Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is person.find("search")
    person.type("vllm", into="search")
    person.press(Qt.Key.Key_Return)
    assert browser.opened == []
    assert QApplication.focusWidget() is person.entries


def test_space_and_n_go_to_the_next_unread_and_shift_n_back(person):
    def here():
        return person.entries.currentIndex().data()

    person.click_row(0)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_U)
    person.press(Qt.Key.Key_Up)
    person.press(Qt.Key.Key_Space)
    assert here() == "vllm"
    person.press(Qt.Key.Key_N)
    assert here() == "Notes on serving"
    person.press(Qt.Key.Key_N)
    assert here() == "Notes on serving"
    assert "Nothing unread below" in person.window.status.message
    person.press(Qt.Key.Key_N, SHIFT)
    person.press(Qt.Key.Key_N, SHIFT)
    assert here() == "Wanda"
    person.press(Qt.Key.Key_N, SHIFT)
    assert "Nothing unread above" in person.window.status.message


@pytest.mark.parametrize(
    ("key", "modifier", "ticked"),
    [
        (Qt.Key.Key_1, ALT, "status_unread"),
        (Qt.Key.Key_2, ALT, "status_reading"),
        (Qt.Key.Key_3, ALT, "status_read"),
        (Qt.Key.Key_4, ALT, "status_dropped"),
        (Qt.Key.Key_5, CONTROL, "rating_5"),
        (Qt.Key.Key_0, CONTROL, "rating_0"),
    ],
)
def test_status_and_rating_by_key(person, key, modifier, ticked):
    person.press(key, modifier)
    assert person.window.commands[ticked].isChecked()


def test_t_goes_to_the_tags_and_e_to_the_note(person):
    person.press(Qt.Key.Key_T)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    person.entries.setFocus()
    person.press(Qt.Key.Key_E)
    assert QApplication.focusWidget() is person.find("note")


def test_the_question_mark_shows_the_keys_and_esc_closes_them(person):
    person.press(Qt.Key.Key_Question)
    sheet = person.find("keys")
    person.press(Qt.Key.Key_Escape, at=sheet)
    assert not sheet.isVisible()


def test_undo_in_the_note_is_the_notes_own(person, qtbot):
    person.press(Qt.Key.Key_S)
    note = person.find("note")
    note.setFocus()
    qtbot.keyClicks(note, "abc")
    person.press(Qt.Key.Key_Z, CONTROL)
    assert note.toPlainText() != "abc"
    assert person.window.commands["undo"].text() == "Undo star 1 work"


def test_copy_copies_the_text_that_is_selected(person, qtbot, qapp):
    person.type("wan", into="search")
    person.press(Qt.Key.Key_A, CONTROL)
    person.press(Qt.Key.Key_C, CONTROL)
    assert qapp.clipboard().text() == "wan"


def test_the_context_menu_has_what_can_be_done(person):
    from PySide6.QtWidgets import QMenu

    menu = QMenu(person.window)
    person.window.fill_entry_menu(menu)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[:5] == ["Open", "Open in the browser", "PDF", "Note", "Star"]
    assert {"Read next", "Status", "Rating", "Tags", "Export…"} <= set(names)


def test_folders_open_in_the_file_manager(person, browser, tmp_path):
    person.choose("Help", "Show the library folder")
    person.choose("Help", "Show the log")
    assert [url.removeprefix("file://") for url in browser.opened] == [
        str(tmp_path / "library"),
        str(tmp_path / "library" / "logs"),
    ]


def test_full_screen_and_back(person):
    person.press(Qt.Key.Key_F11)
    assert person.window.isFullScreen()
    person.press(Qt.Key.Key_F11)
    assert not person.window.isFullScreen()


def test_sorting_by_menu(person):
    person.choose("View", "Sort by", "Title")
    assert person.titles() == sorted(person.titles(), key=str.casefold)
    assert person.window.commands["sort_title"].isChecked()


def test_scrolling_is_left_to_the_views(person):
    areas = [one for one in person.window.findChildren(QAbstractScrollArea) if one.isVisible()]
    assert len(areas) >= 3
