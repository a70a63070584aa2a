"""What `effllm-desktop` takes, and what it says to what it does not take."""

from pathlib import Path

import pytest

from effllm_desktop.ui.arguments import WindowRequest, read_arguments


def test_nothing_at_all_is_the_usual_case():
    request = read_arguments([])
    assert request == WindowRequest()
    assert not request.is_picture


def test_everything_can_be_said(tmp_path):
    request = read_arguments(
        f"--library {tmp_path} --screenshot a.png --size 800x600 --theme dark "
        "--select arxiv:2404.19737 --place starred --describe a.json".split()
    )
    assert request == WindowRequest(
        tmp_path,
        (),
        Path("a.png"),
        (800, 600),
        "dark",
        "arxiv:2404.19737",
        "starred",
        Path("a.json"),
    )
    assert request.is_picture


def test_a_file_is_a_list_to_open(tmp_path):
    file = tmp_path / "README.md"
    file.write_text("# L\n")
    assert read_arguments([str(file)]).sources == (file,)


def test_a_folder_with_lists_is_a_source_too(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "list.md").write_text("# L\n")
    assert read_arguments([str(tmp_path)]).sources == (tmp_path,)


@pytest.mark.parametrize("name", ["new", "there"])
def test_an_empty_or_a_new_folder_is_a_library(tmp_path, name):
    (tmp_path / "there").mkdir()
    assert read_arguments([str(tmp_path / name)]).library == tmp_path / name


def test_a_folder_with_a_library_is_one_even_with_lists_in_it(tmp_path):
    (tmp_path / "library.db").touch()
    (tmp_path / "list.md").touch()
    assert read_arguments([str(tmp_path)]).library == tmp_path


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--size", "big"], "“big” is no size"),
        (["--size", "0x10"], "is no size"),
        (["--size", "99999x10"], "is no size"),
        (["--theme", "pink"], "“pink” is no theme"),
        (["--colour"], "there is no option --colour"),
        (["--size"], "--size needs a value: WxH"),
        (["--place="], "--place needs a value"),
        (["a", "b"], "one library or list is enough"),
        (["nowhere.md"], "there is no file or folder nowhere.md"),
        (["--library", "a", "b"], "name the library once"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_sentence(arguments, told, capsys):
    with pytest.raises(SystemExit) as stop:
        read_arguments(arguments)
    assert stop.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert line.endswith("Try effllm-desktop --help.")


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit) as stop:
        read_arguments(["--help"])
    assert stop.value.code == 0
    assert "Example:" in capsys.readouterr().out


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as stop:
        read_arguments(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("EffLLM Desktop 0.")


def test_both_forms_of_an_option_and_names_that_begin_with_a_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_arguments(["--place=New", "--size=10×20"]).size == (10, 20)
    (tmp_path / "-list.md").touch()
    assert read_arguments(["--", "-list.md"]).sources == (Path("-list.md"),)
