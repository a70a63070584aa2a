from effllm_desktop.cli.text_width import columns


def test_lists_have_names_counts_and_what_became_of_their_text(seeds):
    first, second = seeds.json("lists")
    assert first == {
        "id": 1,
        "name": "Awesome efficient llm",
        "entries": 266,
        "sections": 22,
        "works": 258,
        "unread": 258,
        "problems": 2,
        "damage": "The text of this list had been read as Mac Roman and was repaired: "
        "297 characters came back.",
        "offered": None,
        "foreign": None,
        "file": None,
        "file_is": None,
    }
    assert (second["name"], second["entries"]) == ("Efficient LLM", 74)


def test_people_see_lists_as_a_table(seeds):
    seeds.done("mark", "kind:post", "--status", "read")
    lines = seeds.done("lists").splitlines()
    assert lines[0].split() == ["#", "list", "unread", "works", "entries"]
    assert lines[1].split() == ["1", "Awesome", "efficient", "llm", "257", "258", "266"]
    assert lines[2] == "   text repaired · 2 places not understood"
    assert all(columns(line) <= 80 for line in lines)


def test_a_linked_file_that_changed_or_went_away_is_noticed(effllm, list_file):
    file = list_file("# T\n- [a](https://example.org/a)\n")
    effllm.done("import", file)

    def state():
        return effllm.json("lists")[0]["file_is"], effllm.done("lists").splitlines()[2].strip()

    assert state() == ("the same", str(file))
    list_file("# T\n- [a](https://example.org/a)\n- [b](https://example.org/b)\n")
    assert state() == ("changed", f"{file}  has changed: effllm import takes it in")
    file.unlink()
    assert state() == ("unreadable", f"{file}  cannot be read any more")


def test_names_of_any_width_stay_aligned(effllm, list_file):
    entry = "\n- [a](https://example.org/a)\n"
    names = ["Short", "论文解读与大模型" * 6, "A name that goes on and on " * 4]
    for number, name in enumerate(names):
        effllm.done("import", list_file(f"# {name}{entry}", f"{number}.md"))
    rows = [line for line in effllm.done("lists").splitlines() if not line.startswith("   ")]
    assert {columns(row) for row in rows} == {80}


def test_an_empty_library_says_what_to_do(effllm):
    result = effllm("lists")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "effllm import --bundled" in result.stderr
    assert effllm.json("lists") == []


def test_sections_have_paths_and_counts_in_file_order(seeds):
    sections = seeds.json("sections", "awesome")
    assert [section["path"] for section in sections[:3]] == [
        "Awesome efficient llm / Survey",
        "Awesome efficient llm / Efficient finetuning",
        "Awesome efficient llm / Efficient finetuning / Adapter",
    ]
    assert sections[2] == {
        "path": "Awesome efficient llm / Efficient finetuning / Adapter",
        "heading": "Adapter",
        "level": 3,
        "works": 3,
        "unread": 3,
    }
    assert len(sections) == 21


def test_every_path_that_is_printed_is_taken_by_section(seeds):
    for number in ("1", "2"):
        for line in seeds.done("sections", number).splitlines()[3:]:
            _, works, path = line.split(maxsplit=2)
            found = seeds.json("list", "--works", "--list", number, "--section", path)
            assert len(found) == int(works), path
        for section in seeds.json("sections", number):
            arguments = ("list", "--works", "--list", number, "--section", section["path"])
            assert len(seeds.json(*arguments)) == section["works"]


def test_people_see_sections_with_the_whole_list_first(seeds):
    lines = seeds.done("sections", "Efficient LLM").splitlines()
    assert lines[0] == "Efficient LLM"
    assert lines[1].split() == ["unread", "works", "section"]
    assert lines[2].split() == ["72", "72", "all"]
    assert lines[3].split() == ["4", "4", "Survey"]


def test_an_unknown_list_is_refused(seeds):
    assert "no list “3”" in seeds.refused("sections", "3")
