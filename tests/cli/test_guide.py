"""What the guide says one can do is done here, line by line."""

import re
import shlex
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
PAGE = GUIDE / "your-own-list.md"
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_its_pictures_are_there(page):
    pictures = re.findall(r"\]\((pictures/[^)]*)\)", page.read_text(encoding="utf-8"))
    assert pictures
    assert all((GUIDE / one).read_bytes().startswith(b"\x89PNG") for one in pictures)


def test_its_calls_make_the_list_that_it_speaks_of(effllm, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    calls = [shlex.split(line)[1:] for line in block.splitlines()]
    before = ""
    for call in calls:
        if "--recipe" in call:
            before = Path("README.md").read_text(encoding="utf-8")
        said = effllm.done(*call)
    assert said == f"My list  {tmp_path / 'README.md'}\n"
    written = Path("README.md").read_text(encoding="utf-8")
    assert written.startswith("# Efficient Language Models [![Awesome]")
    assert "> Heads instead of a draft model: begin here." in written
    added = set(written.splitlines()) - set(before.splitlines())
    assert set(before.splitlines()) <= set(written.splitlines())
    assert [line for line in added if "github.com/vllm-project/vllm" in line]
    assert all("vllm" in line or line.lstrip("\t#").startswith((" ", "- [")) for line in added)
