from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import section_paths

PATHS = section_paths.full_paths(
    [None, 0, 1, 0, 0, 3, 0], ["List", "Survey", "Deep", "Other", "Survey", "Other", "A / B"]
)


def test_paths_are_joined_headings_and_equal_siblings_are_numbered():
    assert PATHS == [
        "List",
        "List / Survey",
        "List / Survey / Deep",
        "List / Other",
        "List / Survey [2]",
        "List / Other / Other",
        "List / A / B",
    ]
    assert section_paths.join(["List", "Survey"]) == "List / Survey"


def test_a_tail_is_enough_where_it_is_the_only_one():
    assert section_paths.find("Deep", PATHS) == [2]
    assert section_paths.find("Survey / Deep", PATHS) == [2]
    assert section_paths.find("List / Survey / Deep", PATHS) == [2]


def test_a_tail_may_mean_several():
    assert section_paths.find("Other", PATHS) == [3, 5]
    assert section_paths.find("List / Other", PATHS) == [3]


def test_numbers_tell_equal_siblings_apart():
    assert section_paths.find("Survey [2]", PATHS) == [4]
    assert section_paths.find("Survey [1]", PATHS) == [1]


def test_paths_below_the_title():
    assert section_paths.below("List / Survey / Deep", "List") == "Survey / Deep"
    assert section_paths.below("List", "List") == ""
    assert section_paths.below("Lists / Survey", "List") == "Lists / Survey"
    assert section_paths.below("Survey", None) == "Survey"


def test_headings_that_look_like_numbered_ones_keep_paths_of_their_own():
    paths = section_paths.full_paths([None] * 5, ["A", "A [2]", "A", "A", "B [1]"])
    assert paths == ["A", "A [2]", "A [3]", "A [4]", "B [1]"]
    assert section_paths.find("B [1]", paths) == [4]
    assert section_paths.find("b [1]", paths) == [4]


def test_case_and_spaces_are_forgiven_where_nothing_fits_exactly():
    assert section_paths.find("  survey  /  deep ", PATHS) == [2]
    assert section_paths.find("nowhere", PATHS) == []
    assert section_paths.find("", PATHS) == []


TREES = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["A", "A [1]", "A [2]", "B / A", "A / B"])),
    max_size=12,
)


@given(TREES)
def test_every_section_is_found_by_its_full_path(drawn):
    parents = [None if not i or p >= i else p for i, (p, _) in enumerate(drawn)]
    paths = section_paths.full_paths(parents, [heading for _, heading in drawn])
    assert len(set(paths)) == len(paths)
    for place, path in enumerate(paths):
        assert section_paths.find(path, paths) == [place]


@given(st.text(), st.lists(st.text(), max_size=5))
def test_no_text_is_an_error(wanted, paths):
    assert all(0 <= place < len(paths) for place in section_paths.find(wanted, paths))
