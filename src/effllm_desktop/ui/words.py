"""Our words as people see them: the name and the icon of every status, kind, place and sort."""

from collections.abc import Iterator
from typing import NamedTuple

from effllm_desktop.domain.columns import Column
from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.lists import Kind, Marks, Role
from effllm_desktop.domain.scopes import Place, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.domain.tags import TagColour


class Look(NamedTuple):
    """What something is called and which icon stands for it."""

    name: str
    icon: str


class PlaceLook(NamedTuple):
    """A place's name and icon, and what it says when it is empty: why, and what to do next.

    Keys of actions stand in braces.
    """

    name: str
    icon: str
    nothing: str
    hint: str


STATUSES = {
    Status.UNREAD: Look("Unread", "status-unread"),
    Status.READING: Look("Reading", "status-reading"),
    Status.READ: Look("Read", "status-read"),
    Status.DROPPED: Look("Not for me", "status-dropped"),
}
KINDS = {
    Kind.PAPER: Look("Paper", "kind-paper"),
    Kind.REPOSITORY: Look("Repository", "kind-repository"),
    Kind.ARTICLE: Look("Article", "kind-article"),
    Kind.VIDEO: Look("Video", "kind-video"),
    Kind.POST: Look("Post", "kind-post"),
    Kind.MODEL: Look("Model", "kind-model"),
    Kind.DATASET: Look("Dataset", "kind-dataset"),
    Kind.OTHER: Look("Other", "kind-other"),
}
ROLES = {
    Role.ABSTRACT: Look("Abstract", "link-abstract"),
    Role.PDF: Look("PDF", "link-pdf"),
    Role.CODE: Look("Code", "kind-repository"),
    Role.PROJECT: Look("Project", "link-project"),
    Role.ARTICLE: Look("Article", "kind-article"),
    Role.POST: Look("Post", "kind-post"),
    Role.MODEL: Look("Model", "kind-model"),
    Role.VIDEO: Look("Video", "kind-video"),
    Role.CITATIONS: Look("Citations", "link-citations"),
    Role.OTHER: Look("Link", "link-other"),
}
PLACES = {
    Place.NEW: PlaceLook(
        "New",
        "place-new",
        "Nothing new",
        "When a list is updated, the works that came with it wait here until you have seen them.",
    ),
    Place.QUEUE: PlaceLook(
        "Read next",
        "place-queue",
        "Nothing to read next",
        "“Read next” ({toggle_queue}) puts them here. Keys ({move_up}) and dragging move them.",
    ),
    Place.READING: PlaceLook(
        "Reading",
        "place-reading",
        "You are reading nothing",
        "Mark a work as “Reading”, and it waits here until you have finished it.",
    ),
    Place.STARRED: PlaceLook(
        "Starred",
        "place-starred",
        "No stars yet",
        "Star ({toggle_star}), or a click on the star at the end of a row, keeps a work here.",
    ),
    Place.ALL: PlaceLook(
        "All", "place-all", "No works", "None of your lists holds an entry. Open another list."
    ),
}
SEARCH_ICONS = {"is:unread": "place-unread", "has:note": "note"}
"""Icons of saved searches by their queries; all others have SEARCH_ICON."""
SEARCH_ICON = "search"
HIGHLIGHT_KINDS = {
    HighlightKind.HIGHLIGHT: "highlight",
    HighlightKind.UNDERLINE: "underline",
    HighlightKind.STRIKEOUT: "strike-out",
    HighlightKind.NOTE: "note",
}
SORTS = {
    Sort.LIST: "List order",
    Sort.TITLE: "Title",
    Sort.YEAR: "Year, newest first",
    Sort.CITATIONS: "Citations, most first",
    Sort.CHANGED: "Recently changed",
}

GROUPED_BY = {
    Column.SECTION: "section",
    Column.LIST: "list",
    Column.YEAR: "year",
    Column.VENUE: "venue",
    Column.KIND: "kind",
    Column.STATUS: "status",
    Column.STAR: "star",
    Column.RATING: "rating",
    Column.TAGS: "tags",
    Column.NOTE: "note",
    Column.PDF: "PDF",
}
"""What stands behind “Group by”, as it is offered."""


def tag_tone(colour: TagColour | None) -> str:
    """The colour of the theme in which a tag's sign is painted; a quiet one without a colour."""
    return "text_muted" if colour is None else f"tag_{colour.value}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 work`, `1,234 works`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def venue_and_year(venue: str | None, year: int | None) -> str:
    """`arXiv 2024`, `ICLR`, `2023`, or nothing."""
    return " ".join(part for part in (venue or "", str(year) if year else "") if part)


def mark_names(marks: Marks) -> Iterator[str]:
    """What the curator's signs mean."""
    names = {
        "featured": marks.featured,
        "marked with a clapperboard": marks.clapper,
        "marked with Hugging Face": marks.huggingface,
        "marked with X": marks.x,
    }
    return (name for name, there in names.items() if there)
