"""The addresses of reference links (`[label]: address`), wherever in a document they are given."""

from effllm_desktop.markdown import lines, source
from effllm_desktop.markdown.tokens import address_of, normal_label

_LONGEST = 4000  # bytes of a line that can be a definition


def collected(data: bytes) -> dict[str, str]:
    """Addresses by normal label. The first definition of a label counts (CommonMark 0.31, 4.7).

    Lines are looked at only where `]:` stands, so that a long document without any costs nothing.
    """
    found: dict[str, str] = {}
    place = data.find(b"]:")
    while place >= 0:
        low = max(place - _LONGEST, 0)
        start = max(data.rfind(b"\n", low, place), data.rfind(b"\r", low, place)) + 1
        if start or not low:
            line = data.find(b"\n", place)  # the address may stand on the line behind
            following = data.find(b"\n", line + 1) if line >= 0 else -1
            stop = min(following if following >= 0 else len(data), place + _LONGEST)
            text = source.decode(data[start:stop])
            match = lines.DEFINITION.match(text, len(text) - len(text.lstrip(" >")))
            if match is not None:
                address = address_of(match["angle"] or match["plain"] or "")
                found.setdefault(normal_label(match["label"]), address)
        place = data.find(b"]:", place + 2)
    return found
