"""A list that is split into files: which files its relative links are offered as lists to open."""

import os
from pathlib import Path

import pytest

from effllm_desktop.app import related_lists
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.errors import Cancelled
from effllm_desktop.domain.lists import RelatedList
from tests.support.builders import take, take_all

ENTRY = "- [a paper](https://example.org/a)\n"


def write(path: Path, text: str = ENTRY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def checkout(tmp_path):
    """A checkout as it lies on a disk, with things beside it that are none of its business."""
    top = tmp_path / "home" / "checkout"
    for name in (
        "README.md",
        "docs/one.md",
        "docs/two words.md",
        "docs/deep/three.mkd",
        "docs/100%25.md",
        "论文.md",
        "CONTRIBUTING.md",
        ".github/hidden.md",
        "notes.txt",
        "a:b.md",
    ):
        write(top / name)
    write(top.parent / "outside.md")
    (top / "folder.md").mkdir()
    (top / ".git").mkdir()
    return top


def found(file, *targets):
    related = [RelatedList("more", target, 1) for target in targets]
    top = file.parent
    return [os.path.relpath(one, top) for one in related_lists.there(related, file.resolve())]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("docs/one.md", "docs/one.md"),
        ("./docs/one.md", "docs/one.md"),
        ("docs/../docs//one.md", "docs/one.md"),
        ("/docs/one.md", "docs/one.md"),
        ("docs/two%20words.md", "docs/two words.md"),
        ("docs/two words.md", "docs/two words.md"),
        ("docs%2Fone.md", "docs/one.md"),
        ("docs/100%25.md", "docs/100%25.md"),
        ("docs/100%2525.md", "docs/100%25.md"),
        ("docs/deep/three.mkd", "docs/deep/three.mkd"),
        ("%E8%AE%BA%E6%96%87.md", "论文.md"),
        ("论文.md", "论文.md"),
        ("a%3Ab.md", "a:b.md"),
        ("../checkout/docs/one.md", "docs/one.md"),
    ],
)
def test_what_is_there_is_found(checkout, target, name):
    assert found(checkout / "README.md", target) == [name]


@pytest.mark.parametrize(
    "target",
    [
        "docs/missing.md",
        "../outside.md",
        "..%2Foutside.md",
        "%2e%2e/outside.md",
        "docs/../../outside.md",
        "/../outside.md",
        "//../outside.md",
        "../../../../../../../../../../etc/passwd.md",
        "/etc/passwd",
        "folder.md",
        "docs",
        "notes.txt",
        "CONTRIBUTING.md",
        ".github/hidden.md",
        "README.md",
        "./docs/../README.md",
        "docs/one.md%00",
        "nul\0.md",
        "\ud800.md",
        "%ff.md",
        "x" * 5000 + ".md",
        "a/" * 3000 + "x.md",
        "docs/one.md/more.md",
        "",
    ],
)
def test_what_is_no_list_or_lies_outside_the_checkout_is_not_offered(checkout, target):
    assert found(checkout / "README.md", target) == []


def test_from_a_folder_of_the_checkout(checkout):
    file = checkout / "docs" / "one.md"
    assert found(
        file, "deep/three.mkd", "/docs/two%20words.md", "../论文.md", "../../outside.md"
    ) == [
        "deep/three.mkd",
        "two words.md",
        "../论文.md",
    ]


def test_symbolic_links_are_resolved_and_do_not_lead_out(checkout):
    (checkout / "again.md").symlink_to("docs/one.md")
    (checkout / "out.md").symlink_to(checkout.parent / "outside.md")
    (checkout / "away").symlink_to(checkout.parent)
    (checkout / "ring.md").symlink_to("ring.md")
    (checkout / "left.md").symlink_to("right.md")
    (checkout / "right.md").symlink_to("left.md")
    (checkout / "words.md").symlink_to("notes.txt")
    targets = (
        "again.md",
        "docs/one.md",
        "out.md",
        "away/outside.md",
        "ring.md",
        "left.md",
        "words.md",
    )
    assert found(checkout / "README.md", *targets) == ["docs/one.md"]


def test_a_checkout_inside_another_counts_for_itself(checkout):
    inner = write(checkout / "inner" / "README.md")
    write(checkout / "inner" / ".git", "gitdir: elsewhere\n")  # as in a submodule
    write(checkout / "inner" / "docs" / "four.md")
    assert found(inner, "/docs/four.md", "../docs/one.md") == ["docs/four.md"]


def test_without_a_checkout_a_path_leads_as_far_as_it_says(checkout):
    (checkout / ".git").rmdir()
    file = checkout / "docs" / "deep" / "README.md"
    write(file)
    assert found(file, "../one.md", "../../论文.md", "../../../outside.md") == [
        "../one.md",
        "../../论文.md",
        "../../../outside.md",
    ]
    (checkout / "docs" / "out.md").symlink_to(checkout.parent / "outside.md")
    (file.parent / "up.md").symlink_to(checkout / "docs" / "one.md")
    assert found(file, "../out.md", "up.md") == []
    write(file.parent / "top.md")
    assert found(file, "/top.md", "/docs/one.md") == ["top.md"]
    steps = len(file.resolve().parents) - 1
    assert found(file, "../" * steps + str(checkout / "docs" / "one.md").lstrip("/")) == []


def test_each_is_offered_once_in_the_order_of_the_links(checkout):
    targets = ("论文.md", "docs/one.md", "./docs/one.md", "论文.md", "docs/deep/three.mkd")
    assert found(checkout / "README.md", *targets) == [
        "论文.md",
        "docs/one.md",
        "docs/deep/three.mkd",
    ]


def test_of_very_many_links_the_first_are_looked_for(checkout):
    targets = [f"{number}.md" for number in range(related_lists.MOST)]
    readme = checkout / "README.md"
    assert found(readme, *targets, "docs/one.md") == []
    assert found(readme, *targets[1:], *targets[1:], "docs/one.md") == ["docs/one.md"]


def test_an_import_tells_which_lists_are_linked_without_those_it_brings(folder, library, checkout):
    readme = write(checkout / "README.md", "# All\n\n- [One](docs/one.md)\n- [中](论文.md)\n")
    report = take(folder, readme)
    assert report.related == (checkout / "docs" / "one.md", checkout / "论文.md")
    assert take(folder, readme).related == ()  # unchanged: it was not read
    readme.write_text(readme.read_text() + "- [Deep](docs/deep/three.mkd)\n")
    reports = take_all(folder, readme, checkout / "docs" / "one.md").lists
    assert reports[0].related == (checkout / "论文.md", checkout / "docs" / "deep" / "three.mkd")
    assert take(folder, readme.read_bytes() + b"\n").related == ()  # from nowhere


def offered(folder, list_id):
    return related_lists.offered_by_list(folder, list_id, InlineProgress())


def test_a_list_that_is_known_is_asked_again(folder, library, checkout):
    readme = write(
        checkout / "README.md", "# All\n\n- [One](docs/one.md)\n- [中](论文.md)\n" + ENTRY
    )
    report = take(folder, readme)
    assert offered(folder, report.list_id) == report.related
    one = take(folder, checkout / "docs" / "one.md")
    assert offered(folder, report.list_id) == (checkout / "论文.md",)
    library.workspace.run(TrashList(one.list_id))
    assert offered(folder, report.list_id) == (checkout / "论文.md",)
    copy = take(folder, readme, as_list="All", copy=True)
    assert offered(folder, copy.list_id) == ()


def test_a_repaired_list_is_asked_too(folder, library, checkout):
    text = "# Résumé\n\n- [论文](论文.md)\n" + "".join(
        f"- [Naïve {n}](https://example.org/{n}) · “café” – Müller\n" for n in range(12)
    )
    readme = write(checkout / "README.md", text.encode().decode("mac_roman"))
    report = take(folder, readme)
    assert report.damage
    assert report.related == (checkout / "论文.md",)
    assert offered(folder, report.list_id) == report.related


def test_looking_for_them_can_be_stopped(folder, library, checkout):
    report = take(folder, write(checkout / "README.md", ENTRY * 300))
    progress = InlineProgress()
    progress.cancel()
    with pytest.raises(Cancelled):
        related_lists.offered_by_list(folder, report.list_id, progress)


def test_what_a_link_leads_to_counts_only_when_it_is_a_list(folder, library, checkout):
    prose = write(checkout / "docs" / "prose.md", "Words, and more words.\n")
    one = checkout / "docs" / "one.md"
    request = ImportRequest((FileSource(prose, optional=True), FileSource(one, optional=True)))
    summary = import_lists(folder, request, InlineProgress())
    assert [report.name for report in summary.lists] == ["one"]
    assert summary.failures == ()
