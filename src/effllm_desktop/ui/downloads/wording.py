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


def said(row: DownloadRow, going: DownloadProgress | None) -> str:
    """One line about a download."""
    if row.state is DownloadState.FAILED:
        return f"{row.error} {row.hint}".strip()
    if going is not None and going.reason:
        return going.reason[:1].upper() + going.reason[1:]
    if going is None or not going.done:
        here = f", {sizes.shown(row.done)} here" if row.done else ""
        return f"{_STATES[row.state]}{here}"
    of = f" of {sizes.shown(going.total)}" if going.total else ""
    speed = f" · {sizes.shown(round(going.speed))}/s" if going.speed else ""
    return f"{sizes.shown(going.done)}{of}{speed}"


def in_a_row(going: DownloadProgress) -> str:
    """How far a download is, beside other things in a row: `PDF 43 %`, `PDF 900 kB`."""
    done = share(going)
    if done is not None:
        return f"PDF {done:.0%}"
    return f"PDF {sizes.shown(going.done)}" if going.done else "PDF …"


def share(going: DownloadProgress | None) -> float | None:
    """How much of a download has come, from 0 to 1; None where nobody knows."""
    if going is None or not going.total:
        return None
    return min(going.done / going.total, 1.0)


def summary(rows: list[DownloadRow], progress: QueueProgress | None) -> str:
    """The whole queue in a line."""
    states = [row.state for row in rows]
    failed = states.count(DownloadState.FAILED)
    paused = states.count(DownloadState.PAUSED)
    parts = [f"{len(rows) - failed - paused:,} to go"] if len(rows) > failed + paused else []
    if progress is not None and progress.left:
        parts.append(durations.estimated(progress.seconds))
    parts += [f"{paused:,} paused"] * bool(paused) + [f"{failed:,} failed"] * bool(failed)
    return " · ".join(parts) or counted(0, "download")
