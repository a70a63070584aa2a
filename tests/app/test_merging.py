"""Two works that turn out to be one: offered with reasons, united in one step, two by undo."""

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.highlighting import AddHighlights, SetLastPlace
from effllm_desktop.app.operations.identifying import KeepApart, MergeWorks
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.pinning import PinPdfs
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.duplicates import Reason
from effllm_desktop.domain.errors import BadInput, Conflict
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.metadata import Fact, Source, Validator
from effllm_desktop.domain.scopes import Place
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store import metadata, validators
from tests.support.builders import found, page, passage, take, user_rows
from tests.support.soundness import assert_sound, kept_counts

ARXIV = "[Attention](https://arxiv.org/abs/1706.03762)"
DOI = "[Attention is all](https://doi.org/10.5555/3295222)"
ONE, OTHER = "arxiv:1706.03762", "doi:10.5555/3295222"
NOW = "2026-03-01T12:00:00+00:00"


@pytest.fixture
def library(folder):
    """Two lists: a paper by its arXiv id in one, by its DOI in the other; and something else."""
    take(folder, page("A", {"S": [ARXIV, "one"]}))
    take(folder, page("B", {"S": [DOI, "two", "one"]}))
    library = open_library(folder)
    yield library
    library.close()


def again(folder, name, sections):
    """A later version of a list."""
    take(folder, page(name, sections), as_list=name)


def ids(library, *keys):
    return [library.works.find(key) for key in keys]


def system_rows(database):
    """What the lists say of works, keys and entries."""
    return {
        sql: database.rows(sql)
        for sql in (
            "SELECT * FROM works ORDER BY id",
            "SELECT * FROM work_aliases ORDER BY key",
            "SELECT * FROM entries ORDER BY id",
            "SELECT * FROM metadata ORDER BY work_id, field, source",
            "SELECT * FROM paper_versions ORDER BY work_id, version",
            "SELECT * FROM answers ORDER BY work_id, source",
            "SELECT * FROM older_values ORDER BY work_id, field, source, as_of",
            "SELECT * FROM validators ORDER BY work_id, source",
            "SELECT * FROM work_pdfs ORDER BY work_id",
            "SELECT * FROM downloads ORDER BY work_id",
            "SELECT * FROM last_places ORDER BY work_id",
            "SELECT * FROM folds ORDER BY work_id",
        )
    }


def say(library, key, source, facts):
    with library.database.transaction():
        metadata.take(library.database, source, {library.works.find(key): facts}, NOW)


def reasons(library):
    """The pairs that are offered, by their keys; the details of either work say the same."""
    pairs = {
        frozenset((one.work.key, one.other.key)): one.reasons for one in library.duplicates.all()
    }
    for keys, why in pairs.items():
        for key in keys:
            shown = library.works.details(library.works.find(key)).may_be
            assert (next(iter(keys - {key})), why) in [(one.key, one.reasons) for one in shown]
    works = {key for pair in pairs for key in pair}
    titles = sorted(library.works.details(library.works.find(key)).title for key in works)
    assert sorted(found(library, "is:duplicate")) == titles
    return pairs


def test_a_merge_unites_what_is_the_readers_and_undo_makes_two_works_of_it_again(library):
    kept, gone = ids(library, ONE, OTHER)
    run = library.workspace.run
    for deed in (
        SetStatus([kept], Status.READING),
        SetStatus([gone], Status.READ),
        SetStar([gone], True),
        SetRating([kept], 4),
        SetRating([gone], 2),
        SetNote(kept, "mine\n"),
        SetNote(gone, "theirs"),
        AddTags([kept, gone], ["both"]),
        AddTags([gone], ["theirs"]),
        AddHighlights(kept, [passage("ours")]),
        AddHighlights(gone, [passage("theirs", page=2)]),
        PinPdfs([gone], True),
        CorrectWork(kept, {Fact.VENUE: "NeurIPS"}),
        CorrectWork(gone, {Fact.VENUE: "NIPS", Fact.TITLE: "Attention!"}),
        PutInQueue(ids(library, "url:example.org/two")),
        PutInQueue([gone]),
        SetLastPlace(kept, LastPlace(2, 15)),
        SetLastPlace(gone, LastPlace(9, 11)),
    ):
        run(deed)
    before = user_rows(library.database), system_rows(library.database)
    preview = library.duplicates.preview(kept, gone)
    changes = run(MergeWorks(kept, gone))
    assert Aspect.CATALOG in changes.aspects
    assert changes.works is None
    details = library.works.details(gone)
    united = State(Status.READ, True, 4, ("both", "theirs"), "mine\n\ntheirs", 2)
    assert details.state == united
    assert (preview.state, preview.highlights) == (united, 2)
    assert [place.list_name for place in preview.places] == ["A", "B"]
    assert (details.work_id, details.key) == (kept, ONE)
    assert [one.passage.quote for one in details.highlights] == ["ours", "theirs"]
    assert details.last_place == LastPlace(9, 11)
    assert library.works.pinned([kept])
    assert details.metadata.text(Fact.VENUE) == "NeurIPS"
    assert details.metadata.text(Fact.TITLE) == "Attention!"
    assert [place.list_name for place in details.appearances] == ["A", "B"]
    assert library.works.find(OTHER) == kept
    assert found(library, "theirs") == ["Attention"]
    assert found(library, "is:queued") == ["Attention", "two"]
    assert kept_counts(library.database)[Place.ALL.value] == (2, 3)
    assert_sound(library.database)
    done = user_rows(library.database), system_rows(library.database)
    assert library.workspace.undo() == "merge two works"
    assert (user_rows(library.database), system_rows(library.database)) == before
    assert_sound(library.database)
    library.workspace.redo()
    assert (user_rows(library.database), system_rows(library.database)) == done
    assert_sound(library.database)


def test_what_is_equal_is_not_doubled_and_what_is_untouched_stays_so(library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(SetNote(kept, "same\n"))
    library.workspace.run(SetNote(gone, "same"))
    library.workspace.run(MergeWorks(kept, gone))
    assert library.works.details(kept).state == State(note="same\n")
    library.workspace.undo()
    library.workspace.undo()
    library.workspace.undo()
    library.workspace.run(MergeWorks(kept, gone))
    assert library.database.rows("SELECT * FROM reading") == []
    assert [step["what"] for step in history(library, kept)] == ["merge two works"]


def history(library, one):
    from effllm_desktop.app.readmodels.records import work_record

    return work_record(library.database, one)["history"]


def test_the_history_of_a_work_is_that_of_both(library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(SetStar([gone], True))
    library.workspace.run(SetRating([kept], 3))
    library.workspace.run(MergeWorks(kept, gone))
    said = [step["what"] for step in history(library, kept)]
    assert said == ["star 1 work", "rate 1 work", "merge two works"]


def test_one_work_is_not_merged_with_itself(library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(MergeWorks(kept, gone))
    for operation in (MergeWorks(kept, gone), MergeWorks(kept, kept), KeepApart(gone, kept)):
        with pytest.raises(BadInput, match="one work already"):
            library.workspace.run(operation)
    with pytest.raises(BadInput, match="one work already"):
        library.duplicates.preview(kept, gone)


def test_merged_works_are_merged_again_and_come_apart_in_order(library):
    kept, gone = ids(library, ONE, OTHER)
    one, two = ids(library, "url:example.org/one", "url:example.org/two")
    library.workspace.run(SetStar([gone], True))
    states = [system_rows(library.database)]
    for pair in ((kept, gone), (one, kept), (two, gone)):
        library.workspace.run(MergeWorks(*pair))
        assert_sound(library.database)
        states.append(system_rows(library.database))
    assert library.works.find(OTHER) == library.works.find("url:example.org/one") == two
    assert found(library, "is:starred") == ["Attention"]
    for number in (2, 1, 0):
        library.workspace.undo()
        assert system_rows(library.database) == states[number]
        assert_sound(library.database)
    for number in (1, 2, 3):
        library.workspace.redo()
        assert system_rows(library.database) == states[number]
    assert_sound(library.database)


def test_a_later_version_finds_the_kept_work_by_either_key(folder, library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(SetStar([gone], True))
    library.workspace.run(MergeWorks(kept, gone))
    again(folder, "B", {"S": [DOI, ARXIV, "two"]})
    take(folder, page("C", {"S": ["[Something else entirely](https://doi.org/10.5555/3295222)"]}))
    assert library.works.find(OTHER) == kept
    lists = [place.list_name for place in library.works.details(kept).appearances]
    assert lists == ["A", "B", "B", "C"]
    assert_sound(library.database)
    library.workspace.undo()
    lists = [[place.list_name for place in library.works.details(one).appearances]
             for one in (kept, gone)]  # fmt: skip
    assert lists == [["A", "B"], ["B", "C"]]
    assert found(library, "is:starred") == ["Attention is all"]
    assert_sound(library.database)
    library.workspace.redo()
    assert_sound(library.database)


def test_an_entry_that_is_gone_comes_back_to_the_kept_work(folder, library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(MergeWorks(kept, gone))
    again(folder, "B", {"S": ["two"]})
    take(folder, page("D", {"S": [f"{DOI[:-1]}?new)"]}))
    again(folder, "B", {"S": ["two", "[Renamed](https://doi.org/10.5555/3295222)"]})
    assert library.works.find(OTHER) == kept
    assert_sound(library.database)
    again(folder, "B", {"S": ["two"]})
    library.workspace.undo()
    assert library.works.find(OTHER) == gone
    assert [place.removed for place in library.works.details(gone).appearances][-1]
    assert_sound(library.database)


def test_a_link_that_was_changed_to_the_other_key_goes_back_with_it(folder, library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(SetStar([kept], True))
    library.workspace.run(MergeWorks(gone, kept))
    # The only entry with the DOI gets the other address: the curator says it, too.
    again(folder, "B", {"S": ["[Attention is all](https://arxiv.org/abs/1706.03762)", "two"]})
    assert_sound(library.database)
    before = user_rows(library.database)
    with pytest.raises(Conflict, match="told apart") as told:
        library.workspace.undo()
    assert "lists have changed" in told.value.hint
    assert user_rows(library.database) == before
    assert_sound(library.database)


LONG = "Attention is all that you need in these days"


def test_a_kept_work_that_came_to_go_by_the_other_key_gets_its_own_back(folder, library):
    again(folder, "A", {"S": [f"[{LONG}](https://arxiv.org/abs/1706.03762)", "one"]})
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(MergeWorks(kept, gone))
    again(folder, "B", {"S": ["two", "one"]})
    again(folder, "A", {"S": [f"[{LONG}](https://doi.org/10.5555/3295222)", "one"]})
    assert library.works.details(kept).key == OTHER
    take(folder, page("C", {"S": [f"[{LONG}](https://arxiv.org/abs/1706.03762)"]}))
    assert_sound(library.database)
    library.workspace.undo()
    assert ids(library, ONE, OTHER) == [kept, gone]
    assert_sound(library.database)


def test_a_kept_work_whose_key_means_something_else_now_cannot_be_told_apart(folder, library):
    again(folder, "A", {"S": [f"[{LONG}](https://arxiv.org/abs/1706.03762)", "one"]})
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(MergeWorks(kept, gone))
    again(folder, "B", {"S": ["two", "one"]})
    again(folder, "A", {"S": [f"[{LONG}](https://doi.org/10.5555/3295222)", "one"]})
    take(folder, page("C", {"S": ["[Something else](https://arxiv.org/abs/1706.03762)"]}))
    assert library.works.find(ONE) not in (kept, gone)
    with pytest.raises(Conflict, match="told apart"):
        library.workspace.undo()
    assert_sound(library.database)


def test_a_key_that_another_program_gave_away_does_not_come_back(library):
    kept, gone, one = ids(library, ONE, OTHER, "url:example.org/one")
    library.workspace.run(MergeWorks(kept, gone))
    with library.database.transaction():
        library.database.run("UPDATE work_aliases SET work_id = ?", (one,))
    with pytest.raises(Conflict, match="told apart"):
        library.workspace.undo()
    assert library.works.find(OTHER) == one


def test_restarts_and_other_windows_see_what_was_merged(folder, library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(SetNote(gone, "words"))
    with closing(open_library(folder)) as other:
        other.workspace.run(MergeWorks(kept, gone))
        told = []
        library.workspace.subscribe(told.append)
        assert library.workspace.notice_outside_changes()
        assert told[0].aspects == Aspect.ANYTHING
        assert library.works.details(gone).state.note == "words"
        library.workspace.run(SetStar([gone], True))  # by the id that this window still holds
        assert found(other, "is:starred") == ["Attention"]
        library.workspace.undo()
    with closing(open_library(folder)) as later:
        assert later.workspace.undo() == "merge two works"
        assert later.works.details(gone).state.note == "words"
        assert_sound(later.database)
        assert later.workspace.redo() == "merge two works"
        assert_sound(later.database)


def test_very_many_highlights_go_over_and_back(library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(SetNote(gone, "rare"))
    library.workspace.run(AddHighlights(gone, [passage(f"word{n}") for n in range(1100)]))
    before = user_rows(library.database)
    library.workspace.run(MergeWorks(kept, gone))
    assert_sound(library.database)
    assert found(library, "word7 word1099 rare") == ["Attention"]
    library.workspace.undo()
    assert user_rows(library.database) == before
    assert_sound(library.database)
    library.workspace.redo()
    assert found(library, "word7 word1099 rare") == ["Attention"]
    assert_sound(library.database)


def test_undo_keeps_what_was_read_meanwhile(library):
    kept, gone = ids(library, ONE, OTHER)
    library.workspace.run(SetLastPlace(gone, LastPlace(3, 15)))
    library.workspace.run(MergeWorks(kept, gone))
    library.workspace.run(SetLastPlace(kept, LastPlace(12, 15)))
    library.workspace.undo()
    assert library.works.details(kept).last_place == LastPlace(12, 15)
    assert library.works.details(gone).last_place == LastPlace(3, 15)


def test_what_services_said_goes_along_source_by_source(library):
    say(library, ONE, Source.ARXIV, {Fact.TITLE: "T", Fact.VERSION: 2, Fact.PUBLISHED: NOW,
                                     Fact.UPDATED: NOW, Fact.ABSTRACT: "telling"})  # fmt: skip
    say(library, ONE, Source.OPENALEX, {Fact.CITATIONS: 5})
    say(library, OTHER, Source.OPENALEX, {Fact.CITATIONS: 7, Fact.VENUE: "NIPS"})
    for stars in (7, 9):
        say(library, ONE, Source.GITHUB, {Fact.STARS: stars})
    kept, gone = ids(library, OTHER, ONE)
    known_by = {gone: Validator("https://api.github.com/repos/a/b", '"1"')}
    validators.keep(library.database, Source.GITHUB, [gone], known_by)
    before = system_rows(library.database)
    library.workspace.run(MergeWorks(kept, gone))
    known = library.works.details(kept).metadata
    assert [one.value for one in known.older[Fact.STARS]] == [7]
    assert validators.of_source(library.database, Source.GITHUB).get(kept) is None
    validators.keep(library.database, Source.GITHUB, [kept], {kept: known_by[gone]})
    assert known.text(Fact.ABSTRACT) == "telling"
    assert known.value(Fact.CITATIONS) == 7
    assert [one.version for one in known.versions] == [1, 2]
    assert found(library, "telling") == ["Attention is all"] or found(library, "telling")
    assert_sound(library.database)
    library.workspace.undo()
    assert system_rows(library.database) == before
    assert_sound(library.database)


def test_the_pdf_that_the_reader_attached_is_the_one_that_stays(library):
    kept, gone = ids(library, ONE, OTHER)
    pdfs = [("fetched", 0), ("attached", 1), ("other", 1)]
    with library.database.transaction():
        for sha, _ in pdfs:
            library.database.run(
                "INSERT INTO pdfs (sha256, size, pages, added_at) VALUES (?, 1, 1, ?)", (sha, NOW)
            )

    def give(work, pdf):
        with library.database.transaction():
            library.database.run("DELETE FROM work_pdfs WHERE work_id = ?", (work,))
            if pdf is not None:
                sha, attached = pdfs[pdf]
                library.database.run(
                    "INSERT INTO work_pdfs (work_id, pdf_id, identity, attached) "
                    "SELECT ?, id, ?, ? FROM pdfs WHERE sha256 = ?",
                    (work, None if attached else "url:x", attached, sha),
                )

    for mine, theirs, left, said in (
        (None, 0, "fetched", ""),
        (None, 1, "attached", ""),
        (0, None, "fetched", ""),
        (0, 1, "attached", "The file that you attached to the other one."),
        (1, 0, "attached", "That of this one."),
        (1, 2, "attached", "That of this one. Your other file stays here; undo shows it again."),
        (0, 0, "fetched", ""),
    ):
        give(kept, mine)
        give(gone, theirs)
        before = system_rows(library.database)
        assert library.duplicates.preview(kept, gone).pdf == said
        library.workspace.run(MergeWorks(kept, gone))
        assert library.works.details(kept).pdf.sha256 == left
        attached = library.database.rows("SELECT pdf_id FROM work_pdfs WHERE attached = 1")
        assert len(attached) == [mine, theirs].count(1) + [mine, theirs].count(2)
        library.workspace.undo()
        assert system_rows(library.database) == before


def test_a_pdf_that_left_this_machine_meanwhile_does_not_come_back(library):
    kept, gone = ids(library, ONE, OTHER)
    with library.database.transaction():
        library.database.run(
            "INSERT INTO pdfs (id, sha256, size, pages, added_at) VALUES (1, 'a', 1, 1, ?)", (NOW,)
        )
        library.database.run("INSERT INTO work_pdfs VALUES (?, 1, 'url:x', NULL, 0)", (gone,))
    library.workspace.run(MergeWorks(kept, gone))
    with library.database.transaction():
        library.database.run("DELETE FROM work_pdfs")
        library.database.run("DELETE FROM pdfs")
    library.workspace.undo()
    assert library.database.rows("SELECT * FROM work_pdfs") == []


def test_a_download_that_waits_goes_along_and_comes_back(library):
    kept, gone = ids(library, ONE, OTHER)

    def wish(work, identity, state="downloading"):
        with library.database.transaction():
            library.database.run(
                "INSERT INTO downloads (work_id, place, state, identity, url, page, requested_at) "
                "VALUES (?, ?, ?, ?, 'u', 'p', ?)",
                (work, work, state, identity, NOW),
            )

    def wishes():
        return library.database.rows("SELECT work_id, identity, state FROM downloads ORDER BY 1")

    wish(gone, "b")
    library.workspace.run(MergeWorks(kept, gone))
    assert wishes() == [(kept, "b", "downloading")]
    library.workspace.undo()
    assert wishes() == [(gone, "b", "queued")]
    wish(kept, "a", "failed")
    library.workspace.run(MergeWorks(kept, gone))
    assert wishes() == [(kept, "a", "failed")]
    library.workspace.undo()
    assert wishes() == [(kept, "a", "failed"), (gone, "b", "queued")]


def test_the_reasons_are_what_both_say_of_themselves(folder):
    take(
        folder,
        page(
            "A",
            {
                "S": [
                    "[P](https://arxiv.org/abs/1706.03762)",
                    "[Q](https://doi.org/10.5555/q), `arXiv, 1706.03762`",
                    "[R](https://github.com/old/name)",
                    "[Old R](https://github.com/new/name)",
                    "[V](https://github.com/v/v)",
                    "[other](https://example.org/other)",
                ]
            },
        ),
    )
    library = open_library(folder)
    assert reasons(library) == {frozenset((ONE, "doi:10.5555/q")): (Reason.ARXIV,)}
    say(library, ONE, Source.ARXIV, {Fact.DOI: "10.5555/Q", Fact.VERSION: 1, Fact.UPDATED: NOW})
    say(library, "github:old/name", Source.GITHUB, {Fact.REPOSITORY: "New/name"})
    say(library, "github:v/v", Source.GITHUB, {Fact.REPOSITORY: "V/v"})
    say(library, "github:new/name", Source.GITHUB, {Fact.REPOSITORY: "New/name"})
    say(library, "github:v/v", Source.OPENALEX, {Fact.DOI: "10.5555/q"})  # of the paper it names
    assert reasons(library) == {
        frozenset((ONE, "doi:10.5555/q")): (Reason.DOI, Reason.ARXIV),
        frozenset(("github:old/name", "github:new/name")): (Reason.RENAMED,),
    }
    say(library, "url:example.org/other", Source.OPENALEX, {Fact.DOI: "10.5555/q"})
    assert reasons(library)[frozenset((ONE, "url:example.org/other"))] == (Reason.DOI,)
    library.workspace.run(KeepApart(*ids(library, "url:example.org/other", ONE)))
    library.workspace.run(KeepApart(*ids(library, ONE, "url:example.org/other")))
    assert frozenset((ONE, "url:example.org/other")) not in reasons(library)
    library.workspace.run(MergeWorks(*ids(library, "doi:10.5555/q", ONE)))
    # The kept work is kept apart from what the other one was kept apart from.
    assert list(reasons(library)) == [frozenset(("github:old/name", "github:new/name"))]
    library.workspace.undo()
    assert library.workspace.undo() == "keep two works apart"
    assert len(reasons(library)) == 4
    library.close()


AUTHORED = """# {}

## S

- **{}** `ICLR 2024` [paper](https://example.org/{})

  *{}*
"""


@pytest.mark.parametrize(
    ("authors", "others", "reason"),
    [
        ("Ada Lovelace, Bo Li", "A. Lovelace, B. Li", Reason.AUTHORS),
        ("Ada Lovelace, Bo Li", "Ada Lovelace, ...", Reason.AUTHORS),
        ("Ada Lovelace, Bo Li", "Bo Li, Ada Lovelace", Reason.AUTHORS),
        ("Émile Zola", "Emile Zola", Reason.AUTHORS),
        ("Ada Lovelace, Bo Li", "Ada Lovelace", None),
        ("Ada Lovelace", "Bob Lovelace", None),
        ("Ada Lovelace", "Charles Babbage", None),
    ],
)
def test_works_of_one_title_are_offered_unless_others_wrote_them(folder, authors, others, reason):
    for name, title, said in (("A", "On engines", authors), ("B", "On Engines", others)):
        take(folder, AUTHORED.format(name, title, name, said))
    library = open_library(folder)
    pair = frozenset(("url:example.org/A", "url:example.org/B"))
    assert reasons(library) == ({pair: (reason,)} if reason else {})
    library.close()


def test_works_of_one_title_without_authors_are_offered_and_very_many_stay_few(folder):
    take(folder, page("A", {"S": [f"[Same](https://example.org/{n})" for n in range(40)]}))
    library = open_library(folder)
    offered = library.duplicates.all()
    assert {one.reasons for one in offered} == {(Reason.TITLE,)}
    assert len(offered) == 39
    assert len(found(library, "is:duplicate")) == 40
    library.close()


def test_whom_the_reader_names_as_authors_counts_as_well(library):
    take(library.folder, AUTHORED.format("D", "Attention", "D", "Ada Lovelace"))
    pair = frozenset((ONE, "url:example.org/D"))
    assert reasons(library) == {pair: (Reason.TITLE,)}
    library.workspace.run(CorrectWork(*ids(library, ONE), {Fact.AUTHORS: ["A. Lovelace"]}))
    assert reasons(library) == {pair: (Reason.AUTHORS,)}
    library.workspace.run(CorrectWork(*ids(library, ONE), {Fact.AUTHORS: ["Bo Li"]}))
    assert reasons(library) == {}


def test_works_that_no_list_shows_are_not_offered(folder, library):
    again(folder, "B", {"S": ["two"]})
    take(folder, page("C", {"S": ["[Attention](https://example.org/c)"]}))
    assert reasons(library) == {frozenset((ONE, "url:example.org/c")): (Reason.TITLE,)}
    again(folder, "C", {"S": ["three"]})
    assert reasons(library) == {}


LINKS = st.lists(st.sampled_from([ARXIV, DOI, "one", "two", "[Attention](https://example.org/a)"]),
                 unique=True, max_size=5)  # fmt: skip
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(1, 5), st.integers(1, 5)),
        st.tuples(st.sampled_from("ABC"), LINKS),
        st.tuples(st.just("star"), st.integers(1, 5)),
        st.sampled_from([("undo",), ("redo",)]),
    ),
    max_size=10,
)


@settings(max_examples=15)
@given(EVENTS)
def test_lists_that_come_between_leave_the_library_sound(tmp_path_factory, events):
    folder = tmp_path_factory.mktemp("library")
    take(folder, page("A", {"S": [ARXIV, "one"]}))
    take(folder, page("B", {"S": [DOI, "two", "[Attention](https://example.org/a)"]}))
    library = open_library(folder)
    workspace = library.workspace
    for what, *said in events:
        before = user_rows(library.database)
        try:
            if what == "merge":
                workspace.run(MergeWorks(*said))
            elif what == "star":
                workspace.run(SetStar(said, True))
            elif what == "undo" and workspace.undo_label:
                workspace.undo()
            elif what == "redo" and workspace.redo_label:
                workspace.redo()
            elif said:
                known = what in [one.name for one in library.lists.all()]
                take(folder, page(what, {"S": said[0]}), as_list=what if known else None)
        except (BadInput, Conflict):
            assert user_rows(library.database) == before
        assert_sound(library.database)
    library.close()


def test_what_left_its_list_is_not_offered(folder):
    take(folder, page("A", {"S": ["[P](https://example.org/p), `arXiv, 1706.03762`"]}))
    take(folder, page("B", {"S": [ARXIV, "one"]}))
    library = open_library(folder)
    assert list(reasons(library)) == [frozenset((ONE, "url:example.org/p"))]
    again(folder, "B", {"S": ["one"]})
    assert reasons(library) == {}
    assert library.works.details(*ids(library, ONE)).may_be == ()
    library.close()


def test_who_was_kept_apart_is_merged_after_all_and_undo_keeps_them_apart_again(library):
    one, other = ids(library, ONE, OTHER)
    library.workspace.run(KeepApart(one, other))
    before = user_rows(library.database)
    library.workspace.run(MergeWorks(one, other))
    assert ids(library, ONE, OTHER) == [one, one]
    library.workspace.undo()
    assert user_rows(library.database) == before
    assert ids(library, ONE, OTHER) == [one, other]
    assert_sound(library.database)
