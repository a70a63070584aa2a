"""PDFs on their way into the window: asked for, seen coming, read without a network, refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton

from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.readmodels.downloads import DownloadState
from effllm_desktop.app.settings import Settings
from effllm_desktop.net import outage
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import MisbehavingServer
from tests.support.networks import plug
from tests.support.papers import paper
from tests.support.window import running, write_lists

pytestmark = pytest.mark.loopback
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 20_000


@pytest.fixture
def server():
    with MisbehavingServer() as running_server:
        yield running_server


@pytest.fixture
def settings(server):
    return Settings(
        theme="light",
        arxiv_site_url=server.base,
        arxiv_interval=0.02,
        host_interval=0.02,
        connect_timeout=1,
        read_timeout=0.5,
        retries=1,
    )


@pytest.fixture
def person(qtbot, tmp_path, settings):
    lists = write_lists(tmp_path)
    with running(qtbot, tmp_path / "library", sources=lists, settings=settings) as person:
        person.go("First list")
        yield person


def is_here(library, work):
    return library.works.details(work).pdf.sha256 is not None


def pdf_line(person):
    return person.bench.details._page.pdf


def test_asked_for_seen_coming_and_read(person, server, tmp_path, qtbot):
    data = paper(tmp_path / "paper.pdf").read_bytes()
    server.on("/pdf/2306.11695v1", ms.whole(data))
    person.click_row(0)
    assert pdf_line(person).button.text() == "Download the PDF"
    person.press(Qt.Key.Key_J, CONTROL)
    assert person.find("downloads").summary == "0 downloads"
    person.entries.setFocus()
    person.press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Read", timeout=PATIENCE)
    assert person.find("downloads").view.model().rowCount() == 0
    assert "PDF on this machine" in person.entries.model().index(0, 0).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    person.press(Qt.Key.Key_Return, at=person.entries)
    reader = person.desk.service.papers.front
    qtbot.waitUntil(lambda: reader.page is not None, timeout=PATIENCE)
    assert reader.paper.pdf is not None
    qtbot.waitUntil(lambda: not reader.page.pictures.waiting, timeout=PATIENCE)


def test_what_failed_says_why_and_is_tried_again(person, server, qtbot):
    server.on("/pdf/2306.11695v1", ms.whole(b"<html>Please log in</html>"), ms.whole(ms.pdf()))
    person.press(Qt.Key.Key_J, CONTROL)
    pane = person.find("downloads")
    person.click_row(0)
    person.press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: "1 failed" in pane.summary, timeout=PATIENCE)
    said = pane.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Wanda: ")
    qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Try again", timeout=PATIENCE)
    person.click("Retry failed", inside=pane)
    qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Read", timeout=PATIENCE)


def test_downloads_rest_go_on_and_are_given_up(person, server, qtbot):
    for path in ("/pdf/2306.11695v1", "/pdf/2301.00774v1"):
        server.on(path, ms.dripping(ms.pdf(40_000), 0.01))
    person.press(Qt.Key.Key_J, CONTROL)
    pane = person.find("downloads")
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_D, CONTROL, at=person.entries)
    qtbot.waitUntil(lambda: "2 to go" in pane.summary, timeout=PATIENCE)
    button = next(one for one in pane.findChildren(QPushButton) if one.text() == "Pause all")
    button.setFocus()
    person.press(Qt.Key.Key_Space, at=button)
    qtbot.waitUntil(lambda: pane.summary == "2 paused", timeout=PATIENCE)
    assert pane.view.hasFocus()  # and not the button beside it, which gives all of them up
    pane.view.setCurrentIndex(pane.view.model().index(0, 0))
    person.press(Qt.Key.Key_Delete, at=pane.view)
    qtbot.waitUntil(lambda: pane.summary == "1 paused", timeout=PATIENCE)
    pane.view.setCurrentIndex(pane.view.model().index(0, 0))
    person.press(Qt.Key.Key_Space, at=pane.view)
    qtbot.waitUntil(lambda: "1 to go" in pane.summary, timeout=PATIENCE)
    (row,) = pane._model.rows
    assert row.state in (DownloadState.QUEUED, DownloadState.DOWNLOADING)
    person.click("Cancel all", inside=pane)
    qtbot.waitUntil(lambda: pane.summary == "0 downloads", timeout=PATIENCE)
    person.wait()
    person.click("Close", inside=pane)
    assert not pane.isVisible()


def test_ready_for_flight_fetches_and_keeps(person, server, qtbot):
    for path in ("/pdf/2306.11695v1", "/pdf/2301.00774v1"):
        server.on(path, ms.whole(ms.pdf(mark=path)))
    person.press(Qt.Key.Key_D, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(_flights(person)) == 1, timeout=PATIENCE)
    (dialog,) = _flights(person)
    assert dialog.said.startswith("0 of 2 PDFs on this machine, 2 not: 2 not asked for")
    assert dialog.said.endswith("2 works need a network.")
    qtbot.mouseClick(dialog.fetch, Qt.MouseButton.LeftButton)
    library = person.desk.session.library
    works = [library.works.find(key) for key in ("arxiv:2306.11695", "arxiv:2301.00774")]
    qtbot.waitUntil(lambda: all(is_here(library, work) for work in works), timeout=PATIENCE)
    assert library.works.pinned(works)
    person.wait()
    person.window.activateWindow()
    qtbot.waitUntil(person.window.isActiveWindow)
    person.press(Qt.Key.Key_D, CONTROL | SHIFT, at=person.entries)
    qtbot.waitUntil(lambda: len(_flights(person)) == 1, timeout=PATIENCE)
    (dialog,) = _flights(person)
    assert dialog.said.startswith("2 of 2 PDFs on this machine")
    person.click("Close", inside=dialog)


def _flights(person):
    from effllm_desktop.ui.downloads.flight import FlightDialog

    return [one for one in person.window.findChildren(FlightDialog) if one.isVisible()]


def test_offline_nothing_is_asked_and_what_is_wanted_waits(qtbot, tmp_path, server, settings):
    lists = write_lists(tmp_path)
    offline = settings._replace(offline=True)
    with running(qtbot, tmp_path / "library", sources=lists, settings=offline) as person:
        person.go("First list")
        person.click_row(0)
        person.press(Qt.Key.Key_D, CONTROL)
        qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Cancel", timeout=PATIENCE)
        assert any("stay offline" in said for said in person.notices())
        assert not person.desk.service.pdfs.downloader.is_running
    assert server.log == []
    server.on("/pdf/2306.11695v1", ms.whole(ms.pdf()))
    with running(qtbot, tmp_path / "library", settings=settings) as person:
        library = person.desk.session.library
        work = library.works.find("arxiv:2306.11695")
        qtbot.waitUntil(lambda: is_here(library, work), timeout=PATIENCE)


def test_a_dropped_pdf_belongs_to_the_current_entry(person, tmp_path, qtbot):
    file = tmp_path / "own.pdf"
    file.write_bytes(ms.pdf(mark="own"))
    person.click_row(2)
    assert person.drop(file)
    qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Read", timeout=PATIENCE)
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no pdf at all")
    person.drop(bad)
    qtbot.waitUntil(lambda: any("is no PDF" in said for said in person.notices()), timeout=PATIENCE)


def test_what_is_kept_is_said_and_taken_back(person):
    person.click_row(0)
    person.press(Qt.Key.Key_K, CONTROL | SHIFT)
    assert "keep the PDFs of 1 work" in person.window.status.message
    person.press(Qt.Key.Key_K, CONTROL | SHIFT)
    assert "no longer keep" in person.window.status.message
    assert isinstance(pdf_line(person).button, QPushButton)


def test_words_inside_papers_are_found_and_the_page_opens(person, tmp_path, qtbot):
    from effllm_desktop.ui.inside.dialog import InsideDialog

    person.desk.service.pdfs.attach(
        person.desk.session.library.works.find("arxiv:2306.11695"), paper(tmp_path / "paper.pdf")
    )
    database = person.desk.session.library.database
    qtbot.waitUntil(lambda: database.value("SELECT count(*) FROM page_texts") > 0, timeout=PATIENCE)
    person.type("accepted", into="search")
    hints = lambda: person.window.findChildren(QAbstractButton, "inside_papers")  # noqa: E731
    qtbot.waitUntil(lambda: bool(hints()), timeout=PATIENCE)
    (hint,) = hints()
    assert hint.text() == "Inside papers: 1 page"
    qtbot.mouseClick(hint, Qt.MouseButton.LeftButton)
    (dialog,) = person.window.findChildren(InsideDialog)
    assert dialog.field.text() == "accepted"
    assert dialog.hits.count() == 1
    dialog.reject()
    person.find("search").clear()
    qtbot.waitUntil(lambda: not hint.isVisible())
    person.press(Qt.Key.Key_F, CONTROL | SHIFT, at=person.entries)
    (dialog,) = (one for one in person.window.findChildren(InsideDialog) if one.isVisible())
    assert "every PDF on this machine" in dialog.said
    qtbot.keyClicks(dialog.field, "accepted nowhere")
    qtbot.waitUntil(lambda: dialog.said == "No page holds all of it.")
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "accepted")
    qtbot.waitUntil(lambda: dialog.hits.count() > 0)
    dialog.hits.viewport().grab()
    assert dialog.hits.item(0).text().startswith("Wanda, page 4: ")
    person.press(Qt.Key.Key_Down, at=dialog.field)
    person.press(Qt.Key.Key_Return, at=dialog.hits)
    reader = person.desk.service.papers.front
    qtbot.waitUntil(
        lambda: reader.page is not None and reader.page.finds.count > 0, timeout=PATIENCE
    )
    assert reader.page.finds.words == "accepted"
    qtbot.waitUntil(
        lambda: not reader.page.finds.is_running and not reader.page.pictures.waiting,
        timeout=PATIENCE,
    )


def test_the_space_that_pdfs_take_is_shown_and_cleared(person, tmp_path, qtbot):
    library = person.desk.session.library
    works = [library.works.find(key) for key in ("arxiv:2306.11695", "arxiv:2301.00774")]
    person.choose("View", "Space for PDFs…")
    (dialog,) = _dialogs(person, "storage")
    assert dialog.said.startswith("No PDF is on this machine.")
    person.click("Close", inside=dialog)
    for number, work in enumerate(works):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(ms.pdf(5_000 + number, mark=str(number)))
        person.desk.service.pdfs.attach(work, file)
        qtbot.waitUntil(lambda: is_here(library, work), timeout=PATIENCE)  # noqa: B023
    with library.database.transaction():
        library.database.run("UPDATE work_pdfs SET attached = 0")  # as if they had been fetched
    library.workspace.run(SetStar([works[0]], starred=True))
    person.choose("View", "Space for PDFs…")
    (dialog,) = _dialogs(person, "storage")
    assert "2 PDFs take 10 kB of 5.0 GB" in dialog.said
    assert "1 (5.0 kB) stay in any case" in dialog.said
    person.click("Remove what nothing keeps", inside=dialog)
    qtbot.waitUntil(lambda: not is_here(library, works[1]), timeout=PATIENCE)
    assert is_here(library, works[0])
    person.wait()


def test_rows_say_how_far_their_pdfs_are(person, server, qtbot):
    server.on("/pdf/2306.11695v1", ms.dripping(ms.pdf(40_000), 0.01))
    person.click_row(0)
    person.press(Qt.Key.Key_D, CONTROL)
    row = person.entries.model().row
    qtbot.waitUntil(lambda: row(0).download.endswith("%"), timeout=PATIENCE)
    assert pdf_line(person).said == row(0).download
    person.press(Qt.Key.Key_J, CONTROL)
    person.click("Cancel all", inside=person.find("downloads"))
    qtbot.waitUntil(lambda: row(0).download == "", timeout=PATIENCE)
    person.wait()


def _dialogs(person, name):
    from PySide6.QtWidgets import QDialog

    return [one for one in person.window.findChildren(QDialog, name) if one.isVisible()]


@pytest.fixture
def network():
    with plug() as made:
        yield made


@pytest.fixture
def traveller(qtbot, tmp_path, settings, server, network):
    """Somebody whose machine can be cut off."""
    away = settings._replace(
        arxiv_site_url=f"http://papers.test:{server.port}",
        semantic_scholar_url="http://papers.test",
        openalex_url="http://papers.test",
        github_api_url="http://papers.test",
        arxiv_api_url="http://papers.test",
    )
    lists = write_lists(tmp_path)
    with running(qtbot, tmp_path / "library", sources=lists, settings=away) as person:
        person.go("First list")
        person.window.notices.clear()
        yield person


NAMELESS = "1 that no service is asked about"
UNASKED = "This machine has no network: services could not be asked. What is known stays."
NO_NETWORK = "This machine has no network. What waits is fetched as soon as there is one."


def test_without_a_network_it_is_said_once_in_each_place_and_goes_on_when_told(
    traveller, server, network, qtbot
):
    person, strip = traveller, traveller.window.status
    for path in ("/pdf/2306.11695v1", "/pdf/2301.00774v1"):
        server.on(path, ms.whole(ms.pdf(mark=path)))
    network.pull()
    person.press(Qt.Key.Key_J, CONTROL)
    pane = person.find("downloads")
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_D, CONTROL, at=person.entries)
    qtbot.waitUntil(lambda: strip.waiting == "PDFs paused: no network", timeout=PATIENCE)
    assert pane.summary == "2 to go · paused: no network"
    said = [
        pane.view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)
    ]
    assert said == ["Wanda: Paused: no network", "SparseGPT: Paused: no network"]
    rows = [person.entries.model().row(number).download for number in range(3)]
    assert rows == ["PDF paused: no network", "PDF paused: no network", ""]
    assert person.notices() == [NO_NETWORK]
    person.wait()
    person.click_row(0)
    assert (pdf_line(person).button.text(), pdf_line(person).said) == (
        "Cancel",
        "PDF paused: no network",
    )
    # what is taken out meanwhile says so no more
    pane.view.setCurrentIndex(pane.view.model().index(1, 0))
    person.press(Qt.Key.Key_Delete, at=pane.view)
    qtbot.waitUntil(lambda: pane.summary == "1 to go · paused: no network", timeout=PATIENCE)
    qtbot.waitUntil(lambda: person.entries.model().row(1).download == "", timeout=PATIENCE)
    looked_up = len(network.looked_up)
    person.click("Try again")  # the notice goes, and says again what is still so
    qtbot.waitUntil(lambda: len(network.looked_up) > looked_up, timeout=PATIENCE)
    qtbot.waitUntil(lambda: person.notices() == [NO_NETWORK], timeout=PATIENCE)
    person.wait()
    network.put_in()
    person.click("Resume all", inside=pane)
    library = person.desk.session.library
    work = library.works.find("arxiv:2306.11695")
    qtbot.waitUntil(lambda: is_here(library, work), timeout=PATIENCE)
    qtbot.waitUntil(lambda: pane.summary == "0 downloads", timeout=PATIENCE)
    person.wait()
    assert strip.waiting == ""
    assert person.notices() == []
    assert person.entries.model().row(0).download == ""


def test_when_there_is_a_network_again_downloads_go_on_by_themselves(
    traveller, server, network, qtbot, monkeypatch
):
    monkeypatch.setattr(outage, "FIRST_LOOK", 0.1)
    person = traveller
    server.on("/pdf/2306.11695v1", ms.whole(ms.pdf()))
    network.pull()
    person.click_row(0)
    person.press(Qt.Key.Key_D, CONTROL)
    strip = person.window.status
    qtbot.waitUntil(lambda: strip.waiting == "PDFs paused: no network", timeout=PATIENCE)
    network.put_in()
    qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Read", timeout=PATIENCE)
    person.wait()
    assert strip.waiting == ""
    assert person.notices() == []


def test_what_waits_for_a_network_can_be_given_up(traveller, network, qtbot):
    person = traveller
    network.pull()
    person.click_row(0)
    person.press(Qt.Key.Key_D, CONTROL)
    strip = person.window.status
    qtbot.waitUntil(lambda: strip.waiting == "PDFs paused: no network", timeout=PATIENCE)
    person.wait()
    person.press(Qt.Key.Key_J, CONTROL)
    person.click("Cancel all", inside=person.find("downloads"))
    qtbot.waitUntil(lambda: strip.waiting == "", timeout=PATIENCE)
    assert person.notices() == []
    person.wait()


def test_a_service_that_refuses_is_left_alone_and_the_window_says_so(person, server, qtbot):
    server.on("*", ms.said(403))
    person.window.notices.clear()
    person.press(Qt.Key.Key_J, CONTROL)
    pane = person.find("downloads")
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_D, CONTROL, at=person.entries)
    strip = person.window.status
    qtbot.waitUntil(lambda: strip.waiting.startswith("PDFs wait until "), timeout=PATIENCE)
    (notice,) = person.notices()
    assert notice.startswith("arXiv refused (403): it takes the program for a robot. arXiv is left")
    model = pane.view.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert all(": arXiv refused (403): it takes" in one for one in said)
    assert len(server.log) == 1
    person.wait()


def test_a_refresh_without_a_network_says_so_once(traveller, network, qtbot):
    person = traveller
    network.pull()
    person.go("First list")
    person.desk.service.metadata.refresh_shown()
    qtbot.waitUntil(lambda: bool(person.notices()), timeout=PATIENCE)
    assert person.notices() == [f"Metadata: 3 not asked about, {NAMELESS}. {UNASKED}"]
    person.wait()


def test_a_refresh_that_finds_a_network_lets_downloads_go_on(traveller, server, network, qtbot):
    person = traveller
    server.on("/pdf/2306.11695v1", ms.whole(ms.pdf()))
    network.pull()
    person.click_row(0)
    person.press(Qt.Key.Key_D, CONTROL)
    strip = person.window.status
    qtbot.waitUntil(lambda: strip.waiting == "PDFs paused: no network", timeout=PATIENCE)
    person.wait()
    network.put_in()
    work = person.bench.entries.current()[0]
    person.desk.service.metadata._start([work])  # nobody answers as services do, but somebody does
    qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Read", timeout=PATIENCE)
    person.wait()
    assert strip.waiting == ""


def test_who_asks_does_not_wait_for_a_look_that_something_else_has_put_off(
    traveller, server, network, qtbot
):
    person = traveller
    server.on("/pdf/2306.11695v1", ms.whole(ms.pdf()))
    network.pull()
    person.click_row(0)
    outage_now = person.desk.session.pacing.outage
    for _ in range(3):
        person.desk.service.metadata.refresh_metadata()
        qtbot.waitUntil(lambda: bool(person.notices()), timeout=PATIENCE)
        person.wait()
        person.window.notices.clear()
        outage_now._look_at = 0
    outage_now.note()
    assert outage_now.seconds_left > 30
    network.put_in()
    person.press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: pdf_line(person).button.text() == "Read", timeout=PATIENCE)
    person.wait()
