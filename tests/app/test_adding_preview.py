"""What adding would write is read beside typing: it ends when nobody waits, reads a list once."""

from contextlib import closing

import pytest

from effllm_desktop.app.adding_preview import ReadLately, preview
from effllm_desktop.app.library import open_library
from effllm_desktop.domain.errors import Cancelled
from effllm_desktop.domain.ids import ListId
from tests.support.builders import page, take

IDS = "2401.00001\n2401.00002"
PLACE = ListId(1), None
TABLE = "| Paper | Year |\n|---|---|\n| [Rows](https://example.org/rows) | 2024 |\n"


class Patience:
    """A progress that is cancelled when it has been asked so often whether to go on."""

    def __init__(self, times):
        self.left = times

    def report(self, fraction, message):
        assert message

    def checkpoint(self):
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    text = page("Long", {"S": [f"title {number}" for number in range(1000)]})
    take(folder, f"{text}\n{TABLE}")
    return folder


def section(folder):
    with closing(open_library(folder)) as library:
        return library.database.value("SELECT id FROM sections ORDER BY position DESC")


def test_it_ends_while_the_list_is_read_and_while_it_is_proved(folder):
    place = ListId(1), section(folder)
    patience = Patience(10**6)
    whole = preview(folder, IDS, place, patience)
    assert "2401.00002" in whole.markdown
    asked = 10**6 - patience.left
    assert asked > 15  # often while 1,000 entries are read, their blocks found, all read again
    for times in range(0, asked, 4):
        with pytest.raises(Cancelled):
            preview(folder, IDS, place, Patience(times))


def test_a_list_that_stays_is_read_once(folder):
    place, lately = (ListId(1), section(folder)), ReadLately()
    first, second = Patience(10**6), Patience(10**6)
    before = preview(folder, IDS, place, first, lately=lately)
    assert preview(folder, IDS, place, second, lately=lately) == before
    assert second.left > first.left
    asked = 10**6 - first.left
    first.left = 0  # nobody asks who has done with it
    preview(folder, IDS, place, Patience(asked), lately=lately)


def test_another_text_is_read_anew():
    lately, patience = ReadLately(), Patience(100)
    first = lately.document("- [a](https://example.org/a)\n", patience.checkpoint)
    again = lately.document("- [a](https://example.org/a)\n", patience.checkpoint)
    other = lately.document("- [b](https://example.org/b)\n", patience.checkpoint)
    assert again.read is first.read
    assert [one.text.title for one in other.entries] == ["b"]
