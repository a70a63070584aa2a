"""`mark`, `undo` and `redo`."""

import json

import pytest

KEY = "arxiv:2404.14897"


def state(effllm, key=KEY):
    return effllm.json("show", key)["state"]


def test_everything_is_set_in_one_step(seeds):
    report = seeds.json(
        "mark", KEY, "--status", "reading", "--star", "--rating", "5", "--tag", "a", "--tag", "B c"
    )
    assert report == {"works": [KEY], "changed": 1, "failures": []}
    assert state(seeds) == {
        "status": "reading",
        "starred": True,
        "rating": 5,
        "tags": ["a", "B c"],
        "note": "",
        "queue": None,
    }
    seeds.done("mark", KEY, "--no-star", "--rating", "0", "--untag", "A")
    assert state(seeds)["tags"] == ["B c"]
    assert not state(seeds)["starred"]
    seeds.done("undo")
    assert state(seeds)["starred"]
    seeds.done("undo")
    assert state(seeds)["status"] == "unread"
    assert "nothing to undo" in seeds.refused("undo")


def test_a_query_marks_all_works_of_it_in_one_step(seeds):
    assert seeds.done("mark", "kind:video", "--status", "dropped") == "5 works marked.\n"
    assert len(seeds.json("list", "is:dropped")) == 5
    assert seeds.json("undo") == {"undone": "mark 5 works as not for me"}
    assert seeds.json("list", "is:dropped") == []
    assert seeds.json("redo") == {"redone": "mark 5 works as not for me"}
    assert len(seeds.json("list", "is:dropped")) == 5
    assert "nothing to redo" in seeds.refused("redo")


@pytest.mark.parametrize(
    ("options", "label"),
    [
        (["--star"], "star 1 work"),
        (["--rating", "3"], "rate 1 work"),
        (["--status", "READ"], "mark 1 work as read"),
        (["--tag", "kv"], "tag 1 work “kv”"),
        (["--star", "--tag", "kv"], "change 1 work (starred, tagged “kv”)"),
    ],
)
def test_undo_says_what_it_took_back(seeds, options, label):
    seeds.done("mark", KEY, *options)
    assert seeds.done("undo") == f"Undone: {label}.\n"
    assert seeds.done("redo") == f"Redone: {label}.\n"


def test_a_tag_can_be_taken(seeds):
    seeds.done("mark", KEY, "--tag", "kv")
    seeds.done("mark", KEY, "--untag", "kv")
    assert seeds.done("undo") == "Undone: untag 1 work “kv”.\n"


def test_keys_and_queries_can_be_mixed(seeds):
    report = seeds.json(
        "mark", "2404.14897", "https://arxiv.org/abs/2404.14294", "kind:post", "--star"
    )
    assert len(report["works"]) == 5
    assert {KEY, "arxiv:2404.14294"} < set(report["works"])
    assert len(seeds.json("list", "is:starred", "--works")) == 5


def test_words_narrow_one_query(seeds):
    report = seeds.json("mark", "kind:paper", "speculative", "--star")
    assert 0 < report["changed"] < 50


def test_the_state_of_a_work_shows_wherever_it_is_mentioned(seeds):
    seeds.done("mark", "2404.19737", "--star")
    entries = seeds.json("list", "2404.19737")
    assert [entry["state"]["starred"] for entry in entries] == [True, True]


def test_what_was_so_already_is_told_and_is_no_step(seeds):
    seeds.done("mark", KEY, "--star")
    both = seeds.done("mark", KEY, "2404.14294", "--star")
    assert both == "1 work marked, 1 work so already.\n"
    assert seeds.done("mark", KEY, "--star") == "1 work so already.\n"
    assert seeds.done("undo") == "Undone: star 2 works.\n"


def test_what_is_new_is_marked_as_seen(effllm, list_file):
    lines = [f"- [{name}](https://example.org/{name})\n" for name in "abc"]
    effllm.done("import", list_file("# T\n" + lines[0]))
    effllm.done("import", list_file("# T\n" + "".join(lines)))
    assert [one["title"] for one in effllm.json("list", "is:new")] == ["b", "c"]
    assert effllm.done("mark", "is:new", "--seen") == "2 works marked.\n"
    assert effllm.json("list", "is:new") == []
    assert effllm.done("mark", "https://example.org/a", "--seen") == "1 work so already.\n"
    assert effllm.done("undo") == "Undone: mark 2 works as seen.\n"
    assert effllm.done("mark", "is:new", "--seen", "--star") == "2 works marked.\n"
    assert effllm.json("list", "is:new") == []
    assert effllm.done("undo") == "Undone: change 2 works (starred, seen).\n"
    assert len(effllm.json("list", "is:new")) == 2


def test_an_unknown_key_fails_and_the_others_are_marked(seeds):
    result = seeds("mark", "2404.99999", KEY, "--star", "--json")
    assert result.exit_code == 1
    assert "There is no work arxiv:2404.99999" in result.stderr
    document = json.loads(result.stdout)
    assert (document["works"], document["changed"]) == ([KEY], 1)
    assert document["failures"][0]["message"].startswith("There is no work arxiv:2404.99999")
    assert state(seeds)["starred"]
    assert "no work" in seeds.refused("mark", "2404.99999", "--star")


def test_a_query_without_hits_changes_nothing_and_is_no_failure(seeds):
    result = seeds("mark", "tag:none", "--star")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No work fits; nothing was changed.\n"


@pytest.mark.parametrize("query", ["", "  ", "-", "???", '""'])
def test_what_says_nothing_does_not_mean_everything(seeds, query):
    assert "names no work" in seeds.refused("mark", "--star", "--", query)
    assert seeds.json("list", "is:starred") == []


def test_wrong_usage(seeds):
    assert "--status" in seeds.refused("mark", KEY, code=2)
    seeds.refused("mark", "--star", code=2)
    for options in (["--status", "done"], ["--rating", "6"], ["--rating", "-1"], ["--rating", "x"]):
        seeds.refused("mark", KEY, *options, code=2)
    assert "name" in seeds.refused("mark", KEY, "--tag", " ")


def test_a_work_that_no_list_mentions_any_more_keeps_its_state(effllm, list_file):
    address = "https://example.org/a"
    effllm.done("import", list_file(f"# T\n- [a]({address})\n"))
    effllm.done("import", list_file("# T\n"))
    assert effllm.done("mark", address, "--star") == "1 work marked.\n"
    effllm.done("import", list_file(f"# T\n- [a]({address})\n"))
    assert effllm.json("list")[0]["state"]["starred"]


def test_undo_refuses_to_overwrite_newer_work(seeds, bundled_library):
    seeds.done("mark", KEY, "--status", "read")
    seeds.done("mark", KEY, "--star")
    assert seeds.done("undo") == "Undone: star 1 work.\n"
    seeds.done("mark", KEY, "--rating", "2")
    assert "nothing to redo" in seeds.refused("redo")
