"""What an import found in each list, and what it did not understand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.import_reports import ListReport, What
from effllm_desktop.domain.lists import Problem
from effllm_desktop.ui.importing import wording
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.icon_label import IconLabel
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SIZE = (640, 440)
PROBLEMS_SHOWN = 5
NEWS_SHOWN = 100
NEWS_ICONS = {
    What.ADDED: "add",
    What.RETURNED: "undo",
    What.CHANGED: "note",
    What.MOVED: "chevron-right",
    What.REMOVED: "close",
}


class ReportDialog(QDialog):
    """One panel for each list."""

    text_requested = Signal(int)  # list

    def __init__(self, reports: tuple[ListReport, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_report")
        self.setWindowTitle("What was found")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        page = QWidget()
        panels = QVBoxLayout(page)
        panels.setContentsMargins(0, 0, 0, 0)
        panels.setSpacing(tokens.SPACE_M)
        for report in reports:
            panels.addWidget(self._panel(report))
        panels.addStretch()
        area = QScrollArea()
        area.setAccessibleName("Lists")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        close = QPushButton("Close")
        close.setProperty("main", True)
        close.setDefault(True)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_L)
        column.addWidget(ToneLabel("What was found", tone="text", size=TextSize.TITLE, bold=True))
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _panel(self, report: ListReport) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        column = QVBoxLayout(panel)
        column.setContentsMargins(*4 * [tokens.SPACE_L])
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(ToneLabel(report.name, tone="text", size=TextSize.BODY, bold=True))
        column.addWidget(ToneLabel(_told(report)))
        for icon, text in (*_news(report), *_remarks(report)):
            column.addLayout(_line(icon, text))
        if report.list_id is not None and (report.damage or report.problems):
            button = QPushButton("Look at both texts" if report.damage else "Look at the lines")
            button.setAccessibleName(f"{button.text()} of {report.name}")
            button.clicked.connect(lambda: self.text_requested.emit(report.list_id))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return panel


def _told(report: ListReport) -> str:
    changed = wording.differences(report) if report.outcome == "updated" else ""
    return f"{wording.facts(report)} · {changed}" if changed else wording.facts(report)


def _news(report: ListReport) -> list[tuple[str, str]]:
    """What is new of each entry, by title: one line each."""
    shown = [(NEWS_ICONS[one.what], wording.news(one)) for one in report.news[:NEWS_SHOWN]]
    rest = len(report.news) - NEWS_SHOWN
    return [*shown, ("info", f"and {rest:,} more")] if rest > 0 else shown


def _remarks(report: ListReport) -> list[tuple[str, str]]:
    remarks = [("warning", text) for text in (report.damage, report.offered) if text]
    remarks += [("info", problem_text(problem)) for problem in report.problems[:PROBLEMS_SHOWN]]
    rest = len(report.problems) - PROBLEMS_SHOWN
    return [*remarks, ("info", f"and {rest:,} more places")] if rest > 0 else remarks


def problem_text(problem: Problem) -> str:
    """`Line 12: a link without an address`."""
    if problem.first_line == problem.last_line:
        return f"Line {problem.first_line:,}: {problem.reason}"
    return f"Lines {problem.first_line:,} to {problem.last_line:,}: {problem.reason}"


def _line(icon: str, text: str) -> QHBoxLayout:
    label = ToneLabel(text, tone="text", size=TextSize.BODY)
    label.setWordWrap(True)
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_S)
    tone = icon if icon in ("info", "warning") else "text_muted"
    sign = IconLabel(icon, tone)
    sign.setFixedHeight(label.fontMetrics().height())  # in the middle of the first line
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return row
