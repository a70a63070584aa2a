import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.markdown import annotating, annotations, source
from effllm_desktop.markdown.annotations import Annotation, Placed

MARKERS = [
    "<!-- effllm:begin {} -->",
    "<!-- effllm:end -->",
    "<!-- effllm2:begin -->",
    '<!-- effllm:list {"name": "x", "newline": "\\n"} -->',
    "<!-- effllm:note -->",
    "-->",
    "> x",
    "- [a](https://a.example)",
    "\t",
    " ",
    "",
]
ENDS = ["\n", "\r\n", "\r", "\n\n"]
words = st.one_of(st.sampled_from(MARKERS), st.text(max_size=8))
documents = st.lists(st.tuples(words, st.sampled_from([*ENDS, ""]))).map(
    lambda lines: "".join(f"{line}{end}" for line, end in lines)
)
facts = st.fixed_dictionaries({}, optional={"tags": st.lists(words), "rating": st.integers(0, 5)})


def line_ends(text: str) -> list[int]:
    """Where regions may stand: behind whole lines, and at the end."""
    return [*(match.end() for match in re.finditer(r"\r\n|\n|\r", text)), len(text)]


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Placed]]:
    text = draw(documents)
    places = sorted(draw(st.lists(st.sampled_from(line_ends(text)), max_size=4)))
    placed = [
        Placed(
            place,
            draw(st.sampled_from(["", "\t", "    "])),
            Annotation(
                key=draw(words),
                facts=draw(facts),
                words=draw(words),
                marks=tuple(draw(st.lists(st.tuples(words, facts), max_size=2))),
                note=draw(documents),
                title=draw(words),
            ),
        )
        for place in places
    ]
    return text, placed


@given(annotated(), st.text(max_size=5))
def test_what_is_put_in_comes_out_and_the_list_is_as_it_was(
    case: tuple[str, list[Placed]], name: str
) -> None:
    text, placed = case
    written = "".join(annotating.annotate(text, placed, name)).encode()
    assert annotations.is_annotated(written)
    assert annotations.strip(written) == text.encode()
    read = annotations.read(written)
    assert (read.data, read.name) == (text.encode(), name)
    for got, meant in zip(read.annotations, placed, strict=True):
        one = meant.annotation
        assert (got.key, got.note) == (one.key, one.note)
        assert not got.is_edited
        assert [dict(mark) for mark in got.marks] == [dict(mark) for _, mark in one.marks]
        assert dict(one.facts).items() <= dict(got.facts).items()


@given(documents)
def test_a_list_without_annotations_is_stripped_of_nothing_or_refused(text: str) -> None:
    data = text.encode()
    try:
        stripped = annotations.strip(data)
    except BadInput:
        return
    if not annotations.is_annotated(data):
        assert stripped == data


def note_of(text: str) -> annotations.ReadAnnotation:
    (one,) = annotations.read(text.encode()).annotations
    return one


def one_note(note: str, margin: str = "\t") -> str:
    placed = Placed(13, margin, Annotation("k", note=note, words="read"))
    return "".join(annotating.annotate("# L\n- [a](b)\n- [c](d)\n", [placed], "L"))


def test_what_people_see() -> None:
    note = "Worth it.\n\nTwice."
    lines = one_note(note).split("\n")
    assert lines[2] == (
        f'\t<!-- effllm:begin {{"key": "k", "note": "{annotations.fingerprint(note)}"}} -->'
    )
    assert lines[1:2] + lines[3:9] == [
        "- [a](b)",
        "\t- `read`",
        "\t<!-- effllm:note -->",
        "\t> Worth it.",
        "\t>",
        "\t> Twice.",
        "\t<!-- effllm:end -->",
    ]


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("> Worth it.", "> Worth nothing.", "Worth nothing."),
        ("\t> Worth it.", "  > Worth it\t\n> again.", "Worth it\t\nagain."),
        ("\t> Worth it.", "\tTyped without a sign.", "Typed without a sign."),
        ("\t> Worth it.\n", "", ""),
    ],
)
def test_a_note_may_be_edited_by_hand(before: str, after: str, note: str) -> None:
    found = note_of(one_note("Worth it.").replace(before, after))
    assert found.note == note
    assert found.is_edited
    assert found.base == annotations.fingerprint("Worth it.")


def test_a_list_whose_line_ends_were_all_changed_is_still_read() -> None:
    found = annotations.read(one_note("One.\nTwo.").replace("\n", "\r\n").encode())
    assert found.data == b"# L\r\n- [a](b)\r\n- [c](d)\r\n"
    assert found.annotations[0].note == "One.\nTwo."
    assert not found.annotations[0].is_edited


def test_the_marker_of_the_list_may_be_gone() -> None:
    text = re.sub(r"<!-- effllm:list.*\n", "", one_note("x"))
    assert annotations.strip(text.encode()) == b"# L\n- [a](b)\n- [c](d)\n"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("\t<!-- effllm:end -->\n", "", 8),
        ("\t<!-- effllm:begin", "\t<!-- begin", 7),
        ('"key"', "key", 3),
        ('{"key": "k"', '["k"', 3),
        ("<!-- effllm:list", "<!-- effllm:begin {} -->\n<!-- effllm:list", 10),
    ],
)
def test_damaged_markers_are_named_by_their_line(before: str, after: str, line: int) -> None:
    text = one_note("x").replace(before, after, 1)
    with pytest.raises(BadInput, match=rf"line {line} "):
        annotations.read(text.encode())


def test_a_marker_that_holds_something_else_is_named() -> None:
    text = re.sub(r"begin {.*}", "begin []", one_note("x"))
    with pytest.raises(BadInput, match="line 3 "):
        annotations.read(text.encode())


def test_a_damaged_highlight_is_named_too() -> None:
    placed = Placed(None, "", Annotation("k", marks=(("p. 1", {"page": 1}),)))
    text = "".join(annotating.annotate("", [placed], "L"))
    with pytest.raises(BadInput, match="line 1 "):
        annotations.read(text.replace('"page"', "page").encode())
    read = annotations.read(text.replace('{"page": 1}', "[1]").encode())
    assert read.annotations[0].marks == ({},)


def test_a_long_text_comes_in_pieces() -> None:
    text = "- [a](b)\n" * 100_000
    placed = Placed(9, "\t", Annotation("k", note="x"))
    pieces = list(annotating.annotate(text, [placed], "L"))
    assert max(map(len, pieces)) <= source.PIECE
    assert annotations.strip("".join(pieces).encode()) == text.encode()


def test_text_ends_behind_its_last_line_with_words() -> None:
    text = "- a\n  b\n\n \n- c"
    assert text[: annotating.after_lines(text, 11)] == "- a\n  b\n"
    assert annotating.after_lines(text, len(text)) == len(text)
