"""`search` and `show`."""

import json
from contextlib import closing

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.highlighting import AddHighlights
from effllm_desktop.app.operations.page_notes import AddPageNote
from effllm_desktop.domain.highlights import Colour, HighlightKind
from effllm_desktop.domain.pdf import Box
from tests.support.builders import passage


def keys(found):
    return [entry["key"] for entry in found]


def test_search_finds_all_words_the_best_first(seeds):
    found = seeds.json("search", "kv", "cache", "compression")
    assert found
    assert "compression" in found[0]["title"].lower()
    assert len(keys(found)) == len(set(keys(found)))
    assert keys(seeds.json("search", "kv cache compression")) == keys(found)


def test_search_takes_queries_and_ranks_what_they_find(seeds):
    seeds.done("mark", "2404.14294", "--star")
    listed = {entry["key"] for entry in seeds.json("list", "pruning or is:starred")}
    found = keys(seeds.json("search", "pruning or is:starred"))
    assert set(found) == listed
    ranked = keys(seeds.json("search", "pruning"))
    assert found[: len(ranked)] == ranked
    assert keys(seeds.json("search", "is:starred", "pruning")) == []
    assert keys(seeds.json("search", "is:starred or is:read")) == ["arxiv:2404.14294"]
    assert "no field is called nofield" in seeds("search", "nofield:x").stderr
    alike = keys(seeds.json("search", "like:2404.14294"))
    assert alike == keys(seeds.json("list", "--works", "like:2404.14294"))


def test_search_looks_into_notes_and_tags(seeds):
    seeds.done("note", "2404.14897", "Reminds me of *wombats*.")
    seeds.done("mark", "2404.14294", "--tag", "wombat")
    assert set(keys(seeds.json("search", "wombat"))) == {"arxiv:2404.14897", "arxiv:2404.14294"}


def test_people_get_twenty_and_are_told_of_more(seeds):
    result = seeds("search", "quantization")
    assert result.stdout.count(" / ") >= 20
    more = len(seeds.json("search", "quantization")) - 20
    assert result.stderr == f"\n{more} more works: --limit {more + 20}\n"
    assert seeds("search", "quantization", "--limit", str(more + 20)).stderr == ""
    assert len(seeds.json("search", "quantization", "--limit", "3")) == 3


def test_each_find_says_where_it_stands(seeds):
    assert seeds.done("search", "2404.19737").splitlines()[-1].strip() == (
        "Awesome efficient llm / Efficient Inference"
    )


def test_nothing_found_is_no_failure(seeds):
    result = seeds("search", "xyzzy")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing was found.\n")
    assert seeds.json("search", "???") == []
    assert seeds.json("search", "arxiv:2404.99999") == []
    seeds.refused("search", code=2)


def test_a_work_is_shown_with_all_its_entries(seeds):
    seeds.done("mark", "2404.19737", "--star", "--tag", "decoding")
    record = seeds.json("show", "2404.19737")
    assert [entry["list"] for entry in record["entries"]] == [
        "Awesome efficient llm",
        "Efficient LLM",
    ]
    first = seeds.json("list", "2404.19737")[0]
    assert {name: record[name] for name in first} == first
    assert first["state"]["tags"] == ["decoding"]
    assert list(record)[-3:] == ["highlights", "metadata", "history"]


def test_people_see_a_work_as_a_page(seeds):
    seeds.done("mark", "2404.19737", "--star", "--rating", "4", "--tag", "decoding", "--tag", "a")
    seeds.done("note", "2404.19737", "Compare with **Medusa**.\n\nTwo lines.")
    lines = seeds.done("show", "2404.19737").splitlines()
    changed = lines.pop()
    assert changed.startswith("Changed    20")
    assert lines == [
        "Better & Faster Large Language Models via Multi-token Prediction",
        "Fabian Gloeckle, Badr Youbi Idrissi, Baptiste Rozière, David Lopez-Paz, Gabriel",
        "Synnaeve",
        "paper · arXiv 2024",
        "",
        "Key        arxiv:2404.19737",
        "Address    http://arxiv.org/abs/2404.19737v1",
        "PDF        http://arxiv.org/pdf/2404.19737v1.pdf",
        "Article    https://www.qbitai.com/2024/05/139356.html",
        "In         Awesome efficient llm / Efficient Inference, line 456",
        "           Efficient LLM / Efficient LLM, line 53",
        "",
        "Status     ● unread  ★ starred",
        "Rating     ★★★★☆",
        "Tags       #a #decoding",
        "Note       Compare with **Medusa**.",
        "",
        "           Two lines.",
    ]


def test_a_repository_is_shown_with_its_description(effllm, list_file):
    text = (
        "## Tools\n- [**tool**](https://github.com/owner/tool) - owner\n\n\t *What it does.*"
        " · ([page](https://owner.github.io/tool))\n\t- `Fast`\n"
    )
    effllm.done("import", list_file(text, "tools.md"))
    lines = effllm.done("show", "github:owner/tool").splitlines()
    assert "About      What it does." in lines
    assert "Remark     Fast" in lines
    assert "Project    https://owner.github.io/tool" in lines
    assert "In         tools / Tools, line 2" in lines


def test_a_work_that_is_gone_from_its_list_is_still_there(effllm, list_file):
    item = "- [a](https://example.org/a)\n"
    effllm.done("import", list_file(f"# T\n{item}"))
    effllm.done("mark", "https://example.org/a", "--star")
    effllm.done("import", list_file("# T\n"))
    assert "T, line 2, no longer there" in effllm.done("show", "https://example.org/a")
    record = json.loads(effllm.done("show", "https://example.org/a", "--json"))
    assert record["state"]["starred"]


@pytest.mark.parametrize(
    "key", ["arxiv:2404.99999", "no key", "", "https://", "github:", "x" * 5000]
)
def test_what_names_no_work_is_refused(seeds, key):
    assert "effllm search TEXT" in seeds.refused("show", key)


def test_mathematics_is_readable(seeds):
    assert "L₂ Norm" in seeds.done("show", "2406.11430").splitlines()[0]
    assert "$L_2$" in seeds.json("show", "2406.11430")["title"]


def test_highlights_are_shown_by_page(seeds):
    with closing(open_library(seeds.library)) as library:
        work = library.works.find("arxiv:2404.19737")
        library.workspace.run(AddHighlights(work, [passage("a telling sentence", 7)], Colour.PINK))
        library.workspace.run(
            AddHighlights(work, [passage("an early one", 2)], comment="So **true**.")
        )
    lines = seeds.done("show", "2404.19737").splitlines()
    assert lines[-3:] == [
        "p. 2       “an early one” (yellow)",
        "           So **true**.",
        "p. 7       “a telling sentence” (pink)",
    ]
    first, second = seeds.json("show", "2404.19737")["highlights"]
    assert (first["page"], first["quote"], first["comment"]) == (2, "an early one", "So **true**.")
    assert (second["colour"], "made_at" in second) == ("pink", True)
    assert (second["kind"], second["page"]) == ("highlight", 7)


def test_lines_and_notes_on_pages_are_shown_as_such(seeds):
    with closing(open_library(seeds.library)) as library:
        work = library.works.find("arxiv:2404.19737")
        line = AddHighlights(work, [passage("a telling sentence", 7)], kind=HighlightKind.UNDERLINE)
        library.workspace.run(line)
        library.workspace.run(AddPageNote(work, 2, Box(9, 9, 29, 29), comment="Why?"))
    lines = seeds.done("show", "2404.19737").splitlines()
    assert lines[-3:] == [
        "p. 2       (yellow note)",
        "           Why?",
        "p. 7       “a telling sentence” (yellow underline)",
    ]
    note, line = seeds.json("show", "2404.19737")["highlights"]
    assert (note["kind"], note["quote"], note["comment"]) == ("note", "", "Why?")
    assert line["kind"] == "underline"
