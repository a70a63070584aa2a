"""What the window remembers of a library: its size, its panes, where one was."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSettings

from effllm_desktop.domain.ids import ListId, SearchId, SectionId
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

NAME = "window.ini"
PAPERS_NAME = "papers.ini"
RECENT_NAME = "recent.ini"
RECENT_KEPT = 8
SEARCH_ONCE_A_PLACE = "search:1"  # what libraries made of the place Unread


class WindowState:
    """One ini file in the library folder. What is not there, or makes no sense, was never set."""

    def __init__(self, folder: Path, name: str = NAME) -> None:
        self._settings = QSettings(str(folder / name), QSettings.Format.IniFormat)

    def bytes(self, key: str) -> "QByteArray | None":
        value = self._settings.value(key)
        return cast("QByteArray", value) if hasattr(value, "toBase64") else None

    def text(self, key: str) -> str:
        value = self._settings.value(key)
        return value if isinstance(value, str) else ""

    def set(self, key: str, value: "QByteArray | str") -> None:
        self._settings.setValue(key, value)

    @property
    def scope(self) -> Scope | None:
        return _scope_from(self.text("scope"))

    @scope.setter
    def scope(self, scope: Scope) -> None:
        self.set("scope", scope_name(scope))

    def save(self) -> None:
        self._settings.sync()


class RecentLibraries:
    """The folders that were open last, latest first."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / RECENT_NAME), QSettings.Format.IniFormat)

    def folders(self) -> list[Path]:
        stored = self._settings.value("libraries", [])
        names = [stored] if isinstance(stored, str) else stored
        return [Path(name) for name in names] if isinstance(names, list) else []

    def add(self, folder: Path) -> None:
        others = [one for one in self.folders() if one != folder]
        names = [str(one) for one in [folder, *others][:RECENT_KEPT]]
        self._settings.setValue("libraries", names)
        self._settings.sync()


def scope_name(scope: Scope) -> str:
    match scope:
        case PlaceScope(place):
            return f"place:{place.value}"
        case SearchScope(search_id):
            return f"search:{search_id}"
        case ListScope(list_id):
            return f"list:{list_id}"
        case SectionScope(section_id):
            return f"section:{section_id}"


def _scope_from(name: str) -> Scope | None:
    """The scope that `scope_name` wrote, None for anything else."""
    kind, _, value = (SEARCH_ONCE_A_PLACE if name == "place:unread" else name).partition(":")
    if kind == "place":
        return next((PlaceScope(place) for place in Place if place.value == value), None)
    if not (value.isascii() and value.isdigit()):
        return None
    if kind == "search":
        return SearchScope(SearchId(int(value)))
    if kind == "list":
        return ListScope(ListId(int(value)))
    return SectionScope(SectionId(int(value))) if kind == "section" else None
