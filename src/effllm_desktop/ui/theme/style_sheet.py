"""The little that QPalette cannot say: flat controls, quiet focus rings, popups with air."""

from typing import Protocol

from effllm_desktop import resource_files
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.theme.colours import Colours

_SHEET = """
QToolTip {{ color: {text}; background: {raised}; border: 1px solid {border}; padding: 4px 6px; }}
QSplitter::handle {{ background: {divider}; }}
QMenuBar {{ background: {window}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {selected_quiet}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 4px 24px 4px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::item:disabled {{ color: {text_disabled}; }}
QMenu::separator {{ height: 1px; background: {divider}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QPushButton {{ min-height: {inner}px; padding: 0 12px; border: 1px solid {border};
  border-radius: {radius}px; background: {surface}; color: {text}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {selected}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 11px; min-height: {inner_focus}px; }}
QPushButton:disabled {{ color: {text_disabled}; border-color: {divider}; }}
QPushButton[main="true"] {{ background: {accent}; border-color: {accent}; color: {on_accent}; }}
QPushButton[main="true"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[main="true"]:focus {{ border-color: {text}; }}
QPushButton[main="true"]:disabled {{ background: {divider}; border-color: {divider};
  color: {text_disabled}; }}
QToolButton {{ border: 2px solid transparent; border-radius: {radius}px; padding: 4px;
  background: transparent; color: {text}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {selected}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {text_disabled}; }}
QToolButton[framed="true"] {{ border: 1px solid {border}; padding: 0 8px; background: {surface}; }}
QToolButton[framed="true"]:hover {{ background: {hover}; }}
QToolButton[framed="true"]:focus {{ border: 2px solid {accent}; padding: 0 7px; }}
QPushButton[small="true"] {{ min-height: {small}px; padding: 0 8px; }}
QPushButton[small="true"]:focus {{ min-height: {small_focus}px; padding: 0 7px; }}
QFrame[panel="true"] {{ background: {surface}; border: 1px solid {divider};
  border-radius: {radius_panel}px; }}
QToolButton::menu-indicator {{ image: none; }}
QLineEdit {{ min-height: {inner}px; padding: 0 8px; border: 1px solid {border};
  border-radius: {radius}px; background: {surface}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: {inner_focus}px; }}
QPlainTextEdit[framed="true"], QTextEdit[framed="true"], QTableView[framed="true"] {{
  border: 1px solid {border}; border-radius: {radius}px; background: {surface}; padding: 4px; }}
QPlainTextEdit[framed="true"]:focus, QTextEdit[framed="true"]:focus,
  QTableView[framed="true"]:focus {{ border: 2px solid {accent}; padding: 3px; }}
QTableView[framed="true"] {{ outline: none; selection-background-color: {selected};
  selection-color: {text}; }}
QComboBox {{ min-height: {inner}px; padding: 0 8px; border: 1px solid {border};
  border-radius: {radius}px; background: {surface}; color: {text}; }}
QComboBox:hover {{ background: {hover}; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: {inner_focus}px; }}
QComboBox:disabled {{ color: {text_disabled}; border-color: {divider}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border};
  selection-background-color: {selected}; selection-color: {text}; outline: none; }}
QCheckBox, QRadioButton {{ spacing: 8px; color: {text}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {text_disabled}; }}
QTableView[framed="true"] QHeaderView {{ background: {surface}; }}
QTableView[framed="true"] QHeaderView::section {{ background: {surface}; color: {text_muted};
  border: none; border-bottom: 1px solid {divider}; padding: 4px; }}
QTableView[framed="true"]::item {{ padding: 0 4px; color: {text}; }}
QTableView[framed="true"] QLineEdit {{ min-height: 0; padding: 0 4px; border-radius: 0; }}
QCheckBox::indicator, QListView[framed="true"]::indicator,
  QTableView[framed="true"]::indicator {{ width: 14px; height: 14px;
  border: 1px solid {text_muted}; border-radius: 3px; background: {surface}; }}
QCheckBox::indicator:checked, QListView[framed="true"]::indicator:checked,
  QTableView[framed="true"]::indicator:checked {{
  background: {accent}; border-color: {accent};
  image: url("{check}"); }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {text_muted};
  border-radius: 8px; background: {surface}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {divider};
  background: {window}; }}
QCheckBox::indicator:checked:disabled {{ border-color: {text_muted}; background: {text_muted}; }}
QListView[framed="true"] {{ border: 1px solid {border}; border-radius: {radius}px;
  background: {surface}; padding: 4px; outline: none; }}
QListView[framed="true"]::item {{ padding: 2px 4px; border-radius: {radius}px; color: {text}; }}
QListView[framed="true"]::item:selected {{ background: {selected}; }}
QListView[framed="true"]:focus {{ border: 2px solid {accent}; padding: 3px; }}
QTreeView[framed="true"] {{ border: 1px solid {border}; border-radius: {radius}px;
  background: {surface}; padding: 4px; outline: none; }}
QTreeView[framed="true"]::item {{ padding: 2px 4px; }}
QTreeView[framed="true"]::item:selected {{ background: {selected}; color: {text}; }}
QTreeView[framed="true"]:focus {{ border: 2px solid {accent}; padding: 3px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QHeaderView {{ background: {window}; border: none; }}
QHeaderView::section {{ background: {window}; color: {text_muted}; border: none; padding: 4px 8px;
  border-right: 1px solid {divider}; border-bottom: 1px solid {divider}; }}
QHeaderView::section:hover {{ background: {hover}; }}
QTabBar {{ background: {window}; }}
QTabBar::tab {{ background: transparent; color: {text_muted}; padding: 4px 8px 4px 12px;
  min-height: {inner}px; border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ background: {hover}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:focus {{ border-bottom-color: {text}; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {text_disabled}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QProgressBar {{ border: none; border-radius: 2px; background: {divider};
  max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}
"""


class _Themed(Protocol):
    @property
    def is_dark(self) -> bool: ...
    @property
    def colours(self) -> Colours: ...
    def length(self, value: int) -> int: ...


def style_sheet(theme: _Themed) -> str:
    height = theme.length(tokens.ROW_CONTROL)
    small = theme.length(tokens.ROW_SMALL)
    names = {name: theme.colours.named(name).name() for name in Colours.__annotations__}
    mode = "dark" if theme.is_dark else "light"
    return _SHEET.format(
        check=_picture(f"check-{mode}.svg"),
        chevron=_picture(f"chevron-{mode}.svg"),
        **names,
        radius=tokens.RADIUS_S,
        radius_panel=tokens.RADIUS_M,
        small=small - 2 * tokens.HAIRLINE,
        small_focus=small - 2 * tokens.FOCUS_RING,
        inner=height - 2 * tokens.HAIRLINE,
        inner_focus=height - 2 * tokens.FOCUS_RING,
    )


def _picture(name: str) -> str:
    """A style sheet can only name a file, so these two are drawn once for each palette."""
    return resource_files.resource_path("themes", name).as_posix()
