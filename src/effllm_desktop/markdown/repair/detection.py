"""Finding a wrong reading over a whole document, never run by run.

Clean words decode by chance: one in six Chinese words of one sign is also the UTF-8 of something
else that was read as GB2312. So a document counts as damaged only when nearly all of its runs
decode in one way, when there are enough of them, and when the result looks like text.
"""

from dataclasses import replace

from effllm_desktop.markdown import source
from effllm_desktop.markdown.repair import signs_of_dialect
from effllm_desktop.markdown.repair.result import Repair
from effllm_desktop.markdown.repair.undoing import Document, Undone, all_undone

_CERTAIN_SHARE = 0.97  # measured: damaged documents 97 % and more, clean ones 3.5 % at most
_OFFERED_SHARE = 0.5
_CERTAIN_RUNS = 3
_CLEARLY_BETTER = 0.01
_DEPTH = 3  # a text may have been read wrongly more than once


def detect(data: bytes) -> Repair:
    """Look for a wrong reading in a document and undo it. Any bytes will do."""
    if data.isascii():
        return Repair(data)
    document = Document(data)
    if found := _certain(document, _DEPTH):
        return _repair(data, found, certain=True)
    if found := _offered(document):
        return _repair(data, found, certain=False)
    return Repair(data)


def _repair(data: bytes, undone: Undone, *, certain: bool) -> Repair:
    text, signs = undone.text, 0
    if signs_of_dialect.READING in undone.methods:
        text, signs = signs_of_dialect.put_back(text)
    repaired = source.encode(text)
    return Repair(
        data=repaired if certain else data,
        method=", ".join(undone.methods),
        certain=certain,
        offered=None if certain else repaired,
        recovered=undone.recovered + signs,
        lost=undone.lost,
    )


def _certain(document: Document, depth: int) -> Undone | None:
    """The best certain result, of one wrong reading or of several on top of each other."""
    results: list[Undone] = []
    for undone in all_undone(document, least_share=_CERTAIN_SHARE):
        if undone.runs < _CERTAIN_RUNS:
            continue
        below = _certain(Document(source.encode(undone.text)), depth - 1) if depth > 1 else None
        if below is not None:
            results.append(replace(below, methods=undone.methods + below.methods))
        elif undone.is_plausible:
            results.append(undone)
    return _outstanding(results)


def _outstanding(results: list[Undone]) -> Undone | None:
    """The best of several results; None where another one that differs is just as good."""
    if not results:
        return None
    best = max(results, key=lambda undone: (round(undone.quality, 2), undone.share))
    for other in results:
        equal = other.quality > best.quality - _CLEARLY_BETTER and other.share >= best.share
        if equal and other.text != best.text:
            return None
    return best


def _offered(document: Document) -> Undone | None:
    """The best result that may be meant: enough speaks for it, but not all of the document."""
    results = (u for u in all_undone(document, least_share=_OFFERED_SHARE) if u.is_plausible)
    return max(results, key=lambda undone: (undone.share, undone.quality), default=None)
