"""A list of one's own from the command line, and recipes."""

import json

import pytest


def exported(effllm, *arguments):
    """What stands on standard output."""
    result = effllm("export", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_everything_of_a_curated_list_can_be_said(seeds, tmp_path):
    words = tmp_path / "words.md"
    words.write_text("Read on trains.\n")
    seeds.done("mark", "arxiv:2404.14897", "arxiv:2412.19442", "--star")
    text = exported(
        seeds, "is:starred", "--title", "Mine", "--introduction", words, "--wording", "bullets",
        "--move", "Efficient LLM / Survey => Reviews / Caches", "--no-badges",
    )  # fmt: skip
    assert text == (
        "# Mine\n\nRead on trains.\n\n## Contents\n\n"
        "- [Survey](#survey)\n- [Reviews](#reviews)\n\t- [Caches](#caches)\n\n## Survey\n\n"
        "- [Beyond the Speculative Game: A Survey of Speculative Execution in Large Language "
        "Models](http://arxiv.org/abs/2404.14897v1) - "
        "Chen Zhang, Zhuorui Liu, Dawei Song, arXiv 2024.\n\n"
        "## Reviews\n\n### Caches\n\n"
        "- [A Survey on Large Language Model Acceleration based on KV Cache Management]"
        "(http://arxiv.org/abs/2412.19442v1) - Haoyang Li et al., arXiv 2024. "
        "[Code](https://github.com/TreeAI-Lab/Awesome-KV-Cache-Management).\n"
    )
    text = exported(seeds, "is:starred", "--move", "Efficient LLM => -", "--move",
                    "Efficient LLM / Survey => -", "--no-contents")  # fmt: skip
    assert "2404.14897" in text
    assert "2412.19442" not in text
    assert "](#" not in text


def test_the_style_of_a_list_and_what_is_left_out(seeds, tmp_path):
    text = exported(seeds, "arxiv:2404.14897", "--wording", "efficient llm")
    assert "- **Beyond the Speculative Game" in text
    result = seeds("export", "--wording", "no such list")
    assert result.exit_code == 1
    assert "There is no list “no such list”." in result.stderr
    result = seeds("export", "--wording", "bullets", "-o", tmp_path / "all.md")
    assert "1 entry is left out" in result.stderr
    piped = seeds("export", "--wording", "bullets", "--move", "Nowhere => X")
    assert piped.stdout.startswith("# Reading list")
    assert "1 entry is left out" in piped.stderr
    assert "No list has a section “Nowhere”" in piped.stderr
    document = seeds.json("export", "--wording", "bullets", "-o", tmp_path / "all.md")
    assert [remark[:19] for remark in document["remarks"]] == ["1 entry is left out"]


def test_works_that_are_named_one_by_one(seeds):
    found = json.loads(exported(seeds, "2404.14897", "2412.19442", "--format", "csl"))
    assert len(found) == 2
    result = seeds("export", "2404.14897", "speculative")
    assert result.exit_code == 2
    assert "Name works, or say one query." in result.stderr


def test_a_page_has_a_title_too(seeds):
    assert "<title>Mine</title>" in exported(
        seeds, "2404.14897", "--format", "html", "--title", "Mine"
    )


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["--format", "csv", "--title", "x"], "are of a curated list"),
        (["--format", "html", "--no-badges"], "are of a curated list"),
        (["--list", "1", "--style", "clean", "--title", "x"], "are of a curated list"),
        (["--move", "x"], "is not like “LIST / SECTION => SECTION”"),
        (["--move", "=> x"], "is not like"),
        (["--move", "a => b", "--arrange", "year"], "--move goes with --arrange merged"),
        (["--over"], "--over goes with --recipe"),
        (["--recipe", "x", "is:read"], "--recipe goes with -o and --over only"),
        (["--recipe", "x", "--with", "note"], "--recipe goes with -o and --over only"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(seeds, call, told):
    result = seeds("export", *call)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_recipe_from_keeping_to_deleting(seeds, tmp_path):
    file, other = tmp_path / "mine.md", tmp_path / "other.md"
    seeds.done("mark", "2404.14897", "--star")
    result = seeds("export", "is:starred", "--title", "Mine", "--keep", "mine", "-o", file)
    assert "To run it again: effllm export --recipe “mine”" in result.stderr
    assert seeds("recipes").stdout == f"mine  {file}\n"
    before = file.stat().st_mtime_ns
    assert seeds("export", "--recipe", "MINE").stderr == f"{file} is as it was: 1 entry.\n"
    assert file.stat().st_mtime_ns == before
    seeds.done("mark", "2412.19442", "--star")
    assert seeds("export", "--recipe", "mi").stderr == f"2 entries written to {file}.\n"
    file.write_text("by hand")
    result = seeds("export", "--recipe", "mine")
    assert result.exit_code == 1
    assert "effllm export --recipe “mine” --over" in result.stderr
    seeds.done("export", "--recipe", "mine", "--over")
    record = seeds.json("export", "--recipe", "mine", "-o", other)
    assert record == {
        "file": str(other), "recipe": "mine", "bytes": other.stat().st_size, "entries": 2,
        "own": [], "remarks": [], "changed": True,
    }  # fmt: skip
    assert seeds("recipes").stdout == f"mine  {other}\n", "it goes there from now on"
    assert seeds("export", "--recipe", "mine", "-o", "-").stdout == other.read_text()
    seeds.done("recipes", "--rename", "mine", "Best")
    assert [one["name"] for one in seeds.json("recipes")] == ["Best"]
    seeds.done("recipes", "--delete", "best")
    assert "No recipe yet." in seeds("recipes").stderr
    seeds.done("undo")
    assert [one["name"] for one in seeds.json("recipes")] == ["Best"]
    assert seeds("export", "--recipe", "none").exit_code == 1
    assert seeds("recipes", "--rename", "a", "b", "--delete", "c").exit_code == 2


def test_a_recipe_without_a_file_goes_to_standard_output(seeds):
    first = seeds("export", "2404.14897", "--with", "note", "--keep", "one")
    assert seeds("export", "--recipe", "one").stdout == first.stdout
    assert seeds("recipes").stdout == "one  standard output\n"
    assert seeds("export", "--recipe", "one", "--json").exit_code == 2


def test_what_a_recipe_leaves_out_is_told(seeds, tmp_path):
    call = ["export", "--wording", "bullets", "--keep", "all", "-o", tmp_path / "all.md"]
    seeds.done(*call)
    assert "1 entry is left out" in seeds("export", "--recipe", "all").stderr
    assert "1 entry is left out" in seeds("export", "--recipe", "all", "-o", "-").stderr
