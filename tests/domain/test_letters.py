"""Text as it is compared."""

import pytest

from effllm_desktop.domain.letters import plain, without_strokes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain", "plain"),
        ("Łukasz Søgaard", "lukasz sogaard"),
        ("STRASSE Straße ẞ", "strasse strasse ss"),
        ("Ǿ ǽ Œuvre Þór Đ Ħ ı Ŧ ð", "o ae oeuvre thor d h i t d"),
        ("naïve Über", "naive uber"),
        ("学习", "学习"),
    ],
)
def test_case_accents_and_strokes_do_not_count(text, expected):
    assert plain(text) == expected


def test_case_and_accents_stay_where_only_strokes_go():
    assert without_strokes("Łódź Øst") == "Lódź Ost"
