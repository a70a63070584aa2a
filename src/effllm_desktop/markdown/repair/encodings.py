"""The wrong readings that are known, each with the way back, one run of text at a time.

A run is text without ASCII. UTF-8 that was read in a one-byte encoding comes back by encoding it
again; so does UTF-8 that was read as GBK or GB2312, as long as no byte was dropped on the way.
"""

from dataclasses import dataclass

from effllm_desktop.markdown.repair import dropped


@dataclass(frozen=True, slots=True)
class Reading:
    """A wrong reading. `codec` is Python's name of it; `drops` where bytes it does not know go."""

    name: str
    codec: str
    drops: bool = False

    def undo(self, run: str) -> str | None:
        """The text that a run was, if nothing of it was lost; else None."""
        if "\ufffd" in run:  # the sloppy codecs take it for a control character
            return None
        try:
            return run.encode(self.codec).decode()
        except UnicodeError:
            return None

    def undo_in_part(self, run: str) -> str | None:
        """The text that a run was, with U+FFFD for what was lost of it; else None."""
        return dropped.undo(run, self.codec) if self.drops else None


def known_readings() -> tuple[Reading, ...]:
    """All wrong readings, the more usual of equal ones first."""
    import ftfy.bad_codecs

    ftfy.bad_codecs.ok()  # its import has registered the codecs that begin with "sloppy-"
    return _READINGS


_READINGS = (
    Reading("windows-1252", "sloppy-windows-1252"),
    Reading("latin-1", "latin-1"),
    Reading("mac-roman", "mac-roman"),
    Reading("gb2312", "gb2312", drops=True),
    Reading("gbk", "gbk", drops=True),
    Reading("windows-1251", "sloppy-windows-1251"),
    Reading("windows-1250", "sloppy-windows-1250"),
    Reading("windows-1254", "sloppy-windows-1254"),
    Reading("windows-1253", "sloppy-windows-1253"),
    Reading("windows-1257", "sloppy-windows-1257"),
    Reading("iso-8859-2", "iso-8859-2"),
    Reading("cp437", "cp437"),
)
