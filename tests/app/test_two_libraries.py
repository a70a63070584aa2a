"""Two users, and two profiles of one user, share nothing."""

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.tagging import AddTags
from tests.support.builders import found, page, take, user_rows, work


def test_two_libraries_with_the_same_list_share_nothing(tmp_path):
    source = tmp_path / "README.md"
    source.write_text(page("L", {"S": ["a", "b"]}))
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    for folder in (mine, theirs):
        take(folder, source)
    one, two = open_library(mine), open_library(theirs)
    before, at_rest = user_rows(two.database), files(theirs)
    one.workspace.run(SetStar([work(one, "a")], True))
    one.workspace.run(AddTags([work(one, "a")], ["secret"]))
    source.write_text(page("L", {"S": ["a", "b", "c"]}))
    take(mine, source)
    assert not two.workspace.notice_outside_changes()
    assert user_rows(two.database) == before
    assert found(two, "") == ["a", "b"]
    assert (two.workspace.undo_label, two.tags.read()) == (None, [])
    assert files(theirs) == at_rest
    assert files(tmp_path) - files(mine) - at_rest == {source}
    one.close()
    two.close()


def files(folder):
    return {path for path in folder.rglob("*") if path.is_file()}
