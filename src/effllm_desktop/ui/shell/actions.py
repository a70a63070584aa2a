"""Every action of the window, once: its text, keys, tooltip and icon. Menus are built from here.

An action is a line in the part of the table that its menu is made from. `name` is the method of the
commands (the modules `*_commands`) that does it; with a `value`, that is its argument. Keys of one
letter give way to any field that text is typed into.
"""

from effllm_desktop.ui.shell.edit_actions import EDIT_ACTIONS
from effllm_desktop.ui.shell.entry_actions import ENTRY_ACTIONS
from effllm_desktop.ui.shell.help_actions import HELP_ACTIONS
from effllm_desktop.ui.shell.library_actions import LIBRARY_ACTIONS
from effllm_desktop.ui.shell.paper_actions import PAPER_ACTIONS
from effllm_desktop.ui.shell.view_actions import VIEW_ACTIONS

ACTIONS = (
    *LIBRARY_ACTIONS,
    *EDIT_ACTIONS,
    *ENTRY_ACTIONS,
    *VIEW_ACTIONS,
    *PAPER_ACTIONS,
    *HELP_ACTIONS,
)
