"""What a number was before is kept with its time, and never more of it than is said to be."""

from datetime import UTC, datetime, timedelta

import pytest

from effllm_desktop.app.library import Library, open_library
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.store import identities, metadata, older_values
from tests.support.builders import page, take
from tests.support.soundness import assert_sound

KEY = "arxiv:2404.00001"
S2, OA = Source.SEMANTIC_SCHOLAR, Source.OPENALEX
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
OTHER = "[B](https://arxiv.org/abs/2404.00002)"


@pytest.fixture
def library(folder) -> Library:
    take(folder, page("L", {"S": ["[A](https://arxiv.org/abs/2404.00001)", OTHER]}))
    opened = open_library(folder)
    yield opened
    opened.close()


def work(library, key=KEY):
    return library.works.find(key)


def say(library, count, hours=0.0, source=S2, fact=Fact.CITATIONS, key=KEY):
    now = (START + timedelta(hours=hours)).isoformat()
    with library.database.transaction():
        metadata.take(library.database, source, {work(library, key): {fact: count}}, now)


def older(library, source=S2, fact=Fact.CITATIONS, key=KEY):
    found = older_values.of_work(library.database, work(library, key))
    return [(one.value, one.as_of) for one in found.get((fact, source), [])]


def at(hours):
    return (START + timedelta(hours=hours)).isoformat()


def test_what_a_number_was_is_kept_with_when_it_was_said_last(library):
    say(library, 5)
    assert older(library) == []
    say(library, 5, 24)
    assert older(library) == []
    say(library, 8, 48)
    assert older(library) == [(5, at(24))]
    say(library, 7, 72)
    assert older(library) == [(5, at(24)), (8, at(48))]
    assert (
        metadata.known(library.database, [work(library)])[work(library)][Fact.CITATIONS].value == 7
    )


def test_each_source_and_each_number_has_its_own(library):
    for hours, count in enumerate((1, 2)):
        say(library, count, hours)
        say(library, count + 10, hours, OA)
        say(library, count + 20, hours, Source.GITHUB, Fact.STARS)
        say(library, f"{count} pages", hours, Source.ARXIV, Fact.COMMENT)
    assert older(library) == [(1, at(0))]
    assert older(library, OA) == [(11, at(0))]
    assert older(library, Source.GITHUB, Fact.STARS) == [(21, at(0))]
    assert len(library.database.rows("SELECT 1 FROM older_values")) == 3
    assert_sound(library.database)
    assert older(library, key="arxiv:2404.00002") == []


def test_the_newest_stay_and_older_ones_are_one_of_a_day(library):
    for number in range(60):  # four a day
        say(library, number, number * 6)
    kept = [value for value, _ in older(library)]
    assert kept[-10:] == list(range(49, 59))
    days = [when[:10] for _, when in older(library)[:-10]]
    assert len(days) == len(set(days)) == 12
    assert {when[11:13] for _, when in older(library)[:-10]} == {"21"}


def test_after_a_month_one_of_a_month_stays_and_never_more_than_a_hundred(library):
    for day in range(400):
        say(library, day, day * 24)
    kept = older(library)
    old = [when for _, when in kept if when < at(24 * (399 - 30))]
    assert len(old) == len({when[:7] for when in old}) == 13
    assert len(kept) <= 30 + 13
    for month in range(2, 140):
        say(library, 1000 + month, month * 24 * 31)
    assert len(older(library)) == older_values.MOST
    assert older(library)[-1][0] == 1138


def test_a_work_that_goes_by_another_key_leaves_them_behind(library):
    say(library, 5)
    say(library, 6, 24)
    with library.database.transaction():
        identities.give_key(library.database, work(library), "arxiv:2404.77777")
    assert older(library, key="arxiv:2404.77777") == []


@pytest.mark.parametrize("both", [True, False])
def test_a_work_that_proves_to_be_another_one(library, both):
    gone, kept = work(library), work(library, "arxiv:2404.00002")
    say(library, 5)
    say(library, 6, 24)
    if both:
        say(library, 50, 0, key="arxiv:2404.00002")
        say(library, 51, 24, key="arxiv:2404.00002")
    with library.database.transaction():
        identities.fold(library.database, gone, kept)
    assert older(library, key="arxiv:2404.00002") == [(50 if both else 5, at(0))]
    assert library.database.value("SELECT count(*) FROM older_values") == 1
