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
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.problems import ProblemRun, runs
from effllm_desktop.ui.importing import wording
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.icon_label import IconLabel
from effllm_desktop.ui.widgets.text_button import TextButton
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (640, 440)
PROBLEMS_SHOWN = 5
NEWS_SHOWN = 100
NEWS_ICONS = {
    What.ADDED: "add",
    What.RETURNED: "undo",
    What.CHANGED: "note",
    What.MOVED: "chevron-right",
    What.REMOVED: "close",
    What.KNOWN: "info",
}


class ReportDialog(QDialog):
    """One panel for each list."""

    text_requested = Signal(int)  # list
    lines_requested = Signal(int, int)  # list, line

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
        column = titled_column(self, "What was found", tokens.SPACE_L)
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _panel(self, report: ListReport) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        column = QVBoxLayout(panel)
        column.setContentsMargins(*4 * [tokens.SPACE_L])
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(ToneLabel(report.name, tone="text", size=TextSize.BODY, bold=True))
        if not report.foreign:
            column.addWidget(ToneLabel(_told(report)))
        for icon, text in (*_news(report), *_remarks(report)):
            column.addLayout(_line(icon, text))
        self._add_problems(column, report)
        if report.list_id is not None and (report.damage or report.problems):
            button = QPushButton(_look(report))
            button.setAccessibleName(f"{button.text()} of {report.name}")
            button.clicked.connect(lambda: self.text_requested.emit(report.list_id))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return panel

    def _add_problems(self, column: QVBoxLayout, report: ListReport) -> None:
        """The first places that were not understood; each leads to its lines."""
        if report.foreign:
            return
        found = list(runs(report.problems))
        for run in found[:PROBLEMS_SHOWN]:
            if report.list_id is None:
                column.addLayout(_line("info", run_text(run)))
            else:
                column.addWidget(self._to_lines(report.list_id, run))
        if left := sum(run.places for run in found[PROBLEMS_SHOWN:]):
            column.addLayout(_line("info", f"and {counted(left, 'more place')}"))

    def _to_lines(self, list_id: ListId, run: ProblemRun) -> TextButton:
        button = TextButton("eye", run_text(run))
        button.setAccessibleName(f"{run_text(run)}. Look at it")
        button.setToolTip(run_text(run))
        button.clicked.connect(lambda: self.lines_requested.emit(list_id, run.first_line))
        return button


def _look(report: ListReport) -> str:
    if report.damage:
        return "Look at both texts"
    return "Look at the text" if report.foreign else "Look at the lines"


def _told(report: ListReport) -> str:
    changed = wording.differences(report) if report.outcome == "updated" else ""
    return f"{wording.facts(report)} · {changed}" if changed else wording.facts(report)


def _news(report: ListReport) -> list[tuple[str, str]]:
    """What is new of each entry, by title: one line each."""
    shown = [(NEWS_ICONS[one.what], wording.news(one)) for one in report.news[:NEWS_SHOWN]]
    rest = len(report.news) - NEWS_SHOWN
    return [*shown, ("info", f"and {rest:,} more")] if rest > 0 else shown


def _remarks(report: ListReport) -> list[tuple[str, str]]:
    told = (report.damage, report.offered, report.foreign)
    remarks = [("warning", text) for text in told if text]
    return [*remarks, ("list", linked)] if (linked := wording.linked([report])) else remarks


def run_text(run: ProblemRun) -> str:
    """`Line 12: a link without an address`, `Lines 3 to 9: a list item without a link`."""
    return f"{run.lines.capitalize()}: {run.why}"


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
