"""What the reader edits in lists: entries added and removed, sections, saving, putting back."""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from effllm_desktop.app.workspace import Outcome, Run
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import EntryId, ListId, SectionId
from effllm_desktop.domain.queries import Field
from effllm_desktop.domain.scopes import ListScope, Scope, SearchScope, SectionScope
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.entry_commands import said
from effllm_desktop.ui.shell.list_edits import written_beside
from effllm_desktop.ui.shell.search_commands import naming, nothing_by
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from effllm_desktop.app.adding import Facts
    from effllm_desktop.app.arxiv_searching import Hit


class EditingCommands:
    """Those without an argument are named in the table of actions: they mean what is shown."""

    def __init__(self, window: Window, session: Session, bench: Workbench) -> None:
        self._window = window
        self._session = session
        self._bench = bench

    def edit(self, name: str, scope: Scope) -> None:
        """What the menu of the tree asks for, of what it was opened on."""
        asked: dict[str, Callable[[Scope], None]] = {
            "add_works": lambda where: self._add("", where),
            "add_section": self._add_section,
            "rename_section": self._rename_section,
            "delete_section": self._delete_section,
            "save_list": self._save,
            "put_back": self._put_back,
            "show_waiting": self._show_waiting,
        }
        asked[name](scope)

    def add_works(self) -> None:
        self._add("", self._bench.scope)

    def add_text(self, text: str, added: Callable[[], object] = lambda: None) -> None:
        """Offer what was copied or dropped; `added` is called when it was written."""
        self._add(text, self._bench.scope, added)

    def search_arxiv(self, words: str = "") -> None:
        """Find papers on arXiv; those that are chosen go on to the dialog that adds."""
        from effllm_desktop.ui.adding.arxiv_dialog import ArxivDialog

        dialog = ArxivDialog(self._session, self._window)
        dialog.chosen.connect(self._add_hits)
        dialog.open()
        if words:
            dialog.words.setText(words)
            dialog.search()

    def new_list(self) -> None:
        self._ask("New list", "Make", "", self._make_list)

    def save_list(self) -> None:
        self._save(self._bench.scope)

    def put_back(self) -> None:
        self._put_back(self._bench.scope)

    def show_waiting(self) -> None:
        self._show_waiting(self._bench.scope)

    def show_waiting_of(self, list_id: ListId) -> None:
        """What a notice leads to."""
        self._show_waiting(ListScope(list_id))

    def add_section(self) -> None:
        self._add_section(self._bench.scope)

    def rename_section(self) -> None:
        self._rename_section(self._bench.scope)

    def delete_section(self) -> None:
        self._delete_section(self._bench.scope)

    def remove_entries(self) -> None:
        from effllm_desktop.app.operations.entry_editing import RemoveEntries

        if self._bench.has_list_entries:
            rows = self._bench.entries.selected_row_ids()
            entries = [EntryId(row) for row in rows]
            self._run(RemoveEntries(self._list_of(self._bench.scope), entries))

    # ---- with a scope

    def _add_hits(self, hits: "Sequence[Hit]") -> None:
        text = "\n".join(f"arXiv:{hit.paper.id}" for hit in hits)
        self._add(text, self._bench.scope, facts={hit.key: hit.facts for hit in hits})

    def _add(
        self,
        text: str,
        here: Scope,
        added: Callable[[], object] = lambda: None,
        facts: "Mapping[str, Facts]" = MappingProxyType({}),
    ) -> None:
        from effllm_desktop.ui.adding.dialog import AddDialog

        lists = self._bench.outline.lists
        if not lists:
            raise NotFound("There is no list to add to.", "Make one: Library, New list.")
        dialog = AddDialog(self._session, lists, here, text, self._window, facts=facts)
        dialog.chosen.connect(lambda adding: self._run(written_beside(adding), added))
        dialog.open()
        dialog.input.setFocus()

    def _make_list(self, name: str) -> None:
        from effllm_desktop.app.operations.list_editing import NewList

        def show() -> None:
            made = self._bench.outline.lists
            if made:
                self._bench.go(ListScope(made[-1].id))

        self._run(NewList(name), show)

    def _add_section(self, scope: Scope) -> None:
        from effllm_desktop.app.operations.section_editing import AddSection

        list_id, parent = self._list_of(scope), self._section_of(scope)
        self._ask(
            "New section", "Add", "", lambda name: self._run(AddSection(list_id, parent, name))
        )

    def _rename_section(self, scope: Scope) -> None:
        from effllm_desktop.app.operations.section_editing import RenameSection

        if isinstance(scope, SearchScope):
            self._bench.sections.rename_search_requested.emit(scope)
        if isinstance(scope, ListScope):
            self._rename_list(scope)
        if not isinstance(scope, SectionScope):
            return
        list_id, section = self._list_of(scope), scope.section_id
        self._ask(
            "Rename section",
            "Rename",
            self._bench.title_of(scope),
            lambda name: self._run(RenameSection(list_id, section, name)),
        )

    def _rename_list(self, scope: ListScope) -> None:
        from effllm_desktop.app.operations.section_editing import RenameList

        name = self._bench.title_of(scope)
        searches = naming(self._bench.outline.searches, Field.LIST, name)
        self._ask(
            "Rename list",
            "Rename",
            name,
            lambda new: self._run(RenameList(scope.list_id, new), searches=searches),
        )

    def _delete_section(self, scope: Scope) -> None:
        from effllm_desktop.app.operations.section_editing import DeleteSection
        from effllm_desktop.ui.widgets.file_choice import ask

        if not isinstance(scope, SectionScope):
            return
        list_id, section = self._list_of(scope), scope.section_id
        ask(
            self._window,
            f"Delete “{self._bench.title_of(scope)}” with its entries?",
            "What you made of the works stays, and Undo brings the section back. Without its "
            "heading, its entries go on in the section before it.",
            "Delete",
            lambda: self._run(DeleteSection(list_id, section, with_entries=True)),
            other=(
                "Delete the heading alone",
                lambda: self._run(DeleteSection(list_id, section, with_entries=False)),
            ),
        )

    def _put_back(self, scope: Scope) -> None:
        from effllm_desktop.app.operations.putting_back import PutBack
        from effllm_desktop.ui.widgets.file_choice import ask

        list_id = self._list_of(scope)
        ask(
            self._window,
            f"Put “{self._bench.title_of(ListScope(list_id))}” back as its file is?",
            "Your edits of its text are taken back; Undo makes them again.",
            "Put back",
            lambda: self._run(PutBack(list_id)),
        )

    def _show_waiting(self, scope: Scope) -> None:
        from effllm_desktop.app.operations.list_editing import SettleEdit
        from effllm_desktop.domain.errors import AppError
        from effllm_desktop.ui.editing.waiting_edits import NONE_LEFT, WaitingEdits

        list_id, lists = self._list_of(scope), self._session.library.lists
        waits = lists.waiting(list_id)
        if not waits:
            self._bench.said.emit(NONE_LEFT)
            return
        name = self._bench.title_of(ListScope(list_id))
        dialog = WaitingEdits(name, waits, self._window)

        def settle(number: int, take: bool) -> None:  # noqa: FBT001 - a signal's
            try:
                self._session.acts.run(
                    SettleEdit(list_id, number, take),
                    done=lambda _: dialog.show_waiting(lists.waiting(list_id)),
                )
            except AppError as problem:
                dialog.tell(problem)

        dialog.settled.connect(settle)
        dialog.open()

    def _save(self, scope: Scope) -> None:
        """Save to the list's file; ask where to, or before repaired text is written."""
        from effllm_desktop.app.exporting.request import Format, Style
        from effllm_desktop.app.saving import saving
        from effllm_desktop.ui.exporting.choices import file_name
        from effllm_desktop.ui.widgets.file_choice import ask, choose_new_file

        list_id = self._list_of(scope)
        asked = saving(self._session.library, list_id)
        if asked.path is None:
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            folder = Path(QStandardPaths.writableLocation(documents))
            name = file_name(asked.name, Style.CURATED, Format.MARKDOWN)
            choose_new_file(
                self._window,
                "Save the list",
                folder / name,
                "Markdown (*.md)",
                lambda path: self._write(list_id, path),
            )
        elif not asked.edited:
            self._bench.said.emit(f"“{asked.name}” has no edits to save.")
        elif asked.repaired:
            ask(
                self._window,
                f"Save “{asked.name}” as repaired text?",
                f"{asked.path.name} is damaged: it was read in the wrong encoding and saved so. "
                "Its repaired text will be written, with your edits.",
                "Save",
                lambda: self._write(list_id, None),
            )
        else:
            self._write(list_id, None)

    def _write(self, list_id: ListId, path: Path | None) -> None:
        from effllm_desktop.app.saving import save
        from effllm_desktop.domain.errors import AppError

        try:
            written = save(self._session.library, list_id, path)
        except AppError as problem:
            self._window.tell(problem)
        else:
            self._bench.said.emit(f"Saved to {written}.")

    # ---- small parts

    def _run(
        self,
        deed: Run,
        done: Callable[[], object] = lambda: None,
        searches: "Sequence[str]" = (),
    ) -> None:
        """`searches` are saved ones that find nothing by a name once it is done."""
        from effllm_desktop.domain.errors import AppError

        def say(outcome: Outcome) -> None:
            done()
            if outcome.changes.aspects:
                self._bench.said.emit(said(outcome.label) + nothing_by(searches))

        try:
            self._session.acts.run(deed, done=say)
        except AppError as problem:
            self._window.tell(problem)

    def _ask(self, title: str, button: str, name: str, done: Callable[[str], object]) -> None:
        from effllm_desktop.ui.editing.name_dialog import NameDialog

        dialog = NameDialog(title, button, name, self._window)
        dialog.named.connect(done)
        dialog.open()

    def _list_of(self, scope: Scope) -> ListId:
        found = self._bench.sections.list_of(scope)
        if found is None:
            raise NotFound("That is no list.", "Choose a list or a section first.")
        return found

    def _section_of(self, scope: Scope) -> SectionId | None:
        """The section that a new one comes below: of a list, its title."""
        if isinstance(scope, SectionScope):
            return scope.section_id
        from effllm_desktop.app.adding_places import title_section

        return title_section(self._session.library, self._list_of(scope))
