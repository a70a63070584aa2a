"""`effllm cache`: the PDFs on this machine."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.options import common, examples
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count
from effllm_desktop.domain import sizes

if TYPE_CHECKING:
    from effllm_desktop.app.downloading.keeping import Room, Verified


def _size(text: str) -> int:
    """`500 MB`, `5GB`, or a number of bytes."""
    try:
        return sizes.parse(text)
    except ValueError as problem:
        raise click.BadParameter(f"{text!r} is no size such as 500MB or 5GB.") from problem


@click.command(
    epilog=examples("effllm cache", "effllm cache --limit 2GB", "effllm cache --verify --json")
)
@click.option(
    "--limit",
    type=_size,
    metavar="SIZE",
    help="Let PDFs take no more room than this from now on, e.g. 2GB.",
)
@click.option("--verify", is_flag=True, help="Read every file again and mend what is known of it.")
@click.option("--clear", is_flag=True, help="Remove every PDF that nothing keeps.")
@common
def cache(session: Session, *, limit: int | None, verify: bool, clear: bool) -> None:
    """Show what room the PDFs take; limit it, look after it, clear it.

    What goes first was not read for longest. PDFs of works that are starred, queued, highlighted or
    kept for offline reading stay, and so do files of your own.
    """
    from effllm_desktop.app.downloading import keeping

    verified, removed = None, []
    if limit is not None:
        session.save_setting("pdf_limit", limit)
    if verify:
        with shown_progress() as progress:
            session.make_library()
            verified = keeping.verify(session.folder, progress)
    with session.library() as library:
        if clear or limit is not None:
            most = 0 if clear else limit or 0
            gone = keeping.shrink(library.database, library.folder, most)
            removed = list(library.works.keys(gone).values())
        room = keeping.room_taken(library.database)
    held = session.settings().pdf_limit
    if session.json:
        session.screen.document(_record(session, room, held, removed, verified))
        return
    if verified:
        _say_verified(session, verified)
    if clear or limit is not None:
        lost = count(len(removed), "work no longer has its PDF", "works no longer have their PDFs")
        session.screen.line(f"{lost} here.")
    session.screen.line(
        f"{count(room.files, 'PDF')}, {sizes.shown(room.size)} of {sizes.shown(held)}; "
        f"{count(room.staying_files, 'of them stays', 'of them stay')} "
        f"({sizes.shown(room.staying_size)})."
    )


def _say_verified(session: Session, verified: "Verified") -> None:
    screen = session.screen
    screen.line(f"{count(verified.sound, 'PDF is', 'PDFs are')} as they were.")
    for keys, what in ((verified.damaged, "damaged"), (verified.missing, "missing")):
        for key in keys:
            screen.line(f"{what}: {key}")
    if again := [*verified.damaged, *verified.missing]:
        screen.say(f"To fetch again what was lost: effllm download {' '.join(again)}")


def _record(
    session: Session, room: "Room", limit: int, removed: Sequence[str], verified: "Verified | None"
) -> dict[str, Any]:
    return {
        "folder": str(session.folder / "pdfs"),
        "files": room.files,
        "bytes": room.size,
        "limit": limit,
        "staying": {"files": room.staying_files, "bytes": room.staying_size},
        "removed": list(removed),
        "verified": verified
        and {
            "sound": verified.sound,
            "damaged": list(verified.damaged),
            "missing": list(verified.missing),
            "strangers": verified.removed,
        },
    }
