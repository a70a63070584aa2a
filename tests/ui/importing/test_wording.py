"""What became of an import, in sentences."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from effllm_desktop.app.import_reports import EntryNews, ImportSummary, ListReport, Outcome, What
from effllm_desktop.app.sources import Failure
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem
from effllm_desktop.domain.problems import ProblemRun
from effllm_desktop.ui.importing import wording
from effllm_desktop.ui.importing.differences import Difference, differences
from effllm_desktop.ui.importing.notices import notices
from effllm_desktop.ui.importing.report import NEWS_SHOWN, ReportDialog, run_text
from effllm_desktop.ui.notice import Level

STRAY = Problem(12, 12, "stray text")


def _report(outcome=Outcome.NEW, name="L", **more):
    values = {"entries": 3, "sections": 2, **more}
    return ListReport(ListId(1), name, outcome, **values)


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        ([], ""),
        ([_report()], "Opened “L”: 3 entries in 2 sections."),
        ([_report(entries=1, sections=0)], "Opened “L”: 1 entry."),
        ([_report(), _report()], "Opened 2 lists with 6 entries."),
        (
            [_report(Outcome.UPDATED, added=3, changed=1, moved=1, removed=2, returned=1)],
            "Took in the new version of “L”: 3 new, 1 edited, 1 moved, 2 removed, 1 back again.",
        ),
        ([_report(Outcome.UPDATED)], "Took in the new version of “L”; its entries are the same."),
        ([_report(Outcome.UNCHANGED)], "“L” has not changed since it was taken in."),
        (
            [_report(Outcome.UNCHANGED, brought=2)],
            (
                "“L” has not changed since it was taken in. "
                "Status, tags, notes or highlights of 2 works came with it."
            ),
        ),
        (
            [_report(pdfs=("a.pdf", "b.pdf"))],
            "Opened “L”: 3 entries in 2 sections. 2 PDFs came along.",
        ),
        (
            [_report(Outcome.RESTORED)],
            "“L” is back from the trash with all that you made of it.",
        ),
        (
            [_report(), _report(Outcome.UPDATED), _report(Outcome.UNCHANGED)],
            "Took in 3 lists: 1 new, 1 in a new version.",
        ),
        ([_report(Outcome.UNCHANGED)] * 2, "Took in 2 lists: nothing changed."),
    ],
)
def test_the_summary(reports, told):
    assert wording.summary(reports) == told


def test_what_was_repaired_offered_and_not_understood():
    damaged = _report(damage="Read as Mac Roman.", problems=(STRAY,))
    offered = _report(name="O", offered="Perhaps Latin-1.", problems=(STRAY, STRAY))
    one = wording.summary([damaged])
    assert "Its text was damaged and is shown repaired" in one
    assert one.endswith("1 place was not understood.")
    assert "The text of both was damaged" in wording.summary([damaged, damaged])
    several = wording.summary([damaged, offered])
    assert "The text of 1 of them was damaged" in several
    assert "The text of “O” may be damaged." in several
    assert several.endswith("3 places were not understood.")


def test_only_what_is_worth_a_look_has_a_button():
    shown, looked = [], []
    (plain,) = notices(ImportSummary((_report(),), ()), shown.append, looked.append, print)
    assert plain.actions == ()
    assert plain.level is Level.INFO
    (changed,) = notices(
        ImportSummary((_report(Outcome.UPDATED, added=1),), ()), shown.append, looked.append, print
    )
    changed.actions[0].run()
    assert len(shown) == 1
    (doubtful,) = notices(
        ImportSummary((_report(offered="Perhaps."),), ()), shown.append, looked.append, print
    )
    assert doubtful.level is Level.WARNING
    (damaged,) = notices(
        ImportSummary((_report(damage="Mac."),), ()), shown.append, looked.append, print
    )
    assert [action.text for action in damaged.actions] == ["Look at both", "Show"]
    damaged.actions[0].run()
    assert looked == [1]


def test_many_failures_do_not_fill_the_window():
    failures = tuple(Failure(f"{n}.md", NotFound(f"No {n}.")) for n in range(9))
    told = notices(ImportSummary((), failures), print, print, print)
    assert [one.text for one in told] == ["No 0.", "No 1.", "7 more could not be opened."]


def test_the_report_shows_a_few_problems_and_counts_the_rest(qtbot):
    many = tuple(Problem(3 * n, 3 * n + n % 2, "stray text") for n in range(1, 9))
    dialog = ReportDialog((_report(problems=many),))
    qtbot.addWidget(dialog)
    texts = [one.text() for one in dialog.findChildren(object) if hasattr(one, "text")]
    assert "and 3 more places" in texts
    assert "Lines 3 to 4: stray text" in texts
    assert "Look at the lines" in texts


def test_differences_are_the_foreign_characters_else_the_part_that_differs():
    left = "same\n*Rozi√®re* ¬∑ x\n-  **Title**\nend"
    right = "same\n*Rozière* · x\n- 🌟 **Title**\nend"
    first, second = differences(left, right)
    assert first == Difference(1, ((5, 7), (11, 13)), ((5, 6), (10, 11)))
    assert second.line == 2
    assert second.right == ((2, 3),)


def test_the_report_names_the_entries_that_differ(qtbot):
    news = (
        EntryNews(What.ADDED, "Fresh", "L / T"),
        EntryNews(What.CHANGED, "Worded", "L / T", "Old words"),
        EntryNews(What.REMOVED, "Gone", "L / S"),
    )
    many = tuple(EntryNews(What.ADDED, f"T{number}", "") for number in range(NEWS_SHOWN))
    dialog = ReportDialog((_report(Outcome.UPDATED, news=(*news, *many)),))
    qtbot.addWidget(dialog)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "New: Fresh, in L / T" in told
    assert "Edited: Worded (it was “Old words”), in L / T" in told
    assert "Removed: Gone" in told
    assert "and 3 more" in told


FOREIGN = "This looks like a program, not like a Markdown list; it is kept as it is."

ODD_ONE = (
    "Opened 2 lists with 3 entries. “P” does not look like a Markdown list; it is kept as it is."
)
ODD_TWO = (
    "Opened 3 lists with 3 entries. "
    "2 of them do not look like Markdown lists; they are kept as they are."
)


def _foreign(outcome=Outcome.NEW, name="L"):
    problems = (Problem(1, 40, FOREIGN),)
    return _report(outcome, name, entries=0, sections=0, foreign=FOREIGN, problems=problems)


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        ([_foreign()], f"Opened “L”. {FOREIGN}"),
        (
            [_foreign(Outcome.UNCHANGED)],
            f"“L” has not changed since it was taken in. {FOREIGN}",
        ),
        (
            [_report(), _foreign(name="P")],
            ODD_ONE,
        ),
        (
            [_report(), _foreign(), _foreign()],
            ODD_TWO,
        ),
    ],
)
def test_what_is_no_list_is_told_in_one_sentence(reports, told):
    assert wording.summary(reports) == told


def test_what_is_no_list_can_be_looked_at(qtbot):
    looked = []
    (notice,) = notices(ImportSummary((_foreign(),), ()), print, looked.append, print)
    assert [action.text for action in notice.actions] == ["Look at the text"]
    assert notice.level is Level.WARNING
    notice.actions[0].run()
    assert looked == [1]
    dialog = ReportDialog((_foreign(),))
    qtbot.addWidget(dialog)
    texts = [one.text() for one in dialog.findChildren(object) if hasattr(one, "text")]
    assert texts.count(FOREIGN) == 1
    assert not any("Line" in text or "entries" in text for text in texts)
    assert "Look at the text" in texts


def test_linked_lists_are_told_once_and_open_when_that_is_wanted():
    opened = []
    one, two = Path("/l/one.md"), Path("/l/two.md")
    reports = (_report(related=(one, two)), _report(related=(two,)))
    (notice,) = notices(ImportSummary(reports, ()), print, print, opened.append)
    assert notice.text.endswith("They link to 2 more lists.")
    assert [(action.text, action.stays) for action in notice.actions] == [("Open them", False)]
    assert opened == []
    notice.actions[0].run()
    assert opened == [(one, two)]
    (notice,) = notices(ImportSummary(reports[1:], ()), print, print, opened.append)
    assert notice.text.endswith("It links to 1 more list.")
    assert notice.actions[0].text == "Open it"


def test_each_place_in_the_report_leads_to_its_lines(qtbot):
    many = tuple(Problem(n, n, "stray text") for n in (3, 4, 5, 9))
    dialog = ReportDialog((_report(problems=many),))
    qtbot.addWidget(dialog)
    dialog.show()
    buttons = [one for one in dialog.findChildren(QAbstractButton) if one.text().startswith("Line")]
    assert [one.text() for one in buttons] == ["Lines 3 to 5: stray text", "Line 9: stray text"]
    assert buttons[1].accessibleName() == "Line 9: stray text. Look at it"
    with qtbot.waitSignal(dialog.lines_requested) as asked:
        qtbot.keyClick(buttons[1], Qt.Key.Key_Return)
    assert asked.args == [1, 9]
    assert run_text(ProblemRun(3, 9, "stray text", 2)) == "Lines 3 to 9: stray text (2 places)"


def test_of_a_list_that_is_not_here_yet_there_are_no_lines_to_go_to(qtbot):
    report = ListReport(None, "L", Outcome.NEW, 1, 1, problems=(STRAY,), related=(Path("/a.md"),))
    dialog = ReportDialog((report,))
    qtbot.addWidget(dialog)
    assert [one.text() for one in dialog.findChildren(QAbstractButton)] == ["Close"]
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Line 12: stray text" in told
    assert "It links to 1 more list." in told
