"""What others take for the same content, where they are installed.

None of them reads the lists: each is given what a converter would have made of them.
"""

import shutil
import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks import lists
from benchmarks.content import Content
from benchmarks.processes import Run, in_turn, own, ratio, run
from benchmarks.table import Line, seconds

BIBTEX_ENTRIES = 10_000


def peers(content: Content) -> Iterator[Line]:
    """Our import beside theirs, whole processes, wall."""
    yield from _sqlite_utils(content)
    yield from _papis(content)
    yield from _bibtex_tools(content)


def _sqlite_utils(content: Content) -> Iterator[Line]:
    what = "import ÷ sqlite-utils insert of a CSV (no search, no authors)"
    if find_spec("sqlite_utils") is None:
        yield Line(what, "sqlite-utils is not installed")
        return
    target = content.folder / "peer.db"

    def insert() -> Run:
        target.unlink(missing_ok=True)
        command = [sys.executable, "-m", "sqlite_utils", "insert", str(target), "entries"]
        return run([*command, str(content.table), "--csv", "--pk", "i"])

    pairs = in_turn(lambda: _ours(content), insert)
    ours, theirs = (median(one.wall for one in runs) for runs in pairs)
    share = ratio(pairs, lambda one: one.wall)
    yield Line(what + pairs.said, seconds(ours), seconds(theirs), f"{share:.2f}")


def _papis(content: Content) -> Iterator[Line]:
    """It takes 70 ms an entry: so with few entries, and once."""
    what = f"import of {lists.SMALL} ÷ papis, from BibTeX"
    command = shutil.which("papis")
    if command is None:
        yield Line(what, "papis is not installed")
        return
    small = Content(content.folder, lists.SMALL)
    home = content.folder / "papis"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    source = home / "content.bib"
    source.write_text(_bibtex(), encoding="utf-8")
    own_folders = [f"XDG_{name}_HOME={home / name.lower()}" for name in ("CACHE", "CONFIG")]
    add = ["env", *own_folders, command, "--lib", str(home), "bibtex", "read", str(source)]
    add += ["import", "--all", "--batch"]
    ours, theirs = _ours(small).wall, run(add).wall
    yield Line(what, seconds(ours), seconds(theirs), f"{ours / theirs:.3f}")


def _bibtex_tools(content: Content) -> Iterator[Line]:
    """Programs that read what we write, and write it again; bibtool takes quadratic time."""
    some = Content(content.folder, BIBTEX_ENTRIES)
    target, again = content.folder / "ours.bib", str(content.folder / "again")
    write = [sys.executable, "-m", "effllm_desktop.cli", "--library", str(some.library), "export"]
    write += ["--format", "bibtex", "-o", str(target)]
    tools = {
        "bibtool": [str(target), "-o", again],
        "pandoc": ["-f", "bibtex", "-t", "csljson", str(target), "-o", again],
    }
    for name, arguments in tools.items():
        what = f"export of {BIBTEX_ENTRIES:,} as BibTeX ÷ {name} reading it and writing it again"
        command = shutil.which(name)
        if command is None:
            yield Line(what, f"{name} is not installed")
            continue
        pairs = in_turn(partial(_anew, target, write), partial(run, [command, *arguments]))
        ours, theirs = (median(one.wall for one in runs) for runs in pairs)
        share = ratio(pairs, lambda one: one.wall)
        yield Line(what + pairs.said, seconds(ours), seconds(theirs), f"{share:.2f}")


def _anew(target: Path, command: list[str]) -> Run:
    """Run what leaves a file alone that says so already, where there is none."""
    target.unlink(missing_ok=True)
    return run(command)


def _ours(content: Content) -> Run:
    library = content.new_library()
    done = run(own("take_in", library, *content.lists))
    shutil.rmtree(library)
    return done


def _bibtex() -> str:
    truths = (piece.truth for piece in lists.pieces(lists.SMALL))
    entries = []
    for number, truth in enumerate(one for one in truths if one and one.title):
        fields = {"title": truth.title, "author": " and ".join(truth.authors), "url": truth.url}
        body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        entries.append(f"@misc{{entry{number},\n{body}\n}}\n")
    return "\n".join(entries)
