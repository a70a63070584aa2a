"""Exports that are kept under names."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import RecipeId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class KeepRecipe:
    """Keep an export under a name; `request` is JSON. `made_at`: when elsewhere, else now."""

    name: str
    request: str
    file: Path | None = None
    made_at: str | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"keep the recipe “{_checked(self.name)}”"

    def apply(self, tables: UserTables) -> None:
        tables.recipes.keep(_checked(self.name), self.request, self.file, self.made_at)


@dataclass(frozen=True, slots=True)
class ChangeRecipe:
    """Let a recipe mean another export, or go to another file."""

    recipe_id: RecipeId
    request: str
    file: Path | None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "change a recipe"

    def apply(self, tables: UserTables) -> None:
        tables.recipes.change(self.recipe_id, self.request, self.file)


@dataclass(frozen=True, slots=True)
class RenameRecipe:
    """Call a recipe something else."""

    recipe_id: RecipeId
    name: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"rename a recipe to “{_checked(self.name)}”"

    def apply(self, tables: UserTables) -> None:
        tables.recipes.rename(self.recipe_id, _checked(self.name))


@dataclass(frozen=True, slots=True)
class DeleteRecipe:
    """Forget a recipe. What it wrote stays."""

    recipe_id: RecipeId
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "delete a recipe"

    def apply(self, tables: UserTables) -> None:
        tables.recipes.delete(self.recipe_id)


def _checked(name: str) -> str:
    shown = " ".join(name.split())
    if not shown:
        raise BadInput("A recipe needs a name.")
    return shown
