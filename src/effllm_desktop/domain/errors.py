"""The world's errors: expected, explainable, never a stack trace for the reader."""

# ruff: noqa: N818 - an error is named for the situation it describes


class AppError(Exception):
    """Something expected went wrong.

    `what` is one sentence saying what happened; `hint` is one sentence saying what to do next
    (empty where there is nothing to do). Both are shown to people as they are.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what} {hint}".strip())
        self.what = what
        self.hint = hint


class BadInput(AppError):
    """A file, argument, address or setting that cannot be used as given."""


class NotFound(AppError):
    """A key, list, section or file that is not there."""


class Conflict(AppError):
    """Newer work stands where this action would write; nothing was touched."""


class FileChanged(AppError):
    """Another program changed a file since it was read; it was not overwritten."""


class LibraryInUse(AppError):
    """A second window wants a library that is open in another one, or the file stays locked."""


class DamagedLibrary(AppError):
    """The library file is no sound database; it was left as it is."""


class NewerLibrary(AppError):
    """The library was written by a newer version of the program; it was left as it is."""


class StorageFailed(AppError):
    """A disk or a file system refused: full, read-only, gone."""


class NoKeyring(AppError):
    """The system has no keyring that keys to services could be kept in."""


class Offline(AppError):
    """The settings say that no other machine may be asked; none was."""


class NoNetwork(AppError):
    """This machine has no network at all: nobody could be asked, and no service is to blame."""


class SwitchedOff(AppError):
    """The reader has switched a service off; nothing was sent to it."""


class HostPaused(AppError):
    """A service is left alone for a while; what waits for it goes on waiting.

    `until` is the time at which it may be asked again, in seconds since 1970.
    """

    def __init__(self, what: str, hint: str, until: float) -> None:
        super().__init__(what, hint)
        self.until = until


class FetchFailed(AppError):
    """Another machine did not give what was asked for.

    `passing`: the same may work a little later. `missing`: the machine answered well, there is no
    such thing. `wait` is how many seconds it asks to be left alone, `status` its HTTP status.
    """

    def __init__(
        self,
        what: str,
        hint: str = "",
        *,
        passing: bool = False,
        missing: bool = False,
        wait: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(what, hint)
        self.passing = passing
        self.missing = missing
        self.wait = wait
        self.status = status


class KeyRefused(FetchFailed):
    """A service does not accept the reader's key: nobody but the reader can change that."""


class BadPdf(AppError):
    """A file that is no whole PDF, or a page of one that cannot be shown."""


class PdfLocked(BadPdf):
    """A PDF that opens with a password only, and not with the one that was given."""


class PdfStopped(AppError):
    """A PDF took too long, too much memory, or brought down the process that reads it."""


class Cancelled(Exception):
    """The user cancelled a job; raised by its checkpoint and reported to nobody."""
