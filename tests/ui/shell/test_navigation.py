"""The way back and forward."""

from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope
from effllm_desktop.ui.shell.navigation import KEPT, Navigation

ALL = PlaceScope(Place.ALL)
LIST = ListScope(ListId(1))
SECTION = SectionScope(SectionId(2))


def test_back_and_forward_are_each_others_inverse():
    way = Navigation()
    for scope in (ALL, LIST, SECTION):
        way.visit(scope)
    assert [way.back(), way.back(), way.back()] == [LIST, ALL, None]
    assert way.here == ALL
    assert [way.forward(), way.forward(), way.forward()] == [LIST, SECTION, None]


def test_a_new_visit_forgets_what_was_ahead():
    way = Navigation()
    way.visit(ALL)
    way.visit(LIST)
    way.back()
    way.visit(SECTION)
    assert not way.can_go_forward
    assert way.back() == ALL


def test_staying_is_no_step():
    way = Navigation()
    way.visit(ALL)
    way.visit(ALL)
    assert not way.can_go_back


def test_what_is_gone_is_not_gone_back_to():
    way = Navigation()
    for scope in (LIST, ALL, LIST, SECTION):
        way.visit(scope)
    way.forget(LIST)
    assert way.back() == ALL
    assert not way.can_go_back
    way.forget(ALL)
    assert way.here is None
    way.forward()
    assert way.here == SECTION
    assert not way.can_go_back


def test_the_way_is_not_endless():
    way = Navigation()
    for number in range(3 * KEPT):
        way.visit(ListScope(ListId(number)))
    steps = 0
    while way.back():
        steps += 1
    assert steps == KEPT
