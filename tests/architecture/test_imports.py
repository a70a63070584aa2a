"""Rules about imports that import-linter cannot put into words."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import effllm_desktop
from effllm_desktop import bootstrap

PACKAGE = Path(effllm_desktop.__file__).parent
WATCHER = Path(__file__).with_name("import_watcher.py")


def modules_of(folder: Path, package: str) -> list[str]:
    files = [file.relative_to(folder).with_suffix("") for file in folder.rglob("*.py")]
    names = [".".join([package, *file.parts]).removesuffix(".__init__") for file in files]
    return sorted(name for name in names if not name.endswith("__main__"))


def import_and_watch(modules: list[str], home: Path, package="effllm_desktop", source=PACKAGE):
    run = subprocess.run(
        [sys.executable, "-W", "error", WATCHER, package, *modules],
        env=os.environ | {"PYTHONPATH": str(source.parent)},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_importing_any_module_of_ours_does_nothing_else(home):
    report = import_and_watch(modules_of(PACKAGE, "effllm_desktop"), home)
    assert report["acts"] == []


def test_the_watcher_sees_what_an_import_does(tmp_path):
    package = tmp_path / "careless"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "opens.py").write_text("import pathlib\npathlib.Path('new.txt').write_text('')\n")
    (package / "connects.py").write_text("import sqlite3\nopen_too_early = sqlite3.connect('x')\n")
    (package / "starts.py").write_text(
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    )
    (package / "shows.py").write_text("from PySide6.QtCore import QObject\nearly = QObject()\n")
    modules = modules_of(package, "careless")
    acts = import_and_watch(modules, tmp_path, "careless", package)["acts"]
    for sign in ("opens.py:2 open", "connects.py:2 sqlite3.connect", "thread ", "QObject"):
        assert any(sign in act for act in acts), acts


def test_the_command_line_gets_along_without_qt(home):
    modules = [name for name in modules_of(PACKAGE, "effllm_desktop") if ".ui" not in name]
    imported = import_and_watch(modules, home)["imported"]
    assert not [name for name in imported if name.startswith(("PySide6", "shiboken6"))]


def test_what_is_imported_before_qt_knows_nothing_of_it(home):
    imported = import_and_watch(list(bootstrap.WITHOUT_QT), home)["imported"]
    assert not [name for name in imported if name.startswith(("PySide6", "shiboken6"))]


def test_the_window_starts_without_the_reader(home):
    modules = ["effllm_desktop.ui.application", "effllm_desktop.ui.shell.papers"]
    imported = import_and_watch(modules, home)["imported"]
    ours = ("effllm_desktop.ui.reader", "effllm_desktop.pdf", "effllm_desktop.app.pdf_reading")
    assert not [name for name in imported if name.startswith((*ours, "pypdfium2"))]


def test_the_rules_for_panes_name_them_all():
    """A pane that is new would be free to know others, and to be known, until it is named there."""
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text())
    contracts = {one["name"]: one for one in project["tool"]["importlinter"]["contracts"]}
    frame = {"gallery", "runtime", "shell", "theme", "widgets"}
    folders = {one.parent.name for one in PACKAGE.glob("ui/*/__init__.py")}
    panes = {f"effllm_desktop.ui.{name}" for name in folders - frame}
    assert set(contracts["Panes do not know one another"]["modules"]) == panes
    assert set(contracts["Only the shell arranges panes"]["protected_modules"]) == panes


def test_migrations_know_nothing_of_ours():
    """They are frozen: what they do must not change when our code does."""
    files = [PACKAGE / "store" / "migrations.py", *PACKAGE.glob("store/schema/*.py")]
    assert len(files) > 2
    for file in files:
        ours = [name for name in _imports(file) if name.startswith("effllm_desktop")]
        assert all(name.startswith("effllm_desktop.store.schema") for name in ours), file


def _imports(file: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names
