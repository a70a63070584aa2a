"""The trash on the command line: shown, filled, taken from, emptied."""

from datetime import datetime, timedelta

import pytest

from effllm_desktop.app.library import open_library


@pytest.fixture
def two(effllm, tmp_path):
    """A library with two lists."""
    for name in ("First", "Second"):
        file = tmp_path / f"{name}.md"
        file.write_text(f"# {name}\n\n- [one](https://example.org/{name})\n")
        effllm.done("import", file)
    return effllm


def names(effllm):
    return [one["name"] for one in effllm.json("lists")]


def test_a_list_is_put_away_shown_and_taken_back(two):
    assert "“First” is in the trash, and kept until 20" in two.done("lists", "--put-away", "fir")
    assert names(two) == ["Second"]
    (one,) = two.json("lists", "--trash")
    assert (one["id"], one["name"], one["entries"]) == (1, "First", 1)
    kept = datetime.fromisoformat(one["kept_until"]) - datetime.fromisoformat(one["trashed_at"])
    assert timedelta(days=30) <= kept < timedelta(days=31)
    head, line = two.done("lists", "--trash").splitlines()
    assert head.split() == ["#", "list", "entries", "kept", "until"]
    assert line.split()[:3] == ["1", "First", "1"]
    assert two.done("lists", "--restore", "1") == "“First” is back.\n"
    assert sorted(names(two)) == ["First", "Second"]
    assert two.json("lists", "--trash") == []


def test_each_is_a_step_that_undo_takes_back(two):
    assert two.json("lists", "--put-away", "First") == {"put_away": ["First"]}
    two.done("undo")
    assert len(names(two)) == 2
    two.done("redo")
    assert two.json("lists", "--restore", "First") == {"restored": ["First"]}
    two.done("undo")
    assert names(two) == ["Second"]


def test_the_trash_is_emptied_for_good(two):
    two.done("mark", "url:example.org/First", "--star")
    two.done("lists", "--put-away", "First")
    assert two.done("lists", "--empty-trash") == "“First” is removed for good.\n"
    assert two.json("lists", "--trash") == []
    assert two.json("lists", "--empty-trash") == {"removed": []}
    assert two("lists", "--empty-trash").stderr == "The trash is empty.\n"
    assert "The trash is empty." in two.refused("lists", "--restore", "First")
    assert names(two) == ["Second"]
    library = open_library(two.library)
    assert library.works.find("url:example.org/First") is not None  # the work and its star stay
    library.close()


def test_what_cannot_be_done_is_said(two):
    assert two("lists", "--trash").stderr == "The trash is empty.\n"
    assert "no list “Third”" in two.refused("lists", "--put-away", "Third")
    two.done("lists", "--put-away", "First")
    said = two.refused("lists", "--restore", "Second")
    assert "no list “Second”" in said
    assert "Say “First”." in said
    assert "one at a time" in two.refused("lists", "--trash", "--empty-trash", code=2)
