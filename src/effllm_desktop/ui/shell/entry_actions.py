"""The actions on the selected works: a part of the table of actions."""

from effllm_desktop.domain.state import RATING_MAX, Status
from effllm_desktop.domain.tags import TAG_KEYS
from effllm_desktop.ui.shell.action_spec import ActionSpec, Keys, Needs
from effllm_desktop.ui.words import STATUSES


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


def _tag_key(key: int) -> ActionSpec:
    return ActionSpec(
        f"tag_{key}",
        f"Tag {key}",
        f"Put the tag that has the key {key} on the selected works, or take it from them",
        (str(key),),
        needs=Needs.WORKS,
        name="toggle_tag",
        value=key,
    )


A = ActionSpec
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
        "move_up",
        "Move up",
        "Move the selected works up: in what to read next, or in their section",
        ("Alt+Up",),
        "",
        Needs.WORKS,
    ),
    A(
        "move_down",
        "Move down",
        "Move the selected works down: in what to read next, or in their section",
        ("Alt+Down",),
        "",
        Needs.WORKS,
    ),
    A(
        "start_reading",
        "Start reading",
        "Mark the selected work as being read, and open it",
        ("G",),
        "status-reading",
        Needs.WORKS,
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
    A(
        "show_tags",
        "All tags…",
        "Show all tags: their colours and keys; rename, merge and delete them",
        ("Ctrl+Shift+T",),
        "tag",
    ),
    *(_tag_key(key) for key in TAG_KEYS),
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
        "merge_selected",
        "Merge the two works…",
        "Let the two selected works be one, with a preview of what comes out",
        ("Ctrl+Shift+M",),
        "",
        Needs.TWO_WORKS,
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
        "refresh_older",
        "Refresh what is older…",
        "Ask services about every work that nobody has answered about for so many days",
        ("Ctrl+Alt+Shift+R",),
        "",
        Needs.LIBRARY,
    ),
    A(
        "bring_in",
        "Bring into the list…",
        "Write authors that are left out, citations and stars into the text of this list",
        ("Ctrl+Shift+B",),
        "",
        Needs.LIST_SCOPE,
    ),
    A(
        "find_alike",
        "More like this",
        "Find the works that share the most rare words with the selected one",
        ("L",),
        "search",
        Needs.WORKS,
    ),
    A(
        "mark_all_read",
        "Mark all as read",
        "Mark every unread work of this list, section or place as read",
        ("Ctrl+Shift+U",),
        "",
        Needs.LISTS,
    ),
    A(
        "mark_all_seen",
        "Mark all as seen",
        "Let nothing be new any more; unread works stay unread",
        ("Ctrl+Alt+U",),
    ),
    A(
        "mark_read_above",
        "Mark all above as read",
        "Mark every unread work above the current entry as read",
        ("Ctrl+Shift+Up",),
        "",
        Needs.WORKS,
        name="mark_read_beside",
        value=-1,
    ),
    A(
        "mark_read_below",
        "Mark all below as read",
        "Mark every unread work below the current entry as read",
        ("Ctrl+Shift+Down",),
        "",
        Needs.WORKS,
        name="mark_read_beside",
        value=1,
    ),
)
