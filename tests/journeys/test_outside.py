"""A paper in the system's own viewer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from tests.journeys.test_reading import read
from tests.support.papers import paper
from tests.support.window import running, write_lists


@pytest.mark.parametrize("is_there", [True, False])
def test_it_is_opened_there_or_said_why_not(qtbot, tmp_path, monkeypatch, is_there):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or is_there)
    file = paper(tmp_path / "paper.pdf")
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        read(person, file)
        person.window.notices.clear()
        person.press(Qt.Key.Key_O)
        assert [url.toLocalFile() for url in asked] == [str(file)]
        said = [] if is_there else [f"No program opened {file}. Open the file yourself."]
        assert person.notices() == said
