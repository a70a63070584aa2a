import json

import pytest

from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.readmodels.records import entry_records, work_record
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.domain.state import Status
from tests.support.builders import page, take, work

TEXT = """# Awesome

## Papers

### New

- **A $L_2$ \\_title\\_**, `ICML, 2023`, [arxiv](http://arxiv.org/abs/2304.00001v2), [pdf](http://arxiv.org/pdf/2304.00001v2.pdf), cication: [**12**](https://scholar.google.com/x)

\t *Ada Lovelace, ..., Grace Hopper* · ([code](https://github.com/a/b) - a)
- [Repo](https://github.com/Some/Repo) - Some

\t *What it is*
"""  # noqa: E501


@pytest.fixture
def records(folder, library):
    take(folder, TEXT)
    take(folder, page("Other", {"S": ["[t](https://arxiv.org/abs/2304.00001)"]}))
    library.workspace.run(
        ChangeState(
            works=[work(library, "A L₂ _title_")],
            status=Status.READ,
            starred=True,
            rating=3,
            tags=["b", "A"],
            note="n",
        )
    )
    ids = library.entries.select(ListScope(ListId(1))).row_ids
    return entry_records(library.database, ids)


def test_a_paper_as_a_record(records):
    assert records[0] == {
        "key": "arxiv:2304.00001",
        "list": "Awesome",
        "section": ["Awesome", "Papers", "New"],
        "line": 7,
        "kind": "paper",
        "title": "A $L_2$ _title_",
        "authors": ["Ada Lovelace", "Grace Hopper"],
        "authors_elided": True,
        "venue": "ICML",
        "year": 2023,
        "arxiv": {"id": "2304.00001", "version": 2},
        "doi": None,
        "repository": None,
        "url": "http://arxiv.org/abs/2304.00001v2",
        "description": None,
        "citations": {"count": 12, "source": "list", "as_of": None},
        "links": [
            {
                "label": "pdf",
                "url": "http://arxiv.org/pdf/2304.00001v2.pdf",
                "owner": None,
                "role": "pdf",
            },
            {
                "label": "12",
                "url": "https://scholar.google.com/x",
                "owner": None,
                "role": "citations",
            },
            {"label": "code", "url": "https://github.com/a/b", "owner": "a", "role": "code"},
        ],
        "notes": [],
        "marks": {"featured": False, "clapper": False, "huggingface": False, "x": False},
        "state": {
            "status": "read",
            "starred": True,
            "rating": 3,
            "tags": ["A", "b"],
            "note": "n",
            "queue": None,
        },
        "pdf": {"status": "none", "bytes": None, "sha256": None, "pages": None},
        "also_in": [{"list": "Other", "section": ["Other", "S"]}],
    }


def test_a_repository_as_a_record(records):
    record = records[1]
    assert (record["key"], record["repository"], record["kind"]) == (
        "github:some/repo",
        "Some/Repo",
        "repository",
    )
    assert (record["description"], record["pdf"], record["arxiv"], record["citations"]) == (
        "What it is",
        None,
        None,
        None,
    )
    assert record["state"]["status"] == "unread"
    assert record["also_in"] == []


def test_records_are_json(records):
    assert json.loads(json.dumps(records)) == records


def test_records_come_in_the_order_that_was_asked_for(library, records):
    ids = library.entries.select(ListScope(ListId(1))).row_ids[::-1]
    assert entry_records(library.database, ids) == records[::-1]
    assert entry_records(library.database, []) == []


def test_an_entry_above_any_heading(folder, library):
    take(folder, "- [a](https://a.b)\n")
    (record,) = entry_records(library.database, [1])
    assert (record["list"], record["section"]) == ("pasted", [])


def test_a_work_as_a_record(library, records):
    record = work_record(library.database, work(library, "A L₂ _title_"))
    assert {name: record[name] for name in records[0]} == records[0]
    assert [entry["list"] for entry in record["entries"]] == ["Awesome", "Other"]
    assert record["metadata"]["abstract"] is None
    assert [step["what"] for step in record["history"]] == [
        "change 1 work (read, starred, rated 3, tagged “b”, “A”, noted)"
    ]


def test_a_work_that_only_tombstones_mention_is_still_a_record(folder, library):
    take(folder, page("A", {"S": ["x"]}))
    x = work(library, "x")
    take(folder, page("A", {"T": []}), as_list="A")
    record = work_record(library.database, x)
    assert (record["section"], record["also_in"]) == (["A", "S"], [])


def test_an_unknown_work_is_no_record(library):
    with pytest.raises(NotFound):
        work_record(library.database, WorkId(1))
