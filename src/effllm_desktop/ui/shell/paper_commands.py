"""What the reader does with the one paper that is in front in a window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.runtime.outside import open_file
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.window import Window

if TYPE_CHECKING:
    from effllm_desktop.ui.reader.pane import ReaderPane

PDFS = "PDF files (*.pdf)"


class Places(Protocol):
    """Where open papers are."""

    def front_in(self, window: Window) -> "ReaderPane | None": ...
    def window_of(self, reader: "ReaderPane") -> Window: ...
    def move(self, reader: "ReaderPane") -> None: ...
    def ask_to_close(self, reader: "ReaderPane") -> None: ...
    def step(self, window: Window, places: int) -> None: ...


class PaperCommands:
    """One for each window. The public methods are actions."""

    def __init__(self, window: Window, session: Session, places: Places) -> None:
        self._window = window
        self._session = session
        self._places = places

    @property
    def front(self) -> "ReaderPane | None":
        return self._places.front_in(self._window)

    def in_reader(self, act: tuple[str, *tuple[object, ...]]) -> None:
        """Do what the front reader knows under a name."""
        if self.front is not None:
            self.front.act(*act)

    def highlights_to_note(self) -> None:
        if self.front is not None:
            self.front.add_highlights_to_note()

    def save_annotated(self) -> None:
        """Write a copy whose highlights other viewers show, too."""
        from effllm_desktop.ui.widgets.file_choice import choose_new_file

        reader = self.front
        if reader is not None and reader.page is not None:
            choose_new_file(
                self._window,
                "Save an annotated copy",
                self._suggested(reader.paper.work, " annotated"),
                PDFS,
                lambda file: reader.write_annotated(
                    lambda data: self._write(reader, file, lambda: data)
                ),
            )

    def save_pdf(self) -> None:
        """Write a copy of the PDF under a readable name."""
        from effllm_desktop.ui.widgets.file_choice import choose_new_file

        reader = self.front
        if reader is not None:
            choose_new_file(
                self._window,
                "Save the PDF",
                self._suggested(reader.paper.work, ""),
                PDFS,
                lambda file: self._write(reader, file, reader.paper.path.read_bytes),
            )

    def open_paper_outside(self) -> None:
        if self.front is not None:
            open_file(self.front.paper.path)

    def move_paper(self) -> None:
        """Into a window of its own, or back among the tabs."""
        if self.front is not None:
            self._places.move(self.front)

    def close_paper(self) -> None:
        if self.front is not None:
            self._places.ask_to_close(self.front)

    def next_tab(self) -> None:
        self._places.step(self._window, 1)

    def previous_tab(self) -> None:
        self._places.step(self._window, -1)

    def _suggested(self, work: WorkId, addition: str) -> Path:
        """A readable name for a copy outside the library."""
        from effllm_desktop.app.pdf_names import readable_name

        entry = self._session.library.works.details(work).entry
        name = readable_name(entry, self._session.settings.pdf_name)
        return Path.home() / f"{name.removesuffix('.pdf')}{addition}.pdf"

    def _write(self, reader: "ReaderPane", file: Path, data: Callable[[], bytes]) -> None:
        """Off the main thread: it waits for the disk. By then the paper may be elsewhere."""

        def job(_: Progress) -> None:
            from effllm_desktop.app.pdf_reading import write_copy

            write_copy(file, data())

        self._session.jobs.start(
            job,
            name="Saving a copy",
            done=lambda _: self._places.window_of(reader).status.say(f"Saved {file.name}."),
            failed=lambda problem: self._places.window_of(reader).tell(problem),
        )
