"""The left side of the export dialog: which entries, in which form, with what of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.exporting.request import STYLED, ExportRequest, Format, Part, Style
from effllm_desktop.domain.curation import AS_THE_LISTS
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.exporting.choices import FORMATS, PARTS, SAYS, STYLES, What, of_request
from effllm_desktop.ui.exporting.citation_style_choice import CitationStyleChoice
from effllm_desktop.ui.exporting.curation_options import CurationOptions, captioned
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

WIDTH = 336
UNTITLED = "As the list is called"


class ExportOptions(QWidget):
    """Tells after each change; what cannot be combined is grey."""

    changed = Signal()

    def __init__(
        self,
        whats: Sequence[What],
        citation_key: str,
        lists: Sequence[tuple[str, ListId]] = (),
        citation_style: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offered = list(whats)
        self._whats = list(whats)
        self._citation_key = citation_key
        self.curation = CurationOptions(lists)
        self.citation_style = CitationStyleChoice(citation_style)
        self.what = QComboBox()
        self.what.setObjectName("what")
        self.what.setAccessibleName("What to export")
        self.what.addItems([one.name for one in whats])
        shrinking = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.what.setSizeAdjustPolicy(shrinking)
        self.format = QComboBox()
        self.format.setObjectName("format")
        self.format.setAccessibleName("Format")
        self.format.addItems(list(FORMATS.values()))
        self.styles = {choice.style: QRadioButton(choice.name) for choice in STYLES}
        self._says = ToneLabel()
        self._says.setWordWrap(True)
        self.parts = {part: QCheckBox(name) for part, name in PARTS.items()}
        self._asked: set[Part] = set()
        self.title = QLineEdit()
        self.title.setObjectName("title")
        self.title.setAccessibleName("Title")
        self._cited_as = QWidget()
        self._cited_as.setLayout(captioned(("Cited as", self.citation_style)))
        self.setFixedWidth(WIDTH)
        self._arrange()
        self._connect()
        self._update()

    @property
    def chosen(self) -> What:
        return self._whats[self.what.currentIndex()]

    @property
    def chosen_format(self) -> Format:
        return list(FORMATS)[self.format.currentIndex()]

    @property
    def chosen_style(self) -> Style:
        return next(style for style, button in self.styles.items() if button.isChecked())

    def request(self) -> ExportRequest:
        """What is asked for now."""
        return ExportRequest(
            scopes=self.chosen.scopes,
            query=self.chosen.query,
            style=self.chosen_style if self.chosen_format is Format.MARKDOWN else Style.CURATED,
            format=self.chosen_format,
            parts=frozenset(self._asked) if self._takes_parts() else frozenset(),
            title=self._title() if self._takes_title() else None,
            citation_key=self._citation_key,
            works=self.chosen.works,
            curation=self.curation.curation() if self._is_curated else AS_THE_LISTS,
            citation_style=self.citation_style.path if self._is_styled else "",
        )

    def show_request(self, request: ExportRequest, name: str) -> None:
        """Show what a recipe of this name asks for."""
        with QSignalBlocker(self), QSignalBlocker(self.what):
            self._whats = [of_request(name, request), *self._offered]
            self.what.clear()
            self.what.addItems([one.name for one in self._whats])
            self.what.setCurrentIndex(0)
            self.format.setCurrentIndex(list(FORMATS).index(request.format))
            self.styles[request.style].setChecked(True)
            self.title.setText(request.title or "")
            self._asked = set(request.parts)
            self.curation.set_curation(request.curation)
            self._citation_key = request.citation_key
            if request.format in STYLED:
                self.citation_style.set_path(request.citation_style)
            self._update()
        self.changed.emit()

    @property
    def _is_curated(self) -> bool:
        return self.chosen_format is Format.MARKDOWN and self.chosen_style is Style.CURATED

    @property
    def _is_styled(self) -> bool:
        return self.chosen_format in STYLED

    def _takes_parts(self) -> bool:
        """Whether one says what of one's own goes along: of some forms all of it always does."""
        if self.chosen_format is Format.MARKDOWN:
            return self.chosen_style in (Style.CURATED, Style.ANNOTATED)
        return self.chosen_format is not Format.JSON or not self.chosen.is_everything

    def _show_parts(self) -> None:
        """What is asked for is ticked, and so is what goes along anyway, as most does in JSON."""
        request = self.request()
        always = request.implied if self.chosen_format is Format.JSON else frozenset()
        offered = request.holds - always if self._takes_parts() else frozenset()
        for part, box in self.parts.items():
            box.setEnabled(part in offered)
            with QSignalBlocker(box):
                box.setChecked(part in always or part in offered & self._asked)

    def _ask_for(self, part: Part, *, wanted: bool) -> None:
        (self._asked.add if wanted else self._asked.discard)(part)
        self._on_edited()

    def _takes_title(self) -> bool:
        if self.chosen_format is Format.MARKDOWN:
            return self.chosen_style is Style.CURATED
        return self.chosen_format is Format.HTML

    def _title(self) -> str | None:
        return self.title.text().strip() or self.chosen.title

    def _on_edited(self) -> None:
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        """Grey what does not go with the rest, and let go of it."""
        markdown = self.chosen_format is Format.MARKDOWN
        for style, button in self.styles.items():
            fits = markdown and (style is Style.CURATED or self.chosen.is_whole_list)
            button.setEnabled(fits)
            if button.isChecked() and markdown and not fits:
                self.styles[Style.CURATED].setChecked(True)
        self._show_parts()
        self.title.setEnabled(self._takes_title())
        self.curation.setVisible(self._is_curated)
        self._cited_as.setVisible(self._is_styled)
        self.title.setPlaceholderText(self.chosen.title or UNTITLED)
        style = self.chosen_style
        says = next(choice.says for choice in STYLES if choice.style is style)
        self._says.setText(says if markdown else SAYS[self.chosen_format])

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addLayout(
            captioned(
                ("What", self.what),
                ("Format", self.format),
                ("Style", self._style_box()),
                ("Title", self.title),
            )
        )
        column.addWidget(self.curation)
        column.addWidget(self._cited_as)
        column.addSpacing(tokens.SPACE_S)
        column.addWidget(ToneLabel("With what is yours"))
        column.addWidget(self._parts_box())
        column.addStretch()

    def _style_box(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_S)
        grid.setVerticalSpacing(tokens.SPACE_XS)
        group = QButtonGroup(box)
        for place, (style, button) in enumerate(self.styles.items()):
            button.setObjectName(style.value)
            group.addButton(button)
            grid.addWidget(button, place // 2, place % 2)
        self.styles[Style.CURATED].setChecked(True)
        grid.addWidget(self._says, 3, 0, 1, 2)
        return box

    def _parts_box(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_S)
        grid.setVerticalSpacing(tokens.SPACE_XS)
        for place, (part, check) in enumerate(self.parts.items()):
            check.setObjectName(f"with_{part.value}")
            grid.addWidget(check, place // 2, place % 2)
        return box

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._on_edited)
        self.format.currentIndexChanged.connect(self._on_edited)
        self.title.textChanged.connect(self._on_edited)
        self.curation.changed.connect(self._on_edited)
        self.citation_style.chosen.connect(self._on_edited)
        for button in self.styles.values():
            button.clicked.connect(self._on_edited)
        for part, box in self.parts.items():
            box.toggled.connect(lambda wanted, part=part: self._ask_for(part, wanted=wanted))
