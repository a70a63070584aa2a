import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.markdown import edits, reader
from effllm_desktop.markdown.edits import Edit


def test_edits_change_their_spans_only() -> None:
    assert edits.apply("abcdef", [Edit(4, 5, "E"), Edit(0, 1, ""), Edit(2, 2, "+")]) == "b+cdEf"


def test_no_edits_no_difference() -> None:
    assert edits.apply("a\r\nb\0", []) == "a\r\nb\0"


@pytest.mark.parametrize(
    "wrong",
    [[Edit(0, 3, ""), Edit(2, 4, "")], [Edit(5, 9, "")], [Edit(3, 2, "")], [Edit(-1, 0, "")]],
)
def test_edits_that_overlap_or_lie_outside_are_refused(wrong: list[Edit]) -> None:
    with pytest.raises(BadInput):
        edits.apply("abcdef", wrong)


@given(st.text(max_size=30), st.data())
def test_outside_the_spans_every_character_stays(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    new = data.draw(st.text(max_size=5))
    assert (
        edits.apply(text, [Edit(cuts[0], cuts[1], new)]) == text[: cuts[0]] + new + text[cuts[1] :]
    )


LIST = b"# L\r\n\r\n- [a](https://a.b)\r\n- [c](https://c.d)\r\n\r\n\t *Old words.*\r\n\r\n- [e](https://e.f)"


def meant(markdown: str) -> EntryText:
    return reader.read_text(markdown).entries[0].text


def test_an_entry_is_replaced_and_nothing_else() -> None:
    new = "- [c](https://c.d)\n\n\t *New words.*\n"
    edited = edits.replace_entry(LIST, 1, new, meant(new))
    assert edited == LIST.replace(b"Old", b"New")


def test_the_last_entry_stays_without_a_final_line_end() -> None:
    new = "- [e](https://e.f/g)\n"
    edited = edits.replace_entry(LIST, 2, new, meant(new))
    assert edited == LIST.replace(b"https://e.f", b"https://e.f/g")


@pytest.mark.parametrize(
    "new",
    [
        "- [c](https://c.d)\n- [x](https://x.y)\n",  # two entries
        "words\n",  # none
        "- [c](https://c.d)\n\n```\n",  # swallows the next one
        "- [c](https://c.d)\n# H\n",  # a heading more
        "- [z](https://c.d)\n",  # says something else than what was meant
    ],
)
def test_an_edit_that_would_be_read_as_something_else_is_refused(new: str) -> None:
    with pytest.raises(BadInput):
        edits.replace_entry(LIST, 1, new, meant("- [c](https://c.d)\n"))


def test_an_edit_that_adds_a_heading_behind_the_last_entry_is_refused() -> None:
    with pytest.raises(BadInput, match="headings"):
        edits.replace_entry(LIST, 2, "- [e](https://e.f)\n\n# H\n", meant("- [e](https://e.f)"))


def test_an_edit_that_changes_another_entry_is_refused() -> None:
    shared = b"- [a](https://a.b)\n- [c](https://a.b/x)\n"
    new = "- [a](https://a.b/x)\n"
    with pytest.raises(BadInput):
        edits.replace_entry(shared, 0, new, meant(new))


def test_an_entry_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput):
        edits.replace_entry(LIST, 9, "- [c](https://c.d)\n", meant("- [c](https://c.d)\n"))


def test_every_entry_of_the_seeds_can_be_reworded(repaired_seeds: dict[str, bytes]) -> None:
    data = repaired_seeds["Efficient LLM"]
    for index, entry in enumerate(reader.read(data).entries):
        if index % 7:
            continue
        new = entry.source.rstrip("\n") + "\n\t- `read it`\n"
        edited = edits.replace_entry(data, index, new, meant(new))
        text = data.decode()
        assert edited.decode().startswith(text[: entry.start])
        assert edited.decode().endswith(text[entry.end :])
