import pytest

from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from tests.support.builders import page, take


def test_lists_with_their_facts(folder, library, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(page("A", {"S": ["x", "y"]}))
    a = take(folder, path).list_id
    b = take(folder, page("B", {"S": ["x"]})).list_id
    library.workspace.run(TrashList(a))
    facts = library.lists.all()
    assert [(f.id, f.name, f.trashed) for f in facts] == [(b, "B", False), (a, "A", True)]
    assert (facts[1].linked, facts[1].entries, facts[1].sections) == (path.resolve(), 2, 2)
    assert (facts[0].linked, facts[0].damage, facts[0].offered) == (None, None, None)


def test_a_list_by_name(folder, library):
    take(folder, page("Some List", {}))
    assert library.lists.named("Some List").id == 1
    assert library.lists.named("some list").id == 1
    with pytest.raises(NotFound, match="no list “other”"):
        library.lists.named("other")
    with pytest.raises(NotFound):
        library.lists.facts(ListId(9))


def test_sections_by_path_in_one_list_and_in_all(folder, library):
    take(folder, page("A", {"Survey": [], "Other": []}))
    take(folder, page("B", {"Survey": []}))
    assert [s.path for s in library.lists.sections(ListId(1))] == ["A", "A / Survey", "A / Other"]
    assert [s.path for s in library.lists.sections_named("survey")] == ["A / Survey", "B / Survey"]
    (found,) = library.lists.sections_named("Survey", ListId(2))
    assert (found.list_id, found.path) == (2, "B / Survey")
    library.workspace.run(TrashList(ListId(2)))
    assert [s.path for s in library.lists.sections_named("survey")] == ["A / Survey"]
    assert library.lists.sections_named("nowhere") == []


def test_a_repair_that_may_be_wrong_is_offered(folder, library):
    half = "über äußerst schöne Größen".encode().decode("windows-1252").encode()
    clean = "Straße, Müller, naïve, façade, coöperate, Ångström, señor, Čapek".encode()
    text = b"# L\n\n- [a](https://a.b) - " + half * 4 + b" " + clean + b"\n"
    report = take(folder, text)
    assert "was not changed" in report.offered
    assert report.damage is None
    assert library.lists.facts(ListId(1)).offered == report.offered
    assert library.lists.repaired(ListId(1)) == text
