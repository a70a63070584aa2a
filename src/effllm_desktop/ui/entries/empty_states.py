"""What the middle pane says when it has no rows: why, and what to do next."""

from effllm_desktop.domain.scopes import (
    ListScope,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
)
from effllm_desktop.ui.widgets.empty_state import Emptiness
from effllm_desktop.ui.words import PLACES, SEARCH_ICON

OPEN_LIST = "Open a list…"
CLEAR_SEARCH = "Clear search"
LOOK_AT_TEXT = "Look at the text"
MOVE_TO_TRASH = "Move to trash"
ADD_WORKS = "Add works…"
NEW_SECTION = "New section…"
NO_LIST = Emptiness(
    "list",
    "No list yet",
    "Open a Markdown list, or drop one onto this window. Its entries appear here.",
    OPEN_LIST,
)
EMPTY_SEARCH = Emptiness(
    SEARCH_ICON,
    "Nothing fits this search now",
    "Works come and go here by themselves, as your lists and what you made of them change.",
)
SEARCHING = Emptiness(
    SEARCH_ICON, "Looking", "Every work is looked at. What is found appears here in a moment."
)
EMPTY_LIST = Emptiness(
    "list",
    "No entries in this list",
    "Nothing in it was understood as an entry.",
    LOOK_AT_TEXT,
    MOVE_TO_TRASH,
)
NEW_LIST = Emptiness(
    "list",
    "Nothing in this list yet",
    "Add works by their ids or addresses. Entries of other lists are dragged onto its name, "
    "or sent to it ({send_entries}).",
    ADD_WORKS,
    NEW_SECTION,
)
EMPTY_SECTION = Emptiness(
    "section",
    "No entries in this section",
    "Nothing stands below this heading yet. Entries are dragged onto its name, "
    "or sent to it ({send_entries}).",
    ADD_WORKS,
)


def opening(what: str) -> Emptiness:
    """No list yet, but one is on its way; `what` is "Opening …"."""
    return Emptiness("list", f"{what} …", "Entries appear here as soon as they are taken in.")


def foreign(sentence: str) -> Emptiness:
    """A document that is no Markdown list; `sentence` says what it seems to be."""
    hint = f"{sentence} In the trash it is out of the way; its file stays where it is."
    return EMPTY_LIST._replace(icon="code", hint=hint)


def no_hit(text: str) -> Emptiness:
    """A search that found nothing is not an empty place."""
    return Emptiness(
        "search",
        f"No works match “{text}”",
        "Titles, authors, venues, tags and notes were searched here.",
        CLEAR_SEARCH,
    )


def empty(scope: Scope) -> Emptiness:
    match scope:
        case PlaceScope(place):
            look = PLACES[place]
            return Emptiness(look.icon, look.nothing, look.hint)
        case SearchScope():
            return EMPTY_SEARCH
        case ListScope():
            return EMPTY_LIST
        case SectionScope():
            return EMPTY_SECTION
