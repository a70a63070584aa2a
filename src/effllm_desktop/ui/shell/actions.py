"""Every action of the window, once: its text, keys, tooltip and icon. Menus are built from here.

`name` is the method of the commands that does it (see `shell.commands`); with a `value`, that is
its argument. Keys of one letter give way to any field that text is typed into.
"""

from enum import Enum, auto
from typing import NamedTuple

from effllm_desktop.domain.scopes import Sort
from effllm_desktop.domain.state import RATING_MAX, Status
from effllm_desktop.ui.theme import Mode
from effllm_desktop.ui.words import SORTS, STATUSES


class Needs(Enum):
    """What there must be, else the action is grey."""

    NOTHING = auto()
    LIBRARY = auto()
    WORKS = auto()  # one or more selected
    QUEUE = auto()  # works selected in the queue, in its own order
    LIST_SCOPE = auto()  # a list or a section is shown
    LIST_ENTRIES = auto()  # entries selected in a list or a section
    SECTION = auto()  # a section is shown
    UNDO = auto()
    REDO = auto()
    BACK = auto()
    FORWARD = auto()
    LOG = auto()  # a library was opened, so there is a log


class Keys(Enum):
    """Where the focus must be for the keys to count."""

    WINDOW = auto()
    ENTRIES = auto()  # in the table of entries: Enter and Space mean other things elsewhere


class ActionSpec(NamedTuple):
    """One action. `id` is unique; several may share a `name` and differ in their value."""

    id: str
    text: str
    tooltip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.LIBRARY
    where: Keys = Keys.WINDOW
    name: str = ""
    value: object = None
    group: str = ""  # actions of a group are alternatives; the one that holds is ticked

    @property
    def method(self) -> str:
        return self.name or self.id


def _status(status: Status, key: str, tooltip: str) -> ActionSpec:
    look = STATUSES[status]
    return ActionSpec(
        f"status_{status.value}",
        look.name,
        tooltip,
        (key,),
        look.icon,
        Needs.WORKS,
        name="set_status",
        value=status,
        group="status",
    )


def _rating(rating: int) -> ActionSpec:
    text = "No rating" if rating == 0 else f"{rating} of {RATING_MAX}"
    tooltip = "Take the rating away" if rating == 0 else f"Rate the selected works {text}"
    return ActionSpec(
        f"rating_{rating}",
        text,
        tooltip,
        (f"Ctrl+{rating}",),
        needs=Needs.WORKS,
        name="set_rating",
        value=rating,
        group="rating",
    )


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
        name="set_sort",
        value=sort,
        group="sort",
    )


A = ActionSpec
LIBRARY_ACTIONS = (
    A(
        "new_library",
        "New library…",
        "Make an empty library in a folder of its own",
        ("Ctrl+Shift+N",),
        "add",
        Needs.NOTHING,
    ),
    A(
        "open_library",
        "Open library…",
        "Show the library in another folder",
        ("Ctrl+Shift+O",),
        "library",
        Needs.NOTHING,
    ),
    A(
        "open_list",
        "Open list…",
        "Open a Markdown list and keep it linked to its file",
        ("Ctrl+O",),
        "file-open",
    ),
    A(
        "open_list_folder",
        "Open folder of lists…",
        "Open every Markdown list in a folder",
        ("Ctrl+Alt+O",),
        "folder",
    ),
    A(
        "paste",
        "Add or open what was copied",
        "Add the works that are in the clipboard, or open the file whose path is",
        ("Ctrl+V",),
        "import",
    ),
    A(
        "add_works",
        "Add…",
        "Write works into a section: ids, addresses, BibTeX",
        ("Ctrl+N",),
        "add",
    ),
    A("new_list", "New list…", "Begin a list of your own", ("Ctrl+Alt+N",), "list"),
    A(
        "save_list",
        "Save list",
        "Write this list with your edits to its file",
        ("Ctrl+S",),
        "export",
        Needs.LIST_SCOPE,
    ),
    A(
        "put_back",
        "Put list back…",
        "Take your edits of this list back, all at once",
        (),
        "restore",
        Needs.LIST_SCOPE,
    ),
    A("open_bundled", "Open the bundled lists", "Open the two lists that come with the program"),
    A(
        "open_linked",
        "Open linked lists…",
        "Open the lists that this list links to, beside its file",
        (),
        "list",
        Needs.LIST_SCOPE,
    ),
    A(
        "look_at_text",
        "Look at the text…",
        "Show the text of this list, and the lines that were not understood",
        (),
        "eye",
        Needs.LIST_SCOPE,
    ),
    A(
        "export",
        "Export…",
        "Write a list of yours to Markdown or BibTeX, with a preview",
        ("Ctrl+E",),
        "export",
    ),
    A(
        "save_backup",
        "Save a backup",
        "Copy the library, verified, into its backups folder",
        (),
        "backup",
    ),
    A("restore", "Restore a backup…", "Go back to a backup of this library", (), "restore"),
    A(
        "check_library",
        "Check the library",
        "Look for damage, and for lines that were not understood",
    ),
    A("quit", "Quit", "Close the window; all is saved already", ("Ctrl+Q",), "quit", Needs.NOTHING),
)
EDIT_ACTIONS = (
    A("undo", "Undo", "Take the last change back", ("Ctrl+Z",), "undo", Needs.UNDO),
    A("redo", "Redo", "Do again what was undone", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", Needs.REDO),
    A(
        "copy_markdown",
        "Copy as Markdown",
        "Copy the selected entries as the curator wrote them",
        ("Ctrl+C",),
        "copy",
        Needs.WORKS,
    ),
    A(
        "copy_bibtex",
        "Copy as BibTeX",
        "Copy the selected works as BibTeX",
        ("Ctrl+Shift+C",),
        "code",
        Needs.WORKS,
    ),
    A(
        "remove_entries",
        "Remove from list",
        "Take the selected entries out of this list",
        ("Ctrl+Del",),
        "trash",
        Needs.LIST_ENTRIES,
    ),
    A(
        "add_section",
        "New section…",
        "Add a section below the one that is shown",
        (),
        "section",
        Needs.LIST_SCOPE,
    ),
    A(
        "rename_section",
        "Rename section…",
        "Give the section that is shown another name",
        ("F2",),
        "",
        Needs.SECTION,
    ),
    A(
        "delete_section",
        "Delete section…",
        "Take the section that is shown out of its list",
        (),
        "",
        Needs.SECTION,
    ),
    A("select_all", "Select all", "Select every entry that is shown", ("Ctrl+A",)),
    A("find", "Find", "Search titles, authors, venues, tags and notes", ("Ctrl+F", "/"), "search"),
    A(
        "clear_search",
        "Clear the search",
        "Show all entries of this place again",
        ("Esc",),
        "clear",
    ),
)
ENTRY_ACTIONS = (
    A(
        "open_link",
        "Open",
        "Open the best link of the entry in the browser",
        ("Return", "Enter"),
        "open-external",
        Needs.WORKS,
        Keys.ENTRIES,
    ),
    A(
        "toggle_star",
        "Star",
        "Star the selected works, or take the star away",
        ("S",),
        "star",
        Needs.WORKS,
    ),
    A(
        "toggle_read",
        "Read or unread",
        "Mark the selected works as read, or as unread again",
        ("U", "R"),
        "status-read",
        Needs.WORKS,
    ),
    A(
        "toggle_queue",
        "Read next",
        "Put the selected works at the end of what to read next, or take them out",
        ("Q",),
        "place-queue",
        Needs.WORKS,
    ),
    A(
        "queue_first",
        "Read first",
        "Put the selected works before everything else to read next",
        ("Shift+Q",),
        "",
        Needs.WORKS,
    ),
    A(
        "queue_up",
        "Earlier",
        "Move the selected works up in what to read next",
        ("Alt+Up",),
        "",
        Needs.QUEUE,
    ),
    A(
        "queue_down",
        "Later",
        "Move the selected works down in what to read next",
        ("Alt+Down",),
        "",
        Needs.QUEUE,
    ),
    A(
        "finish",
        "Done, next",
        "Mark the selected works as read, take them out of the queue, and go on",
        ("D",),
        "status-read",
        Needs.WORKS,
    ),
    _status(Status.UNREAD, "Alt+1", "Mark the selected works as unread"),
    _status(Status.READING, "Alt+2", "Mark the selected works as being read"),
    _status(Status.READ, "Alt+3", "Mark the selected works as read"),
    _status(Status.DROPPED, "Alt+4", "Put the selected works aside: not for me"),
    *(_rating(rating) for rating in range(RATING_MAX, -1, -1)),
    A("edit_tags", "Tags", "Add or remove tags of the selected works", ("T",), "tag", Needs.WORKS),
    A("edit_note", "Note", "Write a note about the selected work", ("E",), "note", Needs.WORKS),
    A(
        "mark_all_read",
        "Mark all as read",
        "Mark every work that this list or section holds as read",
        ("Ctrl+Shift+U",),
        "",
        Needs.LIST_SCOPE,
    ),
)
VIEW_ACTIONS = (
    A("next_unread", "Next unread", "Go to the next unread entry", ("N",), "chevron-down"),
    A(
        "page_on",
        "Next unread, from the list",
        "Space in the list of entries goes to the next unread one",
        ("Space",),
        where=Keys.ENTRIES,
        name="next_unread",
    ),
    A("previous_unread", "Previous unread", "Go to the unread entry before this one", ("Shift+N",)),
    A("back", "Back", "Go back to the place you were at before", ("Alt+Left",), "back", Needs.BACK),
    A("forward", "Forward", "Go forward again", ("Alt+Right",), "forward", Needs.FORWARD),
    A("next_pane", "Next pane", "Move the keyboard to the next pane", ("F6",)),
    A("previous_pane", "Previous pane", "Move the keyboard to the pane before", ("Shift+F6",)),
    *(_sort(sort) for sort in Sort),
    _theme(Mode.SYSTEM, "As the system", "Light or dark as the system is"),
    _theme(Mode.LIGHT, "Light", "Always light"),
    _theme(Mode.DARK, "Dark", "Always dark"),
    A("refresh", "Look for changes", "Look now whether linked files changed", ("F5",)),
    A(
        "full_screen",
        "Full screen",
        "Use the whole screen, or the window again",
        ("F11",),
        "",
        Needs.NOTHING,
    ),
)
HELP_ACTIONS = (
    A("show_keys", "Keys", "Show all keys", ("?", "F1"), "keyboard", Needs.NOTHING),
    A(
        "open_library_folder",
        "Show the library folder",
        "Open the folder that holds the library",
        (),
        "folder",
    ),
    A(
        "open_log_folder",
        "Show the log",
        "Open the folder with the program's log",
        (),
        "log",
        Needs.LOG,
    ),
    A("about", "About EffLLM Desktop", "Version and licence", (), "info", Needs.NOTHING),
)
ACTIONS = (*LIBRARY_ACTIONS, *EDIT_ACTIONS, *ENTRY_ACTIONS, *VIEW_ACTIONS, *HELP_ACTIONS)
