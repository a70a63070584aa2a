"""What became of a refresh, work by work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from effllm_desktop.domain.errors import AppError, KeyRefused, NoNetwork
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Source

NO_NETWORK = "This machine has no network: services could not be asked."


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was learned of some works."""

    source: Source
    problem: AppError
    works: tuple[WorkId, ...]


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """Each work that was meant is in one of these, but for those that are fresh enough.

    `not_found`: services said on two days that there is no such thing; `unknown`: they say so for
    the first time. `nameless`: nobody can be asked about them. `unasked`: not everybody could be
    asked, because this machine has no network; that is no failure of anybody's. Where that broke
    off in the middle (`cut_off`), works may have been updated by those who were asked before.
    """

    updated: tuple[WorkId, ...] = ()
    unchanged: tuple[WorkId, ...] = ()
    not_found: tuple[WorkId, ...] = ()
    unknown: tuple[WorkId, ...] = ()
    failed: tuple[WorkId, ...] = ()
    nameless: tuple[WorkId, ...] = ()
    unasked: tuple[WorkId, ...] = ()
    failures: tuple[Failure, ...] = ()
    cut_off: bool = False


class _Said(IntEnum):
    """What a group of services made of a work; more than one may be asked, the best counts.

    That one knows nothing of it does not make up for another one that failed to say anything.
    """

    UNASKED = 0
    MISSING = 1
    FAILED = 2
    FOUND = 3


_GROUPS = {
    Source.ARXIV: "arxiv",
    Source.SEMANTIC_SCHOLAR: "papers",
    Source.OPENALEX: "papers",
    Source.GITHUB: "repositories",
}


class Tally:
    """Counts while replies come."""

    def __init__(self) -> None:
        self._said: dict[tuple[WorkId, str], _Said] = {}
        self._updated: dict[WorkId, None] = {}
        self._failures: list[tuple[Source, WorkId, AppError]] = []

    def found(self, source: Source, works: Iterable[WorkId], changed: Iterable[WorkId]) -> None:
        self._note(source, works, _Said.FOUND)
        self._updated |= dict.fromkeys(changed)

    def missing(self, source: Source, works: Iterable[WorkId]) -> None:
        self._note(source, works, _Said.MISSING)

    def failed(self, source: Source, works: Sequence[WorkId], problem: AppError) -> None:
        if isinstance(problem, NoNetwork):
            self._note(source, works, _Said.UNASKED)
            return
        self._note(source, works, _Said.FAILED)
        self._failures += [(source, work, problem) for work in works]

    def report(
        self, nameless: Sequence[WorkId], not_found: Mapping[WorkId, Sequence[Source]]
    ) -> RefreshReport:
        """The report. What one service failed to say and another one said is no failure."""
        said: dict[WorkId, list[_Said]] = {}
        for (work, _), what in self._said.items():
            said.setdefault(work, []).append(what)
        rest = {work: whats for work, whats in said.items() if work not in self._updated}
        failed = {work: None for work, whats in rest.items() if _Said.FAILED in whats}
        unasked = {work: None for work, whats in rest.items() if _Said.UNASKED in whats}
        missing = {work: None for work, whats in rest.items() if set(whats) == {_Said.MISSING}}
        told = failed.keys() | unasked.keys() | missing.keys()
        return RefreshReport(
            updated=tuple(self._updated),
            unchanged=tuple(work for work in rest if work not in told),
            not_found=tuple(work for work in missing if work in not_found),
            unknown=tuple(work for work in missing if work not in not_found),
            failed=tuple(failed),
            nameless=tuple(nameless),
            unasked=tuple(work for work in unasked if work not in failed),
            failures=tuple(self._grouped()),
            cut_off=_Said.UNASKED in self._said.values(),
        )

    def _note(self, source: Source, works: Iterable[WorkId], what: _Said) -> None:
        for work in works:
            place = work, _GROUPS[source]
            self._said[place] = max(what, self._said.get(place, what))

    def _grouped(self) -> Iterable[Failure]:
        """Failures that say the same of several works, once."""
        groups: dict[tuple[Source, str], tuple[AppError, list[WorkId]]] = {}
        for source, work, problem in self._failures:
            is_failed = self._said[work, _GROUPS[source]] is _Said.FAILED
            if is_failed or isinstance(problem, KeyRefused):  # of keys only the reader can see to
                groups.setdefault((source, str(problem)), (problem, []))[1].append(work)
        order = list(Source)
        for source, said in sorted(groups, key=lambda group: order.index(group[0])):
            problem, works = groups[source, said]
            yield Failure(source, problem, tuple(works))
