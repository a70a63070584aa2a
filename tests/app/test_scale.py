"""With ten thousand entries no act of the reader's makes the library work more than with hundreds.

Counts of work, never times: statements, rows that are handed out, steps of SQLite's machine.
"""

from itertools import count

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.readmodels.orders import AT_ONCE, FIRST
from effllm_desktop.domain.ids import ListId, SearchId, SectionId
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    SearchScope,
    SectionScope,
    Sort,
)
from effllm_desktop.domain.state import Status
from tests.support.builders import take
from tests.support.work_done import work_done

SECTIONS = 20
LIST = ListScope(ListId(1))
PAGE = 48


def big_list(entries: int) -> str:
    """A list whose entries hold common words and rare ones."""
    text = "# Big\n"
    for section in range(SECTIONS):
        text += f"\n## Section {section}\n\n"
        for number in range(section * entries // SECTIONS, (section + 1) * entries // SECTIONS):
            text += f"- [Common word {number}](https://example.org/{number})\n"
    return text


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    made = {}
    for entries in (600, 10_000):
        folder = tmp_path_factory.mktemp("library")
        take(folder, big_list(entries))
        made[entries] = open_library(folder)
    yield made
    for library in made.values():
        library.close()


def measured(libraries, act):
    """What an act makes the small and the big library do."""
    found = []
    for library in libraries.values():
        act(library)  # what is done once for each connection
        with work_done(library.database) as done:
            act(library)
        found.append(done)
    return found


TURN = count()
ACTS = {
    "star": lambda library: library.workspace.run(SetStar([17 + next(TURN)], True)),
    "read": lambda library: library.workspace.run(SetStatus([90 + next(TURN)], Status.READ)),
    "counts": lambda library: library.outlines.counts(),
    "outline": lambda library: library.outlines.read(),
    "list": lambda library: library.entries.first(LIST),
    "all": lambda library: library.entries.first(PlaceScope(Place.ALL)),
    "unread": lambda library: library.entries.first(SearchScope(SearchId(1))),
    "section": lambda library: library.entries.size(SectionScope(SectionId(5))),
    "page": lambda library: library.entries.rows(LIST, range(100, 100 + PAGE)),
    "word": lambda library: library.entries.hits(parse("599")),
    "among": lambda library: library.entries.among(LIST, Sort.LIST, [3, 5, 8]),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_is_done_at_once_does_not_depend_on_the_size(libraries, act):
    small, big = measured(libraries, act)
    assert big.statements == small.statements <= 30
    assert big.rows <= small.rows + 2 <= max(PAGE, 3 * SECTIONS) + FIRST
    assert big.steps <= small.steps * 1.5 + 500


def test_a_key_press_hands_out_one_page(libraries):
    library = libraries[10_000]
    order = library.entries.order(LIST, Sort.LIST, None)
    library.entries.hits(parse("word"))  # the indexes are looked at once for each connection
    with work_done(library.database) as done:
        hits = library.entries.hits(parse("common"))
        found = order.first(hits)
        library.entries.rows(LIST, found.rows.ids[:PAGE])
    assert (found.count, found.distinct_works, len(found.rows.ids)) == (10_000, 10_000, FIRST)
    assert done.rows <= PAGE
    assert done.statements <= 4


def test_opening_reads_no_more_of_a_big_library(libraries):
    for library in libraries.values():
        opened = open_library(library.folder)
        with work_done(opened.database) as done:
            opened.outlines.read()
            opened.entries.order(LIST, Sort.LIST, 300)
            found = opened.entries.first(LIST)
            opened.entries.rows(LIST, found.rows.ids[:PAGE])
            _ = opened.workspace.undo_label
        opened.close()
        assert done.statements <= 15
        assert done.steps <= 20_000


def test_few_rows_are_read_at_once_and_many_are_not(libraries):
    small, big = libraries.values()
    assert len(small.entries.order(LIST, Sort.TITLE, AT_ONCE)) == 600
    assert big.entries.order(LIST, Sort.TITLE, AT_ONCE) is None
