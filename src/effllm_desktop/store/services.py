"""How the program stands with services: what must hold over restarts."""

from collections.abc import Iterable

from effllm_desktop.store.database import Database, Row


def all_known(database: Database) -> list[Row]:
    """Rows of the service, the two times, the reason and the losses.

    Times are in seconds since 1970: when it was asked last, until when it is left alone. Losses
    are downloads that failed there in a row.
    """
    return database.rows("SELECT service, asked_at, paused_until, reason, losses FROM services")


def keep(database: Database, standings: Iterable[Row]) -> None:
    """Write rows such as the ones above."""
    database.many(
        "INSERT INTO services (service, asked_at, paused_until, reason, losses) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (service) DO UPDATE SET "
        "asked_at = max(asked_at, excluded.asked_at), paused_until = excluded.paused_until, "
        "reason = excluded.reason, losses = excluded.losses",
        standings,
    )


def forgive(database: Database, *, but: str) -> None:
    """Ask again the services that were left alone, except for one."""
    database.run(
        "UPDATE services SET paused_until = 0, reason = '', losses = 0 WHERE service <> ?", (but,)
    )
