"""Tags: keys that put them on works, and the window in which they are looked after."""

from typing import TYPE_CHECKING

from effllm_desktop.app.operations.naming_tags import (
    ColourTag,
    DeleteTag,
    MergeTags,
    RenameTag,
    SetTagKey,
)
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.workspace import Operation, Outcome, Planned
from effllm_desktop.domain.errors import AppError, BadInput
from effllm_desktop.domain.queries import Field, Query, Term, printed
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.domain.tags import TAG_KEYS, TagColour
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.entry_commands import said
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.widgets.questions import ask_name

if TYPE_CHECKING:
    from effllm_desktop.ui.tags.dialog import TagsDialog


class TagCommands:
    """The methods without an underscore are named in the table of actions."""

    def __init__(self, window: Window, session: Session, bench: Workbench) -> None:
        self._window = window
        self._library = session.library
        self._acts = session.acts
        self._bench = bench
        self._dialog: TagsDialog | None = None

    def toggle_tag(self, key: int) -> None:
        """Give the selected works the tag with a key; take it where all of them have it."""
        tag = self._library.tags.keys().get(key)
        if tag is None:
            raise BadInput(f"No tag has the key {key}.", "Tags… (Ctrl+Shift+T) gives keys to tags.")
        works = self._bench.entries.selected_works()

        def plan(entries: EntryReader) -> Operation:
            has_it = entries.all_have_tag(works, tag)
            return (RemoveTags if has_it else AddTags)(works, (tag,))

        self._acts.run(Planned(len(works), plan), done=self._say)

    def show_tags(self) -> None:
        from effllm_desktop.ui.tags.dialog import TagsDialog

        dialog = TagsDialog(self._library.tags.read(), self._window)
        dialog.shown_wanted.connect(self._show_works)
        dialog.rename_wanted.connect(self._ask_for_name)
        dialog.merge_wanted.connect(lambda tag, into: self._run(MergeTags(tag, into), into))
        dialog.delete_wanted.connect(lambda tag: self._run(DeleteTag(tag)))
        dialog.colour_chosen.connect(self._colour)
        dialog.key_chosen.connect(lambda tag, key: self._run(SetTagKey(tag, key)))
        dialog.new_wanted.connect(self._ask_for_new)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()
        dialog.rows.setFocus()

    def show_again(self) -> None:
        """Tags may be other ones: in the window of tags, and on the actions that put them on."""
        for key, spec in ((key, f"tag_{key}") for key in TAG_KEYS):
            tag = self._library.tags.keys().get(key)
            text = f"Tag {key}: {tag}" if tag else f"Tag {key}"
            self._window.commands[spec].setText(text.replace("&", "&&"))
        if self._dialog is not None:
            self._dialog.show_tags(self._library.tags.read())

    def _forget(self) -> None:
        self._dialog = None

    def _show_works(self, tag: str) -> None:
        self._bench.go(PlaceScope(Place.ALL))
        self._bench.search(printed(Query(Term(Field.TAG, tag))))
        self._bench.entries.focus_list()

    def _ask_for_name(self, tag: str) -> None:
        ask_name(
            self._dialog or self._window,
            "Rename tag",
            "What shall it be called?",
            tag,
            lambda name: self._run(RenameTag(tag, name), name),
        )

    def _ask_for_new(self) -> None:
        ask_name(
            self._dialog or self._window,
            "New tag",
            "What shall it be called? It gets the first key that is free.",
            "",
            self._make,
        )

    def _make(self, name: str) -> None:
        """A tag that no work has must have something: a key, else a colour."""
        taken = self._library.tags.keys()
        key = next((key for key in TAG_KEYS if key not in taken), None)
        if key is None:
            self._run(ColourTag(name, TagColour.BLUE), name)
        else:
            self._run(SetTagKey(name, key), name)

    def _colour(self, tag: str, colour: TagColour | None) -> None:
        self._run(ColourTag(tag, colour))

    def _run(self, operation: Operation, choose: str = "") -> None:
        """Do it, and show in the window of tags what came of it, or why nothing did.

        What touches the works of a tag takes as long as it has works.
        """
        works = {tag.name: tag.works for tag in self._library.tags.read()}
        touched = 1
        if isinstance(operation, RenameTag | MergeTags | DeleteTag):
            touched = works.get(operation.tag, 1)

        def done(outcome: Outcome) -> None:
            self._say(outcome)
            if choose and self._dialog is not None:
                self._dialog.show_tags(self._library.tags.read(), choose)

        try:
            self._acts.run(Planned(touched, lambda _: operation), done=done)
        except AppError as problem:
            if self._dialog is None:
                self._window.tell(problem)
            else:
                self._dialog.tell(problem)

    def _say(self, outcome: Outcome) -> None:
        if outcome.changes.aspects:
            self._bench.said.emit(said(outcome.label))
