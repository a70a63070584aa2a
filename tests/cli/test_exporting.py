import hashlib
import json
from pathlib import Path

import pytest

from effllm_desktop import resource_files
from effllm_desktop.app.exporting.request import Format, Style
from tests.support.citing import STYLE

REPAIRED = "95742bbf520021d05db2c047b058edc3ce5ad847dbf5f5691ceba9896686bc74"
FIRST = "Awesome efficient llm"


def exported(effllm, *arguments):
    """The bytes on standard output."""
    result = effllm("export", *arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout_bytes


@pytest.mark.parametrize("style", [[], ["--style", "original"], ["--style", "clean"]])
@pytest.mark.parametrize(
    ("number", "file"), [("1", "awesome-efficient-llm"), ("2", "efficient-llm")]
)
def test_a_list_that_was_not_edited_comes_back_byte_for_byte(seeds, style, number, file):
    seeds.done("mark", "is:unread", "--star")
    given = resource_files.read_bytes("catalogs", f"{file}.md")
    assert exported(seeds, "--list", number, *style) == given


def test_repaired_text_can_be_exported(seeds):
    data = exported(seeds, "--list", FIRST, "--style", "repaired")
    assert hashlib.sha256(data).hexdigest() == REPAIRED


def test_what_is_chosen_is_curated_and_opens_again_with_the_same_entries(seeds, effllm, tmp_path):
    seeds.done("mark", "kind:video", "2404.19737", "--star")
    file = tmp_path / "mine.md"
    result = seeds("export", "is:starred", "-o", file)
    assert result.stdout == ""
    assert result.stderr == f"6 entries written to {file}.\n"
    seeds.done("import", file, "--name", "Mine")
    chosen = seeds.json("list", "is:starred", "--list", "1")
    chosen += seeds.json("list", "is:starred", "--list", "2")
    again = seeds.json("list", "--list", "Mine")
    assert [entry["key"] for entry in again] == list(
        dict.fromkeys(entry["key"] for entry in chosen)
    )


def test_nothing_of_the_readers_own_goes_along_unless_asked_for(seeds, tmp_path):
    seeds.done("mark", "2404.14897", "--rating", "4", "--status", "reading", "--tag", "mine")
    seeds.done("note", "2404.14897", "A private note.")
    text = exported(seeds, "2404.14897", "--style", "curated").decode()
    assert "private" not in text
    assert "reading" not in text
    text = exported(seeds, "2404.14897", "--with", "note,rating,Status").decode()
    assert "A private note." in text
    assert "rated 4/5" in text
    assert "reading" in text
    assert "mine" not in text
    said = seeds("export", "2404.14897", "--with", "note", "-o", tmp_path / "out.md").stderr
    assert "Of your own it holds note: 1." in said


def test_sections_and_queries_narrow_an_export(seeds):
    section = ("--list", FIRST, "--section", "Quantization / Papers")
    assert exported(seeds, *section, "--format", "bibtex").count(b"@") == 33
    records = json.loads(exported(seeds, *section, "--format", "json"))
    assert records == seeds.json("list", *section)
    records = json.loads(exported(seeds, "kind:video", "--format", "json"))
    assert records == seeds.json("list", "kind:video")


def test_all_of_a_library_with_several_lists_is_curated_under_their_names(seeds):
    text = exported(seeds).decode()
    assert "\n## Awesome efficient llm\n" in text
    assert "\n## Efficient LLM\n" in text


def test_the_only_list_need_not_be_named(effllm, list_file):
    file = list_file("# T\r\n\r\n* [a](https://example.org/a)")
    effllm.done("import", file)
    assert exported(effllm) == exported(effllm, "-o", "-") == file.read_bytes()


def test_json_tells_what_was_written(seeds, tmp_path):
    file = tmp_path / "out.bib"
    document = seeds.json("export", "2404.14897", "--format", "bibtex", "-o", file)
    assert document == {
        "file": str(file),
        "bytes": file.stat().st_size,
        "entries": 1,
        "own": [],
        "remarks": [],
    }
    assert "-o" in seeds.refused("export", "--json", code=2)
    assert "-o" in seeds.refused("export", "--json", "-o", "-", code=2)


def test_a_query_without_hits_is_an_empty_export_and_an_unknown_key_none(seeds, tmp_path):
    assert json.loads(exported(seeds, "tag:none", "--format", "json")) == []
    file = tmp_path / "out.md"
    assert "no work" in seeds.refused("export", "2404.99999", "-o", file)
    assert not file.exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--style", "fancy"],
        ["--format", "docx"],
        ["--with", "secrets"],
        ["-o", ""],
        ["2404.14897", "quantization"],
    ],
)
def test_wrong_usage(seeds, options):
    seeds.refused("export", *options, code=2)


@pytest.mark.parametrize(
    "options",
    [
        ["--style", "original"],
        ["--list", "1", "--style", "clean", "is:starred"],
        ["--list", "1", "--style", "repaired", "--section", "Pruning"],
        ["--list", "1", "--style", "original", "--with", "note"],
        ["--list", "3"],
    ],
)
def test_what_cannot_be_written_is_refused(seeds, options):
    assert seeds.refused("export", *options).startswith("effllm: ")


def test_files_are_replaced_whole_or_left(seeds, tmp_path):
    file = tmp_path / "out.md"
    file.write_text("before")
    seeds.done("export", "--list", "1", "-o", file)
    assert file.read_bytes() == resource_files.read_bytes("catalogs", "awesome-efficient-llm.md")
    for place in (tmp_path, tmp_path / "no folder" / "out.md", Path("/dev/null")):
        assert seeds.refused("export", "--list", "1", "-o", place).startswith("effllm: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "out.md"]


def test_a_linked_file_that_another_program_changed_is_not_overwritten(effllm, list_file):
    file = list_file("# T\n- [a](https://example.org/a)\n")
    effllm.done("import", file)
    effllm.done("export", "-o", file)
    list_file("# T\n- [a](https://example.org/a)\n- [b](https://example.org/b)\n")
    assert "was changed since" in effllm.refused("export", "-o", file)
    assert "[b]" in file.read_text()


def test_every_form_is_written_to_a_file(seeds, tmp_path):
    seeds.done("mark", "kind:video", "--star")
    for form in set(Format) - {Format.OBSIDIAN}:
        asked = "kind:video", "--format", form, "--with", "star"
        file = tmp_path / form
        seeds.done("export", *asked, "-o", file)
        assert file.stat().st_size > 100
        assert exported(seeds, *asked) == exported(seeds, *asked, "-o", "-") == file.read_bytes()
    for style in set(Style) - {Style.CURATED}:
        asked = "--list", "1", "--style", style
        seeds.done("export", *asked, "-o", tmp_path / style)
        assert exported(seeds, *asked, "-o", "-") == (tmp_path / style).read_bytes()


def test_what_was_made_goes_on_through_a_pipe(seeds, tmp_path):
    """Kept or not, annotated or stripped: `-o -` is standard output."""
    file = tmp_path / "mine.md"
    seeds.done("mark", "kind:video", "--star")
    seeds.done("export", "is:starred", "--keep", "mine", "-o", file)
    assert exported(seeds, "--recipe", "mine", "-o", "-") == file.read_bytes()
    assert [one["file"] for one in seeds.json("recipes")] == [str(file)]
    annotated = exported(seeds, "--list", "1", "--style", "annotated", "-o", "-")
    assert b"effllm:begin" in annotated
    stripped = seeds("strip", "-", "-o", "-", stdin=annotated).stdout_bytes
    assert hashlib.sha256(stripped).hexdigest() == REPAIRED


def test_the_pattern_of_citation_keys_is_a_setting(seeds):
    (seeds.library / "config.toml").write_text('citation_key = "{year}-{author}"\n')
    assert b"@misc{2024-zhang," in exported(seeds, "2404.14897", "--format", "bibtex")
    (seeds.library / "config.toml").write_text('citation_key = "{isbn}"\n')
    result = seeds("export", "2404.14897", "--format", "bibtex")
    assert "citation_key" in result.stderr
    assert "@misc{zhang2024beyond," in result.stdout


def test_a_bibliography_has_a_style(seeds, tmp_path):
    line = exported(seeds, "2404.14897", "--format", "bibliography").decode()
    assert line.startswith("Zhang, C., Liu, Z. and Song, D. (2024) “Beyond the Speculative Game")
    numbered = exported(seeds, "2404.14897", "--format", "bibliography", "--csl", STYLE).decode()
    assert numbered.startswith("[1] C. Zhang, Z. Liu, and D. Song, Beyond the Speculative Game")
    (seeds.library / "config.toml").write_text(f'citation_style = "{STYLE.as_posix()}"\n')
    assert exported(seeds, "2404.14897", "--format", "bibliography").decode() == numbered
    page = tmp_path / "list.HTML"
    seeds.done("export", "2404.14897", "--format", "bibliography", "-o", page)
    assert "<p>[1] C. Zhang, Z. Liu, and D. Song, <i>Beyond" in page.read_text(encoding="utf-8")
    text = tmp_path / "list.txt"
    seeds.done("export", "2404.14897", "--format", "bibliography", "-o", text)
    assert text.read_text(encoding="utf-8") == numbered


def test_what_is_no_style_is_refused_in_a_sentence(seeds, tmp_path):
    wrong = tmp_path / "wrong.csl"
    wrong.write_text("<html/>")
    asked = "export", "2404.14897", "--format", "bibliography"
    assert "wrong.csl is no citation style" in seeds.refused(*asked, "--csl", wrong)
    assert "There is no citation style" in seeds.refused(*asked, "--csl", tmp_path / "none.csl")
    said = seeds.refused("export", "2404.14897", "--format", "ris", "--csl", STYLE, code=2)
    assert "--csl is of --format bibliography" in said


def test_a_recipe_keeps_its_style(seeds, tmp_path):
    file = tmp_path / "list.html"
    asked = "--format", "bibliography", "--csl", STYLE, "--keep", "Cited", "-o", file
    seeds.done("export", "2404.14897", *asked)
    before = file.read_bytes()
    file.unlink()
    seeds.done("export", "--recipe", "Cited")
    assert file.read_bytes() == before
    assert "--recipe goes with" in seeds.refused("export", "--recipe", "C", "--csl", STYLE, code=2)


def test_a_vault_is_a_folder(seeds, tmp_path):
    vault = tmp_path / "vault"
    assert "-o" in seeds.refused("export", "--format", "obsidian", code=2)
    said = seeds("export", "kind:video", "--format", "obsidian", "-o", vault).stderr
    assert said == f"5 notes written to {vault}, 0 as they were.\n"
    for note in sorted(vault.iterdir())[:1]:
        note.write_text(note.read_text().replace("<!-- effllm:end -->", ""))
    said = seeds("export", "kind:video", "--format", "obsidian", "-o", vault).stderr
    assert "Left alone" in said
    document = seeds.json("export", "kind:video", "--format", "obsidian", "-o", vault)
    assert document["folder"] == str(vault)
    assert (document["unchanged"], len(document["left"])) == (4, 1)
    seeds.done("export", "kind:video", "--format", "obsidian", "-o", vault, "--keep", "V")
    again = seeds.json("export", "--recipe", "V")
    assert again == {**document, "recipe": "V", "changed": False}
    assert "Left alone" in seeds("export", "--recipe", "V").stderr


def test_a_file_that_says_so_already_is_not_written(seeds, tmp_path):
    file = tmp_path / "out.bib"
    seeds.done("export", "2404.14897", "--format", "bibtex", "-o", file)
    before = file.stat()
    seeds.done("export", "2404.14897", "--format", "bibtex", "-o", file)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_annotated_stripped_and_brought_back(seeds, effllm, tmp_path):
    seeds.done("mark", "2404.14897", "--rating", "4", "--status", "reading", "--tag", "mine")
    seeds.done("note", "2404.14897", "A private note.")
    file, out = tmp_path / "annotated.md", tmp_path / "clean.md"
    seeds.done("export", "--list", "1", "--style", "annotated", "-o", file)
    assert "> A private note." in file.read_text()
    result = seeds("strip", file, "-o", out)
    assert result.stderr == "1 annotation taken out.\n"
    assert hashlib.sha256(out.read_bytes()).hexdigest() == REPAIRED
    assert seeds("strip", file).stdout_bytes == out.read_bytes()
    assert seeds.json("strip", file, "-o", out) == {"annotations": 1, "file": str(out)}
    assert seeds.json("strip", file)["text"].startswith("# Awesome efficient llm")
    result = seeds("strip", "-", stdin=out.read_bytes())
    assert (result.stdout_bytes, result.stderr) == (
        out.read_bytes(),
        "Nothing is annotated there.\n",
    )
    other = type(effllm)(tmp_path / "other")
    other.done("import", file)
    assert other.json("show", "2404.14897")["state"] == seeds.json("show", "2404.14897")["state"]
    file.write_text(file.read_text().replace("> A private note.", "> Another one."))
    told = other.done("import", file)
    assert told.startswith("Unchanged")
    assert "1 work with status, tags or notes from there" in told


def test_everything_as_json_makes_the_library_again(seeds, effllm, tmp_path):
    seeds.done("mark", "kind:video", "--star", "--rating", "2")
    seeds.done("note", "2404.14897", "A private note.")
    file = tmp_path / "all.json"
    result = seeds("export", "--format", "json", "-o", file)
    assert result.stderr.startswith("340 entries written to ")
    said = "Of your own it holds star: 5, rating: 5, note: 1, saved searches: 4."
    assert said in result.stderr
    other = type(effllm)(tmp_path / "other")
    other.done("import", file)
    assert other.json("list") == seeds.json("list")
    for number in ("1", "2"):
        assert exported(other, "--list", number) == exported(seeds, "--list", number)
