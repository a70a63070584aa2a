"""What a download says: its state, how far it is, how long the queue will take."""

from effllm_desktop.app.downloading.meters import DownloadProgress, QueueProgress
from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.domain import durations, sizes
from effllm_desktop.ui.words import counted

_STATES = {
    DownloadState.QUEUED: "Waits for its turn",
    DownloadState.DOWNLOADING: "Begins",
    DownloadState.PAUSED: "Paused",
}


def said(row: DownloadRow, going: DownloadProgress | None, pause: str = "") -> str:
    """One line about a download; `pause` is why the whole queue waits, if it does."""
    if row.state is DownloadState.FAILED:
        return f"{row.error} {row.hint}".strip()
    if going is not None and going.reason:
        return _begun(going.reason)
    if going is not None and going.done:
        of = f" of {sizes.shown(going.total)}" if going.total else ""
        speed = f" · {sizes.shown(round(going.speed))}/s" if going.speed else ""
        return f"{sizes.shown(going.done)}{of}{speed}"
    here = f", {sizes.shown(row.done)} here" if row.done else ""
    return f"{_pause(row, pause) or _STATES[row.state]}{here}"


def _pause(row: DownloadRow, pause: str) -> str:
    """Why a download does not begin that the reader wants."""
    return "" if row.state is DownloadState.PAUSED else _begun(pause) or row.pause


def _begun(reason: str) -> str:
    """A reason as the beginning of a line."""
    return reason[:1].upper() + reason[1:]


def in_a_row(going: DownloadProgress) -> str:
    """How far a download is, or what it waits for, beside other things in a row of entries.

    `PDF 43%`, `PDF 900 kB`, `PDF waiting 3 s for arXiv`.
    """
    if going.reason:
        return waits_in_a_row(going.reason)
    done = share(going)
    if done is not None:
        return f"PDF {done:.0%}"
    return f"PDF {sizes.shown(going.done)}" if going.done else "PDF …"


def waits_in_a_row(reason: str) -> str:
    return f"PDF {reason}"


def share(going: DownloadProgress | None) -> float | None:
    """How much of a download has come, from 0 to 1; None where nobody knows."""
    if going is None or not going.total:
        return None
    return min(going.done / going.total, 1.0)


def summary(rows: list[DownloadRow], progress: QueueProgress | None, pause: str = "") -> str:
    """The whole queue in a line; `pause` is why it waits, if it does."""
    states = [row.state for row in rows]
    failed = states.count(DownloadState.FAILED)
    paused = states.count(DownloadState.PAUSED)
    parts = [f"{len(rows) - failed - paused:,} to go"] if len(rows) > failed + paused else []
    if parts and pause:
        parts.append(pause)
    elif progress is not None and progress.left:
        parts.append(durations.estimated(progress.seconds))
    parts += [f"{paused:,} paused"] * bool(paused) + [f"{failed:,} failed"] * bool(failed)
    return " · ".join(parts) or counted(0, "download")
