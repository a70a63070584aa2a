"""The command line works beside an open window, and the window notices."""

import subprocess
import sys
import textwrap
from pathlib import Path

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.domain.state import Status
from tests.support.builders import found, page, take, work
from tests.support.soundness import assert_sound

ROOT = Path(__file__).parents[2]
TAGGING = """
    import sys
    from pathlib import Path
    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.operations.tagging import AddTags
    library = open_library(Path(sys.argv[1]))
    for number in range(40):
        library.workspace.run(AddTags([1 + number % 5], [f"{sys.argv[2]}{number}"]))
    library.close()
"""


def start(folder, name):
    program = textwrap.dedent(TAGGING)
    return subprocess.Popen([sys.executable, "-c", program, folder, name], cwd=ROOT)


def test_two_processes_and_a_window_write_at_once(folder, library):
    take(folder, page("L", {"S": ["a", "b", "c", "d", "e"]}))
    assert library.workspace.notice_outside_changes()
    others = [start(folder, "x"), start(folder, "y")]
    mine = 0
    while any(other.poll() is None for other in others):
        library.workspace.run(SetStatus([work(library, "a")], list(Status)[1 + mine % 3]))
        mine += 1
    assert [other.wait() for other in others] == [0, 0]
    assert library.workspace.notice_outside_changes()
    assert len(library.tags.read()) == 80
    assert library.database.value("SELECT count(*) FROM steps") == 80 + mine
    assert_sound(library.database)
    while library.workspace.undo_label:
        library.workspace.undo()
    assert library.tags.read() == []


def test_many_processes_make_one_library(folder):
    program = (
        "import sys, pathlib\n"
        "from effllm_desktop.app.library import open_library\n"
        "open_library(pathlib.Path(sys.argv[1])).close()\n"
    )
    others = [subprocess.Popen([sys.executable, "-c", program, folder]) for _ in range(5)]
    assert [other.wait() for other in others] == [0] * 5
    library = open_library(folder)
    assert found(library, "") == []
    assert [f.name for f in folder.iterdir() if f.name.startswith(".new")] == []
    library.close()
