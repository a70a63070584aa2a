"""What an entry says goes through plain values and comes back as it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Marks, Role

ANY = st.text(st.characters(codec=None))
LINKS = st.builds(Link, ANY, ANY, st.sampled_from(Role), st.none() | ANY)


@given(st.lists(ANY | st.sampled_from(("", '"', '", "', "\\", "\\u0000", "[]", "\0", "\ud800"))))
def test_strings_come_back(strings: list[str]) -> None:
    said = entry_values.texts(strings)
    assert json.loads(said) == strings
    assert entry_values.strings(said) == tuple(strings)
    assert entry_values.first(said) == (strings[0] if strings else "")


@given(
    text=st.builds(
        EntryText,
        key=ANY,
        kind=st.sampled_from(Kind),
        title=ANY,
        url=ANY,
        authors=st.lists(ANY).map(tuple),
        authors_elided=st.booleans(),
        venue=st.none() | ANY,
        year=st.none() | st.integers(),
        arxiv=st.none() | st.builds(ArxivId, st.text(min_size=1), st.none() | st.integers(1)),
        doi=st.none() | ANY,
        repository=st.none() | ANY,
        description=st.none() | ANY,
        citations=st.none() | st.integers(0),
        links=st.lists(LINKS).map(tuple),
        notes=st.lists(ANY).map(tuple),
        marks=st.builds(Marks, *[st.booleans()] * 4),
    )
)
def test_texts_come_back(text: EntryText) -> None:
    assert EntryText.of(text.values) == text
    for value in text.values:
        assert value is None or type(value) in (str, int)
