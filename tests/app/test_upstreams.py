import os

from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.upstreams import changed_upstreams
from tests.support.builders import page, take


def changes(library):
    return [(one.name, one.problem.what if one.problem else None)
            for one in changed_upstreams(library)]  # fmt: skip


def test_a_linked_file_that_changed_is_noticed_until_it_is_taken_in(folder, library, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("L", {"S": ["x"]}))
    report = take(folder, path)
    assert changes(library) == []
    path.write_text(page("L", {"S": ["x", "y"]}))
    (change,) = changed_upstreams(library)
    assert (change.list_id, change.name, change.path, change.problem) == (
        report.list_id,
        "L",
        path.resolve(),
        None,
    )
    take(folder, path)
    assert changes(library) == []


def test_a_file_that_was_only_touched_has_not_changed(folder, library, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("L", {"S": ["x"]}))
    take(folder, path)
    os.utime(path, ns=(0, 0))
    assert changes(library) == []


def test_a_file_of_the_same_size_that_changed_is_noticed(folder, library, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("L", {"S": ["x"]}))
    take(folder, path)
    path.write_text(page("L", {"S": ["y"]}))
    os.utime(path, ns=(0, 0))
    assert changes(library) == [("L", None)]


def test_a_missing_file_is_told_in_words(folder, library, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("L", {"S": ["x"]}))
    take(folder, path)
    path.unlink()
    assert changes(library) == [("L", f"There is no file {path}.")]
    path.mkdir()
    assert changes(library) == [("L", f"{path} is no file.")]


def test_copies_and_lists_in_the_trash_have_nothing_to_notice(folder, library, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("L", {"S": ["x"]}))
    take(folder, path, copy=True)
    path.write_text(page("L", {"S": ["y"]}))
    assert changes(library) == []
    linked = take(folder, path)
    library.workspace.run(TrashList(linked.list_id))
    path.unlink()
    assert changes(library) == []
