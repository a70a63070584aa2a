"""Whom the program may contact, and how it stands with them."""

from datetime import UTC, datetime

from effllm_desktop.app.services import contacts
from effllm_desktop.app.settings import Settings
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
        "example.org",
    ]
    assert found["arXiv"].waits_until == found["arXiv, PDFs"].waits_until
    assert found["arXiv"].waits_until > NOW
    assert found["arXiv"].reason == "It refused."
    assert (found["GitHub"].waits_until, found["GitHub"].reason) == (None, "")
    assert found["OpenAlex"].asked_at is None
    assert found["example.org"].asked_at == datetime.fromtimestamp(THEN - 30, UTC)


def test_everything_that_may_be_asked_is_a_setting():
    settings = Settings()
    listed = {one.address for one in contacts_of_nobody(settings)}
    assert listed == set(settings.bases) - {settings.github_raw_url}


def contacts_of_nobody(settings):
    from effllm_desktop.app.services import SERVICES, Contact

    return [
        Contact(one.name, getattr(settings, one.setting), "", "", None, None, "")
        for one in SERVICES
    ]
