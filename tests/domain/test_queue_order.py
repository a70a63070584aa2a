"""The queue: works come to stand where they were put, and as few as can be are renumbered."""

from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.queue_order import placed

QUEUES = st.dictionaries(st.integers(1, 9), st.integers(-20, 20)).map(
    lambda queue: {work: number for number, work in {n: w for w, n in queue.items()}.items()}
)


def order(queue):
    return sorted(queue, key=queue.__getitem__)


@given(QUEUES, st.lists(st.integers(1, 9), max_size=5), st.none() | st.integers(1, 9))
def test_works_stand_together_before_the_one_that_was_named(queue, works, before):
    moved = list(dict.fromkeys(works))
    rest = [work for work in order(queue) if work not in moved]
    place = rest.index(before) if before in rest else len(rest)
    after = queue | placed(queue, works, before)
    assert order(after) == rest[:place] + moved + rest[place:]
    assert len(set(after.values())) == len(after)


@given(QUEUES)
def test_at_the_ends_only_the_moved_ones_get_a_number(queue):
    assert set(placed(queue, [10, 11], None)) == {10, 11}
    if queue:
        assert set(placed(queue, [10, 11], order(queue)[0])) == {10, 11}


def test_what_stands_there_already_stays():
    assert placed({1: 5, 2: 6, 3: 9}, [1, 2], 3) == {}
    assert placed({1: 5, 2: 6}, [2], None) == {}
    assert placed({}, [4], None) == {4: 1}
