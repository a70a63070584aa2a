"""What a list's text comes to when it has been read to its end."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from effllm_desktop.domain.lists import ReadList

if TYPE_CHECKING:
    from effllm_desktop.markdown.reader import ListStream


def read_list(stream: "ListStream") -> ReadList:
    """What a stream that came to its end has found, but for the entries."""
    return ReadList(
        name=stream.name,
        sections=tuple(stream.sections),
        entries=(),
        problems=tuple(stream.problems),
        related=tuple(stream.related),
        foreign=stream.foreign,
    )


def spans_of(found: ReadList, starts: Sequence[int]) -> list[range]:
    """The positions of the entries in each section and below it; `starts` are their offsets."""
    return [
        range(bisect_left(starts, one.start), bisect_left(starts, one.end))
        for one in found.sections
    ]
