"""The reader's tags: colour, name, key, how many works; they are renamed, merged, deleted here."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from effllm_desktop.app.readmodels.tags import TagCount
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.tags import TAG_KEYS, TagColour
from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.flow_layout import FlowLayout
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted, tag_tone

SIZE = (560, 480)
HINT = (
    "Enter shows a tag's works, F2 renames it, Del deletes it. A digit from 1 to 9 becomes its "
    "key: pressed in the list of entries, it puts the tag on the selected works or takes it off."
)
NOTHING = "There is no tag yet. Select an entry and press T, or make one here."
_TAG = Qt.ItemDataRole.UserRole
_DIGITS = {Qt.Key(Qt.Key.Key_0 + digit): digit for digit in (0, *TAG_KEYS)}


class TagsDialog(QDialog):
    """Shows tags and says what is wanted of them; whoever made it does so and shows them anew."""

    shown_wanted = Signal(str)  # the works of a tag
    rename_wanted = Signal(str)
    merge_wanted = Signal(str, str)  # a tag, the one that stays
    delete_wanted = Signal(str)
    colour_chosen = Signal(str, object)  # TagColour or None
    key_chosen = Signal(str, object)  # int or None
    new_wanted = Signal()

    def __init__(self, tags: Sequence[TagCount], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tags")
        self.setWindowTitle("Tags")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._names: list[str] = []
        self._said = ToneLabel(HINT)
        self._said.setWordWrap(True)
        self.rows = _Rows()
        self.colours, self.keys, self.merging = QMenu(self), QMenu(self), QMenu(self)
        self._fill_menus()
        self._arrange()
        self._connect()
        self.show_tags(tags)

    @property
    def said(self) -> str:
        return self._said.text()

    @property
    def chosen(self) -> TagCount | None:
        found: TagCount | None = self.rows.currentIndex().siblingAtColumn(0).data(_TAG)
        return found

    @property
    def _name(self) -> str:
        """The name of the chosen tag; empty where none is."""
        return self.chosen.name if self.chosen else ""

    def show_tags(self, tags: Sequence[TagCount], choose: str = "") -> None:
        """Show what there is now; the tag that was chosen stays so, unless another one is named."""
        before = self.chosen
        wanted = choose or (before.name if before else "")
        place = max(self.rows.currentIndex().row(), 0)
        self.rows.clear()
        for tag in tags:
            self.rows.addTopLevelItem(_row(tag))
        self._names = [tag.name for tag in tags]
        names = [name.casefold() for name in self._names]
        if wanted.casefold() in names:
            place = names.index(wanted.casefold())
        if tags:
            self.rows.setCurrentIndex(self.rows.model().index(min(place, len(tags) - 1), 0))
        self._said.setText(HINT if tags else NOTHING)
        self._show_buttons()

    def tell(self, problem: AppError) -> None:
        """Say why something is not done."""
        self._said.setText(f"{problem.what} {problem.hint}".strip())

    def _fill_menus(self) -> None:
        for colour in (*TagColour, None):
            name = colour.value.capitalize() if colour else "No colour"
            action = self.colours.addAction(icons.icon("tag", tag_tone(colour)), name)
            action.triggered.connect(lambda _=False, colour=colour: self._colour(colour))
        for key in (*TAG_KEYS, None):
            action = self.keys.addAction(str(key) if key else "No key")
            action.triggered.connect(lambda _=False, key=key: self._key(key))
        self.merging.aboutToShow.connect(self._fill_merging)

    def _fill_merging(self) -> None:
        """All tags but the chosen one."""
        self.merging.clear()
        for name in self._names:
            if name != self._name:
                action = QAction(name.replace("&", "&&"), self.merging)
                action.triggered.connect(lambda _=False, name=name: self._merge_into(name))
                self.merging.addAction(action)

    def _button(self, text: str, menu: QMenu | None = None) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        if menu is not None:
            button.setMenu(menu)
        return button

    def _arrange(self) -> None:
        self.show_works = self._button("Show works")
        self.rename = self._button("Rename…")
        self.colour = self._button("Colour", self.colours)
        self.key = self._button("Key", self.keys)
        self.merge = self._button("Merge into", self.merging)
        self.delete = self._button("Delete")
        self.new = self._button("New tag…")
        self.close_button = self._button("Close")
        buttons = QWidget()
        flow = FlowLayout(buttons, across=tokens.SPACE_S, down=tokens.SPACE_S)
        for one in (*self._of_a_tag(), self.new, self.close_button):
            flow.addWidget(one)
        column = titled_column(self, "Tags")
        column.addWidget(self._said)
        column.addWidget(self.rows, 1)
        column.addWidget(buttons)
        self.setFocusProxy(self.rows)

    def _of_a_tag(self) -> tuple[QPushButton, ...]:
        return self.show_works, self.rename, self.colour, self.key, self.merge, self.delete

    def _connect(self) -> None:
        self.rows.currentItemChanged.connect(lambda *_: self._show_buttons())
        self.rows.itemActivated.connect(lambda *_: self._show_works())
        self.rows.rename_wanted.connect(self._rename)
        self.rows.delete_wanted.connect(self._delete)
        self.rows.digit_pressed.connect(lambda digit: self._key(digit or None))
        self.rows.menu_wanted.connect(self._show_menu)
        self.show_works.clicked.connect(self._show_works)
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self._delete)
        self.new.clicked.connect(self.new_wanted)
        self.close_button.clicked.connect(self.reject)

    def _show_buttons(self) -> None:
        for button in self._of_a_tag():
            button.setEnabled(self.chosen is not None)
        self.merge.setEnabled(self.chosen is not None and self.rows.topLevelItemCount() > 1)

    def _show_menu(self) -> None:
        """What the buttons do, beside the row."""
        if self.chosen is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("Show works", self._show_works)
        menu.addAction("Rename…", self._rename)
        for text, inside in (("Colour", self.colours), ("Key", self.keys)):
            menu.addMenu(inside).setText(text)
        if self.merge.isEnabled():
            menu.addMenu(self.merging).setText("Merge into")
        menu.addAction("Delete", self._delete)
        place = self.rows.visualRect(self.rows.currentIndex()).center()
        menu.popup(self.rows.viewport().mapToGlobal(place))

    def _show_works(self) -> None:
        if tag := self._name:
            self.accept()
            self.shown_wanted.emit(tag)

    def _rename(self) -> None:
        if self._name:
            self.rename_wanted.emit(self._name)

    def _merge_into(self, other: str) -> None:
        if self._name:
            self.merge_wanted.emit(self._name, other)

    def _delete(self) -> None:
        if self._name:
            self.delete_wanted.emit(self._name)

    def _colour(self, colour: TagColour | None) -> None:
        if self._name:
            self.colour_chosen.emit(self._name, colour)

    def _key(self, key: int | None) -> None:
        if self._name:
            self.key_chosen.emit(self._name, key)


class _Rows(QTreeWidget):
    """The keys that mean a row; letters go to the tag that begins so, as in any list."""

    rename_wanted = Signal()
    delete_wanted = Signal()
    digit_pressed = Signal(int)
    menu_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("All tags")
        self.setProperty("framed", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHeaderLabels(["Tag", "Key", "Works"])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def event(self, event: QEvent) -> bool:
        """The window's own keys that mean a row here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_ours = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete) or _is_digit(event)
            if is_ours:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif _is_digit(event):
            self.digit_pressed.emit(_DIGITS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _is_digit(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in _DIGITS


def _row(tag: TagCount) -> QTreeWidgetItem:
    item = QTreeWidgetItem([tag.name, str(tag.key or ""), f"{tag.works:,}"])
    item.setIcon(0, icons.icon("tag", tag_tone(tag.colour)))
    item.setData(0, _TAG, tag)
    item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    said = [tag.name, tag.colour.value if tag.colour else "no colour"]
    said += [f"key {tag.key}"] if tag.key else []
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join([*said, _works(tag)]))
    item.setToolTip(0, tag.name)
    return item


def _works(tag: TagCount) -> str:
    return counted(tag.works, "work") if tag.works else "no work"
