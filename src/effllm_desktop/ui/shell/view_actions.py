"""What is shown and how: a part of the table of actions."""

from effllm_desktop.domain.columns import Column
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui.shell.action_spec import ActionSpec, Keys, Needs
from effllm_desktop.ui.theme import Mode
from effllm_desktop.ui.words import GROUPED_BY, SORTS


def _theme(mode: Mode, text: str, tooltip: str) -> ActionSpec:
    return ActionSpec(
        f"theme_{mode.value}",
        text,
        tooltip,
        needs=Needs.NOTHING,
        name="set_theme",
        value=mode,
        group="theme",
    )


def _sort(sort: Sort) -> ActionSpec:
    return ActionSpec(
        f"sort_{sort.value}",
        SORTS[sort],
        f"Sort the entries: {SORTS[sort].lower()}",
        needs=Needs.LISTS,
        name="set_sort",
        value=sort,
        group="sort",
    )


def _group(column: Column) -> ActionSpec:
    return ActionSpec(
        f"group_{column.value}",
        f"Group by {GROUPED_BY[column]}",
        f"Show a table whose rows stand below headers: one for each {GROUPED_BY[column]}",
        needs=Needs.LISTS,
        name="set_group",
        value=column,
        group="groups",
    )


A = ActionSpec
VIEW_ACTIONS = (
    A(
        "open_palette",
        "Find anything…",
        "Find any action, place, list, section, tag or entry by a few letters",
        ("Ctrl+K",),
        "search",
    ),
    A(
        "next_unread",
        "Next unread",
        "Go to the next unread entry",
        ("N",),
        "chevron-down",
        Needs.LISTS,
    ),
    A(
        "page_on",
        "Next unread, from the list",
        "Space in the list of entries goes to the next unread one",
        ("Space",),
        needs=Needs.LISTS,
        where=Keys.ENTRIES,
        name="next_unread",
    ),
    A(
        "previous_unread",
        "Previous unread",
        "Go to the unread entry before this one",
        ("Shift+N",),
        "",
        Needs.LISTS,
    ),
    A("back", "Back", "Go back to the place you were at before", ("Alt+Left",), "back", Needs.BACK),
    A("forward", "Forward", "Go forward again", ("Alt+Right",), "forward", Needs.FORWARD),
    A(
        "next_pane",
        "Next pane",
        "Move the keyboard to the next pane",
        ("F6",),
        "",
        Needs.LIBRARY,
    ),
    A(
        "previous_pane",
        "Previous pane",
        "Move the keyboard to the pane before",
        ("Shift+F6",),
        "",
        Needs.LIBRARY,
    ),
    *(_sort(sort) for sort in Sort),
    A(
        "toggle_table",
        "Rows or table",
        "Show the entries of this place as a table with columns, or as rows again",
        ("Ctrl+L",),
        "",
        Needs.LISTS,
    ),
    A(
        "choose_columns",
        "Columns and order…",
        "Choose the columns of the table, their widths, its groups, and by which two it is sorted",
        ("Ctrl+Shift+L",),
        "",
        Needs.LISTS,
    ),
    *(_group(column) for column in GROUPED_BY),
    A(
        "ungroup",
        "No groups",
        "Show the rows of the table without headers between them",
        (),
        "",
        Needs.GROUPS,
    ),
    A(
        "fold_groups",
        "Fold all groups",
        "Show the headers of the groups alone, each with its number of entries",
        ("Ctrl+Shift+Left",),
        "",
        Needs.GROUPS,
    ),
    A(
        "unfold_groups",
        "Unfold all groups",
        "Show the entries of all groups below their headers",
        ("Ctrl+Shift+Right",),
        "",
        Needs.GROUPS,
    ),
    A(
        "select_group",
        "Select the group",
        "Select all entries of the group where one is, from its header or from an entry",
        ("Ctrl+Shift+G",),
        "",
        Needs.GROUPS,
    ),
    _theme(Mode.SYSTEM, "As the system", "Light or dark as the system is"),
    _theme(Mode.LIGHT, "Light", "Always light"),
    _theme(Mode.DARK, "Dark", "Always dark"),
    A(
        "toggle_downloads",
        "Downloads",
        "Show or hide what is being downloaded",
        ("Ctrl+J",),
        "download",
    ),
    A(
        "show_storage",
        "Space for PDFs…",
        "Show what room the PDFs on this machine take, and which of them stay",
        (),
        "",
    ),
    A(
        "get_ready",
        "Ready for flight…",
        "Say what of this list, section or place can be read offline, and fetch the rest",
        ("Ctrl+Shift+D",),
        "offline",
        Needs.LISTS,
    ),
    A("refresh", "Look for changes", "Look now whether linked files changed", ("F5",)),
    A(
        "full_screen",
        "Full screen",
        "Use the whole screen, of a paper for its pages alone; or the window again",
        ("F11",),
        "",
        Needs.NOTHING,
    ),
)
