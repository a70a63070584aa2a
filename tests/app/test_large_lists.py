"""A list of 10,000 entries: how much is asked, held and written, never how long it takes."""

import gc
from collections import Counter

import pytest

from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.sources import BytesSource, FileSource
from effllm_desktop.domain.errors import Cancelled, NotFound
from effllm_desktop.markdown import source
from effllm_desktop.store.database import Database
from effllm_desktop.store.spool import KeptRows
from tests.support.builders import found, page, take, take_all
from tests.support.soundness import assert_sound

COUNT = 10_000
IN_SECTION = 100


@pytest.fixture
def asked(monkeypatch):
    """How often each statement ran, and how many rows each question gave."""
    ran, gave = Counter(), Counter()
    run, many, each = Database.run, Database.many, Database.each
    rows = Database.rows

    def counted_rows(self, sql, values=()):
        answer = rows(self, sql, values)
        ran["rows"] += 1
        gave["rows"] += len(answer)
        return answer

    def counted_each(self, sql, values=()):
        ran["each"] += 1
        for row in each(self, sql, values):
            gave["each"] += 1
            yield row

    def counted_run(self, sql, values=()):
        ran["run"] += 1
        return run(self, sql, values)

    def counted_many(self, sql, values):
        ran["many"] += 1
        listed = list(values)
        gave["written"] += len(listed)
        gave["most"] = max(gave["most"], len(listed))
        return many(self, sql, listed)

    for name, counted in (
        ("rows", counted_rows),
        ("each", counted_each),
        ("run", counted_run),
        ("many", counted_many),
    ):
        monkeypatch.setattr(Database, name, counted)
    return ran, gave


def write(path, *, changed=()):
    """A list with so many entries in sections; some say something else than in another version."""
    lines = ["# Large"]
    for place in range(COUNT):
        if place % IN_SECTION == 0:
            lines += ["", f"## S{place // IN_SECTION}", ""]
        said = f"{place}x" if place in changed else str(place)
        lines.append(f"- [Title {said}](https://a.b/{said})")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_new_list_costs_a_row_in_each_table_and_a_statement_a_batch(
    folder, library, tmp_path, asked
):
    path = write(tmp_path / "a.md")
    before = indexes(library)
    ran, gave = asked
    report = take(folder, path)
    assert (report.entries, report.added, report.sections) == (COUNT, COUNT, COUNT // 100 + 1)
    assert gave["written"] <= 3 * COUNT + 200
    assert gave["most"] <= 200  # rows that one statement was handed
    assert sum(ran.values()) <= 6 * COUNT / 100
    assert gave["rows"] + gave["each"] <= 200  # nothing is read back
    assert indexes(library) == before
    assert_sound(library.database)
    assert len(found(library, "title")) == COUNT
    assert library.lists.original(report.list_id) == path.read_bytes()


def indexes(library):
    return library.database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    )


def test_the_same_bytes_are_neither_read_nor_written(folder, library, tmp_path, asked):
    path = write(tmp_path / "a.md")
    take(folder, path)
    ran, gave = asked
    ran.clear()
    gave.clear()
    assert take(folder, path).outcome == "unchanged"
    assert sum(ran.values()) <= 40
    assert gave["written"] == 0
    assert gave["rows"] + gave["each"] <= 40


def test_a_version_that_changes_little_writes_little(folder, library, tmp_path, asked):
    path = write(tmp_path / "a.md")
    take(folder, path)
    ran, gave = asked
    changed = range(0, COUNT, 1000)
    write(path, changed=changed)
    ran.clear()
    gave.clear()
    writes = library.database.value("SELECT count(*) FROM search")
    report = take(folder, path)
    assert (report.added, report.removed, report.moved) == (10, 10, 0)
    assert gave["each"] == COUNT  # the known entries, once
    assert gave["rows"] <= 3 * COUNT
    assert sum(ran.values()) <= 8 * COUNT / 100
    assert library.database.value("SELECT count(*) FROM search") == writes
    assert_sound(library.database)


def test_of_a_folder_one_document_is_in_memory_at_a_time(folder, library, tmp_path, monkeypatch):
    held, most = Counter(), Counter()
    add = KeptRows.add

    def counted(self, row):
        full = add(self, row)
        held[id(self)] = len(self._last)
        most["rows"] = max(most["rows"], held[id(self)])
        return full

    monkeypatch.setattr(KeptRows, "add", counted)
    for number in range(30):
        entries = [f"[e{number} {n}](https://a.b/{number}/{n})" for n in range(20)]
        (tmp_path / f"{number}.md").write_text(page(f"L{number}", {"S": entries}))
    assert len(take_all(folder, tmp_path).lists) == 30
    assert most["rows"] < 100
    assert_sound(library.database)


@pytest.mark.parametrize("when", [0.1, 0.55, 0.65, 0.75, 0.85])
def test_it_can_be_cancelled_at_any_stage(folder, library, tmp_path, monkeypatch, when):
    monkeypatch.setattr(source, "PIECE", 2**13)  # a list of this length is read in many pieces
    path = write(tmp_path / "a.md")
    gc.enable()  # as where there is no window
    said = []

    def progressed(fraction, message):
        said.append(fraction)
        if fraction is not None and fraction >= when:
            progress.cancel()

    progress = InlineProgress(progressed)
    with pytest.raises(Cancelled):
        import_lists(folder, ImportRequest((FileSource(path),)), progress)
    assert said[-1] < when + 0.05
    assert said[1:] == sorted(said[1:])
    assert library.outlines.read().lists == ()
    assert library.database.rows("SELECT * FROM works") == []
    assert gc.isenabled()
    take(folder, page("L", {"S": ["x"]}))
    assert_sound(library.database)


def test_a_list_that_another_process_changed_after_it_was_found_unchanged(
    folder, library, tmp_path, monkeypatch
):
    path = tmp_path / "a.md"
    path.write_text(page("L", {"S": ["x"]}))
    take(folder, path)
    begin = Database.transaction

    def late(self):
        monkeypatch.setattr(Database, "transaction", begin)
        take(folder, page("L", {"S": ["y"]}), as_list="L")
        return begin(self)

    monkeypatch.setattr(Database, "transaction", late)
    report = take(folder, path)
    assert (report.outcome, report.returned, report.removed) == ("updated", 1, 1)
    assert found(library, "") == ["x"]
    assert_sound(library.database)

    def gone(self):
        path.unlink()
        return late(self)

    monkeypatch.setattr(Database, "transaction", gone)
    with pytest.raises(NotFound):
        take(folder, path)
    assert found(library, "") == ["y"]


def test_pasted_bytes_twice_in_one_import_are_one_list(folder, library):
    data = page("L", {"S": ["x"]}).encode()
    request = ImportRequest((BytesSource("a", data), BytesSource("b", data)))
    first, second = import_lists(folder, request, InlineProgress()).lists
    assert (first.outcome, second.outcome) == ("new", "unchanged")
    assert first.list_id == second.list_id
