"""What `docs/command-line.md` says is what the program does."""

import json
import re
import shlex
from pathlib import Path

import click
import pytest

from effllm_desktop.cli.program import program
from effllm_desktop.cli.query_help import rows
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.verbs import TOPICS, VERBS

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
SECTIONS = {
    match[1]: match[2]
    for match in re.finditer(r"^### effllm (\w+)(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
}
KEY = "2404.19737"
CALLS = {
    "import": ["list.md", "missing.md"],
    "add": ["2512.00001", "--to", "2"],
    "bring": [KEY, "--dry-run"],
    "save": ["2", "-o", "saved.md"],
    "lists": [],
    "sections": ["2"],
    "list": [KEY, "--list", "2"],
    "mark": [KEY, "--star"],
    "note": [KEY],
    "duplicates": [],
    "merge": [KEY, "2404.14897"],
    "download": [KEY],
    "cache": ["--verify"],
    "refresh": ["kind:video"],
    "services": [],
    "export": [KEY, "--format", "bibtex", "-o", "out.bib"],
    "strip": ["list.md"],
    "recipes": [],
    "repair": ["list.md"],
    "undo": [],
    "redo": [],
    "history": [],
    "check": ["--json"],
    "backup": [],
    "restore": ["backup.db"],
    "completion": ["bash"],
}


def command(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


def examples() -> list[str]:
    """Every call in the page and at the end of the verbs' help."""
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    texts = [*blocks, program.epilog, *(command(name).epilog for name in VERBS)]
    calls = re.findall(r"effllm (?:'[^'\n]*'|[^|>)\n#']|#(?=\w))+", "\n".join(texts))
    return sorted({call.strip().rstrip('")') if "$(" in call else call.strip() for call in calls})


def test_the_page_has_every_verb_in_the_order_of_the_help():
    assert list(SECTIONS) == list(VERBS)
    titles = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert titles[1:] == list(TOPICS)


@pytest.mark.parametrize("name", VERBS)
def test_the_page_names_every_option_of_a_verb_and_no_other(name):
    everywhere = {"--json", "--library"}
    real = {
        option
        for parameter in command(name).params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("-")
    } - everywhere
    table = "\n".join(re.findall(r"^\| `(-.*?) \|", SECTIONS[name], re.MULTILINE))
    assert set(re.findall(r"--?[a-z][a-z-]*", table)) == real


@pytest.mark.parametrize("call", examples())
def test_every_example_is_a_call_that_is_understood(call):
    arguments = shlex.split(call.rstrip('")') if call.count('"') % 2 else call)[1:]
    if not arguments or arguments[0].isupper() or arguments[0].startswith("-"):
        return
    command(arguments[0]).make_context(arguments[0], arguments[1:], obj=Session())


def test_the_page_and_the_help_show_every_form_of_a_query_with_one_example(seeds):
    table = re.findall(r"^\| `(.*)` \| (.*) \|$", PAGE.split("**LIST** is")[0], re.MULTILINE)
    assert table[-len(list(rows())) :] == list(rows())
    shown = " ".join(seeds.done("list", "--help").split())
    assert all(f"{example} {' '.join(finds.split())}" in shown for example, finds in rows())


def shape(value):
    """The keys of a document, with those of the first value of each list."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value and isinstance(value[0], dict) else "list"
    return "value"


def same(documented, real) -> bool:
    """Whether two shapes agree, as far as what is null or empty can."""
    if isinstance(documented, dict) and isinstance(real, dict):
        return list(documented) == list(real) and all(
            same(documented[key], real[key]) for key in real
        )
    if isinstance(documented, list) and isinstance(real, list):
        return same(documented[0], real[0])
    return "value" in (documented, real) or "list" in (documented, real)


@pytest.mark.parametrize("name", CALLS)
def test_the_documented_json_has_the_fields_of_the_real_one(seeds, tmp_path, monkeypatch, name):
    (block,) = re.findall(r"```json\n(.*?)```", SECTIONS[name], re.DOTALL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EFFLLM_OFFLINE", "true")
    Path("list.md").write_text("# T\n\n- [a](https://example.org/a)\n- \n")
    Path(seeds.done("backup").strip()).replace("backup.db")
    seeds.done("mark", "2404.14897", "--star")
    if name == "recipes":
        call = "export is:starred --title Starred --keep starred -o starred.md"
        seeds.done(*call.split())
    if name == "redo":
        seeds.done("undo")
    real = json.loads(seeds(name, "--json", *CALLS[name]).stdout)
    assert same(shape(json.loads(block)), shape(real))


def test_what_show_adds_to_an_entry_is_documented(seeds):
    seeds.done("mark", KEY, "--star")
    record = seeds.json("show", KEY)
    added = {name: value for name, value in record.items() if name not in record["entries"][0]}
    assert list(added) == re.findall(r"^\| `(\w+)` \|", SECTIONS["show"], re.MULTILINE)
    assert all(f"`{name}`" in SECTIONS["show"] for name in added["metadata"])
    (block,) = re.findall(r"```json\n(.*?)```", SECTIONS["show"], re.DOTALL)
    assert shape(json.loads(block)["history"]) == shape(added["history"])


def test_every_verb_with_a_document_of_its_own_shows_it():
    assert set(CALLS) | {"search", "show", "arxiv"} == set(VERBS)
