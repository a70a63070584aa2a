"""Recipes on top of the export window: chosen, kept, changed, renamed, deleted."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from effllm_desktop.app.exporting.recipes import Recipe
from effllm_desktop.domain.ids import RecipeId
from effllm_desktop.ui.theme import tokens

NONE = "No recipe"


class RecipeBar(QWidget):
    """Shows which recipe is in force; what is done with it is the dialog's."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipes: tuple[Recipe, ...] = ()
        self.box = QComboBox()
        self.box.setObjectName("recipe")
        self.box.setAccessibleName("Recipe")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.button = QToolButton()
        self.button.setObjectName("recipe_menu")
        self.button.setText("Recipe")
        self.button.setAccessibleName("What can be done with recipes")
        self.button.setProperty("framed", True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.button)
        self.keep = _action(menu, "Keep as a recipe…", "Keep all that is chosen here under a name")
        self.change = _action(menu, "Change it to this", "Let the recipe mean what is chosen here")
        self.rename = _action(menu, "Rename…", "Call the recipe something else")
        self.delete = _action(menu, "Delete", "Forget the recipe; what it wrote stays")
        self.button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.box)
        row.addWidget(self.button)
        self.box.activated.connect(lambda _: self.chosen.emit())
        self.show_recipes((), None)

    @property
    def recipe(self) -> Recipe | None:
        """The one in force."""
        place = self.box.currentIndex() - 1
        return self._recipes[place] if place >= 0 else None

    def show_recipes(self, recipes: Sequence[Recipe], current: RecipeId | None) -> None:
        """Show these, and which of them is in force; nobody is told."""
        self._recipes = tuple(recipes)
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItems([NONE, *(one.name for one in recipes)])
            ids = [one.id for one in recipes]
            self.box.setCurrentIndex(ids.index(current) + 1 if current in ids else 0)
        self.box.setVisible(bool(recipes))
        self.show_changed(changed=False)

    def show_changed(self, *, changed: bool) -> None:
        """Say whether something else is chosen than the recipe says."""
        there = self.recipe is not None
        self.change.setEnabled(there and changed)
        self.rename.setEnabled(there)
        self.delete.setEnabled(there)


def _action(menu: QMenu, text: str, tooltip: str) -> QAction:
    action = menu.addAction(text)
    action.setToolTip(tooltip)
    return action
