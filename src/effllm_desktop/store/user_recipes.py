"""The exports that the reader keeps."""

from pathlib import Path

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import RecipeId
from effllm_desktop.store import recipes
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_rows import Values
from effllm_desktop.store.writing import Writing


class UserRecipes:
    """Part of `UserTables`."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._database = writing.database

    def keep(self, name: str, request: str, file: Path | None, made_at: str | None = None) -> None:
        """Keep an export. Names need not differ: undo may bring back one that was given again."""
        where = None if file is None else recipes.stored(file)
        row: Values = {"name": clean(name), "request": clean(request), "file": where}
        self._writing.insert("recipes", {**row, "made_at": made_at or self._writing.now})

    def change(self, recipe: RecipeId, request: str, file: Path | None) -> None:
        where = None if file is None else recipes.stored(file)
        self._change(recipe, {"request": clean(request), "file": where})

    def rename(self, recipe: RecipeId, name: str) -> None:
        self._change(recipe, {"name": clean(name)})

    def delete(self, recipe: RecipeId) -> None:
        self._writing.delete("recipes", recipe, self._row(recipe))

    def _change(self, recipe: RecipeId, wanted: Values) -> None:
        self._writing.change("recipes", recipe, self._row(recipe), wanted)

    def _row(self, recipe: RecipeId) -> Values:
        names = ("name", "request", "file", "made_at")
        row = self._database.row(f"SELECT {', '.join(names)} FROM recipes WHERE id = ?", (recipe,))
        if row is None:
            raise NotFound("That recipe is no longer there.")
        return dict(zip(names, row, strict=True))
