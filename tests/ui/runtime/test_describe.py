"""The accessible tree of a window."""

import json

from PySide6.QtWidgets import (
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.ui.runtime.describe import describe


def _all(node):
    yield node
    for child in node["children"]:
        yield from _all(child)


def test_it_tells_role_name_text_rectangle_and_leaves_out_what_cannot_be_seen(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field = QLineEdit("pruning")
    field.setObjectName("search")
    field.setAccessibleName("Search")
    hidden = QPushButton("Hidden")
    off = QPushButton("Off")
    off.setEnabled(False)
    table = QTableWidget(1000, 1)
    for row in range(1000):
        table.setItem(row, 0, QTableWidgetItem(f"row {row}"))
    for widget in (field, hidden, off, table):
        column.addWidget(widget)
    hidden.hide()
    window.resize(300, 300)
    window.show()
    tree = describe(window)
    json.dumps(tree)
    nodes = list(_all(tree))
    (found,) = [node for node in nodes if node.get("object") == "search"]
    assert (found["role"], found["name"], found["text"]) == ("EditableText", "Search", "pruning")
    x, y, width, height = found["rectangle"]
    assert (x, y) == (field.x(), field.y())
    assert (width, height) == (field.width(), field.height())
    names = [node["name"] for node in nodes]
    assert "Hidden" not in names
    assert "row 0" in names
    assert "row 999" not in names
    (disabled,) = [node for node in nodes if node["name"] == "Off"]
    assert "disabled" in disabled["states"]
