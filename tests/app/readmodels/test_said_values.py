"""Names and venues that are offered to somebody who types the beginning of one."""

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.domain.queries import Field, parse
from effllm_desktop.domain.queries.printing import field_term
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.store import said_values
from tests.support.builders import take

LIST = """# Papers

## One

- **First**, `NeurIPS, 2023`, [arxiv](https://arxiv.org/abs/2301.00001)

\t*Song Han, José Núñez, ...*
- **Second**, `ICLR, 2024`, [arxiv](https://arxiv.org/abs/2301.00002)

\t*Xu Chan, Song Han*

### Inside

- **Third**, `Neural Networks, 2022`, [arxiv](https://arxiv.org/abs/2301.00003)

\t*Hanshi Sun, 王伟*

#### Deeper

- [vllm](https://github.com/vllm-project/vllm)
"""


@pytest.fixture
def library(tmp_path):
    take(tmp_path / "library", LIST)
    opened = open_library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("field", "begin", "values"),
    [
        (Field.AUTHOR, "han", ["Song Han", "Hanshi Sun"]),
        (Field.AUTHOR, "song h", ["Song Han"]),
        (Field.AUTHOR, "nunez", ["José Núñez"]),
        (Field.AUTHOR, "NÚÑ", ["José Núñez"]),
        (Field.AUTHOR, "王", ["王伟"]),
        (Field.AUTHOR, "伟", ["王伟"]),
        (Field.AUTHOR, "nobody", []),
        (Field.AUTHOR, "-", []),
        (Field.VENUE, "neu", ["NeurIPS", "Neural Networks"]),
        (Field.VENUE, "net", ["Neural Networks"]),
        (Field.REPO, "vll", ["vllm-project/vllm"]),
        (Field.TITLE, "fir", []),
    ],
)
def test_values_have_a_word_that_begins_so(library, field, begin, values):
    found = library.entries.values(field, begin)
    assert sorted(found) == sorted(values)


def test_what_most_works_have_comes_first_and_what_is_left_out_is_no_name(library):
    assert library.entries.values(Field.AUTHOR, "")[0] == "Song Han"
    assert len(library.entries.values(Field.AUTHOR, " ")) == 5
    assert library.entries.values(Field.AUTHOR, "han")[0] == "Song Han"


@pytest.mark.parametrize("field", [Field.AUTHOR, Field.VENUE, Field.REPO])
def test_what_is_offered_finds_something(library, field):
    for value in library.entries.values(field, ""):
        query = parse(field_term(field, value))
        assert library.entries.select(PlaceScope(Place.ALL), query).row_ids, value


def test_only_so_many_works_are_looked_at(library, monkeypatch):
    monkeypatch.setattr(said_values, "_LOOKED_AT", 1)
    assert library.entries.values(Field.AUTHOR, "han") == ["Hanshi Sun"]
    assert library.entries.values(Field.AUTHOR, "") == []  # the last work has none


def test_headings_are_offered_however_deep_they_stand(library):
    assert library.outlines.read().names(Field.SECTION) == ["One", "Inside", "Deeper"]
