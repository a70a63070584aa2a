"""What looking for damage found, and the sentence that tells it."""

from dataclasses import dataclass

_NAMES = {
    "mac-roman": "Mac Roman",
    "windows-1252": "Windows-1252",
    "latin-1": "Latin-1",
    "gb2312": "GB2312",
    "gbk": "GBK",
    "cp437": "code page 437",
    "iso-8859-2": "Latin-2",
}
_DROPPING = frozenset(("gb2312", "gbk"))


@dataclass(frozen=True, slots=True)
class Repair:
    """The text of a document as bytes, repaired where that is certain.

    `data` is the very object that was given where nothing was repaired. `method` names the
    damage, one name after the other where there are several ("windows-1252, windows-1252").
    `certain` is True only for a repair that was made; one that may be wrong stands in `offered`.
    `recovered` counts characters that came back, `lost` the places where some did not.
    """

    data: bytes
    method: str | None = None
    certain: bool = False
    offered: bytes | None = None
    recovered: int = 0
    lost: int = 0

    @property
    def notice(self) -> str | None:
        """One sentence for people; None where there is nothing to say."""
        if self.method is None:
            return None
        methods = self.method.split(", ")
        names = " and again as ".join(_NAMES.get(name, name.capitalize()) for name in methods)
        characters = _count(self.recovered, "character")
        places = _count(self.lost, "place")
        if self.certain:
            damage = f"The text of this list had been read as {names} and was repaired"
            result = f"{characters} came back" + (f", {places} stayed lost" if self.lost else "")
        else:
            damage = f"The text of this list may have been read as {names}; it was not changed"
            result = f"a repair would bring back {characters}"
            result += f" and leave {places} lost" if self.lost else ""
        drops = not _DROPPING.isdisjoint(methods)
        traceless = "; that reading also loses characters without a trace" if drops else ""
        return f"{damage}: {result}{traceless}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
