"""Which shown row is which entry, where headers of groups stand between them and groups are folded.

Entries are counted from the top down as if there were neither headers nor folds: 0 is the first id
that is known. Rows are what is on the screen. No Qt in here.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate


class ShownRows:
    """A table of runs: for each group its first entry and the row of its header.

    Asked for one row or one entry it looks through the groups by halves. Without groups each row is
    the entry of the same number.
    """

    def __init__(self, counts: Sequence[int], folded: Collection[int] = ()) -> None:
        """`counts`: the entries of each group; `folded`: the numbers of groups that show none."""
        self.folded = frozenset(folded)
        self.has_headers = True
        self._starts = [0, *accumulate(counts)]
        shown = list(counts)
        for group in self.folded:
            shown[group] = 0
        self._tops = [0, *accumulate(count + 1 for count in shown)]

    def __len__(self) -> int:
        return self._tops[-1]

    @property
    def groups(self) -> int:
        """How many headers there are."""
        return len(self._tops) - 1

    def header_at(self, row: int) -> int | None:
        """The group whose header a row is; None for an entry."""
        group = self._group_at(row)
        return group if self._tops[group] == row else None

    def entry_at(self, row: int) -> int | None:
        """The entry that a row shows; None for a header."""
        group = self._group_at(row)
        place = row - self._tops[group]
        return self._starts[group] + place - 1 if place else None

    def group_of(self, entry: int) -> int:
        """The group in which an entry stands."""
        return bisect_right(self._starts, entry) - 1

    def header_of(self, group: int) -> int:
        """The row of a group's header."""
        return self._tops[group]

    def entries_of(self, group: int) -> range:
        """The entries of a group, shown or folded away."""
        return range(self._starts[group], self._starts[group + 1])

    def rows_of(self, group: int) -> range:
        """The rows of a group below its header: none where it is folded."""
        return range(self._tops[group] + 1, self._tops[group + 1])

    def row_of(self, entry: int) -> int | None:
        """The row that shows an entry; None where it is folded away."""
        group = self.group_of(entry)
        if group in self.folded:
            return None
        return self._tops[group] + 1 + entry - self._starts[group]

    def row_near(self, entry: int) -> int:
        """The row that shows an entry, or the header below which it is folded away."""
        row = self.row_of(entry)
        return self._tops[self.group_of(entry)] if row is None else row

    def entries_in(self, rows: range) -> Iterator[range]:
        """The entries that are shown in a run of rows, as runs."""
        begin = end = -1
        if rows:
            for group in range(self._group_at(rows[0]), self._group_at(rows[-1]) + 1):
                there = self.rows_of(group)
                first = max(rows.start, there.start) - there.start + self._starts[group]
                after = min(rows.stop, there.stop) - there.start + self._starts[group]
                if first >= after:
                    continue
                if first == end:  # of the group before, none of which is hidden
                    end = after
                    continue
                if begin < end:
                    yield range(begin, end)
                begin, end = first, after
        if begin < end:
            yield range(begin, end)

    def rows_in(self, entries: range) -> Iterator[range]:
        """The rows that show a run of entries, as runs with the headers between them."""
        begin = end = -1
        if entries:
            for group in range(self.group_of(entries[0]), self.group_of(entries[-1]) + 1):
                if group in self.folded:
                    continue
                moved = self._tops[group] + 1 - self._starts[group]
                first = max(entries.start, self._starts[group]) + moved
                after = min(entries.stop, self._starts[group + 1]) + moved
                if end + 1 != first:  # not what stands right below the header between
                    if begin < end:
                        yield range(begin, end)
                    begin = first
                end = after
        if begin < end:
            yield range(begin, end)

    def with_folded(self, folded: Iterable[int]) -> "ShownRows":
        """The same groups, others of them folded."""
        begins = self._starts
        counts = [begins[group + 1] - begins[group] for group in range(self.groups)]
        return ShownRows(counts, frozenset(folded))

    def _group_at(self, row: int) -> int:
        return bisect_right(self._tops, row) - 1


class PlainRows(ShownRows):
    """No headers."""

    def __init__(self, count: int) -> None:
        super().__init__(())
        self.has_headers = False
        self._count = count

    def __len__(self) -> int:
        return self._count

    def header_at(self, row: int) -> int | None:
        return None

    def entry_at(self, row: int) -> int | None:
        return row

    def row_of(self, entry: int) -> int | None:
        return entry

    def row_near(self, entry: int) -> int:
        return entry

    def entries_in(self, rows: range) -> Iterator[range]:
        if rows:
            yield rows

    def rows_in(self, entries: range) -> Iterator[range]:
        return self.entries_in(entries)
