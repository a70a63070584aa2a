"""The links of a work as typed buttons: what they lead to, and whose."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from effllm_desktop.domain import addresses
from effllm_desktop.domain.kinds import role_of
from effllm_desktop.domain.lists import EntryText, Link, Role
from effllm_desktop.ui import icons
from effllm_desktop.ui.details.rows import RowOfButtons
from effllm_desktop.ui.theme import TextSize, current
from effllm_desktop.ui.widgets.link_button import LinkButton
from effllm_desktop.ui.words import ROLES

BUTTONS_SHOWN = 8
_ORDER = (Role.ABSTRACT, Role.PDF, Role.CODE, Role.PROJECT)
_SAYS_ENOUGH = (Role.ABSTRACT, Role.PDF, Role.CITATIONS)


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link with its icon and what its button says."""

    icon: str
    text: str
    url: str


def shown_links(entry: EntryText) -> list[ShownLink]:
    """Each address once, the own link first, then paper, PDF, code, project, the others."""
    found = {link.url: link for link in _own_and_others(entry)}
    return list(found.values())


def _own_and_others(entry: EntryText) -> Iterator[ShownLink]:
    links = [link for link in entry.links if addresses.is_web(link.url)]
    listed = {link.url for link in links}
    if addresses.is_web(entry.url) and entry.url not in listed:
        yield _shown(Link("", entry.url, role_of(entry.url)))
    rank = {role: place for place, role in enumerate(_ORDER)}
    for link in sorted(links, key=lambda link: rank.get(link.role, len(_ORDER))):
        yield _shown(link)


def _shown(link: Link) -> ShownLink:
    return ShownLink(ROLES[link.role].icon, _text(link), link.url)


def _text(link: Link) -> str:
    """`Abstract`, `Code owner/name`, `Article jiqizhixin`; a host where the list has no label."""
    name = ROLES[link.role].name
    if link.role in _SAYS_ENOUGH:
        return name
    if link.role is Role.CODE:
        return addresses.github_repository(link.url) or link.label or name
    label = "" if link.label.lower() == name.lower() else link.label
    return f"{name} · {label or addresses.host(link.url)}"


class Links(RowOfButtons[LinkButton]):
    """As many buttons as make sense; the rest is in a menu."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._button, parent)
        self._more = MoreLinks(self)
        self._more.opened.connect(self.opened)
        self.add_last(self._more)
        self.setAccessibleName("Links")

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self.buttons, self._more]

    def show_entry(self, entry: EntryText) -> None:
        links = shown_links(entry)
        room = BUTTONS_SHOWN if len(links) <= BUTTONS_SHOWN else BUTTONS_SHOWN - 1
        shown, rest = links[:room], links[room:]
        for button, link in zip(self.show_buttons(len(shown)), shown, strict=True):
            button.lead_to(link.icon, link.text, link.url)
        self._more.show_links(rest)

    def _button(self, parent: QWidget) -> LinkButton:
        button = LinkButton(parent)
        button.opened.connect(self.opened)
        return button


class MoreLinks(QToolButton):
    """A menu of the links that have no button."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(current().font(TextSize.SMALL))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._links: list[ShownLink] = []
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def show_links(self, links: list[ShownLink]) -> None:
        self._links = links
        self.setText(f"{len(links)} more links")
        self.setVisible(bool(links))

    def _fill(self) -> None:
        self._menu.clear()
        for link in self._links:
            action = self._menu.addAction(icons.icon(link.icon), link.text.replace("&", "&&"))
            action.setToolTip(link.url)
            action.triggered.connect(lambda _=False, url=link.url: self.opened.emit(url))
