"""The order of what is to be read next: a number for each work, the lowest first.

The numbers need not follow one another: taking a work out moves no other one.
"""

from collections.abc import Mapping, Sequence

from effllm_desktop.domain.ids import WorkId


def placed(
    queue: Mapping[WorkId, int], works: Sequence[WorkId], before: WorkId | None
) -> dict[WorkId, int]:
    """New numbers that put works before another one, in their order; as few as can be.

    `queue` has the number of each work that is in it. Behind all of them where there is no
    `before`, or where that one is not in the queue or among the works.
    """
    moved, order = list(dict.fromkeys(works)), sorted(queue, key=queue.__getitem__)
    rest = [work for work in order if work not in set(moved)]
    place = rest.index(before) if before in rest else len(rest)
    if [*rest[:place], *moved, *rest[place:]] == order:
        return {}
    if place == 0 and rest:
        last = queue[rest[0]] - len(moved) - 1
    else:
        last = queue[rest[place - 1]] if rest else 0
    numbers: dict[WorkId, int] = {}
    for work in moved:
        last += 1
        numbers[work] = last
    for work in rest[place:]:
        if queue[work] > last:
            break
        last += 1
        numbers[work] = last
    return {work: number for work, number in numbers.items() if queue.get(work) != number}
