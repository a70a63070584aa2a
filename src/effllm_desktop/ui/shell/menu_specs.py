"""The menus: which actions stand where. What an action is stands in `actions`."""

from typing import NamedTuple

from effllm_desktop.domain.highlights import Colour
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.domain.state import RATING_MAX, Status
from effllm_desktop.domain.tags import TAG_KEYS
from effllm_desktop.ui.theme import Mode
from effllm_desktop.ui.words import GROUPED_BY


class MenuSpec(NamedTuple):
    """A menu: ids of actions, menus inside it, None for a line between."""

    id: str
    title: str
    items: tuple["str | MenuSpec | None", ...] = ()
    icon: str = ""


PDF_MENU = MenuSpec("pdf", "PDF", ("download", "attach_pdf", "toggle_pin"), "kind-paper")
QUEUE_MENU = MenuSpec(
    "queue",
    "Read next",
    (
        "toggle_queue",
        "queue_first",
        None,
        "move_up",
        "move_down",
        None,
        "start_reading",
        "finish",
    ),
)
STATUS_MENU = MenuSpec("status", "Status", tuple(f"status_{status.value}" for status in Status))
RATING_MENU = MenuSpec(
    "rating", "Rating", tuple(f"rating_{rating}" for rating in range(RATING_MAX, -1, -1))
)
READ_MENU = MenuSpec(
    "mark_read", "Mark as read", ("mark_all_read", "mark_read_above", "mark_read_below")
)
SECTION_MENU = MenuSpec(
    "section",
    "Section",
    (
        "add_section",
        "rename_section",
        None,
        "section_up",
        "section_down",
        "section_in",
        "section_out",
        None,
        "delete_section",
    ),
)
TAGS_MENU = MenuSpec("tag_keys", "Tag with a key", tuple(f"tag_{key}" for key in TAG_KEYS))
GROUP_MENU = MenuSpec(
    "groups",
    "Groups",
    (
        *(f"group_{column.value}" for column in GROUPED_BY),
        "ungroup",
        None,
        "fold_groups",
        "unfold_groups",
        "select_group",
    ),
)
SORT_MENU = MenuSpec("sort", "Sort by", tuple(f"sort_{sort.value}" for sort in Sort), "sort")
THEME_MENU = MenuSpec("theme", "Theme", tuple(f"theme_{mode.value}" for mode in Mode), "theme")
PAGES_MENU = MenuSpec(
    "pages",
    "Pages",
    (
        "zoom_in",
        "zoom_out",
        None,
        "fit_width",
        "fit_page",
        "actual_size",
        None,
        "toggle_two_pages",
        "toggle_cover",
        None,
        "turn_pages_1",
        "turn_pages_-1",
        None,
        "toggle_dark_pages",
    ),
    "zoom-in",
)
COLOUR_MENU = MenuSpec(
    "colour", "Highlight in", tuple(f"highlight_{colour.value}" for colour in Colour)
)
NOTE_MENU = MenuSpec(
    "page_note",
    "Move the note",
    tuple(f"move_note_{way}" for way in ("up", "down", "left", "right")),
)
RECENT_MENU = MenuSpec("recent", "Recent libraries", (), "restore")

MENUS = (
    MenuSpec(
        "library",
        "&Library",
        (
            "add_works",
            "search_arxiv",
            "new_list",
            "save_list",
            "show_edits",
            "put_back",
            "show_waiting",
            "trash_list",
            "show_trash",
            None,
            "open_list",
            "open_list_folder",
            "import_file",
            "paste",
            "open_bundled",
            None,
            "open_linked",
            "look_at_text",
            "export",
            "export_again",
            None,
            "new_library",
            "open_library",
            RECENT_MENU,
            None,
            "save_backup",
            "restore",
            "check_library",
            "show_services",
            None,
            "quit",
        ),
    ),
    MenuSpec(
        "edit",
        "&Edit",
        (
            "undo",
            "redo",
            "show_history",
            None,
            "copy_markdown",
            "copy_bibtex",
            "copy_link",
            "copy_citation",
            "select_all",
            None,
            "send_entries",
            "reword_entry",
            "put_entry_back",
            "remove_entries",
            SECTION_MENU,
            None,
            "open_palette",
            "find",
            "find_inside",
            "save_search",
            "clear_search",
        ),
    ),
    MenuSpec(
        "entry",
        "E&ntry",
        (
            "open_entry",
            "open_link",
            PDF_MENU,
            None,
            "toggle_star",
            "toggle_read",
            QUEUE_MENU,
            STATUS_MENU,
            RATING_MENU,
            None,
            "edit_tags",
            TAGS_MENU,
            "show_tags",
            "edit_note",
            "correct_work",
            "merge_selected",
            "find_alike",
            None,
            "refresh_metadata",
            "refresh_shown",
            "refresh_older",
            "bring_in",
            None,
            READ_MENU,
            "mark_all_seen",
        ),
    ),
    MenuSpec(
        "view",
        "&View",
        (
            "next_unread",
            "page_on",
            "previous_unread",
            None,
            "back",
            "forward",
            None,
            "next_pane",
            "previous_pane",
            None,
            SORT_MENU,
            GROUP_MENU,
            "toggle_table",
            "choose_columns",
            THEME_MENU,
            None,
            "toggle_downloads",
            "get_ready",
            "show_storage",
            None,
            "refresh",
            "full_screen",
        ),
    ),
    MenuSpec(
        "paper",
        "&Paper",
        (
            "find_in_pdf",
            "find_next",
            "find_previous",
            None,
            "go_to_page",
            "jump_back",
            "jump_forward",
            "toggle_outline",
            "toggle_thumbnails",
            None,
            PAGES_MENU,
            None,
            "copy_text",
            "select_page_text",
            "highlight",
            COLOUR_MENU,
            "underline",
            "strike_out",
            "add_page_note",
            NOTE_MENU,
            "comment_highlight",
            "delete_highlight",
            "leave_reader_mode",
            None,
            "toggle_marks",
            "copy_highlights",
            "highlights_to_note",
            "save_annotated",
            None,
            "print_paper",
            "print_plain",
            "save_pdf",
            "open_paper_outside",
            "move_paper",
            "next_tab",
            "previous_tab",
            "close_paper",
        ),
    ),
    MenuSpec(
        "help",
        "&Help",
        ("show_keys", "change_keys", None, "open_library_folder", "open_log_folder", None, "about"),
    ),
)
ENTRY_CONTEXT_MENU = MenuSpec(
    "entry_context",
    "Entry",
    (
        "open_entry",
        "open_link",
        PDF_MENU,
        None,
        "edit_note",
        "toggle_star",
        QUEUE_MENU,
        STATUS_MENU,
        RATING_MENU,
        "edit_tags",
        TAGS_MENU,
        None,
        "copy_markdown",
        "copy_bibtex",
        "copy_link",
        "copy_citation",
        None,
        "find_alike",
        "refresh_metadata",
        "merge_selected",
        READ_MENU,
        None,
        "send_entries",
        "reword_entry",
        "put_entry_back",
        "remove_entries",
        "export",
    ),
)
TAB_MENU = MenuSpec(
    "tab", "Paper", ("move_paper", "open_paper_outside", "save_pdf", None, "close_paper")
)
