"""A document's bytes as a version of a list: repaired where that is certain."""

from effllm_desktop.markdown.repair import Repair, detect
from effllm_desktop.store.lists import Version


def damage(version: Version) -> str | None:
    """How the text of a version was repaired, in a sentence."""
    return _notice(version.repair, version, certain=True)


def offered(version: Version) -> str | None:
    """The repair of a version that was not made because it may be wrong."""
    return _notice(version.offered, version, certain=False)


def _notice(method: str | None, version: Version, *, certain: bool) -> str | None:
    return Repair(b"", method, certain, recovered=version.recovered, lost=version.lost).notice


def version_of(data: bytes, sha256: str) -> Version:
    """A document as a version of a list, repaired where that is certain. Any bytes will do."""
    repair = detect(data)
    return Version(
        sha256=sha256,
        data=data,
        repaired=None if repair.data is data else repair.data,
        repair=repair.method if repair.certain else None,
        offered=None if repair.certain else repair.method,
        recovered=repair.recovered,
        lost=repair.lost,
    )
