"""The reader asks what services know: by a key, by a menu, once a day, and it can be stopped."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QWidget

from effllm_desktop.app.settings import Settings
from effllm_desktop.ui import theme
from effllm_desktop.ui.shell.metadata_commands import FIRST_LOOK_MILLISECONDS, LOOK_MILLISECONDS
from tests.support.misbehaving_server import MisbehavingServer, said, stalled
from tests.support.service_answers import Paper, Services, atom, feed
from tests.support.window import running, write_lists

pytestmark = pytest.mark.loopback
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ABSTRACT = "We prune at once. " * 40


@pytest.fixture
def services() -> Iterator[Services]:
    with MisbehavingServer() as server:
        known = Services(server)
        known.papers["2306.11695"] = Paper(
            "2306.11695",
            "Wanda",
            3,
            ("Mingjie Sun", "Zhuang Liu", "Anna Bair", "Zico Kolter"),
            ABSTRACT.strip(),
            "Accepted at ICLR 2024",
            updated="2024-05-06T10:00:00Z",
        )
        known.papers["2301.00774"] = Paper("2301.00774", "SparseGPT", comment="withdrawn: a flaw")
        known.cited["2306.11695"] = 321
        known.repositories["vllm-project/vllm"] = {
            "stargazers_count": 7,
            "archived": False,
            "pushed_at": "2026-01-02T03:04:05Z",
        }
        yield known


def settings(services, **others):
    base = services.server.base
    return Settings(
        theme="light",
        arxiv_api_url=base,
        arxiv_site_url=base,
        semantic_scholar_url=base,
        openalex_url=base,
        github_api_url=base,
        arxiv_interval=0,
        host_interval=0,
        retries=0,
    )._replace(**others)


@pytest.fixture
def person(qtbot, tmp_path, services):
    sources = write_lists(tmp_path)
    with running(
        qtbot, tmp_path / "library", sources=sources, settings=settings(services)
    ) as person:
        person.window.notices.clear()
        person.go("First list")
        yield person


def known(person):
    details = person.window.findChild(QWidget, "details")
    return details._page.known, details._page.heading


def refreshed(person):
    person.qtbot.waitUntil(lambda: any("Metadata" in one for one in person.notices()))
    person.wait()


def test_a_key_asks_about_what_is_chosen(person, services):
    person.click_row(0)
    facts, heading = known(person)
    assert not facts.isVisible()
    person.press(Qt.Key.Key_R, CTRL)
    refreshed(person)
    assert person.notices() == ["Metadata: 1 updated."]
    assert facts.isVisible()
    assert not facts.grave.isVisible()
    lines = facts.lines.toPlainText().splitlines()
    assert "Version v3 since 6 May 2024; the list has v1" in lines
    assert "Venue ICLR 2024 (arXiv)" in lines
    assert any(line.startswith("Citations 321 (Semantic Scholar, ") for line in lines)
    assert heading.authors.toPlainText() == "Mingjie Sun, Zhuang Liu"
    assert facts.abstract.toPlainText().endswith("… show all")
    facts.abstract.setFocus()
    person.press(Qt.Key.Key_Return)
    assert facts.abstract.toPlainText() == ABSTRACT.strip()
    assert services.asked("/repos/vllm-project/vllm") == 0
    person.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert facts.grave.toPlainText() == "Version v3 since 6 May 2024; you read v1"
    assert facts.abstract.toPlainText() == ABSTRACT.strip()


def test_what_is_older_than_so_many_days_is_asked_about_again(person, services):
    person.press(Qt.Key.Key_R, CTRL | ALT | SHIFT, at=person.entries)
    question = person.window.findChild(QInputDialog, "number_question")
    assert question.intValue() == 30
    question.setIntValue(0)
    question.accept()
    refreshed(person)
    (told,) = person.notices()
    assert "updated" in told
    asked = len(services.server.requests())
    person.window.notices.clear()
    qtbot = person.qtbot
    qtbot.waitUntil(lambda: not person.window.findChildren(QInputDialog, "number_question"))
    person.window.activateWindow()
    qtbot.waitUntil(person.window.isActiveWindow)
    person.press(Qt.Key.Key_R, CTRL | ALT | SHIFT, at=person.entries)
    question = person.window.findChild(QInputDialog, "number_question")
    assert question.intValue() == 0
    question.setIntValue(7)
    question.accept()
    refreshed(person)
    assert len(services.server.requests()) == asked


def test_what_a_number_was_is_drawn_and_said(person, services):
    person.click_row(0)
    facts, _ = known(person)
    person.press(Qt.Key.Key_R, CTRL)
    refreshed(person)
    assert facts.trends == []
    services.cited["2306.11695"] = 1340
    person.window.notices.clear()
    person.press(Qt.Key.Key_R, CTRL)
    refreshed(person)
    (trend,) = facts.trends
    person.qtbot.waitUntil(trend.isVisible)
    assert trend.line.accessibleName().startswith("Citations: 321 on ")
    assert "; 1,019 more than on " in facts.lines.toPlainText()
    for mode in (theme.Mode.DARK, theme.Mode.LIGHT):
        theme.current().apply(mode)
        accent = theme.current().colours.accent
        picture = trend.line.grab().toImage()
        seen = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
        }
        assert accent.name() in seen
    person.click_row(1)
    assert facts.trends == []
    person.click_row(0)
    assert len(facts.trends) == 1


def test_all_of_a_list(person, services):
    person.press(Qt.Key.Key_R, CTRL | SHIFT)
    refreshed(person)
    assert person.notices() == ["Metadata: 3 updated, 1 that no service is asked about."]
    person.click_row(1)
    facts, _ = known(person)
    assert facts.grave.toPlainText() == "Withdrawn withdrawn: a flaw"
    person.press(Qt.Key.Key_R, CTRL)
    person.qtbot.waitUntil(lambda: person.notices() == ["Metadata: 1 unchanged."])


def test_the_menu_of_a_list_asks_about_it(person, services):
    person.bench.sections.refresh_requested.emit(person.bench.scope)
    refreshed(person)
    assert services.asked("/api/query") == 1


def test_what_failed_can_be_tried_again(person, services):
    services.others["/api"] = said(502)
    services.others["/graph"] = services.others["/works"] = said(502)
    person.click_row(0)
    person.choose("Entry", "Refresh metadata")
    refreshed(person)
    (notice,) = person.notices()
    assert notice.startswith("Metadata: 1 failed. arXiv (1 work): 127.0.0.1 has a fault")
    services.others.clear()
    person.click("Try again")
    person.qtbot.waitUntil(lambda: person.notices() == ["Metadata: 1 updated."])


def test_a_key_that_is_not_accepted_leads_to_the_page_of_keys(qtbot, tmp_path, services):
    services.others["/graph"] = said(403)
    with running(
        qtbot,
        tmp_path / "library",
        sources=write_lists(tmp_path),
        settings=settings(services, semantic_scholar_key="wrong"),
    ) as person:
        person.window.notices.clear()
        person.go("First list")
        person.click_row(0)
        person.press(Qt.Key.Key_R, CTRL)
        refreshed(person)
        refused = "Semantic Scholar (1 work): Semantic Scholar does not accept the key."
        assert person.notices() == [f"Metadata: 1 updated. {refused}"]
        person.click("Services…")
        dialog = person.window.findChild(QDialog, "services")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_offline_is_a_notice(qtbot, tmp_path, services):
    with running(
        qtbot,
        tmp_path / "library",
        sources=write_lists(tmp_path),
        settings=settings(services, offline=True),
    ) as person:
        person.window.notices.clear()
        person.click_row(0)
        person.press(Qt.Key.Key_R, CTRL)
        qtbot.waitUntil(lambda: bool(person.notices()))
        assert "stay offline" in person.notices()[0]
        assert services.server.requests() == []


def test_it_can_be_stopped_and_is_not_started_twice(person, services):
    services.others["/"] = stalled()
    person.click_row(0)
    person.press(Qt.Key.Key_R, CTRL)
    person.qtbot.waitUntil(lambda: bool(services.server.requests()))
    person.press(Qt.Key.Key_R, CTRL)
    (job,) = (one for one in person.desk.session.jobs.running if one.name == "Refreshing metadata")
    job.cancel()
    person.wait()
    assert person.notices() == []


def test_once_a_day_if_that_is_set(qtbot, tmp_path, services):
    with running(
        qtbot,
        tmp_path / "library",
        sources=write_lists(tmp_path),
        settings=settings(services, refresh_daily=True),
    ) as person:
        person.window.notices.clear()
        daily = person.desk.service.metadata._daily
        assert daily.isActive()
        assert daily.interval() == FIRST_LOOK_MILLISECONDS
        daily.timeout.emit()
        assert daily.interval() == LOOK_MILLISECONDS
        refreshed(person)
        asked = len(services.server.requests())
        person.window.notices.clear()
        daily.timeout.emit()
        person.wait()
        papers = [one for one in services.server.requests()[asked:] if "2306" in one.path]
        assert papers == []


def test_it_is_off_unless_it_is_set(person):
    assert not person.desk.service.metadata._daily.isActive()


def test_what_the_reader_knows_better_is_corrected(person):
    person.click_row(0)
    person.press(Qt.Key.Key_E, CTRL | SHIFT)
    (dialog,) = person.window.findChildren(QDialog, "correction")
    assert dialog.title.text() == "Wanda"
    assert dialog.authors.toPlainText() == "Mingjie Sun\nZhuang Liu"
    dialog.venue.setText("ICLR 2024")
    dialog.authors.setPlainText("Mingjie Sun\n\n Zhuang Liu \nAnna Bair")
    person.click("Save", dialog)
    facts, heading = known(person)
    assert heading.authors.toPlainText() == "Mingjie Sun, Zhuang Liu, Anna Bair"
    assert facts.lines.toPlainText() == "Venue ICLR 2024 (you)"
    assert "correct the venue and the authors of a work" in person.window.commands["undo"].text()
    person.choose("Edit", person.window.commands["undo"].text())
    assert heading.authors.toPlainText() == "Mingjie Sun, Zhuang Liu"
    assert not facts.isVisible()


def test_a_correction_that_changes_nothing_is_no_step(person):
    person.click_row(0)
    person.choose("Entry", "Correct…")
    (dialog,) = person.window.findChildren(QDialog, "correction")
    person.click("Save", dialog)
    assert person.desk.session.workspace.undo_label is None


def services_page(person):
    person.choose("Library", "Services…")
    dialog = person.window.findChild(QDialog, "services")
    person.qtbot.waitUntil(lambda: dialog.list.count() > 0)
    return dialog


def row_of(dialog, switch):
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    return next(one for one in items if one.data(Qt.ItemDataRole.UserRole) == switch)


def test_a_tick_switches_a_service_off_at_once_and_for_good(person, services):
    dialog = services_page(person)
    assert "never asked" in row_of(dialog, "github").text()
    assert dialog.requests.toPlainText() == ""
    dialog.list.setCurrentItem(row_of(dialog, "github"))
    person.qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    person.qtbot.waitUntil(lambda: "switched off" in row_of(dialog, "github").text())
    assert person.desk.session.settings.off == {"github"}
    assert person.desk.session.pacing.switches.is_off("github")
    person.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    person.go("Serving")
    person.click_row(0)
    person.choose("Entry", "Refresh metadata")
    refreshed(person)
    assert person.notices() == ["Metadata: 1 that no service is asked about."]
    assert services.server.requests() == []
    dialog = services_page(person)
    assert row_of(dialog, "github").checkState() is Qt.CheckState.Unchecked
    dialog.list.setCurrentItem(row_of(dialog, "github"))
    person.qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    person.qtbot.waitUntil(lambda: "switched off" not in row_of(dialog, "github").text())
    person.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    file = person.program._places.settings  # what the next start reads
    assert 'services_off = ""' in file.read_text()


def test_the_page_shows_what_was_asked(person, services, monkeypatch):
    opened = []
    monkeypatch.setattr("effllm_desktop.ui.runtime.outside.open_file", opened.append)
    person.click_row(0)
    person.press(Qt.Key.Key_R, CTRL)
    refreshed(person)
    dialog = services_page(person)
    assert "asked last" in row_of(dialog, "arxiv").text()
    person.qtbot.waitUntil(lambda: "/api/query?" in dialog.requests.toPlainText())
    lines = dialog.requests.toPlainText().splitlines()
    assert all("  200  " in line for line in lines)
    dialog._log.click()
    assert [one.name for one in opened] == ["requests.log"]
    person.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_papers_found_on_arxiv_are_added_in_the_sections_style(person, services):
    hits = [
        Paper("2306.11695", "Wanda"),
        Paper("2404.00001", "A new one", authors=("Ada Adams", "Bo Berg")),
    ]
    services.others["/api/query"] = atom(feed([one.entry() for one in hits], total=99))
    person.go("Pruning")
    person.press(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.AltModifier)
    dialog = person.window.findChild(QDialog, "arxiv_search")
    assert not dialog.search_button.isEnabled()
    person.qtbot.keyClicks(dialog.words, "one-shot pruning")
    person.qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert "in your library: First list / Pruning" in dialog.list.item(0).text()
    assert dialog.told.text() == "2 papers of 99. Tick what is to be added."
    assert not dialog.add_button.isEnabled()
    person.qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    person.qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.add_button.text() == "Add 1 paper…"
    asked = len(services.server.requests())
    person.click("Add 1 paper…", dialog)
    adding = person.window.findChild(QDialog, "add_dialog")
    assert adding.input.toPlainText() == "arXiv:2404.00001"
    person.qtbot.waitUntil(lambda: "A new one" in adding.shown.toPlainText())
    assert "Ada Adams" in adding.shown.toPlainText()
    person.click("Add 1 entry", adding)
    person.qtbot.waitUntil(lambda: "A new one" in person.titles())
    assert len(services.server.requests()) == asked  # what was found is not asked for again


def test_a_search_that_finds_nothing_or_fails_says_so(person, services):
    person.choose("Library", "Search arXiv…")
    dialog = person.window.findChild(QDialog, "arxiv_search")

    def search(words):
        dialog.words.setText(words)
        dialog.search()

    services.others["/api/query"] = atom(feed([]))
    search("nothing")
    person.qtbot.waitUntil(lambda: "found nothing" in dialog.told.text())
    services.others["/api/query"] = said(503)
    search("fault")
    person.qtbot.waitUntil(lambda: "a fault of its own" in dialog.told.text())
    search("-only")
    person.qtbot.waitUntil(lambda: "no word" in dialog.told.text())
    broken = Paper("2404.00003", "X", authors=()).entry()
    services.others["/api/query"] = atom(feed([Paper("2404.00001").entry(), broken]))
    search("half")
    person.qtbot.waitUntil(lambda: "came incomplete" in dialog.told.text())
    services.others["/api/query"] = stalled()
    search("slow")
    person.qtbot.waitUntil(lambda: "Searching" in dialog.told.text())
    person.qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # a job that is left over fails the test
    person.wait()
