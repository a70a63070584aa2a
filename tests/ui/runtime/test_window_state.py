"""What the window remembers."""

import pytest
from PySide6.QtCore import QByteArray

from effllm_desktop.domain.ids import ListId, SearchId, SectionId
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    SearchScope,
    SectionScope,
)
from effllm_desktop.ui.runtime.window_state import RECENT_KEPT, RecentLibraries, WindowState

SCOPES = [
    PlaceScope(Place.STARRED),
    SearchScope(SearchId(3)),
    ListScope(ListId(7)),
    SectionScope(SectionId(12)),
]


@pytest.mark.parametrize("scope", SCOPES)
def test_where_one_was(tmp_path, scope):
    state = WindowState(tmp_path)
    assert state.scope is None
    state.scope = scope
    state.save()
    assert WindowState(tmp_path).scope == scope


def test_the_place_unread_has_become_a_search(tmp_path):
    state = WindowState(tmp_path)
    state.set("scope", "place:unread")
    assert state.scope == SearchScope(SearchId(1))


@pytest.mark.parametrize("name", ["", "place:moon", "list:x", "list:٣", "window:3", "section:"])
def test_nonsense_was_never_set(tmp_path, name):
    state = WindowState(tmp_path)
    state.set("scope", name)
    assert state.scope is None


def test_sizes(tmp_path):
    state = WindowState(tmp_path)
    assert state.bytes("geometry") is None
    state.set("geometry", QByteArray(b"\x01\x00\xff"))
    state.save()
    again = WindowState(tmp_path)
    assert again.bytes("geometry") == QByteArray(b"\x01\x00\xff")


def test_recent_libraries_come_latest_first_and_once(tmp_path):
    recent = RecentLibraries(tmp_path)
    assert recent.folders() == []
    for number in range(RECENT_KEPT + 3):
        recent.add(tmp_path / str(number))
    recent.add(tmp_path / "9")
    folders = RecentLibraries(tmp_path).folders()
    assert len(folders) == RECENT_KEPT
    assert [folder.name for folder in folders[:3]] == ["9", "10", "8"]


def test_a_single_recent_library_is_a_list_of_one(tmp_path):
    RecentLibraries(tmp_path).add(tmp_path)
    assert RecentLibraries(tmp_path).folders() == [tmp_path]
