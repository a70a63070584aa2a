"""No state is lost when a new version changes what entries link to."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.domain.state import Status
from tests.support.builders import found, page, take, work
from tests.support.soundness import assert_sound

PAPER = "A paper with a telling title"
BLOG = "https://example.org/blog"
ARXIV = "https://arxiv.org/abs/2404.00001"


def link(title, url):
    return f"[{title}]({url})"


def beside(title, url):
    """A thing with a place of its own, on whose line a paper stands."""
    return f"**{title}** [[paper]]({ARXIV}) [[page]]({url})"


def state(library, title):
    return library.works.details(work(library, title)).state


@pytest.fixture
def take_in(folder, library):
    """Take in a version of the list `name` with these entries, and check the library."""
    known: set[str] = set()

    def run(*entries, name="L"):
        report = take(folder, page(name, {"S": entries}), as_list=name if name in known else None)
        known.add(name)
        assert_sound(library.database)
        return report

    return run


def test_a_link_that_became_an_arxiv_link_keeps_the_state(library, take_in):
    take_in(link(PAPER, BLOG), "b")
    paper = work(library, PAPER)
    library.workspace.run(SetNote(paper, "mine"))
    report = take_in(link(PAPER, ARXIV), "b")
    assert (report.changed, report.added, report.removed) == (1, 0, 0)
    assert work(library, PAPER) == paper
    assert library.works.details(paper).key == "arxiv:2404.00001"
    assert state(library, PAPER).note == "mine"
    assert library.works.find("url:example.org/blog") == paper
    library.workspace.undo()
    assert state(library, PAPER).note == ""


def test_and_back_again(library, take_in):
    take_in(link(PAPER, BLOG))
    paper = work(library, PAPER)
    library.workspace.run(SetStar([paper], True))
    take_in(link(PAPER, ARXIV))
    take_in(link(PAPER, BLOG))
    assert work(library, PAPER) == paper
    assert library.works.details(paper).key == "url:example.org/blog"
    assert library.works.find("arxiv:2404.00001") == paper


def test_one_address_that_two_titles_come_to_share(library, take_in):
    take_in(link("One", BLOG))
    one = work(library, "One")
    library.workspace.run(SetStatus([one], Status.READ))
    report = take_in(link("One", BLOG), link("Two", BLOG))
    assert (report.added, report.changed) == (1, 0)
    assert work(library, "One") == one
    assert library.works.details(one).key == "url:example.org/blog#title=one"
    assert state(library, "One").status is Status.READ
    assert state(library, "Two").status is Status.UNREAD
    take_in(link("One", BLOG))
    assert library.works.details(one).key == "url:example.org/blog"
    assert found(library, "is:read") == ["One"]


def test_a_reworded_title_under_a_shared_address_keeps_its_state(library, take_in):
    take_in(link("One", BLOG), link("Two", BLOG), link("Three", BLOG))
    one, two = work(library, "One"), work(library, "Two")
    library.workspace.run(SetNote(one, "one"))
    library.workspace.run(SetNote(two, "two"))
    report = take_in(link("Number one", BLOG), link("Number two", BLOG), link("Three", BLOG))
    assert (report.changed, report.added, report.removed) == (2, 0, 0)
    assert (work(library, "Number one"), work(library, "Number two")) == (one, two)
    assert state(library, "Number one").note == "one"
    assert state(library, "Number two").note == "two"


def test_a_work_that_another_list_still_mentions_stays_and_its_state_is_copied(library, take_in):
    take_in(link(PAPER, BLOG), name="A")
    take_in(link(PAPER, BLOG), name="B")
    old = work(library, PAPER)
    library.workspace.run(SetStatus([old], Status.READ))
    library.workspace.run(AddTags([old], ["kept"]))
    take_in(link(PAPER, ARXIV), name="A")
    assert found(library, "is:read tag:kept") == [PAPER, PAPER]
    assert library.works.find("url:example.org/blog") == old
    assert library.works.find("arxiv:2404.00001") != old
    assert found(library, "", Place.NEW) == []
    library.workspace.undo()
    library.workspace.undo()
    assert found(library, "is:read tag:kept") == [PAPER]


def test_the_trash_counts_as_another_list(library, take_in):
    take_in(link(PAPER, BLOG), name="A")
    take_in(link(PAPER, BLOG), name="B")
    old = work(library, PAPER)
    library.workspace.run(TrashList(ListId(2)))
    take_in(link(PAPER, ARXIV), name="A")
    assert library.works.find("url:example.org/blog") == old


def test_a_work_known_by_the_new_key_and_touched_by_nobody_is_united(library, take_in):
    take_in(link("The same, elsewhere", ARXIV), name="A")
    take_in(link(PAPER, BLOG), name="B")
    library.workspace.run(SetNote(work(library, PAPER), "mine"))
    other = work(library, "The same, elsewhere")
    take_in(link(PAPER, ARXIV), name="B")
    assert found(library, "") == ["The same, elsewhere"]
    united = work(library, "The same, elsewhere")
    assert library.works.details(united).state.note == "mine"
    assert library.works.find("url:example.org/blog") == united
    assert library.works.find("arxiv:2404.00001") == united
    # An id that somebody still holds leads on.
    assert library.works.details(other).work_id == united
    assert library.entries.rows(PlaceScope(Place.ALL), [other])[0].work_id == united
    library.workspace.run(SetStar([other], True))
    assert library.works.details(united).state.starred
    library.workspace.undo()
    library.workspace.undo()
    assert library.works.details(united).state.note == ""


@pytest.mark.parametrize("touched", ["new", "none"])
def test_an_untouched_work_is_united_with_the_one_of_the_new_key(library, take_in, touched):
    take_in(link("The same, elsewhere", ARXIV), name="A")
    take_in(link(PAPER, BLOG), name="B")
    target = work(library, "The same, elsewhere")
    if touched == "new":
        library.workspace.run(SetStar([target], True))
    take_in(link(PAPER, ARXIV), name="B")
    assert work(library, "The same, elsewhere") == target
    assert library.works.find("url:example.org/blog") == target
    assert library.works.details(target).state.starred is (touched == "new")
    assert [a.list_name for a in library.works.details(target).appearances] == ["A", "B"]


def test_two_works_that_were_both_touched_stay_apart(library, take_in):
    take_in(link("The same, elsewhere", ARXIV), name="A")
    take_in(link(PAPER, BLOG), name="B")
    old, target = work(library, PAPER), work(library, "The same, elsewhere")
    library.workspace.run(SetNote(old, "old"))
    library.workspace.run(SetNote(target, "target"))
    report = take_in(link(PAPER, ARXIV), name="B")
    assert (report.added, report.removed, report.changed) == (1, 1, 0)
    details = library.works.details(old)
    assert details.state.note == "old"
    assert [a.removed for a in details.appearances] == [True]
    assert library.works.details(target).state.note == "target"
    take_in(link(PAPER, BLOG), name="B")
    assert work(library, PAPER) == old
    assert state(library, PAPER).note == "old"


def test_a_touched_work_of_the_new_key_keeps_its_own_state_when_the_old_one_stays(library, take_in):
    take_in(link("Target", ARXIV), name="A")
    take_in(link(PAPER, BLOG), name="B")
    take_in(link(PAPER, BLOG), name="C")
    library.workspace.run(SetNote(work(library, PAPER), "old"))
    library.workspace.run(SetNote(work(library, "Target"), "target"))
    take_in(link(PAPER, ARXIV), name="C")
    assert state(library, "Target").note == "target"
    assert state(library, PAPER).note == "old"


def test_a_work_with_state_once_is_touched_for_ever(library, take_in):
    take_in(link("The same, elsewhere", ARXIV), name="A")
    take_in(link(PAPER, BLOG), name="B")
    target = work(library, "The same, elsewhere")
    library.workspace.run(AddTags([target], ["t"]))
    library.workspace.undo()
    library.workspace.run(SetStar([work(library, PAPER)], True))
    library.workspace.undo()
    take_in(link(PAPER, ARXIV), name="B")
    library.workspace.redo()


def test_the_link_says_what_an_entry_is_before_its_wording_does(library, take_in):
    take_in(link(PAPER, BLOG))
    paper = work(library, PAPER)
    library.workspace.run(SetStar([paper], True))
    take_in(link(PAPER, ARXIV), link("News of today", BLOG))
    assert work(library, "News of today") == paper
    assert found(library, "is:starred") == ["News of today"]


def test_a_former_address_under_another_title_is_another_work(library, take_in):
    take_in(link(PAPER, BLOG))
    library.workspace.run(SetStar([work(library, PAPER)], True))
    take_in(link(PAPER, ARXIV))
    take_in(link("News of today", BLOG), name="B")
    assert found(library, "is:starred") == [PAPER]
    assert library.works.find("url:example.org/blog") == work(library, "News of today")


def test_a_former_address_under_the_same_title_is_the_same_work(library, take_in):
    take_in(link(PAPER, BLOG))
    library.workspace.run(SetStar([work(library, PAPER)], True))
    take_in(link(PAPER, ARXIV))
    take_in(link(PAPER.upper(), BLOG), name="B")
    assert len(found(library, "is:starred")) == 1
    # While it is used, the address means the work whatever others call it.
    take_in(link("News of today", BLOG), name="C")
    assert len(found(library, "")) == 1


def test_a_title_that_anybody_could_have_proves_nothing(library, take_in):
    take_in(link("Paper", BLOG))
    library.workspace.run(SetStar([work(library, "Paper")], True))
    report = take_in(link("Paper", ARXIV))
    assert (report.added, report.removed) == (1, 1)
    assert found(library, "is:starred") == []
    take_in(link("Paper", BLOG))
    assert found(library, "is:starred") == ["Paper"]


def test_a_title_that_several_entries_have_proves_nothing(library, take_in):
    take_in(link(PAPER, BLOG), link(PAPER, "https://example.org/2"))
    library.workspace.run(SetStar([library.works.find("url:example.org/blog")], True))
    report = take_in(link(PAPER, ARXIV), link(PAPER, "https://example.org/2"))
    assert (report.added, report.removed) == (1, 1)
    assert found(library, "is:starred") == []


def test_a_removed_entry_keeps_its_state_and_returns(library, take_in):
    take_in("a", "b")
    library.workspace.run(SetStar([work(library, "a")], True))
    assert take_in("b").removed == 1
    assert found(library, "is:starred") == []
    report = take_in("b", "a")
    assert (report.returned, report.added, report.moved, report.changed) == (1, 0, 0, 0)
    assert found(library, "is:starred") == ["a"]
    assert found(library, "", Place.NEW) == []


def test_a_tombstone_comes_back_under_another_address(library, take_in):
    take_in(link(PAPER, BLOG), "b")
    library.workspace.run(SetStar([work(library, PAPER)], True))
    take_in("b")
    assert take_in(link(PAPER, ARXIV), "b").returned == 1
    assert state(library, PAPER).starred


def test_a_tombstone_whose_key_has_become_another_work(library, take_in):
    take_in(link(PAPER, BLOG), name="A")
    take_in(link(PAPER, BLOG), name="B")
    take_in("x", name="B")
    take_in(link(PAPER, ARXIV), link("News of today", BLOG), name="A")
    take_in(link(PAPER, BLOG), "x", name="B")
    assert library.works.find("url:example.org/blog") == work(library, "News of today")


def test_a_former_address_that_comes_back_with_an_old_entry_means_the_old_work(library, take_in):
    second = "Another telling title"
    take_in(link(PAPER, ARXIV), link(second, ARXIV))
    paper = library.works.find("arxiv:2404.00001")
    library.workspace.run(SetStar([paper], True))
    take_in(link(PAPER, BLOG))
    take_in(link(PAPER, BLOG), link("A third telling title", ARXIV), link(second, ARXIV))
    assert library.works.find("arxiv:2404.00001") == paper
    assert len(found(library, "is:starred")) == 1


def test_two_works_that_become_one_paper(library, take_in):
    first, second = "The first long title", "The second long title"
    take_in(link(first, BLOG), link(second, "https://example.org/2"))
    one, two = work(library, first), work(library, second)
    library.workspace.run(SetNote(one, "one"))
    library.workspace.run(SetNote(two, "two"))
    take_in(link(first, ARXIV), link(second, ARXIV))
    assert library.works.details(one).state.note == "one"
    assert library.works.details(two).state.note == "two"
    assert library.works.find("arxiv:2404.00001") == one


def test_one_work_that_becomes_two(library, take_in):
    """Two entries of one address get two: the first takes the work along, both the state."""
    first, second = "The first long title", "The second long title"
    take_in(link(first, BLOG), link(first, BLOG))
    library.workspace.run(SetStar([work(library, first)], True))
    take_in(link(first, BLOG), link(second, BLOG))
    report = take_in(link(first, ARXIV), link(second, "https://example.org/2"))
    assert (report.added, report.removed) == (0, 0)


def test_things_that_come_to_name_one_paper_keep_their_state_under_their_own_keys(library, take_in):
    barn, mill = beside("Barn", "https://github.com/o/barn"), beside("Mill", "https://a.b/mill")
    take_in(barn)
    one = work(library, "Barn")
    assert library.works.details(one).key == "arxiv:2404.00001"
    library.workspace.run(SetNote(one, "of the barn"))
    report = take_in(barn, mill)
    assert (report.added, report.changed, report.removed) == (1, 0, 0)
    assert library.works.details(one).key == "github:o/barn"
    assert library.works.details(work(library, "Mill")).key == "url:a.b/mill"
    assert (state(library, "Barn").note, state(library, "Mill").note) == ("of the barn", "")
    take_in(barn)
    assert work(library, "Barn") == one
    assert library.works.details(one).key == "arxiv:2404.00001"


# ---------------------------------------------------------------------------------------------

TITLES = [f"A long enough title number {n}" for n in range(5)] + ["Code", "Paper"]
URLS = [BLOG, ARXIV, "https://example.org/2", "https://github.com/o/r"]
ENTRIES = st.one_of(
    st.builds(link, st.sampled_from(TITLES), st.sampled_from(URLS)),
    st.builds(beside, st.sampled_from(["Barn", "Mill", "Silo"]), st.sampled_from(URLS)),
)
VERSIONS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B"]),
        st.lists(ENTRIES, max_size=5),
        st.lists(ENTRIES, max_size=3),
        st.randoms(use_true_random=False),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=25)
@given(VERSIONS)
def test_no_state_is_lost_over_any_versions(tmp_path_factory, versions):
    folder = tmp_path_factory.mktemp("library")
    library = open_library(folder)
    notes: dict[str, int] = {}
    known: set[str] = set()
    for number, (name, first, second, chance) in enumerate(versions):
        before = live(library)
        text = page(name, {"S": first, "T": second})
        take(folder, text, as_list=name if name in known else None)
        known.add(name)
        assert_sound(library.database)
        assert_nothing_lost(library, notes)
        assert_same_entries_keep_their_state(before, live(library))
        touch(library, chance, number, notes)
    while library.workspace.undo_label:
        library.workspace.undo()
    while library.workspace.redo_label:
        library.workspace.redo()
    assert_sound(library.database)
    library.close()


def touch(library, chance: random.Random, number: int, notes: dict[str, int]) -> None:
    """Leave a note that tells where it was written, and other signs."""
    for work_id in sorted({w for _, w, _ in live(library)}):
        what = chance.random()
        if what < 0.3:
            note = f"note {number} {work_id}"
            library.workspace.run(SetNote(work_id, note))
            notes[note] = work_id
        elif what < 0.4:
            library.workspace.run(SetRating([work_id], chance.randint(0, 5)))
        elif what < 0.5 and library.workspace.undo_label:
            library.workspace.undo()
            notes.clear()
            notes.update(dict(library.database.rows("SELECT note, work_id FROM reading")))
            notes.pop("", None)


def live(library) -> list[tuple[tuple[str, str], int, str]]:
    """Key and title, work and note of every entry that stands."""
    return [
        ((key, title), work_id, note)
        for key, title, work_id, note in library.database.rows(
            "SELECT e.key, e.title, e.work_id, coalesce(r.note, '') FROM entries e "
            "LEFT JOIN reading r ON r.work_id = e.work_id WHERE e.position IS NOT NULL"
        )
    ]


def assert_nothing_lost(library, notes: dict[str, int]) -> None:
    """Every note is still on its work, and the work is mentioned somewhere, be it by tombstones."""
    kept = dict(library.database.rows("SELECT work_id, note FROM reading"))
    mentioned = {w for (w,) in library.database.rows("SELECT work_id FROM entries")}
    latest = {work_id: note for note, work_id in notes.items()}
    for work_id, note in latest.items():
        assert kept[work_id] == note
        assert work_id in mentioned


def assert_same_entries_keep_their_state(before, after) -> None:
    """What has the same key and title as before shows the same note, if it had one."""
    notes: dict[tuple[str, str], set[str]] = {}
    for entry, _, note in before:
        notes.setdefault(entry, set()).add(note)
    for entry, _, note in after:
        if len(notes.get(entry, ())) == 1 and "" not in notes[entry]:
            assert notes[entry] == {note}
