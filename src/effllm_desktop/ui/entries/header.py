"""The strip above the entries: where one is, how many there are, the search, the order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from effllm_desktop.domain.columns import Column, Grouped, Sorting, within_groups
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.elided_label import ElidedLabel
from effllm_desktop.ui.words import SORTS

if TYPE_CHECKING:  # what helps with typing is not needed before somebody types
    from effllm_desktop.domain.queries.completing import Values
    from effllm_desktop.ui.entries.suggestions import Suggestions

SEARCH_WIDTH = (120, 240)


class EntriesHeader(QWidget):
    """Tells what is typed and which order is chosen; others find and sort."""

    search_changed = Signal(str)
    search_left = Signal()  # Enter or Down: on to the entries
    sort_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, values: "Values" = lambda *_: ()) -> None:
        """`values`: what the library has for a field of a query that begins so."""
        super().__init__(parent)
        self._title = ElidedLabel(tone="text", size=TextSize.BODY, bold=True)
        self._trail = ElidedLabel()
        self._counts = ElidedLabel()
        self._said_counts = self._remark = self._effort = ""
        self.search = SearchField(self, values=values)
        self.sort_button = SortButton(self)
        self.search.typed.connect(self.search_changed)
        self.search.left.connect(self.search_left)
        self.sort_button.chosen.connect(self.sort_chosen)
        self._arrange()

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def counts(self) -> str:
        """How many there are, a remark, and what is left to read where that is said."""
        return self._counts.text()

    def show_title(self, title: str, trail: str) -> None:
        self._title.setText(title)
        self._trail.setText(f"in {trail}" if trail else "")

    def show_counts(self, counts: str) -> None:
        self._said_counts = counts
        self._show_numbers()

    def show_remark(self, remark: str) -> None:
        """Say beside the numbers what is special about this list; empty where nothing is."""
        self._remark = remark
        self._show_numbers()

    def show_effort(self, effort: str) -> None:
        """Say beside the numbers what is left to read; empty where nothing is to be said."""
        self._effort = effort
        self._show_numbers()

    def show_text(self, text: str) -> None:
        """Show what is searched for; nobody is told."""
        self.search.show_text(text)

    def _show_numbers(self) -> None:
        self._counts.setText(
            " · ".join(filter(None, (self._said_counts, self._remark, self._effort)))
        )

    def _arrange(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(tokens.SPACE_S)
        names.addWidget(self._title)
        names.addWidget(self._trail, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addLayout(names)
        words.addWidget(self._counts)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_M, 0, tokens.SPACE_S, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addLayout(words, 3)
        row.addWidget(self.search, 2)
        row.addWidget(self.sort_button)
        self.setFixedHeight(current().length(tokens.ROW_HEADER))


class SearchField(QLineEdit):
    """Esc empties it, and leaves it when it is empty. Suggestions come before both."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, values: "Values" = lambda *_: ()) -> None:
        super().__init__(parent)
        self._quiet = False
        self._values = values
        self._suggestions: Suggestions | None = None
        self.setObjectName("search")
        self.setAccessibleName("Search")
        self.setPlaceholderText("Search")
        self.setToolTip(
            "Search titles, authors, venues, tags and notes; or say author:hinton or is:unread"
        )
        self.setMinimumWidth(SEARCH_WIDTH[0])
        self.setMaximumWidth(SEARCH_WIDTH[1])
        sign = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText("Search")
        self._clear = self.addAction(icons.icon("clear"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText("Clear the search")
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._on_text_changed)

    @property
    def suggestions(self) -> "Suggestions":
        """Made when somebody is about to type."""
        if self._suggestions is None:
            from effllm_desktop.ui.entries.suggestions import Suggestions

            self._suggestions = Suggestions(self, self._values)
            self._suggestions.offered.connect(self.setAccessibleDescription)
        return self._suggestions

    def show_text(self, text: str) -> None:
        """Put a text in; nobody is told."""
        if text != self.text():
            self._quiet = True
            self.setText(text)
            self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._takes(key):
            return
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hide_suggestions()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab puts a chosen suggestion in, and goes on to the next field where there is none.

        Esc is the window's own key, but for suggestions that it closes first.
        """
        if isinstance(event, QKeyEvent):
            key, kind = event.key(), event.type()
            if kind == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.setAccepted(self._suggestions is not None and self._suggestions.isVisible())
                return event.isAccepted()
            if kind == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab and self._takes(key):
                return True
        return super().event(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if self._quiet:
            self._hide_suggestions()
            return
        self.typed.emit(text)
        self.suggestions.suggest()

    def _takes(self, key: int) -> bool:
        """Whether a key is meant for the suggestions."""
        return self._suggestions is not None and self._suggestions.takes(key)

    def _hide_suggestions(self) -> None:
        if self._suggestions is not None:
            self._suggestions.hide()


class SortButton(QToolButton):
    """A menu of the orders; the one in force is ticked, none where columns are sorted by."""

    chosen = Signal(object)
    group_chosen = Signal(object)  # Column, or None
    table_wanted = Signal()
    columns_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icons.icon("sort"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        group = QActionGroup(menu)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._actions = {sort: self._action(group, sort) for sort in SORTS}
        menu.addActions(list(self._actions.values()))
        menu.addSeparator()
        self._group: Column | None = None
        self._groups = menu.addMenu("Group by")
        self._groups.aboutToShow.connect(self._fill_groups)
        menu.addAction("Rows or table", self.table_wanted.emit)
        menu.addAction("Columns and order…", self.columns_wanted.emit)
        self.setMenu(menu)
        self.show_sort(Sort.LIST)

    def show_sort(self, sort: Sorting) -> None:
        self._group = sort.column if isinstance(sort, Grouped) else None
        for one, action in self._actions.items():
            action.setChecked(one is within_groups(sort))
        said = _said(sort)
        self.setToolTip(f"Sorted by: {said}")
        self.setAccessibleName(f"Sort: {said}")

    def _fill_groups(self) -> None:
        from effllm_desktop.ui.entries.group_menu import fill_group_menu

        fill_group_menu(self._groups, self._group, self.group_chosen.emit)

    def _action(self, group: QActionGroup, sort: Sort) -> QAction:
        action = QAction(SORTS[sort], group)
        action.setCheckable(True)
        action.triggered.connect(lambda: self.chosen.emit(sort))
        return action


def _said(sort: Sorting) -> str:
    if isinstance(sort, Sort):
        return SORTS[sort].lower()
    from effllm_desktop.ui.entries.columns import in_words

    return in_words(sort)
