"""Nobody waits for an order that nobody wants any more."""

from threading import Event

import pytest

from effllm_desktop.app.readmodels import orders
from effllm_desktop.app.readmodels.orders import Found, Order
from effllm_desktop.domain.columns import Column, ColumnSort, Level
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope, Sort
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.order_reading import OrderReading
from tests.support.builders import page, take

LIST = ListScope(ListId(1))
BY_TITLE = ColumnSort(Level(Column.TITLE, descending=True))


@pytest.fixture
def session(tmp_path, qtbot):
    take(tmp_path / "library", page("A", {"S": ["one", "two", "three"]}))
    session = Session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def reading(session):
    reading = OrderReading(session, pytest.fail, session)
    reading.begin()
    return reading


def test_in_another_order_the_first_rows_come_before_all_of_them(reading, qtbot):
    came: list[Found | Order] = []
    reading.fetch(LIST, BY_TITLE, came.append)
    qtbot.waitUntil(lambda: len(came) == 2)
    first, whole = came
    assert isinstance(first, Found)
    assert isinstance(whole, Order)
    assert list(whole.all().rows.ids) == list(first.rows.ids) == [2, 3, 1]


def test_what_is_asked_next_stops_what_is_being_read(reading, session, qtbot, monkeypatch):
    begun, came = Event(), []
    read = orders.read_order

    def long_read(folder, scope, sort, checkpoint):
        if sort is Sort.TITLE:
            begun.set()
            while True:
                checkpoint()
        return read(folder, scope, sort, checkpoint)

    monkeypatch.setattr(orders, "read_order", long_read)
    monkeypatch.setattr(orders, "read_first", long_read)
    reading.fetch(LIST, Sort.TITLE, came.append)
    assert begun.wait(5)
    reading.fetch(LIST, Sort.LIST, came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert [list(order.all().rows.ids) for order in came] == [[1, 2, 3]]
    qtbot.waitUntil(lambda: session.jobs.running == ())
