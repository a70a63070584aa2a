"""`duplicates` and `merge`."""

import json
from contextlib import closing

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.identifying import KeepApart

TEXT = """# Papers

- [Attention](https://arxiv.org/abs/1706.03762)
- [ATTENTION](https://doi.org/10.5555/3295222)
- [Other](https://example.org/other)
"""
ONE, OTHER = "arxiv:1706.03762", "doi:10.5555/3295222"


@pytest.fixture
def papers(effllm, list_file):
    effllm.done("import", list_file(TEXT))
    return effllm


def test_works_that_may_be_one_are_shown_with_the_reasons(papers):
    assert papers.done("duplicates") == (
        "same title\n"
        f"  Attention\n    {ONE}\n"
        f"  ATTENTION\n    {OTHER}\n"
    )  # fmt: skip
    assert papers.json("duplicates") == [
        {
            "works": [
                {"key": ONE, "title": "Attention"},
                {"key": OTHER, "title": "ATTENTION"},
            ],
            "reasons": ["title"],
        }
    ]
    assert len(papers.json("list", "is:duplicate")) == 2


def test_two_works_become_one_and_two_again(papers):
    papers.done("mark", OTHER, "--star", "--tag", "kept")
    assert papers.done("merge", ONE, OTHER) == f"{OTHER} is {ONE} from now on.\n"
    record = papers.json("show", OTHER)
    assert (record["key"], record["state"]["starred"]) == (ONE, True)
    assert [one["title"] for one in record["entries"]] == ["Attention", "ATTENTION"]
    assert papers.json("duplicates") == []
    assert papers.done("duplicates") == ""
    assert "one work already" in papers.refused("merge", OTHER, ONE)
    assert papers.json("undo") == {"undone": "merge two works"}
    assert not papers.json("show", ONE)["state"]["starred"]
    assert papers.json("show", OTHER)["state"]["tags"] == ["kept"]
    assert papers.json("merge", OTHER, "1706.03762") == {"key": OTHER, "merged": ONE}


def test_works_that_are_not_there_are_not_merged(papers):
    assert "no work arxiv:2001.00001" in papers.refused("merge", ONE, "2001.00001")
    assert "no key, id or address" in papers.refused("merge", "nothing such", ONE)


def test_what_is_kept_apart_stays_so_in_a_library_that_is_made_again(papers, tmp_path):
    with closing(open_library(papers.library)) as library:
        works = [library.works.find(key) for key in (ONE, OTHER)]
        library.workspace.run(KeepApart(*works))
    assert papers.json("duplicates") == []
    papers.done("export", "--format", "json", "-o", tmp_path / "apart.json")
    papers.done("undo")
    assert len(papers.json("duplicates")) == 1
    papers.done("merge", ONE, OTHER)
    papers.done("export", "--format", "json", "-o", tmp_path / "same.json")
    papers.library = tmp_path / "again"
    papers.done("import", tmp_path / "apart.json")
    assert papers.json("duplicates") == []
    papers.done("import", tmp_path / "same.json")  # what was said here stays
    assert papers.json("show", OTHER)["key"] == OTHER


@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "same", "work": ONE, "other": 5},
        {"verdict": "perhaps", "work": ONE, "other": OTHER},
        {"verdict": "same", "work": ONE},
    ],
)
def test_a_damaged_verdict_is_refused(papers, tmp_path, said):
    file = tmp_path / "all.json"
    papers.done("export", "--format", "json", "-o", file)
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document.pop("verdicts") == []
    file.write_text(json.dumps({**document, "verdicts": [said]}), encoding="utf-8")
    assert "damaged" in papers("import", file).stderr
    file.write_text(json.dumps(document), encoding="utf-8")  # of an older version
    papers.library = tmp_path / "again"
    papers.done("import", file)


def test_a_library_that_is_made_again_is_merged_again(papers, tmp_path):
    papers.done("merge", OTHER, ONE)
    papers.done("export", "--format", "json", "-o", tmp_path / "all.json")
    library, papers.library = papers.library, tmp_path / "again"
    papers.done("import", tmp_path / "all.json")
    assert papers.json("show", ONE)["key"] == OTHER
    papers.done("export", "--format", "json", "-o", tmp_path / "same.json")
    papers.done("undo")
    assert papers.json("show", ONE)["key"] == ONE
    papers.library = library
    assert papers.json("show", ONE)["key"] == OTHER
