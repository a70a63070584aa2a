"""A dialog or menu that waits inside the program (``exec``) would stop a test for ever."""

import sys
from typing import NoReturn

import pytest


def _refuse(thing: object, *_: object, **__: object) -> NoReturn:
    pytest.fail(f"{type(thing).__name__}.exec() waits for a person: open() it and take a signal")


def pytest_collection_finish() -> None:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None:
        widgets.QDialog.exec = _refuse
        widgets.QMenu.exec = _refuse
