"""A process that reads PDFs takes no more than it may, and never outlives its owner."""

import os
import select
import signal
import subprocess
import sys
import textwrap

import pytest

from tests.support.pdfs import endless

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what other systems do, differs")
SECONDS = 60


def program(text, *arguments):
    return [sys.executable, "-c", textwrap.dedent(text), *map(str, arguments)]


def test_a_request_that_nobody_stops_is_ended_by_the_system():
    done = subprocess.run(
        program("""
            from effllm_desktop.pdf.limits import alarm
            with alarm(0.01):
                pass
            with alarm(0.2):
                while True:
                    pass
        """),
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == -signal.SIGALRM


def test_memory_is_limited_and_priority_low():
    done = subprocess.run(
        program("""
            import os
            from effllm_desktop.pdf.limits import set_for_this_process
            before = os.nice(0)
            set_for_this_process(2**29, is_background=True)
            try:
                bytearray(2**29)
            except MemoryError:
                print(os.nice(0) > before)
        """),
        check=True,
        timeout=SECONDS,
        capture_output=True,
    )
    assert done.stdout == b"True\n"


@pytest.mark.parametrize("busy", [False, True])
def test_when_the_owner_is_killed_the_process_ends(tmp_path, busy):
    text = """
        import sys
        from pathlib import Path
        from effllm_desktop.pdf.client import PdfWorker
        if __name__ == "__main__":
            worker = PdfWorker(timeout=0.5)
            worker.open(Path(sys.argv[1])).result()
            if len(sys.argv) > 2:
                worker.render(2, 1)
            print(worker.process_id, flush=True)
            sys.stdin.read()
    """
    path = endless(tmp_path / "endless.pdf")
    command = program(text, path, *(["busy"] if busy else []))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        process = os.pidfd_open(int(owner.stdout.readline()))
        owner.kill()
    ended, _, _ = select.select([process], [], [], SECONDS)
    os.close(process)
    assert ended
