"""The actions that help: a part of the table of actions."""

from effllm_desktop.ui.shell.action_spec import ActionSpec, Needs

A = ActionSpec
HELP_ACTIONS = (
    A("show_keys", "Keys", "Show all keys", ("?", "F1"), "keyboard", Needs.NOTHING),
    A(
        "change_keys",
        "Change keys…",
        "Give actions other keys, and say whether single letters act",
        needs=Needs.NOTHING,
    ),
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
