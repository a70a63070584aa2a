"""A long list that is new is read by another process while this one writes; it is no other list."""

import multiprocessing
import os
import signal
import sys
from contextlib import closing, contextmanager
from threading import Thread

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from effllm_desktop.app import own_process, plans
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.reading_aloud import read_aloud
from effllm_desktop.app.reading_beside import Reader, reader
from effllm_desktop.app.sources import FileSource, read_file
from effllm_desktop.domain.errors import AppError, Cancelled
from effllm_desktop.store.opening import open_database
from effllm_desktop.store.spool import Spool
from tests.support.builders import found, page, take
from tests.support.soundness import assert_sound

LINES = (
    "# Name",
    "## A section",
    "### Below it",
    "- [One](https://a.b/1)",
    "- [One again](https://a.b/1)",
    "- [Two](https://a.b/2)",
    "- [Two](https://a.b/2) - once more",
    "- [tool](https://github.com/o/tool) - o",
    "- Another tool: [code](https://github.com/o/tool)",
    "- [model](https://huggingface.co/o/m)",
    "- **A paper of ours**, `ICML, 2024`, [arxiv](http://arxiv.org/abs/2401.00001)",
    "- A paper of theirs [arxiv](http://arxiv.org/abs/2401.00001)",
    "- [Elsewhere](https://example.org/elsewhere)",
    "- [Elsewhere too](https://example.org/elsewhere)",
    "- **Barn** [[paper]](https://arxiv.org/abs/2401.00002) [[code]](https://github.com/o/barn)",
    "- **Mill** [[paper]](https://arxiv.org/abs/2401.00002) [[page]](https://a.b/mill)",
    "- [Barn](https://arxiv.org/abs/2401.00002)",
    "- nothing",
    "[Paragraph](https://a.b/p)",
    "| Title | Link |\n|---|---|\n| Row | [x](https://a.b/row) |",
)


@contextmanager
def in_a_thread(partner):
    """The other end here, where it can be looked at."""
    here, there = multiprocessing.Pipe()
    thread = Thread(target=own_process.work_beside, args=(partner, there))
    with here:
        thread.start()
        try:
            yield here
        finally:
            here.close()
            thread.join()
            there.close()


@pytest.fixture
def all_are_long(monkeypatch):
    monkeypatch.setattr(plans, "LONG", 1)


@pytest.fixture
def beside_here(all_are_long, monkeypatch):
    """Every list is read beside; the other process is a thread of this one."""
    monkeypatch.setattr(own_process, "beside", in_a_thread)
    monkeypatch.setattr(own_process.signal, "signal", lambda *_: None)


def everything(folder):
    """All that a library holds of lists. Works are told by their keys, sections by their paths."""
    asked = (
        "SELECT name, named FROM lists ORDER BY id",
        "SELECT number, sha256, size, repair, offered, data, repaired FROM versions ORDER BY id",
        "SELECT * FROM sections ORDER BY id",
        "SELECT * FROM problems ORDER BY id",
        "SELECT w.key AS work, e.* FROM entries e JOIN works w ON w.id = e.work_id ORDER BY e.id",
        "SELECT * FROM works ORDER BY key",
        "SELECT w.key AS work, s.* FROM works w JOIN search s ON s.rowid = w.id ORDER BY w.key",
        "SELECT * FROM list_counts",
        "SELECT * FROM section_counts",
        "SELECT * FROM place_counts",
    )
    with closing(open_database(folder)) as database, database.guarded() as db:
        assert_sound(database)
        return [
            [
                {name: row[name] for name in row if name not in ("work_id", "known_since")}
                if "FROM works ORDER" not in sql
                else {name: row[name] for name in row if name not in ("id", "known_since")}
                for row in db.query(sql)
            ]
            for sql in asked
        ]


def both_ways(tmp_path_factory, monkeypatch, text, before=()):
    """What a library holds that took a list in beside, and one that read it first."""
    held = []
    for long in (1, 2**40):
        folder = tmp_path_factory.mktemp("library") / "l"
        monkeypatch.setattr(plans, "LONG", 2**40)
        for other in before:
            take(folder, other)
        monkeypatch.setattr(plans, "LONG", long)
        report = take(folder, text)
        assert report.outcome == "new"
        held.append((report, everything(folder)))
    return held


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=25), is_first=st.booleans())
@example(lines=[*LINES], is_first=True)
def test_it_holds_what_it_would_hold(tmp_path_factory, beside_here, monkeypatch, lines, is_first):
    known = page("Known", {"S": ["elsewhere", "[T](https://github.com/o/tool)", "other"]})
    text = "\n\n".join(lines) + "\n"
    beside, first = both_ways(
        tmp_path_factory, monkeypatch, text, before=() if is_first else (known,)
    )
    assert beside == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Title\n=====\n\n.. code-block:: rst\n\n   x\n\n.. note:: y\n",
        page("Name", {"S": [f"w{n}" for n in range(450)]}),
        page("Überblick", {"学习": ["[Ü – “x”](https://a.b/1)"] * 5}).encode().decode("latin-1"),
        "- [a\0b](https://a.b/1)\n- [c\udcff](https://a.b/2)\n",
    ],
    ids=["empty", "foreign", "long", "damaged", "no text"],
)
def test_whatever_it_is(tmp_path_factory, beside_here, monkeypatch, text):
    beside, first = both_ways(tmp_path_factory, monkeypatch, text)
    assert beside == first


def test_a_library_that_knows_works_by_former_keys_is_careful(folder, library, beside_here):
    take(folder, page("L", {"S": ["[Title of a thing](https://a.b/old)"]}), as_list=None)
    library.workspace.run(SetStar([1], True))
    take(folder, page("L", {"S": ["[Title of a thing](https://a.b/new)"]}), as_list="L")
    assert library.database.value("SELECT count(*) FROM work_aliases") == 1
    report = take(folder, page("M", {"S": ["[Title of a thing](https://a.b/old)"]}))
    assert report.outcome == "new"
    assert found(library, "is:starred") == ["Title of a thing"]
    assert_sound(library.database)


def test_several_lists_one_of_them_beside(folder, library, beside_here, tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(page(name, {"S": ["x", f"{name}1"]}))
    request = ImportRequest(tuple(FileSource(tmp_path / f"{name}.md") for name in "ab"))
    summary = import_lists(folder, request, InlineProgress())
    assert [(one.name, one.entries) for one in summary.lists] == [("a", 2), ("b", 2)]
    assert sorted(found(library, "")) == ["a1", "b1", "x"]
    again = import_lists(folder, request, InlineProgress())
    assert [one.outcome for one in again.lists] == ["unchanged", "unchanged"]
    assert_sound(library.database)


def test_another_process_reads(folder, library, all_are_long, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("A", {"S": [f"w{n}" for n in range(250)]}) + "\n[next](b.md)\n")
    (tmp_path / "b.md").write_text(page("B", {"S": ["x"]}))
    report = take(folder, path)
    assert (report.name, report.entries, report.related) == ("A", 250, (tmp_path / "b.md",))
    assert multiprocessing.active_children() == []
    assert_sound(library.database)


@pytest.mark.parametrize("when", [0.0, 0.3, 0.9])
def test_it_is_cancelled(folder, library, all_are_long, tmp_path, when):
    path = tmp_path / "a.md"
    path.write_text(page("A", {"S": [f"w{n}" for n in range(3000)]}))

    def progressed(fraction, message):
        if fraction is not None and fraction >= when:
            progress.cancel()

    progress = InlineProgress(progressed)
    with pytest.raises(Cancelled):
        import_lists(folder, ImportRequest((FileSource(path),)), progress)
    assert multiprocessing.active_children() == []
    assert library.outlines.read().lists == ()
    assert_sound(library.database)


def test_the_reading_process_is_ended_from_outside(folder, library, all_are_long, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("A", {"S": [f"w{n}" for n in range(3000)]}))

    def progressed(fraction, message):
        for child in multiprocessing.active_children():
            os.kill(child.pid, signal.SIGKILL)

    request = ImportRequest((FileSource(path),))
    with pytest.raises(AppError, match="one of its processes was ended"):
        import_lists(folder, request, InlineProgress(progressed))
    assert library.outlines.read().lists == ()
    assert take(folder, path).entries == 3000
    assert_sound(library.database)


def failing(there):
    raise ZeroDivisionError


def test_a_mistake_of_ours_is_raised_here(beside_here):
    with own_process.beside(failing) as here, pytest.raises(RuntimeError, match="in failing"):
        own_process.next_told(here, lambda: None)


def test_what_is_said_to_a_process_that_is_gone(all_are_long, folder, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("A", {"S": [f"w{n}" for n in range(20_000)]}))
    with own_process.beside(ending) as here, Spool(tmp_path) as spool:
        here.poll(None)
        document = read_file(path)
        with pytest.raises(AppError, match="one of its processes was ended"):
            Reader(here, document, spool)


def ending(there):
    """A partner that says nothing."""


def test_nobody_listens(beside_here):
    with own_process.beside(read_aloud):
        pass  # it waits for something to read, and ends


def test_a_document_is_let_go_when_the_other_process_has_it(beside_here, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("A", {"S": ["w"]}))
    document = read_file(path)
    held = sys.getrefcount(document)
    with Spool(tmp_path) as spool, reader(document, spool) as begun:
        assert sys.getrefcount(document) == held
        assert begun.data.all() == document.data


def test_a_window_takes_a_long_list_in(tmp_path, folder, monkeypatch):
    """A job in a process of its own may start the one that reads."""
    path = tmp_path / "a.md"
    path.write_text(page("A", {"S": [f"w{n}" for n in range(20)]}) + " " * plans.LONG)
    job = TakeIn(folder, path)
    assert own_process.run(job, InlineProgress()) == 20
    with closing(open_library(folder)) as library:
        assert_sound(library.database)


class TakeIn:
    def __init__(self, folder, path):
        self.folder, self.path = folder, path

    def __call__(self, progress):
        request = ImportRequest((FileSource(self.path),))
        return import_lists(self.folder, request, progress).lists[0].entries
