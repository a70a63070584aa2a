"""What the reader does to take entries out: the export window, and recipes that are run again."""

from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.errors import AppError, FileChanged, NotFound
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.recipes import Recipe
    from effllm_desktop.app.exporting.running import Ran


class ExportCommands:
    """`export` and `export_again` are named in the table of actions."""

    def __init__(self, window: Window, session: Session, bench: Workbench, jobs: ShownJobs) -> None:
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs

    def export(self) -> None:
        self.export_scope(self._bench.scope)

    def export_scope(self, scope: Scope, recipe: "Recipe | None" = None) -> None:
        """Show the export window: of a scope, or of what a recipe says."""
        from effllm_desktop.ui.exporting.choices import whats
        from effllm_desktop.ui.exporting.dialog import ExportDialog  # not before it is wanted

        bench = self._bench
        bench.flush()
        is_here = scope == bench.scope
        search, picked = (bench.search_text, self._picked()) if is_here else ("", ())
        found = whats(bench.outline, scope, bench.title_of(scope), search, picked)
        lists = [(one.name, one.id) for one in bench.outline.lists]
        number = recipe.id if recipe is not None else None
        dialog = ExportDialog(self._session, found, lists, number, self._window)
        dialog.written.connect(self._on_written)
        dialog.link_opened.connect(bench.link_requested)
        dialog.open()

    def export_again(self) -> None:
        """Run the recipe that was run last. Raises NotFound where there is none."""
        from effllm_desktop.app.exporting import recipes

        recipe = recipes.last_used(self._session.library.database)
        if recipe is None:
            raise NotFound(
                "There is no recipe yet that could be run again.",
                "Keep one in the export window: Recipe, Keep as a recipe.",
            )
        self.run_recipe(recipe)

    def recipes(self) -> "list[Recipe]":
        """All recipes, the oldest first."""
        from effllm_desktop.app.exporting import recipes

        return recipes.every(self._session.library.database)

    def run_recipe(self, recipe: "Recipe", *, over: bool = False) -> None:
        """Write what a recipe says to its file; where it has none yet, ask in the window."""
        if recipe.file is None:
            self.export_scope(self._bench.scope, recipe)
            return
        self._bench.flush()
        folder = self._session.folder

        def job(progress: Progress) -> "Ran":
            from effllm_desktop.app.exporting import running
            from effllm_desktop.app.library import open_library

            progress.report(None, f"Writing {recipe.name}")
            library = open_library(folder)
            try:
                return running.run(library, recipe, progress, over=over)
            finally:
                library.close()

        self._jobs.start(
            f"Writing {recipe.name}",
            job,
            self._on_ran,
            lambda problem: self._refuse(problem, recipe),
        )

    def _picked(self) -> tuple[str, ...]:
        works = self._bench.entries.selected_works()
        return tuple(self._session.library.works.keys(works).values())

    def _on_written(self, path: Path, remarks: str) -> None:
        self._bench.said.emit(f"Wrote {path}.")
        self._remark(remarks)

    def _on_ran(self, ran: "Ran") -> None:
        own = f" Of your own: {', '.join(ran.own)}." if ran.own else ""
        entries = counted(ran.entries, "entry", "entries")
        told = f"Wrote {entries} to" if ran.changed else f"Nothing is new for its {entries} in"
        self._bench.said.emit(f"{ran.recipe.name}: {told} {ran.file}.{own}")
        self._remark(" ".join(ran.remarks))

    def _remark(self, remarks: str) -> None:
        """What is not as the reader may think stays until it was read."""
        if remarks:
            self._window.notices.show_notice(Notice("recipe", Level.INFO, remarks))

    def _refuse(self, problem: AppError, recipe: "Recipe") -> None:
        """Say why it was not written, and offer what can be done about it."""
        look = NoticeAction("Open the export window", lambda: self._show(recipe), stays=True)
        over = NoticeAction("Write over it", lambda: self.run_recipe(recipe, over=True))
        is_foreign = isinstance(problem, FileChanged)
        hint = "Look at it first: what stands there would be lost." if is_foreign else problem.hint
        actions = (over, look) if is_foreign else (look,)
        self._window.notices.show_notice(Notice("recipe", Level.ERROR, problem.what, hint, actions))

    def _show(self, recipe: "Recipe") -> None:
        self.export_scope(self._bench.scope, recipe)
