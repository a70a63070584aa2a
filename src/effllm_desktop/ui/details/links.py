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


class Links(RowOfButtons):
    """As many buttons as make sense; the rest is in a menu."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Links")

    def show_entry(self, entry: EntryText) -> None:
        links = shown_links(entry)
        room = BUTTONS_SHOWN if len(links) <= BUTTONS_SHOWN else BUTTONS_SHOWN - 1
        buttons: list[QWidget] = [self._button(link) for link in links[:room]]
        if links[room:]:
            buttons.append(self._more(links[room:]))
        self.fill(buttons)

    def _button(self, link: ShownLink) -> LinkButton:
        button = LinkButton(link.icon, link.text, link.url, self)
        button.opened.connect(self.opened)
        return button

    def _more(self, links: list[ShownLink]) -> QToolButton:
        more = QToolButton(self)
        more.setText(f"{len(links)} more links")
        more.setFont(current().font(TextSize.SMALL))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for link in links:
            action = menu.addAction(icons.icon(link.icon), link.text.replace("&", "&&"))
            action.setToolTip(link.url)
            action.triggered.connect(lambda _=False, url=link.url: self.opened.emit(url))
        more.setMenu(menu)
        return more
