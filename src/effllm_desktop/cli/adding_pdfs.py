"""PDFs among what is added: the id that they bear says which work they are of."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session
from effllm_desktop.domain import keys
from effllm_desktop.domain.errors import AppError, BadInput
from effllm_desktop.domain.ids import WorkId

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.recognising import Recognised

_LONGEST = 1000  # letters of a path; what is longer is text
_BY_HAND = "Give the id of its paper, and attach the file in the window: Paper, Attach a PDF."


def is_pdf(word: str) -> bool:
    """Whether a word is the name of a file that is called a PDF."""
    return word.lower().endswith(".pdf") and len(word) < _LONGEST and Path(word).is_file()


def named(session: Session, library: "Library", files: Sequence[str]) -> dict[str, Path]:
    """The files by the ids that they bear; of one that bears none, that is said."""
    if not files:
        return {}
    from effllm_desktop.app.recognising import recognise

    with shown_progress() as progress:
        found = recognise(library.folder, [Path(file) for file in files], progress)
    for one in found:
        if one.name is None:
            session.fail(_nameless(library, one))
    return {one.name: one.path for one in found if one.name is not None}


def attached(session: Session, library: "Library", files: Mapping[str, Path]) -> dict[str, Path]:
    """Copy files in as the PDFs of the works that they are of; those that were, by keys."""
    done: dict[str, Path] = {}
    for name, path in files.items():
        key = keys.from_argument(name)
        work = library.works.find(key) if key is not None else None
        if key is None or work is None:  # it could not be added, which was said
            continue
        try:
            _attach(library, work, path)
        except AppError as problem:
            session.fail(problem)
        else:
            done[key] = path
    return done


def _attach(library: "Library", work: WorkId, path: Path) -> None:
    from effllm_desktop.app.downloading.attaching import attach, copied
    from effllm_desktop.app.pdf_reading import pages_of

    with shown_progress() as progress:
        whole = copied(library.folder, path, pages_of, progress.checkpoint)
    attach(library, work, whole)


def _nameless(library: "Library", one: "Recognised") -> AppError:
    if one.work is None:
        return BadInput(f"{one.path.name} bears no id of a paper.", _BY_HAND)
    key = library.works.keys([one.work])[one.work]
    return BadInput(
        f"{one.path.name} bears no id of a paper; its title is that of {key}.", _BY_HAND
    )
