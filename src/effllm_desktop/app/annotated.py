"""Annotated lists on their way in: the list itself, and what its reader made of its works."""

from typing import TYPE_CHECKING

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.markdown import annotations
from effllm_desktop.markdown.annotations import AnnotatedList, ReadAnnotation

if TYPE_CHECKING:
    from effllm_desktop.app.carried import CarriedWork


def stripped(data: bytes) -> tuple[bytes, int]:
    """The list without its annotations, and how many there were. Raises BadInput."""
    if not annotations.is_annotated(data):
        return data, 0
    found = annotations.read(data)
    return found.data, len(found.annotations)


def read(data: bytes) -> "tuple[AnnotatedList, tuple[CarriedWork, ...]]":
    """An annotated list, and the states in it. Raises BadInput for damaged markers."""
    found = annotations.read(data)
    return found, tuple(_carried(one) for one in found.annotations)


def _carried(one: ReadAnnotation) -> "CarriedWork":
    from effllm_desktop.app.carried import CarriedWork, checked_highlight, checked_state

    try:
        state = checked_state(one.facts, one.note)
        marks = tuple(checked_highlight(mark) for mark in one.marks)
    except (TypeError, ValueError) as error:
        raise BadInput(
            f"The annotation of {one.key} is damaged.", "Put its markers back as they were."
        ) from error
    return CarriedWork(one.key, state, marks, base=one.base if one.is_edited else None)
