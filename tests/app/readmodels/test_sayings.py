"""What is known of a work, in words."""

import pytest

from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.readmodels.metadata import NOTHING_KNOWN, metadata_record
from effllm_desktop.app.readmodels.sayings import Saying, course, day, sayings
from effllm_desktop.app.readmodels.trends import Trend, trends
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.state import Status
from effllm_desktop.store import metadata, pdf_cache
from effllm_desktop.store.older_values import OlderValue
from effllm_desktop.store.pdf_cache import WholePdf
from tests.support.builders import page, take

KEY = "arxiv:2404.00001"
FIRST = {Fact.PUBLISHED: "2024-04-01T00:00:00+00:00", Fact.VERSION: 1}
FIRST |= {Fact.UPDATED: "2024-04-01T00:00:00+00:00", Fact.TITLE: "A", Fact.ABSTRACT: "We."}
THIRD = {**FIRST, Fact.VERSION: 3, Fact.UPDATED: "2025-05-02T00:00:00+00:00"}


@pytest.fixture
def paper(library, folder):
    take(folder, page("L", {"S": ["[A](http://arxiv.org/abs/2404.00001v1)", "b"]}))
    return library.works.find(KEY)


@pytest.fixture
def told(library, paper):
    """Takes facts in, and gives what is said then."""

    def run(facts=None, source=Source.ARXIV, repository=None):
        with library.database.transaction():
            metadata.take(library.database, source, {paper: facts or {}}, "2026-03-01T09:00:00")
        details = library.works.details(paper)
        entry = details.entry._replace(repository=repository)
        return {one.name: one for one in sayings(details.metadata, entry)}

    return run


def test_nothing_known_is_nothing_said(told):
    assert told() == {}
    assert sayings(NOTHING_KNOWN) == ()


def test_a_title_is_said_where_the_list_has_none(told, library, folder):
    assert "Title" not in told(FIRST)
    take(folder, page("M", {"S": ["[arXiv:2404.00009](http://arxiv.org/abs/2404.00009)"]}))
    details = library.works.details(library.works.find("arxiv:2404.00009"))
    known = library.works.details(library.works.find(KEY)).metadata
    (said,) = [one.text for one in sayings(known, details.entry) if one.name == "Title"]
    assert said == f"{FIRST[Fact.TITLE]} (arXiv)"


def test_the_lists_version_is_the_newest(told):
    assert told(FIRST)["Version"] == Saying("Version", "v1 since 1 Apr 2024")


def test_a_newer_version_is_told(told, library, paper):
    assert told(THIRD)["Version"] == Saying("Version", "v3 since 2 May 2025; the list has v1")
    library.workspace.run(SetStatus([paper], Status.READ))
    assert told()["Version"] == Saying("Version", "v3 since 2 May 2025; you read v1", grave=True)


def test_what_changed_is_told_where_both_were_seen(told):
    told(FIRST)
    said = told({**THIRD, Fact.TITLE: "B", Fact.ABSTRACT: "They."})
    assert said["Version"].text.endswith("v1. The title and the abstract changed")
    assert said["Title changed"].text == "written anew; it was “A”"
    assert said["Abstract changed"].text == "written anew; it was “We.”"


def test_what_changed_is_told_though_versions_between_were_seen(told):
    told(FIRST)
    told({**FIRST, Fact.VERSION: 2, Fact.UPDATED: "2025-01-02T00:00:00+00:00"})
    said = told({**THIRD, Fact.COMMENT: "Accepted"})
    assert said["Comment changed"].text == "new: “Accepted”"


def test_the_version_of_the_pdf_that_is_here_was_read(told, library, paper, tmp_path):
    file = tmp_path / "x.part"
    file.write_bytes(b"%PDF-1.4 %%EOF")
    whole = WholePdf(file, "a" * 64, 14, 1, None, None)
    with library.database.transaction():
        pdf_cache.take_in(
            library.database, library.folder, whole, [(paper, 3)], "arxiv 3", "2026-03-01"
        )
    library.workspace.run(SetStatus([paper], Status.READING))
    assert told(THIRD)["Version"] == Saying("Version", "v3 since 2 May 2025")


def test_a_withdrawal_comes_first(told):
    said = told({**THIRD, Fact.WITHDRAWN: True, Fact.COMMENT: "withdrawn: lemma 2"})
    assert next(iter(said.values())) == Saying("Withdrawn", "withdrawn: lemma 2", grave=True)
    assert "Comment" not in said


def test_not_found_is_told(told, library, paper):
    for at in ("2026-03-01T09:00:00", "2026-03-02T09:00:00"):
        with library.database.transaction():
            metadata.take_missing(library.database, Source.ARXIV, [paper], at)
    known = library.works.details(paper).metadata
    assert sayings(known) == (
        Saying("Not found", "arXiv says that there is no such thing.", grave=True),
    )


def test_where_it_came_out_and_how_often_it_is_cited(told):
    told({Fact.VENUE: "ICLR", Fact.CITATIONS: 1234}, Source.SEMANTIC_SCHOLAR)
    said = told({Fact.JOURNAL_REF: "J. 1", Fact.DOI: "10.1/x", Fact.COMMENT: "12 pages"})
    assert {name: one.text for name, one in said.items()} == {
        "Venue": "ICLR (Semantic Scholar)",
        "Journal": "J. 1",
        "DOI": "10.1/x",
        "Comment": "12 pages",
        "Citations": "1,234 (Semantic Scholar, 1 Mar 2026)",
    }


def test_what_the_reader_knows_better_is_told_as_theirs(told, library, paper):
    for field, value in ((Fact.TITLE, "Mine"), (Fact.KIND, "dataset"), (Fact.VENUE, "ICLR")):
        library.workspace.run(CorrectWork(paper, {field: value}))
    assert [one.text for one in told().values()] == ["Mine (you)", "dataset (you)", "ICLR (you)"]


def test_repositories_are_told_with_their_new_name(told):
    facts = {Fact.STARS: 7, Fact.REPOSITORY: "new/name", Fact.ARCHIVED: True}
    said = told({**facts, Fact.PUSHED_AT: "2026-01-02T03:04:05Z"}, Source.GITHUB, "old/name")
    assert said["Stars"].text == "7 (GitHub, 1 Mar 2026)"
    assert said["Code"].text == "last change 2 Jan 2026 · archived · now called new/name"
    assert (
        told(facts, Source.GITHUB, "New/Name")["Code"].text == "last change 2 Jan 2026 · archived"
    )


def test_days_are_written_as_people_do():
    assert day("2026-12-09T03:04:05Z") == "9 Dec 2026"
    assert day("soon") == "soon"


def test_how_a_number_went_is_said_and_drawn(library, paper):
    def cited(count, day_of_march):
        with library.database.transaction():
            facts = {Fact.CITATIONS: count}
            now = f"2026-03-{day_of_march:02}T09:00:00"
            metadata.take(library.database, Source.SEMANTIC_SCHOLAR, {paper: facts}, now)
        known = library.works.details(paper).metadata
        (said,) = [one.text for one in sayings(known) if one.name == "Citations"]
        return said, trends(known)

    assert cited(1280, 1) == ("1,280 (Semantic Scholar, 1 Mar 2026)", ())
    said, (trend,) = cited(1320, 21)
    assert said == "1,320 (Semantic Scholar, 21 Mar 2026); 40 more than on 1 Mar 2026"
    assert trend.points == [(0, 0), (1, 1)]
    said, (trend,) = cited(1270, 31)
    assert said.endswith("; 10 fewer than on 1 Mar 2026")
    assert trend.name == "Citations"
    assert course(trend) == ("1,280 on 1 Mar 2026, 1,320 on 21 Mar 2026, 1,270 on 31 Mar 2026")
    assert trend.points == [(0, pytest.approx(0.2)), (pytest.approx(2 / 3), 1), (1, 0)]
    said, _ = cited(1280, 31)
    assert said.endswith("; as many as on 1 Mar 2026")


def test_a_trend_of_one_moment_has_a_place(library, paper):
    values = (OlderValue(3, "2026-03-01T09:00:00+00:00"), OlderValue(3, "2026-03-01T09:00:00"))
    assert Trend("Stars", values).points == [(0.5, 0.5), (0.5, 0.5)]


def test_what_another_source_said_is_no_part_of_it(library, paper):
    for count, source in ((1, Source.OPENALEX), (2, Source.OPENALEX), (9, Source.SEMANTIC_SCHOLAR)):
        with library.database.transaction():
            facts = {Fact.CITATIONS: count}
            metadata.take(library.database, source, {paper: facts}, f"2026-03-0{count}T09:00:00")
    known = library.works.details(paper).metadata
    assert trends(known) == ()
    assert metadata_record(known)["older_values"] == {"citations": [], "stars": []}


def test_records_have_what_numbers_were_before(library, paper):
    for count in (5, 6):
        with library.database.transaction():
            facts = {Fact.STARS: count}
            metadata.take(library.database, Source.GITHUB, {paper: facts}, f"2026-03-0{count}")
    record = metadata_record(library.works.details(paper).metadata)
    assert record["stars"] == {"count": 6, "source": "github", "as_of": "2026-03-06"}
    assert record["older_values"] == {
        "citations": [],
        "stars": [{"count": 5, "source": "github", "as_of": "2026-03-05"}],
    }
