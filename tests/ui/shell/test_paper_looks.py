"""How papers looked: what is written is read again, and nonsense was never written."""

import pytest
from PySide6.QtCore import QByteArray

from effllm_desktop.ui.reader.looks import Looks
from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit
from effllm_desktop.ui.runtime.window_state import PAPERS_NAME, WindowState
from effllm_desktop.ui.shell.paper_looks import KEPT, PaperLooks, looks_from, looks_name

LOOKS = [
    Looks(),
    Looks(Fit.PAGE, dark=True, spread=Spread.COVER),
    Looks(Fit.NOTHING, 1.44, 3, dark=False),
    Looks(Fit.NOTHING, 0.038),
]


def memory(folder):
    return PaperLooks(WindowState(folder, PAPERS_NAME))


@pytest.mark.parametrize("looks", LOOKS)
def test_what_is_written_is_read_again(looks):
    assert looks_from(looks_name(looks)) == looks


@pytest.mark.parametrize(
    "name",
    [
        "",
        "width",
        "width,1,0",
        "width,1,0,dark,more",
        "height,1,0,dark",
        "width,0,0,dark",
        "width,-1,0,dark",
        "width,nan,0,dark",
        "width,1000,0,dark",
        "width,1,4,dark",
        "width,1,0,grey",
    ],
)
def test_nonsense_was_never_written(name):
    assert looks_from(name) is None


def test_each_work_has_its_own_and_a_new_one_those_of_the_last(tmp_path):
    looks = memory(tmp_path)
    assert looks.of("a") == Looks()
    keys = ["doi:10.1/a b", "url:example.org//x,y", "title:一篇论文"]
    for key, one in zip(keys, LOOKS[1:], strict=True):
        looks.keep(key, one)
    again = memory(tmp_path)
    assert [again.of(key) for key in keys] == LOOKS[1:]
    again.keep(keys[0], LOOKS[2])
    assert again.of(keys[0]) == LOOKS[2]
    assert memory(tmp_path).of("new") == LOOKS[2]._replace(quarters=0)


def test_what_was_chosen_longest_ago_is_forgotten(tmp_path):
    looks = memory(tmp_path)
    for number in range(KEPT):
        looks.keep(f"arxiv:{number}", LOOKS[1])
    looks.keep("arxiv:0", LOOKS[2])
    looks.keep("arxiv:new", LOOKS[3])
    again = memory(tmp_path)
    assert again.of("arxiv:0") == LOOKS[2]
    assert again.of("arxiv:1") == LOOKS[3]  # as a new one
    assert again.of("arxiv:2") == LOOKS[1]


@pytest.mark.parametrize("value", ["sideways arxiv:1\n\n,,, x", QByteArray(b"\x00\xff")])
def test_a_file_with_nonsense_is_an_empty_one(tmp_path, value):
    state = WindowState(tmp_path, PAPERS_NAME)
    state.set("works", value)
    state.set("last", value)
    state.save()
    assert memory(tmp_path).of("arxiv:1") == Looks()
