import pytest

from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError, BadInput
from effllm_desktop.domain.ids import ListId, SectionId, WorkId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope, Sort
from effllm_desktop.domain.state import UNTOUCHED, State, Status


def test_changes_know_which_works_they_touch():
    some = Changes(Aspect.STATE, frozenset([WorkId(1)]))
    assert some.touches(WorkId(1))
    assert not some.touches(WorkId(2))
    assert Changes(Aspect.CATALOG, None).touches(WorkId(2))
    assert not Changes(Aspect.HISTORY).touches(WorkId(1))


def test_anything_is_every_aspect():
    assert all(aspect in Aspect.ANYTHING for aspect in Aspect)


@pytest.mark.parametrize(
    ("error", "text"),
    [(BadInput("No.", "Try that."), "No. Try that."), (AppError("No."), "No.")],
)
def test_errors_are_sentences(error, text):
    assert str(error) == text
    assert (error.what, error.hint) == ("No.", "Try that." if "Try" in text else "")


def test_scopes_of_equal_parts_are_equal():
    assert ListScope(ListId(1)) == ListScope(ListId(1)) != SectionScope(SectionId(1))
    assert {PlaceScope(Place.ALL), PlaceScope(Place.ALL)} == {PlaceScope(Place.ALL)}
    assert next(iter(Sort)) is Sort.LIST


def test_an_untouched_work_is_unread_and_plain():
    assert State() == UNTOUCHED
    assert UNTOUCHED.status is Status.UNREAD
