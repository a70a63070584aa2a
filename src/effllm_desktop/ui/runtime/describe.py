"""What a screen reader finds in a window: role, name, text and rectangle of everything visible."""

from typing import Any, cast

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Node = dict[str, Any]


def describe(window: QWidget) -> Node:
    """The accessible tree below a window, with rectangles relative to it."""
    interface = QAccessible.queryAccessibleInterface(window)
    return _node(interface, interface.rect())


def _node(item: QAccessibleInterface, origin: QRect) -> Node:
    rectangle = item.rect().translated(-origin.topLeft())
    found: Node = {
        "role": item.role().name,
        "name": item.text(QAccessible.Text.Name),
        "text": item.text(QAccessible.Text.Value),
        "rectangle": [rectangle.x(), rectangle.y(), rectangle.width(), rectangle.height()],
    }
    widget = cast("QObject | None", item.object())
    if widget is not None and widget.objectName():
        found["object"] = widget.objectName()
    if states := _states(item):
        found["states"] = states
    found["children"] = [_node(child, origin) for child in _visible(item)]
    return found


def _visible(item: QAccessibleInterface) -> list[QAccessibleInterface]:
    """Children that can be seen. Rows of a long list that are scrolled away cannot."""
    frame = item.rect()
    children: list[QAccessibleInterface] = []
    for number in range(item.childCount()):
        child = cast("QAccessibleInterface | None", item.child(number))
        if child is None or not child.isValid() or child.state().invisible:
            continue
        rectangle = child.rect()
        if rectangle.isEmpty() or not frame.intersects(rectangle):
            if children and rectangle.top() > frame.bottom():
                break
            continue
        children.append(child)
    return children


def _states(item: QAccessibleInterface) -> list[str]:
    state = item.state()
    names = ("focused", "selected", "checked", "expanded", "disabled", "readOnly")
    return [name for name in names if getattr(state, name)]
