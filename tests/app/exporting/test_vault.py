"""A vault: a note for each work, and whatever was written by hand stays."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from effllm_desktop.app.exporting import vault
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format, Part
from effllm_desktop.app.exporting.vault import VaultReport
from effllm_desktop.app.exporting.wording import highlight_line
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.bringing import BringBack, Brought
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.domain.errors import BadInput, Cancelled, StorageFailed
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store.chosen import Highlight
from tests.support.builders import take, work
from tests.support.libraries import library_of

LISTS = """# Mine
## One
- **A/B: [x] "q"**, `ICML, 2024`, [arxiv](http://arxiv.org/abs/2401.00001v1), [code](https://c.example)

\t *Ana B*
- [con](https://example.org/con)
- [Con](https://example.org/other)
- [../../up](https://example.org/up) - Goes up.
- [$x^2$ ](https://example.org/x)
"""
MATTER = "rating: 5\naliases:\n  - up\n- down\n"
REQUEST = ExportRequest(
    format=Format.OBSIDIAN, parts=frozenset((Part.NOTE, Part.TAGS, Part.STATUS))
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "library", LISTS)
    library.workspace.run(
        ChangeState(
            works=[work(library, "con")],
            status=Status.READ,
            tags=["two words", "!"],
            note="Mine <!-- effllm:end --> too.",
        )
    )
    yield library
    library.close()


def write(library: Library, folder: Path) -> VaultReport:
    return vault.write(library, REQUEST, folder, InlineProgress())


def test_a_note_for_each_work_by_its_title(library: Library, tmp_path: Path) -> None:
    report = write(library, tmp_path / "vault")
    names = sorted(path.name for path in (tmp_path / "vault").iterdir())
    assert names == ["A B x q.md", "Note Con (2).md", "Note con.md", "up.md", "x².md"]
    assert (report.entries, report.written, report.unchanged, report.left) == (5, 5, 0, [])
    assert report.own == ("status: 1", "tags: 1", "note: 1")


def test_what_a_note_says(library: Library, tmp_path: Path) -> None:
    write(library, tmp_path / "vault")
    assert (tmp_path / "vault" / "A B x q.md").read_text() == (
        "---\n"
        'effllm: "arxiv:2401.00001"\n'
        'title: "A/B: [x] \\"q\\""\n'
        'authors: ["Ana B"]\n'
        "year: 2024\n"
        'venue: "ICML"\n'
        'kind: "paper"\n'
        'url: "http://arxiv.org/abs/2401.00001v1"\n'
        'arxiv: "2401.00001"\n'
        'sections: ["Mine / One"]\n'
        "---\n\n"
        "<!-- effllm:begin -->\n\n"
        '# A/B: [x] "q"\n\n'
        "Ana B\n\n"
        "[Open](<http://arxiv.org/abs/2401.00001v1>) · [code](<https://c.example>)\n\n"
        "<!-- effllm:end -->\n"
    )
    own = (tmp_path / "vault" / "Note con.md").read_text()
    assert "read\n\n#tag #two-words\n\nMine <!-- effllm&#58;end --> too.\n" in own


def test_words_of_a_note_are_no_markup_and_tags_are_tags(tmp_path: Path) -> None:
    item = "- [`vector<int>`](https://a.example) - About `*p` and [brackets]."
    library = library_of(tmp_path / "library", f"# L\n\n{item}\n")
    tags = ["2024", "🔥 hot", "a/b", "“x”"]
    library.workspace.run(ChangeState(works=[work(library, "vector<int>")], tags=tags))
    write(library, tmp_path / "vault")
    (note,) = (tmp_path / "vault").glob("*.md")
    body = note.read_text().partition("<!-- effllm:begin -->")[2]
    assert "\n# vector\\<int>\n\nAbout \\*p and \\[brackets\\].\n" in body
    assert "\n#_2024 #a/b #x #🔥-hot\n" in body
    library.close()


def test_what_was_written_by_hand_stays_wherever_the_note_is(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    write(library, folder)
    (folder / "papers").mkdir()
    note = folder / "papers" / "Mine.md"
    (folder / "up.md").rename(note)
    text = note.read_text().replace("---\n\n<!--", f"{MATTER}---\n\nAbove.\n\n<!--", 1)
    note.write_bytes((text + "\nBelow.\n").replace("\n", "\r\n").encode())
    mine = note.read_bytes()
    report = write(library, folder)
    assert (report.written, report.unchanged) == (0, 5)
    assert note.read_bytes() == mine
    library.workspace.run(ChangeState(works=[work(library, "../../up")], note="New."))
    assert write(library, folder).written == 1
    assert note.read_bytes() == mine.replace(
        b"<!-- effllm:end -->", b"New.\r\n\r\n<!-- effllm:end -->"
    )
    assert not (folder / "up.md").exists()


def test_what_a_note_holds_never_ends_or_breaks_the_programs_part(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    library.workspace.run(ChangeState(works=[work(library, "con")], note="One\r\ntwo\rthree"))
    assert write(library, folder).left == []
    again = write(library, folder)
    assert (again.written, again.unchanged, again.left) == (0, 5, [])
    assert b"One\ntwo\nthree\n" in (folder / "Note con.md").read_bytes()
    words = "<!-- effllm:end --> x"
    mark = Highlight(1, "[[1, 2, 3, 4]]", words, None, None, "yellow", words, "2026-01-31T08:00:00")
    brought = Brought(work(library, "con"), State(), (mark._asdict(),))
    library.workspace.run(BringBack((brought,)))
    request = replace(REQUEST, parts=EVERY_PART)
    vault.write(library, request, folder, InlineProgress())
    assert (folder / "Note con.md").read_text().count("<!-- effllm:end -->") == 1


@pytest.mark.parametrize("change", [("<!-- effllm:end -->", ""), ("up", "up\rdown")])
def test_a_note_without_the_programs_part_is_left(
    library: Library, tmp_path: Path, change: tuple[str, str]
) -> None:
    write(library, tmp_path / "vault")
    note = tmp_path / "vault" / "up.md"
    before, after = change
    head, matter, body = note.read_text().split("---\n", 2)
    changed = f"{head}---\n{matter}---\n{body.replace(before, after)}".encode()
    note.write_bytes(changed)
    report = write(library, tmp_path / "vault")
    assert report.left == ["up.md"]
    assert "up.md." in report.remarks[0]
    report.left = [f"{number}.md" for number in range(7)]
    assert report.remarks[0].endswith(": 0.md, 1.md, 2.md, 3.md, 4.md and 2 more.")
    assert note.read_bytes() == changed


def test_a_folder_that_may_not_be_read_is_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(StorageFailed, match="cannot be opened: Permission denied"):
        write(library, tmp_path / "vault")


def test_other_notes_are_no_business_of_ours(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "up.md").write_text("by hand")
    (folder / "broken.md").write_text('---\neffllm: "\\q"\n---\n')
    (folder / ".obsidian" / "x.md").write_text('---\neffllm: "url:example.org/x"\n---\n')
    (folder / "link.md").symlink_to(folder / "up.md")
    write(library, folder)
    assert (folder / "up.md").read_text() == "by hand"
    assert (folder / "up (2).md").exists()
    assert (folder / "x².md").exists()


def test_what_is_no_folder_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput):
        write(library, tmp_path / "file")
    with pytest.raises((BadInput, StorageFailed)):
        write(library, tmp_path / "file" / "below")


def test_what_is_no_note_is_passed_over(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    write(library, folder)
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "folder.md").mkdir()
    assert write(library, folder).unchanged == 5


def test_a_work_in_two_lists_has_one_note_with_its_highlights(
    library: Library, tmp_path: Path
) -> None:
    take(library.folder, "# Other\n- [con](https://example.org/con)\n")
    mark = {
        "page": 3,
        "quads": "[]",
        "quote": "Marked.",
        "before": None,
        "after": None,
        "colour": "yellow",
        "comment": "Yes.",
        "made_at": "2026-01-01",
    }
    con = work(library, "con")
    library.workspace.run(BringBack((Brought(con, State(), (mark,)),)))
    request = ExportRequest(format=Format.OBSIDIAN, parts=EVERY_PART)
    report = vault.write(library, request, tmp_path / "vault", InlineProgress())
    assert report.written == 5
    assert "> p. 3: “Marked.” – Yes.\n" in (tmp_path / "vault" / "Note con.md").read_text()
    assert "highlights: 1" in report.own


@pytest.mark.parametrize(
    ("quote", "comment", "kind", "line"),
    [
        ("Marked\nwords.", "", "underline", "p. 3: “Marked words.”"),
        ("Marked.", "No: wrong.", "strikeout", "p. 3, struck out: “Marked.” – No: wrong."),
        ("", "Two\n\nlines.", "note", "p. 3: Two lines."),
        ("", " ", "note", "p. 3: a note without words"),
    ],
)
def test_every_kind_of_highlight_is_one_line(
    quote: str, comment: str, kind: str, line: str
) -> None:
    at = "2026-01-01T00:00:00+00:00"
    one = Highlight(3, "[[1, 2, 3, 4]]", quote, None, None, "yellow", comment, at, None, kind)
    assert highlight_line(one) == line


def test_it_can_be_stopped(library: Library, tmp_path: Path) -> None:
    progress = InlineProgress()
    progress.cancel()
    with pytest.raises(Cancelled):
        vault.write(library, REQUEST, tmp_path / "vault", progress)
    assert list((tmp_path / "vault").iterdir()) == []
