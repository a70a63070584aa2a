"""Documents made of several samples, whole or damaged in the ways that files are damaged."""

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from tests.support import shape_samples as samples

# What these say depends on where they stand: at the very beginning, or below nothing at all.
_BOUND_TO_THE_TOP = frozenset(("front-matter", "byte-order-mark", "before-any-heading", "empty"))
MIXABLE = tuple(name for name in samples.LISTS if name not in _BOUND_TO_THE_TOP)
# Three blanks more, and tabs, headings, items or tags in these stand so far right that they become
# code.
_BOUND_TO_THE_MARGIN = frozenset(
    ("nested-sections", "html-catalog", "headings", "remarks-below-items", "folded-summaries")
)
MOVABLE = tuple(name for name in MIXABLE if name not in _BOUND_TO_THE_MARGIN)

_CONFLICT = (b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> branch\n")

Damage = Callable[[bytes], bytes]


def joined(names: Sequence[str]) -> bytes:
    """The samples one below the other, a blank line between."""
    return b"\n\n".join(samples.document(name) for name in names)


def mixes(names: Sequence[str] = MIXABLE, most: int = 6) -> st.SearchStrategy[list[str]]:
    """Some of the samples, in any order, none of them twice."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True)


def indented(data: bytes, columns: int) -> bytes:
    """Every line that holds something begins further right."""
    lines = data.splitlines(keepends=True)
    return b"".join(b" " * columns + line if line.strip() else line for line in lines)


def quoted(data: bytes, depth: int = 1) -> bytes:
    return b"".join(b"> " * depth + line for line in data.splitlines(keepends=True))


def with_line_ends(data: bytes, end: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", end)


def damaged_mixes() -> st.SearchStrategy[bytes]:
    """A mix, or one of the documents that are no lists, damaged once to three times."""
    whole = st.one_of(mixes(samples.NAMES).map(joined), st.binary(max_size=200))
    return st.builds(_all_of, whole, st.lists(_damages(), min_size=1, max_size=3))


def _all_of(data: bytes, damages: list[Damage]) -> bytes:
    for damage in damages:
        data = damage(data)
    return data


def _damages() -> st.SearchStrategy[Damage]:
    places = st.floats(0, 1, exclude_max=True)
    return st.one_of(
        st.sampled_from((b"\r", b"\r\n", b"\n\n", b"", b"\0", b" ")).map(
            lambda end: lambda data: with_line_ends(data, end)
        ),
        st.tuples(places, places).map(lambda cut: lambda data: _cut(data, *cut)),
        st.lists(st.tuples(places, st.integers(1, 255)), min_size=1, max_size=8).map(
            lambda flips: lambda data: _flipped(data, flips)
        ),
        st.tuples(places, places, places).map(lambda at: lambda data: _conflict(data, sorted(at))),
        st.sampled_from(samples.NAMES).map(
            lambda name: lambda data: data + _in_two_bytes(samples.document(name))
        ),
        st.integers(1, 8).map(lambda columns: lambda data: indented(data, columns)),
        st.sampled_from((1, 2, 100)).map(lambda depth: lambda data: quoted(data, depth)),
        st.tuples(places, st.sampled_from(_OPENINGS)).map(
            lambda at: lambda data: _put_in(data, *at)
        ),
    )


_OPENINGS = (
    *(b"```\n", b"~~~", b"<!--", b"<table><tr>", b"<li>", b"</", b"<a href='http://b.c"),
    *(b"[", b"](", b"**", b"`", b"|", b"\\", b"\n---\n", b"\n===\n", b"\n- ", b"\n\t\t- "),
    *(b"> ", b"# ", b"[x]: http://b.c", b"&#x0;", b"\xff\xfe", b"\xe2\x80", b"\xef\xbb\xbf"),
    *(b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8"),
)


def _cut(data: bytes, first: float, second: float) -> bytes:
    begin, end = sorted((int(first * len(data)), int(second * len(data))))
    return data[begin:end]


def _flipped(data: bytes, flips: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for place, bits in flips:
        if changed:
            changed[int(place * len(changed))] ^= bits
    return bytes(changed)


def _conflict(data: bytes, places: list[float]) -> bytes:
    """Conflict markers in front of three lines."""
    lines = data.splitlines(keepends=True)
    for place, marker in zip(reversed(places), reversed(_CONFLICT), strict=True):
        lines.insert(int(place * (len(lines) + 1)), marker)
    return b"".join(lines)


def _in_two_bytes(data: bytes) -> bytes:
    return data.decode("utf-8").encode("utf-16-le")


def _put_in(data: bytes, place: float, piece: bytes) -> bytes:
    at = int(place * (len(data) + 1))
    return data[:at] + piece + data[at:]
