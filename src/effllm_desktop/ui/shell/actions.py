"""Every action of the window, once: its text, keys, tooltip and icon. Menus are built from here.

`name` is the method of the commands that does it (see `shell.commands`); with a `value`, that is
its argument. Keys of one letter give way to any field that text is typed into.
"""

from effllm_desktop.app.exporting.request import CopyForm
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.domain.state import RATING_MAX, Status
from effllm_desktop.ui.shell.action_spec import ActionSpec, Keys, Needs
from effllm_desktop.ui.shell.paper_actions import PAPER_ACTIONS
from effllm_desktop.ui.theme import Mode
from effllm_desktop.ui.words import SORTS, STATUSES


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
        needs=Needs.LISTS,
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
        "Open what was copied",
        "Open the file or folder whose path is in the clipboard",
        ("Ctrl+V",),
        "import",
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
        name="copy_as",
        value=CopyForm.BIBTEX,
    ),
    A(
        "copy_link",
        "Copy as Markdown link",
        "Copy the titles of the selected works as links in Markdown",
        ("Ctrl+Alt+C",),
        "",
        Needs.WORKS,
        name="copy_as",
        value=CopyForm.LINK,
    ),
    A(
        "copy_citation",
        "Copy as citation",
        "Copy authors, year, title, venue and address of the selected works",
        ("Ctrl+Alt+Shift+C",),
        "",
        Needs.WORKS,
        name="copy_as",
        value=CopyForm.CITATION,
    ),
    A(
        "select_all",
        "Select all",
        "Select every entry that is shown",
        ("Ctrl+A",),
        "",
        Needs.LISTS,
    ),
    A(
        "find",
        "Find",
        "Search titles, authors, venues, tags, notes and highlights",
        ("Ctrl+F", "/"),
        "search",
        Needs.LISTS,
    ),
    A(
        "find_inside",
        "Find inside papers…",
        "Search the text of the PDFs on this machine",
        ("Ctrl+Shift+F",),
        "search",
        Needs.LISTS,
    ),
    A(
        "save_search",
        "Save this search…",
        "Keep what is searched for here as a place of its own",
        ("Ctrl+B",),
        "add",
    ),
    A(
        "clear_search",
        "Clear the search",
        "Show all entries of this place again",
        ("Esc",),
        "clear",
        Needs.LISTS,
    ),
)
ENTRY_ACTIONS = (
    A(
        "open_entry",
        "Open",
        "Read the paper if its PDF is on this machine, else open its best link",
        ("Return", "Enter"),
        "kind-paper",
        Needs.WORKS,
        Keys.ENTRIES,
    ),
    A(
        "open_link",
        "Open in the browser",
        "Open the best link of the entry in the browser",
        ("Ctrl+Return",),
        "open-external",
        Needs.WORKS,
        Keys.ENTRIES,
    ),
    A(
        "download",
        "Download PDF",
        "Fetch the PDFs of the selected works, before all others",
        ("Ctrl+D",),
        "download",
        Needs.WORKS,
    ),
    A(
        "attach_pdf",
        "Attach a PDF…",
        "Let a PDF of yours be that of the selected work: it is copied in",
        ("Ctrl+Shift+A",),
        "",
        Needs.WORKS,
    ),
    A(
        "toggle_pin",
        "Keep on this machine",
        "Keep the PDFs of the selected works whatever room is needed, or no longer",
        ("Ctrl+Shift+K",),
        "offline",
        Needs.WORKS,
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
        "correct_work",
        "Correct…",
        "Say what title, kind, venue or authors of the selected work really are",
        ("Ctrl+Shift+E",),
        "",
        Needs.WORKS,
    ),
    A(
        "refresh_metadata",
        "Refresh metadata",
        "Ask services what they know of the selected works",
        ("Ctrl+R",),
        "refresh",
        Needs.WORKS,
    ),
    A(
        "refresh_shown",
        "Refresh metadata of all",
        "Ask services what they know of every work that this list or section holds",
        ("Ctrl+Shift+R",),
        "",
        Needs.LIST_SCOPE,
    ),
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
        Needs.LISTS,
    ),
    A(
        "previous_pane",
        "Previous pane",
        "Move the keyboard to the pane before",
        ("Shift+F6",),
        "",
        Needs.LISTS,
    ),
    *(_sort(sort) for sort in Sort),
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
ACTIONS = (
    *LIBRARY_ACTIONS,
    *EDIT_ACTIONS,
    *ENTRY_ACTIONS,
    *VIEW_ACTIONS,
    *PAPER_ACTIONS,
    *HELP_ACTIONS,
)
