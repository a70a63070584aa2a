"""What a query finds comes from another thread: first rows before all, the last query's only."""

from threading import Event

import pytest

from effllm_desktop.app.readmodels import orders
from effllm_desktop.app.readmodels.orders import Found, Hits
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.hit_reading import HitReading
from tests.support.builders import page, take

LIST = ListScope(ListId(1))


@pytest.fixture
def session(tmp_path, qtbot):
    take(tmp_path / "library", page("A", {"S": ["one", "two", "three"]}))
    session = Session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def reading(session, monkeypatch):
    monkeypatch.setattr(orders, "_GLIMPSE_SECONDS", 60)
    return HitReading(session, pytest.fail)


def test_the_first_rows_come_before_all_works(reading, qtbot):
    came: list[Found | Hits] = []
    reading.fetch(LIST, parse("/t/"), came.append, glimpse=True)
    qtbot.waitUntil(lambda: len(came) == 2)
    first, whole = came
    assert isinstance(first, Found)
    assert isinstance(whole, Hits)
    assert list(first.rows.works) == whole.works == [2, 3]


@pytest.mark.parametrize(("query", "glimpse"), [("/t/", False), ("/nothing/", True)])
def test_all_works_come_alone_where_there_are_no_first_rows(reading, qtbot, query, glimpse):
    came: list[Found | Hits] = []
    reading.fetch(LIST, parse(query), came.append, glimpse=glimpse)
    qtbot.waitUntil(lambda: len(came) == 1)
    assert isinstance(came[0], Hits)


def test_what_is_asked_next_stops_what_was_asked_before(reading, session, qtbot, monkeypatch):
    begun, came = Event(), []
    look = orders.read_glimpse

    def long_look(folder, scope, query, checkpoint):
        if query == parse("/one/"):
            begun.set()
            while True:
                checkpoint()
        return look(folder, scope, query, checkpoint)

    monkeypatch.setattr(orders, "read_glimpse", long_look)
    reading.fetch(LIST, parse("/one/"), came.append, glimpse=True)
    assert begun.wait(10)
    reading.fetch(LIST, parse("/two/"), came.append, glimpse=True)
    qtbot.waitUntil(lambda: len(came) == 2 and not session.jobs.running)
    assert list(came[0].rows.works) == came[1].works == [2]


def test_first_rows_that_nobody_waits_for_any_more_ask_for_nothing(reading, session, qtbot):
    came: list[Found | Hits] = []
    reading.fetch(LIST, parse("/one/"), came.append, glimpse=True)
    qtbot.waitUntil(lambda: len(came) == 2)
    reading.fetch(LIST, parse("/one/"), came.append, glimpse=True)
    reading.fetch(LIST, parse("/two/"), came.append, glimpse=False)
    qtbot.waitUntil(lambda: len(came) == 3 and not session.jobs.running)
    assert came[2] == Hits([2])
