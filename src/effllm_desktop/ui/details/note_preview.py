"""A note as it will look."""

from PySide6.QtWidgets import QWidget

from effllm_desktop.app import note_preview
from effllm_desktop.ui.widgets.rendered_text import RenderedText

LONGEST = 100_000  # characters: more would be felt


class NotePreview(RenderedText):
    """Shows and selects; opens nothing by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Note preview", parent)

    def show_markdown(self, note: str) -> None:
        body = note_preview.html(note[:LONGEST]).rstrip()
        if len(note) > LONGEST:
            body += "<p><i>The preview ends here; the note goes on.</i></p>"
        self.show_html(body)
