"""What services know is brought into lists: planned, chosen, written as one step, taken back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app import edited_lists
from effllm_desktop.app.completing import Part, Plan, bringing, plan, planned
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.entry_editing import RemoveEntries
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.section_editing import AddSection
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.errors import Cancelled, Conflict
from effllm_desktop.domain.ids import EntryId, ListId, WorkId
from effllm_desktop.domain.metadata import Fact, Facts, Source
from effllm_desktop.domain.scopes import ListScope, SectionScope
from effllm_desktop.store import journal, list_edits, metadata
from tests.support.builders import take, user_rows
from tests.support.soundness import assert_sound

LIST = ListId(1)
PEOPLE = ["Ann Adams", "Bo Berg", "Cy Cole"]


def paper(number: int, authors: str = "Ann Adams, ..., Cy Cole", count: str = "-1") -> str:
    link = f"[arxiv](http://arxiv.org/abs/2404.0000{number}v1)"
    line = (
        f"- **Paper {number}**, `arXiv, 2404.0000{number}`, {link}, cication: [**{count}**](None)"
    )
    return f"{line}\n\n\t *{authors}*\n"


TOOL = "- [own/tool](https://github.com/own/tool) ⭐ 9\n"
TEXT = f"# L\n\n## One\n\n{paper(1)}{paper(2)}\n## Two\n\n{paper(3)}{TOOL}"
FACTS: Facts = {Fact.AUTHORS: PEOPLE, Fact.CITATIONS: 12}


def say(library: Library, key: str, facts: Facts) -> WorkId:
    found = library.works.find(key)
    assert found is not None, key
    with library.database.transaction():
        metadata.take(library.database, Source.ARXIV, {found: facts}, "2026-03-01")
    return found


@pytest.fixture
def known(folder: Path, library: Library) -> Library:
    take(folder, TEXT)
    for number in (1, 2, 3):
        say(library, f"arxiv:2404.0000{number}", FACTS)
    say(library, "github:own/tool", {Fact.STARS: 10})
    return library


def text(library: Library, list_id: ListId = LIST) -> str:
    return list_edits.shown(library.database, list_id).decode("utf-8", "surrogateescape")


def entries(library: Library, list_id: ListId = LIST) -> list[EntryId]:
    return [EntryId(row) for row in library.entries.select(ListScope(list_id)).row_ids]


def made(library: Library, *parts: Part) -> Plan:
    return plan(library.database, LIST, entries(library), parts or tuple(Part))


def completed(words: str) -> str:
    return words.replace("...", "Bo Berg").replace("-1", "12").replace("⭐ 9", "⭐ 10")


def test_all_of_a_list_in_one_step_and_back(known: Library) -> None:
    before = user_rows(known.database)
    found = made(known)
    assert [one.title for one in found.proposals] == ["Paper 1", "Paper 2", "Paper 3", "own/tool"]
    assert (found.unknown, found.others) == (0, ())
    for one in found.proposals:
        assert one.after == completed(one.before)
        old, new = one.spans
        assert len(old) == len(new) == len(one.edits)
        for (start, end), (begin, stop), edit in zip(old, new, one.edits, strict=True):
            assert one.after[begin:stop] == edit.replacement
            assert one.before[start:end] == found.text[edit.start : edit.end]
    told = known.workspace.run(bringing([found]))
    assert Aspect.CATALOG in told.aspects
    assert text(known) == completed(TEXT)
    assert known.workspace.undo_label == "bring what services know into 4 entries"
    assert made(known).proposals == ()
    assert_sound(known.database)
    known.workspace.undo()
    assert text(known) == TEXT
    assert user_rows(known.database) == before
    known.workspace.redo()
    assert text(known) == completed(TEXT)
    assert_sound(known.database)


def test_what_the_reader_made_of_the_works_stays(known: Library) -> None:
    work = known.works.find("arxiv:2404.00001")
    assert work is not None
    known.workspace.run(SetStar([work], True))
    ids = entries(known)
    known.workspace.run(bringing([made(known)]))
    assert entries(known) == ids
    assert known.works.find("arxiv:2404.00001") == work
    known.workspace.undo()
    known.workspace.undo()
    assert known.workspace.undo_label is None


def test_only_what_was_chosen(known: Library) -> None:
    found = made(known)
    second = found.proposals[1]
    operation = bringing([found], {second.entry})
    assert operation.label == "bring what services know into 1 entry"
    known.workspace.run(operation)
    assert text(known) == TEXT.replace(paper(2), completed(paper(2)))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (Part.AUTHORS, "...", "Bo Berg"),
        (Part.CITATIONS, "-1", "12"),
        (Part.STARS, "⭐ 9", "⭐ 10"),
    ],
)
def test_a_part_of_what_is_known(known: Library, part: Part, old: str, new: str) -> None:
    found = made(known, part)
    assert {kind for one in found.proposals for kind in one.parts} == {part}
    known.workspace.run(bringing([found]))
    assert text(known) == TEXT.replace(old, new)


def test_the_readers_correction_wins(known: Library) -> None:
    work = known.works.find("arxiv:2404.00001")
    assert work is not None
    known.workspace.run(CorrectWork(work, {Fact.AUTHORS: ["Ann Adams", "Me", "Cy Cole"]}))
    known.workspace.run(bringing([made(known, Part.AUTHORS)]))
    assert "*Ann Adams, Me, Cy Cole*" in text(known)


def test_a_work_in_two_lists_is_completed_in_both_at_once(known: Library, folder: Path) -> None:
    other = f"# M\n\n{paper(1)}"
    take(folder, other)
    second = ListId(2)
    plans = [made(known), plan(known.database, second, entries(known, second))]
    operation = bringing(plans)
    assert operation.list_ids == (LIST, second)
    assert known.workspace.reach(operation) > known.workspace.reach(bringing(plans[1:]))
    known.workspace.run(operation)
    assert (text(known), text(known, second)) == (completed(TEXT), completed(other))
    known.workspace.undo()
    assert (text(known), text(known, second)) == (TEXT, other)


def test_who_is_not_known_and_who_is_another_is_said(folder: Path, library: Library) -> None:
    take(folder, f"# L\n\n{paper(1)}{paper(2, 'Some Body, ...')}{paper(3, 'Ann Adams')}")
    say(library, "arxiv:2404.00002", {Fact.AUTHORS: PEOPLE})
    found = made(library)
    assert (found.proposals, found.unknown, found.others) == ((), 1, ("Paper 2",))
    assert bringing([found]).lists == ()
    assert made(library, Part.CITATIONS).unknown == 0
    assert list(found.difference("L")) == []


def test_the_difference(known: Library) -> None:
    lines = list(made(known, Part.STARS).difference("L"))
    assert lines[:2] == ["--- L", "+++ L"]
    assert lines[-2:] == [f"-{TOOL.strip()}", f"+{TOOL.strip()}".replace("9", "10")]


def test_a_title_that_was_not_known_when_it_was_added(folder: Path, library: Library) -> None:
    take(folder, f"# L\n\n{paper(1)}- [arXiv:2404.00002](https://arxiv.org/abs/2404.00002)\n")
    dates = {Fact.PUBLISHED: "2024-04-01", Fact.UPDATED: "2025-05-02"}
    facts = {Fact.TITLE: "Two", Fact.VERSION: 3, **dates, **FACTS}
    say(library, "arxiv:2404.00002", facts)
    assert made(library, Part.AUTHORS).proposals == ()
    found = made(library)
    assert [(one.title, one.parts) for one in found.proposals] == [
        ("arXiv:2404.00002", {Part.TITLE})
    ]
    library.workspace.run(bringing([found]))
    assert "- **Two**, `arXiv, 2404.00002`, [arxiv](http://arxiv.org/abs/2404.00002v3)" in text(
        library
    )
    assert "*Ann Adams, ..., Cy Cole*" in text(library)
    library.workspace.undo()
    assert "[arXiv:2404.00002]" in text(library)
    assert_sound(library.database)


def test_a_text_that_was_changed_meanwhile_is_not_written(known: Library) -> None:
    found = made(known)
    known.workspace.run(AddSection(LIST, None, "First"))
    known.workspace.run(RemoveEntries(LIST, entries(known)[:1]))
    changed = text(known)
    with pytest.raises(Conflict):
        known.workspace.run(bringing([found]))
    assert text(known) == changed
    assert [one.title for one in made(known).proposals] == ["Paper 2", "Paper 3", "own/tool"]


def test_as_a_job_for_a_section(known: Library, folder: Path) -> None:
    section = known.database.value("SELECT id FROM sections WHERE heading = 'Two'")
    found = planned(folder, LIST, SectionScope(section), tuple(Part), InlineProgress())
    assert [one.title for one in found.proposals] == ["Paper 3", "own/tool"]
    stopped = InlineProgress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        planned(folder, LIST, SectionScope(section), tuple(Part), stopped)


def test_a_new_version_keeps_what_was_brought_in(known: Library, folder: Path) -> None:
    known.workspace.run(bringing([made(known)]))
    take(folder, TEXT.replace("# L\n", "# L\n\nNew words.\n"), as_list="L")
    assert text(known) == completed(TEXT).replace("# L\n", "# L\n\nNew words.\n")
    assert_sound(known.database)


def test_undo_reads_a_text_once_however_many_edits_it_takes_back(
    folder: Path, library: Library, monkeypatch
) -> None:
    monkeypatch.setattr(journal, "AT_A_TIME", 50)
    many = journal.AT_A_TIME + 1
    lines = (f"- [own/t{n}](https://github.com/own/t{n}) ⭐ 1\n" for n in range(many))
    before = f"# L\n\n{''.join(lines)}"
    take(folder, before)
    found = [library.works.find(f"github:own/t{n}") for n in range(many)]
    with library.database.transaction():
        said = {work: {Fact.STARS: 20} for work in found}
        metadata.take(library.database, Source.GITHUB, said, "2026-03-01")
    library.workspace.run(bringing([made(library)]))
    after = text(library)
    assert after == before.replace("⭐ 1\n", "⭐ 20\n")
    read = []
    real = edited_lists.take_in
    monkeypatch.setattr(edited_lists, "take_in", lambda *args: (read.append(args[1]), real(*args)))
    library.workspace.undo()
    assert text(library) == before
    library.workspace.redo()
    assert text(library) == after
    assert read == [[LIST], [LIST]]
    assert_sound(library.database)


@settings(max_examples=20)
@given(st.data())
def test_any_choice_is_written_and_taken_back(tmp_path_factory, data) -> None:
    folder = tmp_path_factory.mktemp("library")
    take(folder, TEXT)
    library = open_library(folder)
    try:
        for number in (1, 2, 3):
            say(library, f"arxiv:2404.0000{number}", FACTS)
        found = made(library)
        chosen = data.draw(st.sets(st.sampled_from([one.entry for one in found.proposals])))
        expected = TEXT
        for one in found.proposals:
            if one.entry in chosen:
                expected = expected.replace(one.before, one.after)
        operation = bringing([found], chosen)
        if operation.lists:
            library.workspace.run(operation)
            assert text(library) == expected
            assert_sound(library.database)
            library.workspace.undo()
        assert text(library) == TEXT
    finally:
        library.close()
