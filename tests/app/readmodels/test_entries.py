import pytest

from effllm_desktop.app.operations.highlighting import SetLastPlace
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import EntryId, ListId, SectionId
from effllm_desktop.domain.lists import Kind, Marks
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope, Sort
from effllm_desktop.domain.state import Status
from tests.support.builders import page, take, work

ALL = PlaceScope(Place.ALL)
RICH = """# Rich

## Papers

- 🌟 **Large $L_2$ models**, `ICML, 2023`, [arxiv](http://arxiv.org/abs/2304.00001v1), [pdf](http://arxiv.org/pdf/2304.00001v1.pdf), cication: [**1200**](https://scholar.google.com/x)

\t *Ada Lovelace, Alan Turing, ..., Grace Hopper*
- :clapper: [a video](https://youtu.be/x)
- **Ärger in the middle**, `arXiv, 2404.00002`, [arxiv](http://arxiv.org/abs/2404.00002), cication: [**-1**](None)
- **"Quoted" title**, `arXiv, 2404.00003`, [arxiv](http://arxiv.org/abs/2404.00003), cication: [**3**](None)
"""  # noqa: E501


@pytest.fixture
def rich(folder, library):
    take(folder, RICH)
    return library


def rows(library, scope=ALL, query="", sort=Sort.LIST):
    ids = library.entries.select(scope, parse(query), sort).row_ids
    return library.entries.rows(scope, ids)


def titles(library, scope=ALL, query="", sort=Sort.LIST):
    return [row.title for row in rows(library, scope, query, sort)]


def test_a_row_says_everything_that_the_pane_shows(rich):
    first = rows(rich, ListScope(ListId(1)))[0]
    assert (first.key, first.kind, first.title) == (
        "arxiv:2304.00001",
        Kind.PAPER,
        "Large L₂ models",
    )
    assert first.authors == "Ada Lovelace, Alan Turing, …, Grace Hopper"
    assert (first.venue, first.year, first.citations) == ("ICML", 2023, 1200)
    assert (first.status, first.starred, first.rating) == (Status.UNREAD, False, 0)
    assert (first.has_note, first.tags, first.is_new, first.also_in) == (False, (), False, 0)
    assert first.marks == Marks(featured=True)
    assert (first.section, first.list_name) == ("Papers", "Rich")
    assert (first.row_id, first.work_id) == (first.entry_id, 1)


def test_a_row_shows_the_readers_own(rich):
    video = work(rich, "a video")
    rich.workspace.run(SetNote(video, "seen"))
    rich.workspace.run(AddTags([video], ["b", "A"]))
    rich.workspace.run(SetRating([video], 4))
    rich.workspace.run(SetStar([video], True))
    rich.workspace.run(SetStatus([video], Status.READING))
    (row,) = rows(rich, query="kind:video")
    assert (row.has_note, row.rating, row.starred, row.status) == (True, 4, True, Status.READING)
    assert row.tags == ("A", "b")
    assert row.marks == Marks(clapper=True)


def test_a_place_shows_a_work_once_and_says_where_else_it_is(folder, library):
    take(folder, page("A", {"S": ["x", "y", "x"], "T": ["x"]}))
    take(folder, page("B", {"S": ["y"]}))
    take(folder, page("C", {"S": ["y", "z"]}))
    assert [(r.title, r.also_in, r.list_name) for r in rows(library)] == [
        ("x", 0, "A"),
        ("y", 2, "A"),
        ("z", 0, "C"),
    ]
    assert titles(library, ListScope(ListId(1))) == ["x", "y", "x", "x"]
    selection = library.entries.select(ListScope(ListId(1)))
    assert (len(selection.row_ids), selection.distinct_works) == (4, 2)
    assert library.entries.select(ALL).distinct_works == 3
    library.workspace.run(TrashList(ListId(1)))
    assert [(r.title, r.also_in, r.list_name) for r in rows(library)] == [
        ("y", 1, "B"),
        ("z", 0, "C"),
    ]


def test_a_section_holds_the_sections_below_it(folder, library):
    take(folder, "# L\n\n## A\n\n- [a](https://a.b)\n\n### B\n\n- [b](https://b.c)\n\n## C\n")
    ids = {section.path: section.id for section in library.lists.sections(ListId(1))}
    assert titles(library, SectionScope(ids["L / A"])) == ["a", "b"]
    assert titles(library, SectionScope(ids["L / A / B"])) == ["b"]
    assert titles(library, SectionScope(ids["L / C"])) == []
    take(folder, "# L\n\n## A\n\n- [a](https://a.b)\n", as_list="L")
    with pytest.raises(NotFound, match="no longer in the list"):
        library.entries.select(SectionScope(ids["L / C"]))
    with pytest.raises(NotFound):
        library.entries.select(SectionScope(SectionId(99)))


def test_a_section_keeps_its_id_over_versions(folder, library):
    take(folder, page("Old", {"A": ["a"], "B": ["b"]}))
    before = {s.path.rpartition(" / ")[2]: s.id for s in library.lists.sections(ListId(1))}
    take(folder, page("New", {"C": [], "B": ["b"], "A": ["a"]}), as_list="Old")
    after = {s.path.rpartition(" / ")[2]: s.id for s in library.lists.sections(ListId(1))}
    assert (after["A"], after["B"], after["New"]) == (before["A"], before["B"], before["Old"])
    take(folder, page("New", {"A": ["a"]}), as_list="Old")
    take(folder, page("New", {"A": ["a"], "B": ["b"]}), as_list="Old")
    again = {s.path.rpartition(" / ")[2]: s.id for s in library.lists.sections(ListId(1))}
    assert again["B"] == before["B"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.LIST, ["Large L₂ models", "a video", "Ärger in the middle", '"Quoted" title']),
        (Sort.TITLE, ["a video", "Ärger in the middle", "Large L₂ models", '"Quoted" title']),
        (Sort.YEAR, ["Ärger in the middle", '"Quoted" title', "Large L₂ models", "a video"]),
        (Sort.CITATIONS, ["Large L₂ models", '"Quoted" title', "a video", "Ärger in the middle"]),
        (Sort.CHANGED, ["a video", "Large L₂ models", "Ärger in the middle", '"Quoted" title']),
    ],
)
def test_orders_are_the_same_in_a_list_and_a_place(rich, clock, sort, expected):
    rich.workspace.run(SetStar([work(rich, "Large L₂ models")], True))
    clock.wait(hours=1)
    rich.workspace.run(SetStar([work(rich, "a video")], True))
    assert titles(rich, sort=sort) == expected
    assert titles(rich, ListScope(ListId(1)), sort=sort) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place.ALL, ["a", "b", "c", "d"]),
        (Place.READING, ["b"]),
        (Place.STARRED, ["a", "c"]),
        (Place.NEW, ["d"]),
    ],
)
def test_places(folder, library, place, expected):
    take(folder, page("L", {"S": ["a", "b", "c"]}))
    take(folder, page("L", {"S": ["a", "b", "c", "d"]}), as_list="L")
    library.workspace.run(SetStatus([work(library, "b")], Status.READING))
    library.workspace.run(SetStatus([work(library, "c")], Status.READ))
    library.workspace.run(SetStar([work(library, "a"), work(library, "c")], True))
    assert titles(library, PlaceScope(place)) == expected
    assert [row.title for row in rows(library) if row.is_new] == ["d"]


def test_the_works_of_rows(folder, library):
    take(folder, page("A", {"S": ["x", "y", "x"]}))
    x, y = work(library, "x"), work(library, "y")
    scope = ListScope(ListId(1))
    ids = library.entries.select(scope).row_ids
    assert library.entries.works_of(scope, ids[::-1]) == [x, y]
    assert library.entries.works_of(scope, ids[1:]) == [y, x]
    assert library.entries.works_of(ALL, [y, x, y]) == [y, x]
    assert library.entries.all_works(scope) == [x, y]
    assert library.entries.all_works(PlaceScope(Place.STARRED)) == []


def test_ids_that_somebody_still_holds_have_rows(folder, library):
    take(folder, page("A", {"S": ["x", "y"]}))
    scope = ListScope(ListId(1))
    entry_ids = library.entries.select(scope).row_ids
    work_ids = library.entries.select(ALL).row_ids
    take(folder, page("A", {"S": ["y"]}), as_list="A")
    library.workspace.run(TrashList(ListId(1)))
    assert [row.title for row in library.entries.rows(scope, entry_ids)] == ["x", "y"]
    assert [row.title for row in library.entries.rows(ALL, work_ids)] == ["x", "y"]
    assert library.entries.rows(scope, []) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("*A One, B Two*", "A One, B Two"),
        ("*A One, ..., B Two*", "A One, …, B Two"),
        ("*A One,\n\t B Two, ..., C Three*", "A One, B Two, …, C Three"),
        ("*A One, B Two, ...*", "A One, B Two, …"),
    ],
)
def test_the_line_of_authors(folder, library, line, expected):
    entry = "- **T**, `arXiv, 2404.00002`, [arxiv](http://arxiv.org/abs/2404.00002), "
    take(folder, f"# L\n\n{entry}cication: [**-1**](None)\n\n\t {line}\n")
    assert rows(library)[0].authors == expected


def test_a_row_knows_where_reading_stopped(library, folder):
    take(folder, page("L", {"S": ["a", "b"]}))
    library.workspace.run(SetLastPlace(work(library, "a"), LastPlace(7, 19, 0.5)))
    for scope in (PlaceScope(Place.ALL), ListScope(ListId(1))):
        first, second = library.entries.rows(scope, library.entries.select(scope).row_ids)
        assert (first.last_place, second.last_place) == (LastPlace(7, 19, 0.5), None)


def test_the_entries_beside_one_are_those_of_its_section_in_order(folder, library):
    take(folder, page("L", {"S": ["a", "b", "c"], "T": ["d"]}))
    ids = {row.title: row.entry_id for row in rows(library)}
    beside, section = library.entries.beside(ids["b"])
    assert beside == [ids["a"], ids["b"], ids["c"]]
    assert library.entries.beside(ids["d"])[1] != section
    with pytest.raises(NotFound):
        library.entries.beside(EntryId(999))
