"""Scenes of exports."""

from PySide6.QtWidgets import QRadioButton

from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain.curation import Arrangement, Move, Wording
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.exporting.choices import ARRANGEMENTS, WORDINGS
from effllm_desktop.ui.exporting.dialog import ExportDialog
from effllm_desktop.ui.exporting.preview_pane import View
from effllm_desktop.ui.gallery.stage import Stage, Steps


def export(stage: Stage) -> Steps:
    stage.desk.bench.go(PlaceScope(Place.STARRED))
    stage.click("export")
    yield


def export_merged(stage: Stage) -> Steps:
    """A list of one's own of both lists: where its sections go."""
    yield from published(stage, View.SECTIONS)


def export_published(stage: Stage) -> Steps:
    """The same as others will see it, kept as a recipe."""
    yield from published(stage, View.PAGE)
    export_window(stage).keeping.keep("My list")
    yield


def published(stage: Stage, view: View) -> Steps:
    stage.desk.bench.go(PlaceScope(Place.STARRED))
    stage.click("export")
    yield
    dialog = export_window(stage)
    options = dialog.options
    options.title.setText("Efficient Language Models")
    options.curation.arrangement.setCurrentText(ARRANGEMENTS[Arrangement.MERGED])
    options.curation.wording.setCurrentText(WORDINGS[Wording.BULLETS])
    options.curation.introduction.setPlainText("What I would read *first*, and why.")
    options.curation.moves = (
        Move("Efficient LLM / Finetune", "Efficient finetuning"),
        Move("Efficient LLM / Inference", "Efficient Inference"),
        Move("Awesome efficient llm / Extra Reference", None),
    )
    options.parts[Part.NOTE].click()
    dialog.pane.show_view(view)
    while not dialog.is_settled:
        yield


def export_window(stage: Stage) -> ExportDialog:
    return next(iter(stage.program.window.findChildren(ExportDialog)))


def export_whole(stage: Stage) -> Steps:
    stage.click("export")
    yield
    for button in stage.program.window.findChildren(QRadioButton, "repaired"):
        button.click()
    yield
