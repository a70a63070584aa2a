"""Highlights of one version of a paper stand in another one, or are said not to."""

from effllm_desktop.app.operations.highlighting import AddHighlights
from effllm_desktop.domain.highlights import Colour
from tests.support.builders import passage
from tests.support.pdfs import Pdf, lines

OTHER = "cd" * 32  # not the file that the fixture opens


def another_version(path):
    """The paper's words on other pages, one of its lines broken elsewhere."""
    pdf = Pdf()
    for said in (
        ("A new first page",),
        ("Foreword",),
        ("Others draft several", "tokens and verify them at once."),
        ("Results", "Most tokens are accepted, and nothing else changes."),
    ):
        pdf.page(lines(said))
    return pdf.write(path)


def mark(sitting, words, colour=None):
    sitting.find(words)
    sitting.act("leave_reader_mode")
    sitting.act("highlight", colour)


def marked_elsewhere(sitting, *them):
    for one in them:
        sitting.library.workspace.run(AddHighlights(sitting.work, [one], Colour.GREEN, "!", OTHER))


def test_highlights_are_found_again_where_the_other_version_has_them(open_paper, tmp_path):
    sitting = open_paper()
    mark(sitting, "draft several tokens and verify")
    mark(sitting, "accepted", Colour.PINK)
    before = [one._replace(pdf=OTHER) for one in sitting.highlights]
    sitting.pane.close_document()
    sitting.library.database.run("UPDATE highlights SET pdf_sha256 = ?", (OTHER,))
    again = open_paper(another_version(tmp_path / "v2.pdf"))
    again.wait(lambda: bool(again.said))
    assert again.said == ["Found 2 highlights again in this version."]
    first, second = again.highlights
    assert [first.page, second.page] == [3, 4]
    assert first.passage.quote == "draft several\ntokens and verify"
    assert len(first.passage.boxes) == 2
    assert {one.pdf for one in (first, second)} == {"ab" * 32}
    assert [row.highlight.page for row in again.page.marks.rows] == [3, 4]
    assert again.library.workspace.undo() == "move 2 highlights to another version"
    assert again.highlights == before
    assert not again.page.marking.here


def test_what_is_not_found_is_listed_and_painted_nowhere(open_paper):
    sitting = open_paper()
    marked_elsewhere(sitting, passage("words that no version has", page=2))
    sitting.pane.close_document()
    again = open_paper()
    again.wait(lambda: bool(again.said))
    (said,) = again.said
    assert said.startswith("1 highlight of another version not found in this one")
    (row,) = again.page.marks.rows
    assert "in another version" in row.accessibleName()
    assert not again.page.marking.here
    page = again.view.page
    row.click()
    assert again.view.page == page
    assert again.page.marking.chosen == row.highlight


def test_one_that_is_deleted_meanwhile_is_not_moved(open_paper):
    sitting = open_paper()
    marked_elsewhere(sitting, passage("accepted", page=1), passage("tokens", page=1))
    page = sitting.page
    page.anchoring.begin()
    page.marking.choose(page.marking.elsewhere[0].id)
    page.marking.remove_chosen()
    sitting.wait(lambda: bool(sitting.said))
    assert len(sitting.highlights) == 1
    assert sitting.highlights[0].pdf == "ab" * 32


def test_a_document_that_cannot_be_read_says_so_and_moves_nothing(open_paper, monkeypatch):
    sitting = open_paper()
    marked_elsewhere(sitting, passage("accepted", page=1))
    sitting.pane.paper.path.unlink()
    sitting.page.anchoring._worker._reading.kill()
    sitting.page.anchoring.begin()
    sitting.wait(lambda: bool(sitting.said))
    assert sitting.highlights[0].pdf == OTHER


def test_a_highlight_over_another_one_of_its_colour_joins_it(sitting):
    mark(sitting, "several tokens", Colour.GREEN)
    sitting.act("comment_highlight")
    sitting.qtbot.keyClicks(sitting.page.marks.comment, "first")
    mark(sitting, "tokens and verify", Colour.GREEN)
    (one,) = sitting.highlights
    assert (one.passage.quote, one.comment) == ("several tokens and verify", "first")
    assert sitting.library.workspace.undo() == "make 1 highlight"
    assert [one.passage.quote for one in sitting.highlights] == ["several tokens"]


def test_what_is_marked_already_is_chosen(sitting):
    mark(sitting, "several tokens", Colour.GREEN)
    sitting.act("leave_reader_mode")
    assert sitting.page.marking.chosen is None
    mark(sitting, "tokens", Colour.GREEN)
    (one,) = sitting.highlights
    assert one.passage.quote == "several tokens"
    assert sitting.page.marking.chosen == one


def test_another_colour_lies_over_it(sitting):
    mark(sitting, "several tokens", Colour.GREEN)
    mark(sitting, "tokens and", Colour.PINK)
    assert [one.colour for one in sitting.highlights] == [Colour.GREEN, Colour.PINK]
