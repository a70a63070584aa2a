from datetime import UTC, datetime

import pytest

from effllm_desktop.app.operations.highlighting import SetLastPlace
from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.readmodels.works import best_link
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Role
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.domain.state import UNTOUCHED, State, Status
from tests.support.builders import page, take, work

URL = "https://arxiv.org/abs/2404.00001"


@pytest.fixture
def paper(folder, library):
    """A work in two lists, twice in the first."""
    take(folder, page("A", {"S": [f"[a < $L_2$]({URL})"], "T": [f"[again]({URL})"]}))
    take(folder, page("B", {"U": [f"[elsewhere]({URL})"]}))
    return work(library, "a < L₂")


def test_everything_about_a_work(library, paper):
    details = library.works.details(paper)
    assert (details.work_id, details.key) == (paper, "arxiv:2404.00001")
    assert (details.title, details.entry.title) == ("a < L₂", "a < $L_2$")
    assert details.title_html == "a &lt; <i>L</i><sub>2</sub>"
    assert (details.state, details.state_changed_at) == (UNTOUCHED, None)
    assert details.best_link == URL
    assert details.source == f"- [a < $L_2$]({URL})\n"
    assert [(a.list_name, a.path, a.line, a.removed) for a in details.appearances] == [
        ("A", "A / S", 5, False),
        ("A", "A / T", 9, False),
        ("B", "B / U", 5, False),
    ]


def test_a_work_as_another_entry_shows_it(library, paper):
    entries = [place.entry_id for place in library.works.details(paper).appearances]
    assert library.works.details(paper, entries[2]).title == "elsewhere"
    assert library.works.details(paper, entries[1]).title_html == "again"


def test_an_entry_of_another_work_is_not_shown_for_this_one(folder, library, paper):
    take(folder, page("C", {"S": ["other"]}))
    other = library.works.details(work(library, "other")).appearances[0].entry_id
    assert library.works.details(paper, other).title == "a < L₂"


def test_where_a_work_no_longer_stands_comes_last(folder, library, paper):
    take(folder, page("A", {"S": [], "T": [f"[again]({URL})"]}), as_list="A")
    places = library.works.details(paper).appearances
    assert [(a.list_name, a.path, a.removed) for a in places] == [
        ("A", "A / T", False),
        ("B", "B / U", False),
        ("A", "A / S", True),
    ]
    assert library.works.details(paper, places[2].entry_id).title == "a < L₂"
    assert library.works.details(paper).title == "again"


def test_a_work_that_only_tombstones_mention_can_be_looked_at(folder, library):
    take(folder, page("A", {"S": ["x"]}))
    x = work(library, "x")
    take(folder, page("A", {"S": []}), as_list="A")
    details = library.works.details(x)
    assert (details.title, [a.removed for a in details.appearances]) == ("x", [True])


def test_a_work_of_which_all_lists_are_in_the_trash(library, paper):
    library.workspace.run(TrashList(ListId(1)))
    assert [a.list_name for a in library.works.details(paper).appearances] == ["B"]
    library.workspace.run(TrashList(ListId(2)))
    with pytest.raises(NotFound, match="No list"):
        library.works.details(paper)
    with pytest.raises(NotFound):
        library.works.details(WorkId(99))


def test_the_state_with_the_time_of_its_change(library, paper):
    library.workspace.run(SetStatus([paper], Status.READ))
    details = library.works.details(paper)
    assert details.state == State(Status.READ)
    assert details.state_changed_at == datetime(2026, 3, 1, 12, 0, 0, 1000, tzinfo=UTC)


def test_tags_alone_are_a_state_with_a_time(library, paper, clock):
    told = library.workspace.run(AddTags([paper], ["b", "A"]))
    assert told.aspects == Aspect.TAGS | Aspect.HISTORY
    details = library.works.details(paper)
    assert details.state == State(tags=("A", "b"))
    assert details.state_changed_at == clock.now
    library.workspace.undo()
    assert library.works.details(paper).state_changed_at is None


def test_taking_a_tag_is_a_change_too(library, paper, clock):
    library.workspace.run(AddTags([paper], ["a"]))
    clock.wait(hours=1)
    library.workspace.run(RemoveTags([paper], [" A "]))
    assert library.works.details(paper).state_changed_at.hour == 13


def test_works_are_found_by_key(library, paper):
    assert library.works.find("arxiv:2404.00001") == paper
    assert library.works.find("arxiv:2404.99999") is None


def test_a_work_without_a_title_link_opens_its_most_telling_one(folder, library):
    pdf, code = Link("pdf", "https://a.b/x.pdf", Role.PDF), Link("code", "https://a.b", Role.CODE)
    assert best_link(EntryText("k", Kind.OTHER, "t", "", links=(code, pdf))) == pdf.url
    assert best_link(EntryText("k", Kind.OTHER, "t", "", links=(code,))) == code.url
    assert best_link(EntryText("k", Kind.OTHER, "t", "https://c.d", links=(pdf,))) == "https://c.d"
    assert best_link(EntryText("k", Kind.OTHER, "t", "")) is None


def test_all_details_of_a_list_can_be_read(folder, library):
    take(folder, page("A", {"S": ["x", "y"]}))
    for one in library.entries.all_works(ListScope(ListId(1))):
        assert library.works.details(one).work_id == one


def test_works_that_were_changed_last_come_first(folder, library):
    take(folder, page("L", {"S": ["a", "b", "c"]}))
    a, b, c = (work(library, name) for name in "abc")
    for one in (b, a, c):
        library.workspace.run(SetStar([one], starred=True))
    assert library.works.recent(2) == [c, a]
    assert library.works.recent(9) == [c, a, b]
    library.workspace.run(SetLastPlace(b, LastPlace(1, 9)))
    assert library.works.recent(2) == [b, c]
