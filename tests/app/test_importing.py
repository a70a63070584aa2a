import os

import pytest

from effllm_desktop.app.import_reports import EntryNews, ImportRequest, Outcome, What
from effllm_desktop.app.importing import import_lists, preview
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.sources import LARGEST, Bundled, BytesSource, Failure, FileSource
from effllm_desktop.domain.errors import BadInput, Cancelled, NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.resource_files import catalogs
from effllm_desktop.store import counts, upstreams
from tests.support.builders import found, page, take, take_all, work
from tests.support.soundness import assert_sound


def names(library):
    return [one.name for one in library.outlines.read().lists]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_list_from_a_file(folder, library, tmp_path):
    path = write(tmp_path / "README.md", page("Papers", {"A": ["x", "y"], "B": ["z"]}))
    report = take(folder, path)
    assert (report.name, report.outcome, report.entries, report.sections, report.added) == (
        "Papers",
        Outcome.NEW,
        3,
        3,
        3,
    )
    assert report.problems == ()
    assert report.damage is None
    (node,) = library.outlines.read().lists
    assert (node.name, node.linked, node.unread, node.total) == ("Papers", path.resolve(), 3, 3)
    assert [s.heading for s in node.sections] == ["A", "B"]
    assert_sound(library.database)


def test_the_bundled_lists_are_copies_and_known_again(folder, library):
    request = ImportRequest((Bundled(),))
    summary = import_lists(folder, request, InlineProgress())
    assert [(one.name, one.entries) for one in summary.lists] == [
        ("Awesome efficient llm", 266),
        ("Efficient LLM", 74),
    ]
    assert all(one.damage for one in summary.lists)
    assert all(node.linked is None and node.damaged for node in library.outlines.read().lists)
    again = import_lists(folder, request, InlineProgress())
    assert [one.outcome for one in again.lists] == ["unchanged", "unchanged"]
    assert again.lists[0].damage == summary.lists[0].damage
    assert again.lists[0].problems == summary.lists[0].problems
    assert_sound(library.database)


def test_the_imported_bytes_are_kept_and_so_are_the_repaired_ones(folder, library):
    import_lists(folder, ImportRequest((Bundled(),)), InlineProgress())
    for place, file in enumerate(catalogs(), start=1):
        assert library.lists.original(ListId(place)) == file.read_bytes()
        assert library.lists.repaired(ListId(place)) != file.read_bytes()


def test_a_clean_list_is_its_own_repaired_text(folder, library):
    report = take(folder, page("L", {"S": ["é"]}))
    assert library.lists.repaired(report.list_id) == library.lists.original(report.list_id)


def test_the_same_bytes_leave_no_record(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("L", {"S": ["x"]}))
    take(folder, path)
    versions = library.database.rows("SELECT * FROM versions")
    before = path.stat().st_mtime_ns
    os.utime(path, ns=(before, before + 10**9))
    report = take(folder, path)
    assert report.outcome is Outcome.UNCHANGED
    assert (report.added, report.entries, report.sections) == (0, 1, 2)
    assert library.database.rows("SELECT * FROM versions") == versions
    assert upstreams.of_list(library.database, report.list_id).mtime_ns == before + 10**9


def test_another_number_marker_alignment_or_badge_is_no_change(folder, library, tmp_path):
    row = "| Title | Code |\n|---|---|\n| A row | [c](https://a.b/row) |\n"
    before = f"# L\n\n- [a](https://a.b/a)\n\n1. [b](https://a.b/b)\n2. [c](https://a.b/c)\n\n{row}"
    path = write(tmp_path / "a.md", before)
    take(folder, path)
    row = "| Title | Code                |\n|---|---|\n| A row  |  [c](https://a.b/row) |\n"
    badge = "![Stars](https://img.shields.io/github/stars/a/b)"
    write(
        path,
        f"# L\n\n* [a](https://a.b/a) {badge}\n\n1. [n](https://a.b/n)\n2. [b](https://a.b/b)\n"
        f"3. [c](https://a.b/c)\n\n{row}",
    )
    report = take(folder, path)
    assert (report.added, report.changed, report.moved, report.removed) == (1, 0, 0, 0)
    write(path, path.read_text().replace("[c](https://a.b/c)", "[c](https://a.b/c) - reworded"))
    assert take(folder, path).changed == 1


def test_entries_of_a_section_that_is_called_otherwise_have_not_moved(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("L", {"S": ["a", "b"], "T": ["c", "d"], "U": ["e"]}))
    take(folder, path)
    write(path, page("L", {"S (2)": ["a", "b"], "T": ["c", "e"], "V": ["d"]}))
    report = take(folder, path)
    assert [(one.what, one.title) for one in report.news] == [("moved", "e"), ("moved", "d")]
    write(path, page("L", {"S": ["a"], "S too": ["b"], "T": ["c", "e"], "V": ["d"]}))
    assert [(one.what, one.title) for one in take(folder, path).news] == [("moved", "b")]


def test_the_same_path_is_the_same_list_whatever_its_heading(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("Old", {"S": ["x", "y"]}))
    first = take(folder, path)
    library.workspace.run(SetStar([work(library, "x")], True))
    write(path, page("New", {"S": ["x", "z"]}))
    link = tmp_path / "link.md"
    link.symlink_to(path)
    report = take(folder, link)
    assert (report.list_id, report.name, report.outcome) == (first.list_id, "New", "updated")
    assert (report.added, report.removed) == (1, 1)
    assert [(one.what, one.title) for one in report.news] == [("added", "z"), ("removed", "y")]
    assert names(library) == ["New"]
    assert found(library, "is:starred") == ["x"]


def test_two_lists_of_one_name(folder, library, tmp_path):
    text = page("Same", {"S": ["x"]})
    for name in ("a.md", "b.md", "c.md"):
        take(folder, write(tmp_path / name, text))
    assert names(library) == ["Same", "Same (2)", "Same (3)"]
    write(tmp_path / "b.md", page("Same", {"S": ["x", "y"]}))
    assert take(folder, tmp_path / "b.md").name == "Same (2)"


def test_a_list_without_a_heading_is_called_like_its_file(folder, library, tmp_path):
    assert take(folder, write(tmp_path / "papers.md", "- [a](https://a.b)\n")).name == "papers"
    assert take(folder, b"- [a](https://a.b)\n").name == "pasted"
    assert take(folder, b"# \n\n- [b](https://a.b)\n").name == "pasted (2)"


def test_a_long_heading_over_several_lines_becomes_a_short_name(folder, library):
    name = take(folder, f"# {'long ' * 500}\n\n- [a](https://a.b)\n").name
    assert 20 < len(name) <= 200
    assert name == name.strip()


def test_the_reader_may_name_a_list(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("Theirs", {"S": ["x"]}))
    assert take(folder, path, name="Mine").name == "Mine"
    write(path, page("Theirs, new", {"S": ["x", "y"]}))
    assert take(folder, path).name == "Mine"
    assert take(folder, path, name="Renamed").name == "Renamed"
    assert names(library) == ["Renamed"]


def test_a_version_of_a_list_by_its_name(folder, library, tmp_path):
    first = take(folder, page("List", {"S": ["x"]}))
    report = take(folder, page("Other heading", {"S": ["x", "y"]}), as_list="lIST")
    assert (report.list_id, report.name, report.outcome) == (first.list_id, "List", "updated")
    with pytest.raises(NotFound, match="no list “Nowhere”"):
        take(folder, page("X", {}), as_list="Nowhere")


def test_a_name_that_fits_two_lists_only_loosely_fits_none(folder, library):
    take(folder, page("List", {"S": ["x"]}))
    take(folder, page("LIST", {"S": ["y"]}))
    assert take(folder, page("List", {"S": ["z"]}), as_list="LIST").name == "LIST"
    with pytest.raises(NotFound):
        take(folder, page("List", {"S": ["z"]}), as_list="list")


def test_a_version_from_another_file_leaves_the_link_to_the_first(folder, library, tmp_path):
    first = write(tmp_path / "a.md", page("L", {"S": ["x"]}))
    second = write(tmp_path / "b.md", page("L", {"S": ["y"]}))
    list_id = take(folder, first).list_id
    assert take(folder, second, as_list="L").list_id == list_id
    assert library.lists.facts(list_id).linked == first.resolve()
    first.unlink()
    take(folder, second, as_list="L")
    assert library.lists.facts(list_id).linked == second.resolve()


def test_a_file_stays_linked_to_its_list_when_another_takes_its_text(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("A", {"S": ["x"]}))
    own = take(folder, path).list_id
    other = take(folder, page("B", {"S": ["x"]})).list_id
    take(folder, path, as_list="B")
    assert library.lists.facts(own).linked == path.resolve()
    assert library.lists.facts(other).linked is None


def test_a_copy_is_linked_to_nothing(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("L", {"S": ["x"]}))
    first = take(folder, path, copy=True)
    assert library.lists.facts(first.list_id).linked is None
    assert take(folder, path, copy=True).outcome is Outcome.UNCHANGED
    linked = take(folder, path)
    assert (linked.outcome, linked.name) == (Outcome.NEW, "L (2)")
    assert take(folder, path, copy=True).list_id == linked.list_id
    assert library.lists.facts(linked.list_id).linked is None


def test_pasted_text_is_known_again_by_its_bytes(folder, library):
    text = page("L", {"S": ["x"]})
    first = take(folder, text)
    assert take(folder, text).outcome is Outcome.UNCHANGED
    assert take(folder, text).list_id == first.list_id
    assert take(folder, page("L", {"S": ["y"]})).name == "L (2)"


def test_a_list_in_the_trash_comes_back_when_it_is_imported(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("L", {"S": ["x"]}))
    list_id = take(folder, path).list_id
    library.workspace.run(TrashList(list_id))
    assert found(library, "") == []
    assert take(folder, path).outcome is Outcome.RESTORED
    assert found(library, "") == ["x"]
    library.workspace.run(TrashList(list_id))
    write(path, page("L", {"S": ["x", "y"]}))
    report = take(folder, path)
    assert (report.outcome, report.added) == (Outcome.RESTORED, 1)
    assert_sound(library.database)


def test_a_folder_brings_all_its_lists(folder, library, tmp_path):
    top = tmp_path / "repository"
    write(top / "README.md", page("One", {"S": ["a"]}))
    write(top / "deep" / "TWO.MD", page("Two", {"S": ["b"]}))
    write(top / "LICENSE.md", "# License\n\nNo list.\n")
    write(top / "notes.txt", page("Not looked at", {"S": ["c"]}))
    write(top / ".github" / "hidden.md", page("Hidden", {"S": ["d"]}))
    write(top / ".hidden.md", page("Hidden too", {"S": ["d"]}))
    (top / "again.md").symlink_to(top / "README.md")
    summary = take_all(folder, top)
    assert [one.name for one in summary.lists] == ["One", "Two"]
    assert summary.failures == ()
    assert [one.outcome for one in take_all(folder, top).lists] == ["unchanged", "unchanged"]


def test_a_known_list_that_lost_all_its_entries_is_still_taken_in_from_its_folder(
    folder, library, tmp_path
):
    path = write(tmp_path / "lists" / "a.md", page("L", {"S": ["a"]}))
    take(folder, path.parent)
    write(path, "# L\n")
    assert take(folder, path.parent).removed == 1


def test_a_folder_without_lists_is_said_so(folder, library, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    (failure,) = take_all(folder, empty).failures
    assert "no Markdown list" in failure.problem.what
    write(empty / "a.md", "No list.\n")
    (failure,) = take_all(folder, empty).failures
    assert "is a list with entries" in failure.problem.what


def test_a_document_without_entries_can_be_a_list(folder, library, tmp_path):
    report = take(folder, write(tmp_path / "a.md", b""))
    assert (report.name, report.entries, report.outcome) == ("a", 0, "new")
    assert take(folder, b"# Only a heading\n").sections == 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"SQLite format 3\0", "a database"),
        (b"\x1f\x8brest", "a compressed file"),
    ],
)
def test_files_of_other_kinds_are_refused_by_name(folder, library, tmp_path, data, kind):
    path = write(tmp_path / "a.md", data)
    summary = take_all(folder, path, data)
    assert summary.lists == ()
    assert [kind in failure.problem.what for failure in summary.failures] == [True, True]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(folder, library, tmp_path):
    good = write(tmp_path / "good.md", page("Good", {"S": ["a"]}))
    fifo = tmp_path / "pipe.md"
    os.mkfifo(fifo)
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)
    summary = take_all(folder, tmp_path / "missing.md", fifo, loop, tmp_path / "nul\0.md", good)
    assert [one.name for one in summary.lists] == ["Good"]
    reasons = [failure.problem.what for failure in summary.failures]
    assert len(reasons) == 4
    assert "There is no file" in reasons[0]
    assert "is no file" in reasons[1]
    assert "cannot be read" in reasons[2]
    assert "cannot be read" in reasons[3]


def test_a_file_that_may_not_be_read_is_told(folder, library, tmp_path, monkeypatch):
    path = write(tmp_path / "a.md", "- [a](https://a.b)\n")
    monkeypatch.setattr(
        "pathlib.Path.read_bytes", lambda _: (_ for _ in ()).throw(PermissionError(13, "Denied"))
    )
    (failure,) = take_all(folder, path).failures
    assert failure.problem.what == f"{path} cannot be read: Denied."


def test_a_folder_that_may_not_be_read_is_told(folder, library, tmp_path, monkeypatch):
    def walk(top, onerror):
        onerror(PermissionError(13, "Denied", str(top)))
        return iter(())

    monkeypatch.setattr("os.walk", walk)
    (failure,) = take_all(folder, tmp_path).failures
    assert failure.problem.what == f"{tmp_path} cannot be read: Denied."


def test_huge_files_are_refused_unread(folder, library, tmp_path):
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (failure,) = take_all(folder, path).failures
    assert "larger than 512 MB" in failure.problem.what
    (failure,) = take_all(folder, bytes(LARGEST + 1)).failures
    assert "larger than 512 MB" in failure.problem.what


def test_several_lists_cannot_have_one_name(folder, library):
    request = ImportRequest((BytesSource("a", b"# A\n"), BytesSource("b", b"# B\n")), name="N")
    with pytest.raises(BadInput):
        import_lists(folder, request, InlineProgress())


ODD = [
    b"# L\n\n- [a\0b](https://a.b)\n",
    b"# L\xff\n\n- [\xe4\xff](https://a.b/\xe4)\n\n## S\0\n",
    b"- [x](https://a.b)" * 50,
    b"# \xf0\x9f\xa4\x97\r\n\r\n- [x](https://a.b)\r\n",
    b"\xef\xbb\xbf# BOM\n- [x](https://a.b)\n",
    b"# L\n" + b"".join(b"## S%d\n\n- [x%d](https://a.b/%d)\n" % (i, i, i) for i in range(800)),
    b"".join(b"#" * (i % 6 + 1) + b" Same\n- [x](https://a.b/%d)\n" % i for i in range(99)),
    b"# L\n\n## A\n- [x](https://a.b)\n\n## A [2]\n- [y](https://a.c)\n\n## A\n- [z](https://a.d)\n",
    b"- [" + b"t" * 200_000 + b"](https://a.b)\n",
]  # fmt: skip


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_odd_documents_go_in_and_come_out(folder, library, data):
    report = take(folder, data)
    assert library.lists.original(report.list_id) == data
    scope = ListScope(report.list_id)
    ids = library.entries.select(scope).row_ids
    assert len(ids) == report.entries
    for row in library.entries.rows(scope, ids):
        row.title.encode()
        details = library.works.details(row.work_id, row.entry_id)
        details.source.encode()
        assert "\0" not in details.source + details.title_html
    assert_sound(library.database)
    assert take(folder, data).outcome is Outcome.UNCHANGED
    again = take(folder, data + b"\n\n", as_list=report.name)
    assert (again.added, again.changed, again.moved, again.removed) == (0, 0, 0, 0)
    assert_sound(library.database)


def test_odd_file_names(folder, library, tmp_path):
    for name in (b"a b%20#?.md", b"\xff\xe4.md", "列表🤗.md".encode(), b"-dash.md", b"a'\"`.md"):
        path = tmp_path / os.fsdecode(name)
        report = take(folder, write(path, "- [a](https://a.b)\n"))
        report.name.encode()
        assert library.lists.facts(report.list_id).linked == path
        assert take(folder, path).outcome is Outcome.UNCHANGED


def test_progress_is_told_and_a_cancelled_import_leaves_nothing(folder, library):
    said = []

    def progressed(fraction, message):
        said.append((fraction, message))
        if message.startswith("Taking in"):
            progress.cancel()

    progress = InlineProgress(progressed)
    request = ImportRequest((BytesSource("a", b"- [a](https://a.b)"), BytesSource("b", b"# B\n")))
    with pytest.raises(Cancelled):
        import_lists(folder, request, progress)
    assert names(library) == []
    assert [message for _, message in said] == [
        "Looking for lists",
        "Reading a",
        "Reading b",
        "Taking in a",
    ]
    import_lists(folder, request, InlineProgress(lambda *_: None))
    assert names(library) == ["a", "B"]


def test_a_cancelled_import_does_not_wait_for_a_long_statement(folder, library, monkeypatch):
    endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"
    monkeypatch.setattr(counts, "recount", lambda database: database.rows(endless))
    progress = InlineProgress(lambda _, message: message == "Counting" and progress.cancel())
    with pytest.raises(Cancelled):
        import_lists(folder, ImportRequest((BytesSource("a", b"- [a](https://a.b)"),)), progress)
    assert names(library) == []


def test_a_preview_tells_what_would_happen_and_writes_nothing(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("L", {"S": ["a", "b", "c"]}))
    request = ImportRequest((FileSource(path),))

    def previewed():
        (report,) = preview(folder, request).lists
        return report

    first = previewed()
    assert (first.list_id, first.outcome, first.added, first.name) == (None, "new", 3, "L")
    assert names(library) == []
    take(folder, path)
    assert previewed().outcome is Outcome.UNCHANGED
    write(path, page("L", {"S": ["a", "[b, reworded](https://example.org/b)"], "T": ["d"]}))
    foreseen = previewed()
    assert (foreseen.outcome, foreseen.added, foreseen.changed, foreseen.removed) == (
        "updated",
        1,
        1,
        1,
    )
    done = take(folder, path)
    assert (done.added, done.changed, done.removed) == (1, 1, 1)
    (failure,) = preview(folder, ImportRequest((FileSource(tmp_path / "no.md"),))).failures
    assert isinstance(failure, Failure)


def test_what_was_not_understood_is_reported_with_lines(folder, library):
    report = take(folder, b"# L\n\n- no link\n- [a](https://a.b)\n")
    (problem,) = report.problems
    assert (problem.first_line, problem.last_line) == (3, 3)
    assert library.lists.problems(report.list_id) == report.problems
    (node,) = library.outlines.read().lists
    assert node.problems == 1


def test_a_report_names_each_entry_that_differs_in_file_order(folder, library, tmp_path):
    path = write(tmp_path / "a.md", page("L", {"S": ["kept", "moved", "gone"], "T": ["worded"]}))
    assert take(folder, path).news == ()
    text = page("L", {"S": ["kept"], "T": ["worded", "moved", "fresh"]})
    write(path, text.replace("[worded]", "[worded anew]"))
    told = [
        EntryNews(What.ADDED, "fresh", "T"),
        EntryNews(What.CHANGED, "worded anew", "T", "worded"),
        EntryNews(What.MOVED, "moved", "T"),
        EntryNews(What.REMOVED, "gone", "S"),
    ]
    (foreseen,) = preview(folder, ImportRequest((FileSource(path),))).lists
    assert list(foreseen.news) == told
    assert list(take(folder, path).news) == told
    write(path, page("L", {"S": ["kept", "moved", "gone"], "T": ["worded", "fresh"]}))
    returned = [one for one in take(folder, path).news if one.what is What.RETURNED]
    assert returned == [EntryNews(What.RETURNED, "gone", "S")]
