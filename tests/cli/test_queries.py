"""Queries on the command line: what they select, and what is said of how they were read."""

import pytest

SURVEY, MEDUSA = "arxiv:2404.14897", "arxiv:2401.10774"


def keys(effllm, *query):
    return {entry["key"] for entry in effllm.json("list", *query)}


def test_or_brackets_and_fields_select_entries(seeds):
    seeds.done("mark", SURVEY, "--star", "--rating", "4")
    assert keys(seeds, "author:zhuorui is:starred") == {SURVEY}
    found = keys(seeds, f"is:starred or {MEDUSA}")
    assert found >= {SURVEY}
    assert keys(seeds, "rating:>=4", "--", "-(is:read", "or", "is:dropped)") == {SURVEY}
    assert keys(seeds, "key:arxiv:2404.14897") == {SURVEY}


def test_exports_and_marks_take_the_same_queries(seeds):
    seeds.done("mark", SURVEY, "--star")
    assert "2404.14897" in seeds.done("export", "(is:starred or tag:x) kind:paper")
    seeds.done("mark", "is:starred or tag:x", "--status", "read")
    assert keys(seeds, "is:read") == {SURVEY}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("is:nonsense", "“is:nonsense” was searched as text: is: takes unread, reading"),
        ("year:soon", "year: takes a number such as"),
        ("colour:red", "no field is called colour."),
        ("tag:", "“tag:” was searched as text: nothing stands behind it."),
        ("quantization or", "“or” stands alone"),
        ("/a(/", "“/a(/” was searched as text: no pattern can be read so."),
        ("search:x", "No search is saved as “x”: it finds nothing."),
    ],
)
def test_what_was_not_read_as_it_looks_is_told(seeds, query, said):
    result = seeds("list", query)
    assert result.exit_code == 0
    assert said in result.stderr


def test_patterns_searches_and_likeness(seeds):
    seeds.done("mark", SURVEY, "--star")
    assert keys(seeds, "/^beyond the spec/") == {SURVEY}
    assert keys(seeds, "search:unread", "is:starred") == {SURVEY}
    found = [entry["key"] for entry in seeds.json("list", f"like:{SURVEY}", "--works")]
    assert SURVEY not in found
    title = seeds.json("show", found[0])["title"].lower()
    assert "speculative" in title


def test_titles_and_addresses_are_fields_unless_they_are_keys(effllm, tmp_path):
    (tmp_path / "list.md").write_text(
        "# L\n\n- [Deep nets](https://example.org/deep)\n- [Other](https://example.org/o)\n"
    )
    effllm.done("import", tmp_path / "list.md")
    assert keys(effllm, "title:deep") == {"url:example.org/deep"}
    assert keys(effllm, "url:example.org/deep") == {"url:example.org/deep"}
    assert len(keys(effllm, "url:example.org")) == 2
    assert "There is no work" in effllm.refused("list", "arxiv:2404.99999")
