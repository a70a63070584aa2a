"""Whom the program may contact, and how it stands with them."""

from datetime import UTC, datetime

import pytest

from effllm_desktop.app.request_diary import LibraryDiary, log_file
from effllm_desktop.app.service_names import OTHERS, SERVICES
from effllm_desktop.app.services import contacts, overview, switched
from effllm_desktop.app.settings import SWITCHES, Settings
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.net.diary import Asked
from effllm_desktop.store import services

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEN = NOW.timestamp()


def test_every_service_is_listed_and_other_hosts_once_they_were_asked(library):
    rows = [
        ("arXiv", THEN - 60, THEN + 3600, "It refused.", 0),
        ("api.github.com", THEN - 60, THEN - 1, "Over.", 0),
        ("example.org", THEN - 30, 0.0, "", 2),
    ]
    with library.database.transaction():
        services.keep(library.database, rows)
    found = {one.name: one for one in contacts(library.database, Settings(), NOW)}
    assert list(found) == [
        "arXiv",
        "arXiv, PDFs",
        "Semantic Scholar",
        "OpenAlex",
        "GitHub",
        "Other hosts",
        "example.org",
    ]
    assert found["arXiv"].waits_until == found["arXiv, PDFs"].waits_until
    assert found["arXiv"].waits_until > NOW
    assert found["arXiv"].reason == "It refused."
    assert (found["GitHub"].waits_until, found["GitHub"].reason) == (None, "")
    assert found["OpenAlex"].asked_at is None
    assert found["example.org"].asked_at == datetime.fromtimestamp(THEN - 30, UTC)


def test_a_service_and_a_host_are_switched_off_and_on_by_any_of_their_names(library):
    settings = Settings()
    for name in ("Semantic Scholar", "other_hosts", "Example.org"):
        settings = settings._replace(services_off=switched(settings, name, off=True))
    assert settings.services_off == "example.org, other_hosts, semantic_scholar"
    off = {one.name for one in contacts(library.database, settings, NOW) if one.is_off}
    assert off == {"Semantic Scholar", "Other hosts", "example.org"}
    settings = settings._replace(services_off=switched(settings, "semantic_scholar", off=False))
    assert settings.off == {"example.org", "other_hosts"}
    with pytest.raises(NotFound, match="githb"):
        switched(settings, "githb", off=True)


def test_a_host_is_off_where_all_hosts_are(library):
    with library.database.transaction():
        services.keep(library.database, [("example.org", THEN - 30, 0.0, "", 0)])
    settings = Settings(services_off="other_hosts")
    found = {one.name: one for one in contacts(library.database, settings, NOW)}
    assert found["example.org"].is_off
    assert found["Other hosts"].asked_at == found["example.org"].asked_at
    assert not found["GitHub"].is_off


def test_switches_are_those_of_the_services():
    assert (*(one.name for one in SERVICES), OTHERS.name) == SWITCHES


def test_an_overview_is_what_stands_in_the_library_and_in_the_log(library):
    LibraryDiary(library.folder).note(Asked(THEN, "GET", "https://example.org/", "200", 0, 7, 0.25))
    found = overview(library.folder, Settings(), lambda: NOW)
    assert [one.name for one in found.contacts][-1] == "Other hosts"
    assert [(one.at, one.received) for one in found.requests] == [(NOW, 7)]
    assert log_file(library.folder).is_file()


@pytest.mark.expect_log("log of requests in .* cannot be written")
def test_a_log_that_cannot_be_written_is_a_word_in_the_log_of_the_program(library, caplog):
    (library.folder / "logs").rmdir()
    (library.folder / "logs").write_text("a file stands where the folder should be")
    LibraryDiary(library.folder).note(Asked(THEN, "GET", "https://example.org/", "200", 0, 7, 0.2))
    assert "cannot be written" in caplog.text


def test_everything_that_may_be_asked_is_a_setting():
    settings = Settings()
    listed = {str(getattr(settings, one.setting)) for one in SERVICES}
    assert listed == set(settings.bases) - {settings.github_raw_url}
