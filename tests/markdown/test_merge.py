from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import section_paths
from effllm_desktop.domain.ids import EntryId
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.merge import Match, NewEntry, OldEntry, match


def paths(found: ReadList) -> list[str]:
    return section_paths.full_paths(
        [s.parent for s in found.sections], [s.heading for s in found.sections]
    )


def known(markdown: str, *, removed: tuple[int, ...] = ()) -> list[OldEntry]:
    found = reader.read_text(markdown)
    where = paths(found)
    return [
        OldEntry(
            id=EntryId(number),
            key=entry.text.key,
            title=entry.text.title,
            section="" if entry.section is None else where[entry.section],
            said=entry.source,
            removed=number in removed,
        )
        for number, entry in enumerate(found.entries)
    ]


def matched(old: list[OldEntry], new: str) -> Match:
    found = reader.read_text(new)
    where = paths(found)
    entries = [
        NewEntry(
            position=position,
            key=entry.text.key,
            section="" if entry.section is None else where[entry.section],
            said=entry.source,
        )
        for position, entry in enumerate(found.entries)
    ]
    titles = [entry.text.title for entry in found.entries]
    return match(old, entries, lambda places: {place: titles[place] for place in places})


A, B, C = "- [a](https://a.b)\n", "- [b](https://b.c)\n", "- [c](https://c.d)\n"


def facts(found: Match) -> list[tuple[int, int, str]]:
    return [
        (
            pair.old,
            pair.new,
            "".join(
                letter
                for letter, flag in (("c", pair.changed), ("m", pair.moved), ("r", pair.returned))
                if flag
            ),
        )
        for pair in found.pairs
    ]


def test_an_unchanged_list_is_matched_one_to_one() -> None:
    found = matched(known(A + B + A), A + B + A)
    assert facts(found) == [(0, 0, ""), (1, 1, ""), (2, 2, "")]
    assert (found.added, found.removed) == ((), ())


def test_added_and_removed() -> None:
    found = matched(known(A + B), B + C)
    assert facts(found) == [(1, 0, "")]
    assert (found.added, found.removed) == ((1,), (0,))


def test_a_reworded_entry_is_changed() -> None:
    assert facts(matched(known(A), "- [a, second edition](https://a.b)\n")) == [(0, 0, "c")]


def test_an_entry_with_another_address_but_the_same_title_is_changed() -> None:
    assert facts(matched(known(A), "- [a](https://arxiv.org/abs/2404.00001)\n")) == [(0, 0, "c")]
    assert facts(matched(known("## S\n" + A), "- [A](https://other.org)\n")) == [(0, 0, "cm")]


def test_an_entry_in_another_section_is_moved() -> None:
    assert facts(matched(known("## S\n" + A), "## T\n" + A)) == [(0, 0, "m")]


def test_a_moved_and_reworded_entry_is_found_by_its_key() -> None:
    assert facts(matched(known("## S\n" + A), "## T\n- [x](https://a.b)\n")) == [(0, 0, "cm")]


def test_equal_entries_in_two_sections_keep_their_sections() -> None:
    old = known(f"## S\n{A}## T\n{A}")
    assert facts(matched(old, f"## T\n{A}## S\n{A}")) == [(1, 0, ""), (0, 1, "")]


def test_a_tombstone_returns_but_a_live_entry_comes_first() -> None:
    old = known(A + A, removed=(0,))
    assert facts(matched(old, A)) == [(1, 0, "")]
    assert facts(matched(old, A + A)) == [(1, 0, ""), (0, 1, "r")]


def test_a_tombstone_that_stays_away_is_not_removed_again() -> None:
    assert matched(known(A + B, removed=(0,)), B).removed == ()


@given(
    st.lists(st.sampled_from([A, B, C]), max_size=8),
    st.lists(st.sampled_from([A, B, C]), max_size=8),
)
def test_every_entry_of_both_versions_is_accounted_for_once(old: list[str], new: list[str]) -> None:
    before = known("".join(old))
    found = matched(before, "".join(new))
    assert sorted([*(pair.old for pair in found.pairs), *found.removed]) == list(range(len(old)))
    assert sorted([*(pair.new for pair in found.pairs), *found.added]) == list(range(len(new)))


def test_a_reworded_entry_under_an_address_that_others_share_is_changed() -> None:
    old = known("- [one](https://a.b)\n- [two](https://a.b)\n")
    found = matched(old, "- [uno](https://a.b)\n- [two](https://a.b)\n")
    assert facts(found) == [(0, 0, "c"), (1, 1, "")]
    found = matched(old, "## S\n- [two](https://a.b)\n- [uno](https://a.b)\n")
    assert facts(found) == [(1, 0, "m"), (0, 1, "cm")]
