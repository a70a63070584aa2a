from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.domain.scopes import Place
from effllm_desktop.domain.state import Status
from tests.support.builders import page, take, work

NESTED = """# List

- [above](https://example.org/above)

## Outer

- [a](https://example.org/a)

### Inner

- [b](https://example.org/b)
- [a](https://example.org/a)

#### Deep

- [c](https://example.org/c)

### Empty

## Other

# Second title

- [d](https://example.org/d)
"""


def tree(sections):
    return [(s.heading, s.unread, s.total, tree(s.children)) for s in sections]


def counts(library):
    return {node.place: (node.unread, node.total) for node in library.outlines.read().places}


def test_an_empty_library_has_places_and_no_lists(library):
    outline = library.outlines.read()
    assert [place.place for place in outline.places] == list(Place)
    assert {(place.unread, place.total) for place in outline.places} == {(0, 0)}
    assert outline.lists == ()


def test_sections_nest_and_count_distinct_works_below_them(folder, library):
    take(folder, NESTED)
    (node,) = library.outlines.read().lists
    assert (node.name, node.unread, node.total) == ("List", 5, 5)
    assert tree(node.sections) == [
        ("Outer", 3, 3, [("Inner", 3, 3, [("Deep", 1, 1, [])]), ("Empty", 0, 0, [])]),
        ("Other", 0, 0, []),
        ("Second title", 1, 1, []),
    ]
    inner = node.sections[0].children[0]
    assert (inner.path, inner.level) == ("List / Outer / Inner", 3)


def test_a_list_without_a_title_has_its_sections_at_the_top(folder, library):
    take(folder, "## A\n\n- [a](https://example.org/a)\n\n## B\n")
    (node,) = library.outlines.read().lists
    assert [s.heading for s in node.sections] == ["A", "B"]


def test_headings_before_the_title_stand_beside_its_sections(folder, library):
    take(folder, "## Before\n\n# Title\n\n## A\n")
    (node,) = library.outlines.read().lists
    assert (node.name, [s.heading for s in node.sections]) == ("Title", ["Before", "A"])


def test_counts_follow_the_reader(folder, library):
    take(folder, NESTED)
    library.workspace.run(SetStatus([work(library, "a")], Status.READ))
    library.workspace.run(SetStatus([work(library, "b")], Status.READING))
    library.workspace.run(SetStar([work(library, "a"), work(library, "c")], True))
    library.workspace.run(PutInQueue([work(library, "b"), work(library, "c")]))
    (node,) = library.outlines.read().lists
    assert (node.unread, node.total) == (3, 5)
    assert tree(node.sections)[0] == (
        "Outer",
        1,
        3,
        [("Inner", 1, 3, [("Deep", 1, 1, [])]), ("Empty", 0, 0, [])],
    )
    assert counts(library) == {
        Place.NEW: (0, 0),
        Place.QUEUE: (1, 2),
        Place.READING: (0, 1),
        Place.STARRED: (1, 2),
        Place.UNREAD: (3, 3),
        Place.ALL: (3, 5),
    }


def test_a_place_counts_a_work_of_two_lists_once(folder, library):
    take(folder, page("A", {"S": ["x", "y"]}))
    take(folder, page("B", {"S": ["y", "z"]}))
    assert counts(library)[Place.ALL] == (3, 3)


def test_new_is_what_came_with_the_latest_version_and_is_unread(folder, library):
    take(folder, page("A", {"S": ["x"]}))
    assert counts(library)[Place.NEW] == (0, 0)
    take(folder, page("A", {"S": ["x", "y", "z"]}), as_list="A")
    assert counts(library)[Place.NEW] == (2, 2)
    take(folder, page("B", {"S": ["w"]}))
    library.workspace.run(SetStatus([work(library, "y")], Status.DROPPED))
    assert counts(library)[Place.NEW] == (1, 1)
    take(folder, page("A", {"S": ["x", "y", "z"]}) + "\n", as_list="A")
    assert counts(library)[Place.NEW] == (0, 0)


def test_counts_equal_counting_by_hand(folder, library):
    take(folder, NESTED)
    take(folder, page("B", {"S": ["a", "q"], "T": ["c", "q"]}))
    library.workspace.run(SetStatus([work(library, "c"), work(library, "q")], Status.READ))
    for list_id, section, unread, total in [
        (node.id, s.id, s.unread, s.total)
        for node in library.outlines.read().lists
        for s in every(node.sections)
    ]:
        rows = library.database.rows(
            "WITH RECURSIVE below(id) AS (VALUES (?) UNION ALL "
            "SELECT s.id FROM sections s JOIN below ON s.parent_id = below.id) "
            "SELECT DISTINCT e.work_id, coalesce(r.status, 'unread') FROM entries e "
            "LEFT JOIN reading r USING (work_id) WHERE section_id IN below AND list_id = ?",
            (section, list_id),
        )
        assert (unread, total) == (sum(status == "unread" for _, status in rows), len(rows))


def every(sections):
    for section in sections:
        yield section
        yield from every(section.children)
