"""Versions taken in one after the other: no state is lost, and what did not change is not reported.

A model of a list goes through random acts, one between two versions, as curators commit them.
"""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.import_reports import What
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.noting import SetNote
from tests.support.builders import page, take
from tests.support.soundness import assert_sound

PAPERS, SHARING = range(6), range(6, 10)
SHARED = "https://example.org/news"
FORMS = (
    "https://blog.example.org/{n}",
    "https://arxiv.org/abs/2404.0000{n}",
    "http://arxiv.org/pdf/2404.0000{n}.pdf",
    "https://arxiv.org/abs/2404.0000{n}v2",
)
ITEMS = st.sampled_from([*PAPERS, *SHARING])
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["reword", "move", "remove", "return", "relink", "rename", "note"]),
        ITEMS,
        st.integers(0, 3),
    ),
    max_size=14,
)


@dataclass
class Item:
    """A paper under a link of its own, or news under an address that they share."""

    number: int
    section: int = 0
    wording: int = 0
    form: int = 0
    there: bool = True
    note: str = ""

    @property
    def title(self) -> str:
        return f"A telling title number {self.number} in wording {self.wording}"

    @property
    def line(self) -> str:
        url = SHARED if self.number in SHARING else FORMS[self.form].format(n=self.number)
        return f"[{self.title}]({url})"


@dataclass
class Model:
    """A list as its curator has it, and what its reader noted."""

    items: dict[int, Item] = field(default_factory=lambda: {n: Item(n) for n in range(10)})
    headings: list[str] = field(default_factory=lambda: ["A", "B", "C", "D"])

    def text(self) -> str:
        return page("L", {heading: self.lines(n) for n, heading in enumerate(self.headings)})

    def lines(self, section: int) -> list[str]:
        return [i.line for i in self.items.values() if i.there and i.section == section]

    def act(self, what: str, number: int, choice: int) -> set[int]:
        """Change one thing; the items that a report may name."""
        item = self.items[number]
        if what == "rename":
            self.headings[choice] += "'"
            return {i.number for i in self.items.values() if i.section == choice}
        if what == "reword":
            item.wording += item.there  # nobody could tell it from others that went
        elif what == "relink":
            item.form = choice
        elif what == "move":
            item.section = choice
        elif what in ("remove", "return"):
            item.there = what == "return"
        return {number}


def noted(library):
    """The note of each entry that stands, by the number in its title."""
    rows = library.database.rows(
        "SELECT e.title, coalesce(r.note, '') FROM entries e "
        "LEFT JOIN reading r ON r.work_id = e.work_id WHERE e.position IS NOT NULL"
    )
    return {int(title.split()[4]): note for title, note in rows}


@settings(max_examples=20)
@given(ACTS)
def test_no_state_is_lost_and_nothing_is_reported_that_did_not_change(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("library")
    model, library = Model(), open_library(folder)
    take(folder, model.text())
    for step, (what, number, choice) in enumerate(acts):
        item = model.items[number]
        if what == "note":
            if item.there:
                item.note = f"note {step}"
                library.workspace.run(SetNote(work_of(library, item), item.note))
            continue
        before = {i.number: (i.there, i.line, i.section) for i in model.items.values()}
        may_be_named = model.act(what, number, choice)
        report = take(folder, model.text(), as_list="L")
        named = {int(news.title.split()[4]) for news in report.news}
        assert named <= may_be_named, (what, number, report.news)
        now = {i.number: (i.there, i.line, i.section) for i in model.items.values()}
        if what != "rename" and before == now:
            assert report.news == ()
        assert_right(what, report)
        assert_sound(library.database)
        assert noted(library) == {i.number: i.note for i in model.items.values() if i.there}
    kept = {note for (note,) in library.database.rows("SELECT note FROM reading")}
    assert {i.note for i in model.items.values()} - {""} <= kept
    library.close()


def work_of(library, item):
    return library.database.value(
        "SELECT work_id FROM entries WHERE title = ? AND position IS NOT NULL", (item.title,)
    )


def assert_right(what, report):
    """Each act is called by its name, and only new things are new."""
    allowed = {
        "reword": {What.CHANGED},
        "relink": {What.CHANGED},
        "move": {What.MOVED},
        "rename": {What.MOVED},
        "remove": {What.REMOVED},
        "return": {What.RETURNED},
    }
    assert {news.what for news in report.news} <= allowed[what], report.news
