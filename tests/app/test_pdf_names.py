"""PDFs that leave the library have names that people and every system understand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.app.pdf_names import checked, readable_name
from effllm_desktop.domain.lists import EntryText, Kind


def entry(**said: object) -> EntryText:
    usual = {"key": "arxiv:2301.00774", "kind": Kind.PAPER, "title": "SparseGPT", "url": "x"}
    return EntryText(**{**usual, **said})  # type: ignore[arg-type]


def test_the_first_author_the_year_and_the_title():
    text = entry(authors=("Elias Frantar", "Dan Alistarh"), year=2023)
    assert readable_name(text) == "Frantar 2023 SparseGPT.pdf"
    assert readable_name(text, "{title} ({year})") == "SparseGPT (2023).pdf"


def test_what_is_unknown_or_unfit_is_left_out():
    assert readable_name(entry(title="../a/b: c?")) == "a b c.pdf"
    assert readable_name(entry(title="...")) == "paper.pdf"
    assert readable_name(entry(title="CON"), "{title}") == "_CON.pdf"


@given(st.text(max_size=300))
def test_a_name_is_one_sound_name(title):
    name = readable_name(entry(title=title))
    assert name.endswith(".pdf")
    assert 4 < len(name) <= 126
    assert not set(name) & set('<>:"/\\|?*\0\n\r')


def test_a_pattern_of_known_fields_may_be_used():
    assert checked("{venue}, {title}") == "{venue}, {title}"


@pytest.mark.parametrize("pattern", ["", "title", "{nothing}", "{title", "{0}", "{}"])
def test_a_pattern_that_makes_no_name_is_refused(pattern):
    with pytest.raises(ValueError):  # noqa: PT011 - Formatter's own sentence
        checked(pattern)
