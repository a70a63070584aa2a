"""A section as something to drag: by its id, for the rows of the tree."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.scopes import SectionScope
from effllm_desktop.ui.sections.nodes import Node
from effllm_desktop.ui.widgets.drag_label import show_label
from effllm_desktop.ui.widgets.row_drops import SECTION


def drag_of(view: QWidget, node: Node) -> QDrag | None:
    """None where a row is no section."""
    if not isinstance(node.scope, SectionScope):
        return None
    mime = QMimeData()
    mime.setData(SECTION, str(node.scope.section_id).encode())
    drag = QDrag(view)
    drag.setMimeData(mime)
    show_label(drag, view, node.name)
    return drag
