"""Keys in the settings: a table, each line of which is checked by itself."""

import pytest

from effllm_desktop.app import key_table, settings_file
from effllm_desktop.domain.errors import BadInput


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


def test_a_key_several_none(file):
    file.write_text('[keys]\ntoggle_star = "F8"\nfind = ["Ctrl+F", " F3 ", ""]\nundo = ""\n')
    reading = settings_file.read(file, {})
    assert reading.problems == ()
    assert reading.settings.keys == (
        ("toggle_star", ("F8",)),
        ("find", ("Ctrl+F", "F3")),
        ("undo", ()),
    )


def test_a_line_that_is_no_key_leaves_the_others(file):
    file.write_text('[keys]\ntoggle_star = 8\nfind = [["F3"]]\nundo = "F9"\n')
    reading = settings_file.read(file, {})
    assert reading.settings.keys == (("undo", ("F9",)),)
    assert [problem.what for problem in reading.problems] == [
        f"“8” cannot be the keys of toggle_star (in {file}).",
        f"“[['F3']]” cannot be the keys of find (in {file}).",
    ]
    assert "toggle_star" in reading.problems[0].hint


@pytest.mark.parametrize("text", ["keys = 3\n", 'keys = "F8"\n', "keys = [1]\n"])
def test_what_is_no_table_is_said_once(file, text):
    file.write_text(text + 'theme = "dark"\n')
    reading = settings_file.read(file, {})
    assert (reading.settings.keys, reading.settings.theme) == ((), "dark")
    (problem,) = reading.problems
    assert isinstance(problem, BadInput)
    assert "cannot be the setting keys" in problem.what


def test_the_environment_has_the_same_lines(file):
    file.write_text('[keys]\nundo = "F9"\n')
    environment = {"EFFLLM_KEYS": 'toggle_star = "F8"\nfind = ""', "EFFLLM_SINGLE_KEYS": "no"}
    found = settings_file.read(file, environment).settings
    assert found.keys == (("toggle_star", ("F8",)), ("find", ()))
    assert not found.single_keys


def test_what_is_saved_is_read_again_and_leaves_the_rest(file):
    file.write_text('# mine\nkeys = { undo = "F9" }\ntheme = "dark"\n')
    table = (("toggle_star", ("F8",)), ("find", ("Ctrl+F", "F3")), ("undo", ()))
    settings_file.save(file, "keys", table)
    settings_file.save(file, "single_keys", False)
    settings_file.save(file, "offline", True)  # a line behind a table must not get into it
    reading = settings_file.read(file, {})
    assert reading.problems == ()
    assert reading.settings.keys == table
    assert (reading.settings.single_keys, reading.settings.offline) == (False, True)
    assert reading.settings.theme == "dark"
    assert file.read_text().startswith("# mine\n")
    settings_file.save(file, "keys", ())
    assert settings_file.read(file, {}).settings.keys == ()


def test_a_table_at_the_end_stays_there(file):
    settings_file.save(file, "keys", (("undo", ("F9",)),))
    settings_file.save(file, "theme", "dark")
    assert settings_file.read(file, {}).settings.theme == "dark"
    assert file.read_text().index("theme") < file.read_text().index("[keys]")


def test_written_and_read_is_the_same():
    table = (("a", ()), ("b", ("X",)), ("c", ("X", "Y")))
    assert key_table.read(key_table.written(table), "here").table == table
