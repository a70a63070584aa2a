"""How many pages of the queue are left."""

from effllm_desktop.app.operations.highlighting import SetLastPlace
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.domain.effort import Effort
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.state import Status
from effllm_desktop.store import efforts, metadata
from tests.support.builders import page, take, work


def test_pages_are_known_by_pdfs_places_and_comments(folder, library):
    take(folder, page("L", {"S": ["pdf", "place", "comment", "nothing"]}))
    pdf, place, comment, nothing = every = [
        work(library, title) for title in ("pdf", "place", "comment", "nothing")
    ]
    database, run = library.database, library.workspace.run
    assert library.entries.effort(every) == Effort(4, 0, 0)
    assert library.entries.effort([]) == Effort(0, 0, 0)
    with database.transaction():
        said = {comment: {Fact.COMMENT: "7 pages"}, pdf: {Fact.COMMENT: "99 pages"}}
        metadata.take(database, Source.ARXIV, said, "2026")
        database.run(
            "INSERT INTO pdfs (id, sha256, size, pages, added_at) VALUES (1, 'aa', 9, 12, '')"
        )
        database.run("INSERT INTO work_pdfs (work_id, pdf_id, attached) VALUES (?, 1, 0)", (pdf,))
    run(SetLastPlace(place, LastPlace(4, 10)))
    run(SetLastPlace(pdf, LastPlace(12, 12)))
    assert efforts.pages_left(database, every) == {pdf: 12, place: 10, comment: 7}
    run(SetStatus([place, pdf], Status.READING))
    assert efforts.pages_left(database, [place, pdf, nothing]) == {pdf: 1, place: 7}
    assert library.entries.effort(every) == Effort(4, 3, 15)
