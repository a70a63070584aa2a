"""Recipes in the export window: one is shown, kept, changed, renamed, deleted."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from effllm_desktop.app.exporting import recipes, request_json
from effllm_desktop.app.exporting.recipes import Recipe
from effllm_desktop.app.exporting.request import ExportRequest
from effllm_desktop.app.operations.recipes import (
    ChangeRecipe,
    DeleteRecipe,
    KeepRecipe,
    RenameRecipe,
)
from effllm_desktop.app.workspace import Run
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import RecipeId
from effllm_desktop.ui.exporting.options import ExportOptions
from effllm_desktop.ui.exporting.recipe_bar import RecipeBar
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.widgets.questions import ask_name

_WHAT_SHALL_IT_BE_CALLED = "What shall it be called?"


class RecipeKeeping(QObject):
    """What is done with recipes is told in the window, and can be taken back there."""

    def __init__(
        self,
        dialog: QDialog,
        session: Session,
        bar: RecipeBar,
        options: ExportOptions,
        tell: Callable[[Notice], object],
    ) -> None:
        super().__init__(dialog)
        self.bar = bar
        self._dialog = dialog
        self._session = session
        self._database = session.library.database
        self._options = options
        self._tell = tell
        self._meant: ExportRequest | None = None  # what the recipe in force says
        self._has_ended = False
        bar.chosen.connect(self._show_chosen)
        bar.keep.triggered.connect(self._ask_to_keep)
        bar.change.triggered.connect(self._change)
        bar.rename.triggered.connect(self._ask_to_rename)
        bar.delete.triggered.connect(self._delete)
        options.changed.connect(self._show_changed)

    @property
    def in_force(self) -> Recipe | None:
        """The recipe that says what is chosen now, if there is one."""
        return None if self._is_changed else self.bar.recipe

    def begin(self, recipe: RecipeId | None) -> None:
        """Show which recipes there are, and what this one says."""
        self._show(recipe)
        if recipe is not None:
            self._show_chosen()

    def end(self) -> None:
        """The window is closing: nothing is shown in it any more."""
        self._has_ended = True

    @property
    def _is_changed(self) -> bool:
        return self._options.request() != self._meant

    def _show(self, current: RecipeId | None) -> None:
        self.bar.show_recipes(recipes.every(self._database), current)

    def _show_chosen(self) -> None:
        """Show all that the recipe says; without one what is chosen stays."""
        recipe = self.bar.recipe
        self._meant = None
        if recipe is not None:
            try:
                request = request_json.read(self._database, recipe.request)
            except AppError as problem:
                self._show(None)
                self._refuse(problem)
                return
            self._options.show_request(request, recipe.name)
            self._meant = self._options.request()
        self._show_changed()

    def _show_changed(self) -> None:
        self.bar.show_changed(changed=self._is_changed)

    def _ask_to_keep(self) -> None:
        name = self._options.title.text().strip() or self._options.chosen.name
        title = "Keep as a recipe"
        ask_name(self._dialog, title, _WHAT_SHALL_IT_BE_CALLED, name, self.keep)

    def keep(self, name: str) -> None:
        """Keep what is chosen under a name; a recipe that is called so means this from now on."""
        request = self._options.request()
        try:
            deed = recipes.keeping(self._database, name, request, None)
        except AppError as problem:
            self._refuse(problem)
            return
        told = "is changed" if isinstance(deed, ChangeRecipe) else "is kept"

        def show() -> None:
            self._put_in_force(recipes.named(self._database, name), request)
            again = "Save it to a file once; Library → Export again writes that file anew."
            self._say(f"The recipe “{' '.join(name.split())}” {told}.", again, self._take_back)

        self._run(deed, show)

    def _change(self) -> None:
        recipe, request = self.bar.recipe, self._options.request()
        if recipe is None:
            return
        text = request_json.written(self._database, request)

        def show() -> None:
            self._put_in_force(recipe, request)
            self._say(f"The recipe “{recipe.name}” is changed.", "", self._take_back)

        self._run(ChangeRecipe(recipe.id, text, recipe.file), show)

    def _ask_to_rename(self) -> None:
        recipe = self.bar.recipe
        if recipe is not None:
            ask_name(
                self._dialog,
                "Rename the recipe",
                _WHAT_SHALL_IT_BE_CALLED,
                recipe.name,
                lambda name: self._run(
                    RenameRecipe(recipe.id, name), lambda: self._put_in_force(recipe, self._meant)
                ),
            )

    def _delete(self) -> None:
        recipe = self.bar.recipe
        if recipe is None:
            return

        def show() -> None:
            self._put_in_force(None, None)
            back = KeepRecipe(recipe.name, recipe.request, recipe.file)
            self._say(
                f"The recipe “{recipe.name}” is deleted. What it wrote stays.",
                "",
                lambda: self._run(back, lambda: self._show(None)),
                "Put back",
            )

        self._run(DeleteRecipe(recipe.id), show)

    def _put_in_force(self, recipe: Recipe | None, meant: ExportRequest | None) -> None:
        self._meant = meant
        self._show(recipe.id if recipe is not None else None)
        self._show_changed()

    def _take_back(self) -> None:
        self._session.acts.undo(lambda _: self._show_again())

    def _show_again(self) -> None:
        """The recipe in force may be gone, or say something else: what is chosen stays."""
        if not self._has_ended:
            recipe = self.bar.recipe
            self._put_in_force(recipe, None)

    def _run(self, deed: Run, done: Callable[[], object]) -> None:
        """Do it; `done` shows it, where the window is still there."""
        try:
            self._session.acts.run(deed, done=lambda _: self._has_ended or done())
        except AppError as problem:
            self._refuse(problem)

    def _say(
        self, told: str, hint: str, back: Callable[[], object], words: str = "Take back"
    ) -> None:
        actions = (NoticeAction(words, back),)
        self._tell(Notice("recipe", Level.INFO, told, hint, actions))

    def _refuse(self, problem: AppError) -> None:
        self._tell(Notice("recipe", Level.ERROR, problem.what, problem.hint))
