from contextlib import closing

from effllm_desktop.app.emptying_trash import remove_for_good
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.ids import ListId


def test_what_was_done_is_listed_with_what_was_taken_back(seeds):
    assert "Nothing was done yet" in seeds("history").stderr
    seeds.done("mark", "2404.14897", "--star")
    seeds.done("mark", "2404.14897", "--status", "read")
    seeds.done("undo")
    latest, first = seeds.json("history")
    assert (latest["undone"], first["undone"]) == (True, False)
    assert first["label"] == "star 1 work"
    lines = seeds.done("history").splitlines()
    assert " (taken back): Beyond the Speculative Game" in lines[0]
    assert "  star 1 work: Beyond the Speculative Game" in lines[1]
    assert first["about"].startswith("Beyond the Speculative Game")
    assert len(seeds.json("history", "--limit", "1")) == 1
    assert [one["label"] for one in seeds.json("history", "--skip", "1")] == ["star 1 work"]
    assert "Nothing was done before that" in seeds("history", "--skip", "2").stderr


def test_what_changed_a_list_that_is_gone_says_so(seeds):
    with closing(open_library(seeds.library)) as library:
        library.workspace.run(TrashList(ListId(1)))
    remove_for_good(seeds.library, ListId(1))
    (step,) = seeds.json("history")
    assert (step["undone"], step["gone"]) == (False, True)
    assert seeds.done("history").endswith("  move a list to the trash (its list was removed)\n")
    assert "nothing to undo" in seeds.refused("undo")
