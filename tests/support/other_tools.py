"""Programs of others that read what we write. Where one is missing, its tests are skipped.

`packaging/test.py` installs them where it may (`packaging/system_packages.py`).
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_PATIENCE = 120
_FROM_NPM = Path(__file__).parents[2] / "build" / "npm" / "node_modules" / ".bin"
_BROWSER = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever it looked for, it would not get
    "--virtual-time-budget=5000",
)
DARK, LIGHT = (f"--blink-settings=preferredColorScheme={number}" for number in (0, 1))


def run(tool: str, *arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess:
    """What a program says of this; an end that it calls bad fails the test."""
    result = ask(tool, *arguments, given=given)
    assert result.returncode == 0, result.stderr
    return result


def ask(tool: str, *arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess:
    """The same, whatever it says in the end."""
    program = shutil.which(tool) or shutil.which(tool, path=_FROM_NPM)
    if program is None:
        pytest.skip(f"{tool} is not installed: python3 packaging/test.py says how to get it")
    return subprocess.run(
        [program, *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
    )


def pandoc(file: Path, form: str, to: str) -> Any:
    """What pandoc reads in a file, as one of its forms of JSON."""
    result = run("pandoc", "--from", form, "--to", to, file)
    assert result.stderr == ""
    return json.loads(result.stdout)


def in_browser(page: Path, script: str, *flags: str) -> Any:
    """What a script finds out in a page, which a browser shows that has no screen and no network.

    The script is the body of an async function; what it returns comes back.
    """
    report = (
        f"<script>(async () => {{ {script} }})().then("
        "found => { document.documentElement.dataset.found = JSON.stringify(found); },"
        "error => { document.documentElement.dataset.found = JSON.stringify(String(error)); });"
        "</script>"
    )
    beside = page.with_name(f"asked-{page.name}")
    beside.write_text(page.read_text(encoding="utf-8") + report, encoding="utf-8")
    profile = page.with_name("profile")
    shown = run("chromium", *_BROWSER, *flags, f"--user-data-dir={profile}", "--dump-dom",
                beside.as_uri()).stdout  # fmt: skip
    return _found(shown)


def printed(page: Path, pdf: Path) -> None:
    """Print a page into a PDF."""
    profile = page.with_name("profile")
    run("chromium", *_BROWSER, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.as_uri())


def _found(document: str) -> Any:
    from html.parser import HTMLParser

    class Root(HTMLParser):
        found: str | None = None

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "html" and self.found is None:
                self.found = dict(attrs).get("data-found")

    parser = Root()
    parser.feed(document)
    assert parser.found is not None, document[:500]
    return json.loads(parser.found)
