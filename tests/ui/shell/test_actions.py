"""Actions: each exists once, says what it does, and can be reached by menu and by key."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from effllm_desktop import resource_files
from effllm_desktop.ui.reader.commands import ReaderCommands
from effllm_desktop.ui.runtime.window_state import PAPERS_NAME, WindowState
from effllm_desktop.ui.shell.action_spec import Keys, Needs
from effllm_desktop.ui.shell.actions import ACTIONS
from effllm_desktop.ui.shell.completing_commands import CompletingCommands
from effllm_desktop.ui.shell.editing_commands import EditingCommands
from effllm_desktop.ui.shell.entry_commands import EntryCommands
from effllm_desktop.ui.shell.export_commands import ExportCommands
from effllm_desktop.ui.shell.library_commands import LibraryCommands
from effllm_desktop.ui.shell.list_commands import ListCommands
from effllm_desktop.ui.shell.menu_specs import ENTRY_CONTEXT_MENU, MENUS, RECENT_MENU, MenuSpec
from effllm_desktop.ui.shell.merge_commands import MergeCommands
from effllm_desktop.ui.shell.metadata_commands import MetadataCommands
from effllm_desktop.ui.shell.moving_commands import MovingCommands
from effllm_desktop.ui.shell.palette_commands import PaletteCommands
from effllm_desktop.ui.shell.paper_commands import PaperCommands
from effllm_desktop.ui.shell.paper_window import WINDOW_MENUS, PaperWindow
from effllm_desktop.ui.shell.paste_commands import PasteCommands
from effllm_desktop.ui.shell.pdf_commands import PdfCommands
from effllm_desktop.ui.shell.print_commands import PrintCommands
from effllm_desktop.ui.shell.program_commands import ProgramCommands, WindowCommands
from effllm_desktop.ui.shell.rewording_commands import RewordingCommands
from effllm_desktop.ui.shell.search_commands import SearchCommands
from effllm_desktop.ui.shell.table_commands import TableCommands
from effllm_desktop.ui.shell.tag_commands import TagCommands
from effllm_desktop.ui.shell.trash_commands import TrashCommands
from effllm_desktop.ui.shell.view_commands import ViewCommands
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.words import GROUPED_BY

COMMANDS = (
    CompletingCommands,
    EditingCommands,
    EntryCommands,
    ExportCommands,
    LibraryCommands,
    ListCommands,
    MergeCommands,
    MetadataCommands,
    MovingCommands,
    PaperCommands,
    PasteCommands,
    PdfCommands,
    PrintCommands,
    ProgramCommands,
    RewordingCommands,
    SearchCommands,
    TrashCommands,
    TableCommands,
    TagCommands,
    ViewCommands,
    PaletteCommands,
    WindowCommands,
)
OF_LISTS = {
    Needs.LISTS,
    Needs.GROUPS,
    Needs.WORKS,
    Needs.LIST_SCOPE,
    Needs.LIST_ENTRIES,
    Needs.LIST_ENTRY,
    Needs.SECTION,
    Needs.NAMED,
    Needs.BACK,
    Needs.FORWARD,
}
BY_MENU_KEYS_ONLY = {
    "open_bundled",
    "show_waiting",
    "trash_list",
    "show_trash",
    "show_storage",
    "show_services",
    "change_keys",
    "open_linked",
    "look_at_text",
    "save_backup",
    "restore",
    "check_library",
    "open_library_folder",
    "open_log_folder",
    "about",
    *(f"sort_{name}" for name in ("list", "title", "year", "citations", "changed")),
    *(f"group_{name}" for name in GROUPED_BY),
    "ungroup",
    *(f"theme_{name}" for name in ("system", "light", "dark")),
}
"""Seldom wanted: Alt and the letter of the menu, then the arrows."""


def _ids(menus):
    for menu in menus:
        for item in menu.items:
            if isinstance(item, MenuSpec):
                yield from _ids([item])
            elif item is not None:
                yield item


def test_each_action_has_one_name_and_stands_in_one_menu():
    ids = [spec.id for spec in ACTIONS]
    assert len(ids) == len(set(ids))
    assert Counter(_ids(MENUS)) == Counter(ids)
    assert set(_ids([ENTRY_CONTEXT_MENU])) <= set(ids)


def test_each_action_does_something_that_is_there_once():
    for spec in ACTIONS:
        owners = [commands for commands in COMMANDS if hasattr(commands, spec.method)]
        names = [owner.__name__ for owner in owners]
        assert len(owners) == 1 or spec.method == "open_library_folder", (spec.id, names)


def test_each_action_has_a_key_or_is_seldom_wanted():
    assert {spec.id for spec in ACTIONS if not spec.keys} == BY_MENU_KEYS_ONLY


@pytest.mark.parametrize("greyed", [{Needs.PAPER}, OF_LISTS], ids=["lists", "paper"])
def test_no_key_means_two_things(greyed):
    keys = Counter(key for spec in ACTIONS if spec.needs not in greyed for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_reader_knows_what_it_is_asked_for():
    asked = {spec.value[0] for spec in ACTIONS if spec.method == "in_reader"}
    public = {name for name in vars(ReaderCommands) if not name.startswith("_")}
    assert asked == public


def test_each_key_is_one_that_qt_knows():
    for spec in ACTIONS:
        for key in spec.keys:
            assert QKeySequence(key)[0].key() != Qt.Key.Key_unknown, key


def test_each_action_says_what_it_does_and_shows_an_icon_that_exists():
    icons = {file.name for file in resource_files.resource_path("icons").iterdir()}
    for spec in ACTIONS:
        assert spec.text
        assert len(spec.tooltip) > 10, spec.id
        assert not spec.icon or f"{spec.icon}.svg" in icons, spec.id


@pytest.fixture
def window(qtbot):
    window = Window()
    qtbot.addWidget(window)
    return window


def test_the_menu_bar_has_every_action_by_its_text(window):
    def texts(menu):
        for action in menu.actions():
            if action.menu():
                yield from texts(action.menu())
            elif not action.isSeparator():
                yield action.objectName()

    found = [name for top in window.menuBar().actions() for name in texts(top.menu())]
    assert Counter(found) == Counter(spec.id for spec in ACTIONS)
    assert window.recent_menu.objectName() == f"menu_{RECENT_MENU.id}"


def test_the_window_of_a_paper_has_all_actions_of_papers(qtbot, tmp_path):
    window = PaperWindow("A paper", WindowState(tmp_path, PAPERS_NAME))
    qtbot.addWidget(window)
    found = {spec.id for spec, _ in window.commands}
    assert found == set(_ids(WINDOW_MENUS))
    assert found >= {spec.id for spec in ACTIONS if spec.needs in (Needs.PAPER, Needs.PAPERS)}
    window.show_steps(None, None)
    grey = {spec.id for spec, action in window.commands if not action.isEnabled()}
    assert grey == {"undo", "redo"}


def test_menus_open_by_their_letter(window):
    letters = [action.text()[action.text().index("&") + 1] for action in window.menuBar().actions()]
    assert len(set(letters)) == len(letters) == 6


def test_keys_of_the_list_wait_for_the_list(window):
    for spec, action in window.commands:
        in_list = spec.where is Keys.ENTRIES
        assert (action in window.actions()) is not in_list
        context = action.shortcutContext()
        assert (context == Qt.ShortcutContext.WidgetWithChildrenShortcut) is in_list


def test_what_nobody_gave_does_nothing(window):
    window.commands["toggle_star"].trigger()
    assert window.notices.notices == []


def test_one_of_a_group_is_ticked_or_none(window):
    window.commands.tick("rating", 0)
    assert window.commands["rating_0"].isChecked()
    window.commands.tick("rating", 3)
    assert not window.commands["rating_0"].isChecked()
    window.commands.tick("rating", None)
    assert not any(window.commands[f"rating_{number}"].isChecked() for number in range(6))
