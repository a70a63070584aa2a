import json
import unicodedata
from collections import Counter

import pytest

from effllm_desktop.cli.text_width import columns

FIELDS = [
    *("key", "list", "section", "line", "kind", "title", "authors", "authors_elided", "venue"),
    *("year", "arxiv", "doi", "repository", "url", "description", "citations", "links", "notes"),
    *("marks", "state", "pdf", "also_in"),
]
FIRST, SECOND = "Awesome efficient llm", "Efficient LLM"


def entries(effllm, *arguments):
    return effllm.json("list", *arguments)


@pytest.fixture(scope="module")
def both(bundled_library):
    """All entries of both lists."""
    from tests.cli.conftest import Effllm

    return entries(Effllm(bundled_library))


def of(both, name):
    return [entry for entry in both if entry["list"] == name]


def by_section(found):
    return Counter(" / ".join(entry["section"][1:]) for entry in found)


def test_the_first_list_has_the_numbers_that_it_has(both):
    found = of(both, FIRST)
    assert Counter(entry["kind"] for entry in found) == {
        "paper": 178, "repository": 51, "article": 32, "model": 3, "post": 1, "video": 1,
    }  # fmt: skip
    assert len({entry["arxiv"]["id"] for entry in found if entry["arxiv"]}) == 174
    known = [entry["citations"]["count"] for entry in found if entry["citations"]]
    assert (len(known), sum(known)) == (22, 566)
    assert sum(len(entry["notes"]) for entry in found) == 6
    assert not any(entry["marks"]["featured"] or entry["authors_elided"] for entry in found)
    assert by_section(found) == {
        "Survey": 11,
        "Efficient finetuning": 32,
        "Efficient finetuning / Adapter": 3,
        "Efficient finetuning / Other": 1,
        "Quantization / Survey": 2,
        "Quantization / Papers": 34,
        "Quantization / Projects": 13,
        "Quantization / Other": 4,
        "Distillation": 14,
        "Pruning": 10,
        "Efficient Inference": 74,
        "Efficient Inference / Other": 12,
        "Mobile": 6,
        "Toolkits": 15,
        "Efficient transformer": 23,
        "Hardware": 4,
        "Other": 4,
        "Courses": 1,
        "Courses / EfficientML": 1,
        "Extra Reference": 2,
    }


def test_the_second_list_has_the_numbers_that_it_has(both):
    found = of(both, SECOND)
    assert Counter(entry["kind"] for entry in found) == {
        "paper": 42, "article": 15, "repository": 8, "video": 4, "model": 3, "post": 2,
    }  # fmt: skip
    assert len({entry["arxiv"]["id"] for entry in found if entry["arxiv"]}) == 40
    assert sum(entry["authors_elided"] for entry in found) == 39
    assert sum(entry["marks"]["featured"] for entry in found) == 6
    assert sum(entry["marks"]["clapper"] for entry in found) == 4
    assert by_section(found) == {
        "Survey": 5,
        "Efficient LLM": 5,
        "Finetune": 3,
        "Quantization": 8,
        "Distillation": 4,
        "Pruning": 3,
        "Inference": 28,
        "Small Language Models": 3,
        "Transformer": 5,
        "Hardware": 1,
        "Tutorials": 2,
        "Projects": 3,
        "Misc": 4,
    }


def test_a_record_has_the_fields_of_the_contract_in_their_order(both):
    assert all(list(entry) == FIELDS for entry in both)
    (entry,) = (e for e in of(both, SECOND) if e["key"] == "arxiv:2404.19737")
    assert entry == {
        "key": "arxiv:2404.19737",
        "list": "Efficient LLM",
        "section": ["Efficient LLM", "Efficient LLM"],
        "line": 53,
        "kind": "paper",
        "title": "Better & Faster Large Language Models via Multi-token Prediction",
        "authors": [
            "Fabian Gloeckle",
            "Badr Youbi Idrissi",
            "Baptiste Rozière",
            "David Lopez-Paz",
            "Gabriel Synnaeve",
        ],
        "authors_elided": True,
        "venue": "arXiv",
        "year": 2024,
        "arxiv": {"id": "2404.19737", "version": 1},
        "doi": None,
        "repository": None,
        "url": "http://arxiv.org/abs/2404.19737v1",
        "description": None,
        "citations": None,
        "links": [
            {
                "label": "pdf",
                "url": "http://arxiv.org/pdf/2404.19737v1.pdf",
                "owner": None,
                "role": "pdf",
            }
        ],
        "notes": [],
        "marks": {"featured": True, "clapper": False, "huggingface": False, "x": False},
        "state": {
            "status": "unread",
            "starred": False,
            "rating": 0,
            "tags": [],
            "note": "",
            "queue": None,
        },
        "pdf": {"status": "none", "bytes": None, "sha256": None, "pages": None},
        "also_in": [
            {
                "list": "Awesome efficient llm",
                "section": ["Awesome efficient llm", "Efficient Inference"],
            }
        ],
    }


def test_entries_come_in_the_order_of_their_lists(both):
    assert [entry["list"] for entry in both] == [FIRST] * 266 + [SECOND] * 74
    for name in (FIRST, SECOND):
        lines = [entry["line"] for entry in of(both, name)]
        assert lines == sorted(lines)


def test_one_record_stands_on_a_line(seeds):
    lines = seeds.done("list", "--json").splitlines()
    assert (lines[0], lines[-1]) == ("[", "]")
    assert all(json.loads(line.rstrip(","))["key"] for line in lines[1:-1])
    assert seeds.done("list", "no such word", "--json") == "[]\n"


def test_works_are_shown_once_where_they_come_first(seeds, both):
    works = entries(seeds, "--works")
    keys = [work["key"] for work in works]
    assert len(keys) == len(set(keys)) < 340
    assert set(keys) == {entry["key"] for entry in both}
    shared = next(work for work in works if work["key"] == "arxiv:2404.19737")
    assert shared["list"] == FIRST
    text = seeds.done("list", "--works")
    assert text.count("arxiv:2404.19737") == 1
    assert FIRST not in text.splitlines()


def test_a_limit_counts_what_is_shown(seeds, both):
    assert entries(seeds, "--limit", "3") == both[:3]
    assert entries(seeds, "--limit", "0") == []
    assert len(entries(seeds, "--limit", "999999", "--works")) == len(entries(seeds, "--works"))
    assert seeds.done("list", "--limit", "2").count("arxiv:") == 2
    for limit in ("-1", "many", "9" * 40):
        seeds.refused("list", "--limit", limit, code=2)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Efficient LLM", SECOND),
        ("efficient llm", SECOND),
        ("EFF", SECOND),
        ("awesome", FIRST),
        ("2", SECOND),
        (" Efficient LLM ", SECOND),
    ],
)
def test_a_list_goes_by_its_name_the_beginning_of_it_or_its_number(seeds, name, expected):
    assert {entry["list"] for entry in entries(seeds, "--list", name)} == {expected}


def test_what_names_no_list_or_several_is_refused_with_the_names(seeds, list_file):
    said = seeds.refused("list", "--list", "Reading")
    assert "There is no list “Reading”." in said
    assert "“Awesome efficient llm” or “Efficient LLM”" in said
    seeds.done("import", list_file("# Efficient memory\n\n- [a](https://example.org/a)\n"))
    said = seeds.refused("list", "--list", "efficient")
    assert "“efficient” could be more than one list." in said
    assert "Say “Efficient LLM” or “Efficient memory”." in said
    seeds.refused("list", "--list", "")


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("Quantization / Papers", 34),
        ("Awesome efficient llm / Quantization / Papers", 34),
        ("papers", 34),
        ("Quantization", 53),
        ("Survey", 11),
        ("Other", 4),
        ("Quantization / Other", 4),
        ("Efficient Inference / Other", 12),
        ("EfficientML", 1),
        ("Survey [1]", 11),
        ("Awesome efficient llm", 266),
    ],
)
def test_a_section_goes_by_its_path_without_the_title_or_by_a_unique_tail(seeds, path, count):
    assert len(entries(seeds, "--list", FIRST, "--section", path)) == count


def test_a_section_that_is_called_like_its_list_is_meant_before_the_whole_list(seeds):
    for path in ("Efficient LLM", "Efficient LLM / Efficient LLM"):
        assert len(entries(seeds, "--list", SECOND, "--section", path)) == 5
        assert len(entries(seeds, "--section", path)) == 5


def test_an_ambiguous_section_is_refused_with_the_candidates(seeds, list_file):
    said = seeds.refused("list", "--section", "Pruning")
    assert "“Pruning” could be more than one section." in said
    assert "Say “Awesome efficient llm / Pruning” or “Efficient LLM / Pruning”." in said
    assert "--list" not in said
    assert "no section “Prunes”" in seeds.refused("list", "--section", "Prunes")
    text = "# T\n## A\n### X\n- [a](https://example.org/a)\n## B\n### X\n- [b](https://example.org/b)\n"
    for name in ("one.md", "two.md"):
        seeds.done("import", list_file(text, name))
    said = seeds.refused("list", "--section", "T / A / X")
    assert "Say “T / A / X in T” or “T / A / X in T (2)”, with --list." in said
    said = seeds.refused("list", "--section", "X", "--list", "T")
    assert "Say “T / A / X” or “T / B / X”." in said


def test_a_number_behind_a_heading_tells_equal_siblings_apart(effllm, list_file):
    item = "- [{0}](https://example.org/{0})\n"
    text = "# T\n## Same\n" + item.format(1) + "## Same\n" + item.format(2)
    effllm.done("import", list_file(text))

    def titles(path):
        return [entry["title"] for entry in entries(effllm, "--section", path)]

    assert titles("Same [2]") == titles("T / Same [2]") == ["2"]
    assert titles("Same") == titles("Same [1]") == ["1"]


def test_a_list_without_a_title_has_its_sections_at_the_top(effllm, list_file):
    text = "## A\n- [1](https://example.org/1)\n## B\n- [2](https://example.org/2)\n"
    effllm.done("import", list_file(text, "untitled.md"))
    assert [entry["title"] for entry in entries(effllm, "--section", "B")] == ["2"]
    assert "untitled\n\nA\n" in effllm.done("list")


@pytest.mark.parametrize(
    "argument",
    [
        "arxiv:2404.19737",
        "2404.19737",
        "arXiv:2404.19737v1",
        "https://arxiv.org/abs/2404.19737",
        "http://arxiv.org/pdf/2404.19737v1.pdf",
        "https://doi.org/10.48550/arXiv.2404.19737",
    ],
)
def test_a_key_an_id_or_an_address_is_that_work(seeds, argument):
    assert [entry["key"] for entry in entries(seeds, argument)] == ["arxiv:2404.19737"] * 2


def test_several_keys_and_a_query_select_what_any_of_them_does(seeds):
    keys = [entry["key"] for entry in entries(seeds, "2404.14897", "kind:post", "2412.17483")]
    assert len(keys) == 5
    assert {"arxiv:2404.14897", "arxiv:2412.17483"} < set(keys)
    lists = [e["list"] for e in entries(seeds, "2404.14897", "kind:post", "2412.17483")]
    assert lists == sorted(lists)


def test_words_make_one_query(seeds):
    assert entries(seeds, "kv", "cache", "kind:paper") == entries(seeds, "kv cache kind:paper")
    assert 0 < len(entries(seeds, "kv", "cache")) < len(entries(seeds, "kv"))
    assert len(entries(seeds, "--", "kind:paper", "-list:awesome")) == 41  # one of 42 is in both


def test_an_unknown_key_fails_and_a_query_without_hits_is_empty(seeds):
    assert "There is no work github:no/where" in seeds.refused(
        "list", "https://github.com/no/where"
    )
    result = seeds("list", "tag:nothing")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No entry fits.\n")


def test_an_empty_library_says_what_to_do(effllm):
    result = effllm("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "effllm import" in result.stderr
    assert effllm.json("list") == []
    assert "effllm import" in effllm.refused("list", "--list", "any")
    assert "effllm import" in effllm.refused("list", "--section", "any")


def test_an_empty_section_says_so(effllm, list_file):
    effllm.done("import", list_file("# T\n## Full\n- [1](https://example.org/1)\n## Empty\n"))
    result = effllm("list", "--section", "Empty")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "There is no entry here.\n")


def test_people_see_status_title_key_and_authors_under_their_headings(seeds):
    seeds.done(
        "mark", "2404.14897", "--star", "--status", "reading", "--rating", "3", "--tag", "a b"
    )
    seeds.done("note", "2404.14897", "Mine.")
    assert seeds.done("list", "--limit", "2").splitlines() == [
        "Awesome efficient llm",
        "",
        "Survey",
        "  ◐ ★ Beyond the Speculative Game: A Survey of Speculative Execution in Large",
        "      Language Models",
        "      arxiv:2404.14897 · arXiv 2024 · Chen Zhang, Zhuorui Liu, Dawei Song",
        "      ★★★☆☆ · #a b · with a note",
        "  ●   A Survey on Efficient Inference for Large Language Models",
        "      arxiv:2404.14294 · arXiv 2024 · Zixuan Zhou, Xuefei Ning, Ke Hong, …",
    ]


def test_everything_that_is_printed_fits_into_80_columns(seeds):
    for line in seeds.done("list").splitlines():
        is_address = line.strip().startswith(("url:", "title:"))
        assert is_address or columns(line) <= 80, line


def test_no_list_can_steer_the_terminal(effllm, list_file):
    text = "# T\x1b[2J\n- [a\x1b]0;title\x07 \u202eb](https://example.org/\x9b)\n  *c\x1b[31m*\n"
    effllm.done("import", list_file(text))
    for verb in (["lists"], ["sections", "1"], ["list"], ["search", "a"], ["check"]):
        text = effllm.done(*verb)
        assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]


def test_nothing_is_coloured_in_a_pipe(seeds):
    assert "\x1b" not in seeds.done("list", "--limit", "1")


def test_removed_entries_are_hidden_and_come_back(effllm, list_file):
    one, two = "- [one](https://example.org/1)\n", "- [two](https://example.org/2)\n"
    file = list_file(f"# T\n{one}{two}")
    effllm.done("import", file)
    effllm.done("mark", "https://example.org/1", "--star")
    effllm.done("import", list_file(f"# T\n{two}"))
    assert [entry["title"] for entry in entries(effllm)] == ["two"]
    assert entries(effllm, "https://example.org/1") == []
    effllm.done("import", list_file(f"# T\n{one}{two}"))
    assert [entry["state"]["starred"] for entry in entries(effllm)] == [True, False]
