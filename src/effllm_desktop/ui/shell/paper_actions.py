"""The actions of the reader: a part of the table of actions.

Most are methods of the commands of the reader that is in front. Their keys may be those of actions
on the lists: only one of the two is in front.
"""

from effllm_desktop.domain.highlights import Colour
from effllm_desktop.ui.shell.action_spec import ActionSpec, Needs


def _paper(
    name: str, text: str, tooltip: str, *keys: str, icon: str = "", value: object = None
) -> ActionSpec:
    """What the reader in front does: a method of its commands, and what that is given."""
    act = (name,) if value is None else (name, value)
    id_ = name if value is None else f"{name}_{value}"
    return ActionSpec(id_, text, tooltip, keys, icon, Needs.PAPER, name="in_reader", value=act)


def _colour(number: int, colour: Colour) -> ActionSpec:
    spec = _paper(
        "highlight",
        colour.value.capitalize(),
        f"Highlight the selected text in {colour.value}, or give the chosen highlight this colour",
        str(number),
    )
    return spec._replace(id=f"highlight_{colour.value}", value=("highlight", colour))


A = ActionSpec
_WAYS = (("Right", "to the right"), ("Down", "down"), ("Left", "to the left"), ("Up", "up"))
PAGE_ACTIONS = (
    _paper(
        "find_in_pdf", "Find in the paper", "Find words in this paper", "Ctrl+F", "/", icon="search"
    ),
    _paper("find_next", "Next hit", "Go to the next place that was found", "F3", "Ctrl+G"),
    _paper(
        "find_previous", "Previous hit", "Go to the hit before this one", "Shift+F3", "Ctrl+Shift+G"
    ),
    _paper("go_to_page", "Go to page", "Type the number of a page", "G", "Ctrl+Alt+G"),
    _paper(
        "jump_back",
        "Back in the paper",
        "Go back to where you jumped from",
        "Alt+Left",
        icon="back",
    ),
    _paper("jump_forward", "Forward in the paper", "Go forward again", "Alt+Right", icon="forward"),
    _paper(
        "toggle_outline",
        "Contents",
        "Show or hide the contents of the paper",
        "F12",
        icon="outline",
    ),
    _paper(
        "toggle_thumbnails",
        "Thumbnails",
        "Show or hide small pictures of all pages",
        "F7",
        icon="thumbnails",
    ),
    _paper("zoom_in", "Larger", "Show the pages larger", "+", "Ctrl+=", "Ctrl++", icon="zoom-in"),
    _paper("zoom_out", "Smaller", "Show the pages smaller", "-", "Ctrl+-", icon="zoom-out"),
    _paper("fit_page", "Whole page", "Show a whole page at once", "Ctrl+0", icon="fit-page"),
    _paper("actual_size", "Actual size", "Show the pages as large as on paper", "Ctrl+1"),
    _paper(
        "fit_width", "Page width", "Show pages as wide as the window", "Ctrl+2", icon="fit-width"
    ),
    _paper(
        "toggle_two_pages",
        "Two pages",
        "Show two pages side by side, or one below the other",
        "D",
        icon="two-pages",
    ),
    _paper(
        "toggle_cover",
        "First page alone",
        "Two pages side by side, the first one alone as a cover; or the first two together",
        "Shift+D",
    ),
    _paper(
        "turn_pages", "Turn right", "Turn the pages to the right", "]", icon="turn-right", value=1
    ),
    _paper("turn_pages", "Turn left", "Turn the pages to the left", "[", value=-1),
    _paper(
        "toggle_dark_pages",
        "Dark pages",
        "Light text on dark pages; pictures stay",
        "I",
        icon="theme",
    ),
)
TEXT_ACTIONS = (
    _paper("copy_text", "Copy the text", "Copy the selected text", "Ctrl+C", icon="copy"),
    _paper("select_page_text", "Select the page", "Select all text of this page", "Ctrl+A"),
    _paper(
        "highlight", "Highlight", "Highlight the selected text", "H", icon="highlighter"
    )._replace(value=("highlight", None)),
    *(_colour(number, colour) for number, colour in enumerate(Colour, 1)),
    _paper(
        "underline",
        "Underline",
        "Underline the selected text, or let the chosen highlight be a line below it",
        "U",
    ),
    _paper(
        "strike_out",
        "Strike out",
        "Strike the selected text out, or let the chosen highlight be a line through it",
        "X",
    ),
    _paper(
        "add_page_note",
        "Note on the page",
        "Put a note where the pointer is, else in the middle of the page",
        "N",
    ),
    *(
        _paper(
            "move_note", f"Note {name.lower()}", f"Move the chosen note {words}", f"Ctrl+{name}"
        )._replace(id=f"move_note_{name.lower()}", value=("move_note", way))
        for way, (name, words) in enumerate(_WAYS)
    ),
    _paper("comment_highlight", "Comment", "Write about the chosen highlight", "C", icon="note"),
    _paper(
        "delete_highlight",
        "Delete the highlight",
        "Delete the chosen highlight or note",
        "Del",
        icon="trash",
    ),
    _paper(
        "toggle_marks", "List of highlights", "Show or hide the highlights beside the pages", "M"
    ),
    _paper(
        "copy_highlights",
        "Copy the highlights",
        "Copy all highlights as Markdown, with their pages",
        "Ctrl+Shift+C",
    ),
    A(
        "highlights_to_note",
        "Add the highlights to the note",
        "Write all highlights below the note on this work",
        ("Ctrl+Shift+E",),
        "",
        Needs.PAPER,
    ),
    A(
        "save_annotated",
        "Save an annotated copy…",
        "Write a copy of the PDF with your highlights in it, for other viewers",
        ("Ctrl+Shift+S",),
        "export",
        Needs.PAPER,
    ),
    _paper(
        "leave_reader_mode", "Let go", "Close the search, then let go of what is selected", "Esc"
    ),
)
TAB_ACTIONS = (
    A(
        "save_pdf",
        "Save the PDF as…",
        "Write a copy of the PDF under a readable name",
        ("Ctrl+S",),
        "",
        Needs.PAPER,
    ),
    A(
        "print_paper",
        "Print…",
        "Print this paper, with your highlights",
        ("Ctrl+P",),
        "print",
        Needs.PAPER,
        value=True,
    ),
    A(
        "print_plain",
        "Print without highlights…",
        "Print this paper as it was published",
        ("Ctrl+Shift+P",),
        "",
        Needs.PAPER,
        name="print_paper",
        value=False,
    ),
    A(
        "open_paper_outside",
        "Open in another program",
        "Open the PDF in the system's own viewer",
        ("O",),
        "open-external",
        Needs.PAPER,
    ),
    A(
        "move_paper",
        "Open in a window of its own",
        "Show this paper in a window of its own, or as a tab again",
        ("W",),
        "",
        Needs.PAPER,
    ),
    A("next_tab", "Next tab", "Go to the next paper", ("Ctrl+Tab",), "", Needs.PAPERS),
    A(
        "previous_tab",
        "Previous tab",
        "Go to the paper before",
        ("Ctrl+Shift+Tab",),
        "",
        Needs.PAPERS,
    ),
    A(
        "close_paper",
        "Close the paper",
        "Close this paper; its place is kept",
        ("Ctrl+W",),
        "close",
        Needs.PAPER,
    ),
)
PAPER_ACTIONS = (*PAGE_ACTIONS, *TEXT_ACTIONS, *TAB_ACTIONS)
