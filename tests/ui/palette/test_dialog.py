"""The palette's lines as a model."""

from effllm_desktop.ui.palette.dialog import Palette
from effllm_desktop.ui.palette.items import Item


def item(text, *, rests=False):
    return Item(text, "An action", "star", lambda: None, "S", rests=rests)


def test_the_lines_keep_the_rules_of_qt_while_they_change(qtbot, qtmodeltester):
    palette = Palette([item("Star"), item("Start", rests=True)], [], lambda _: [item("A star")])
    qtbot.addWidget(palette)
    model = palette.list.model()
    qtmodeltester.check(model)
    palette.field.setText("sta")
    qtbot.waitUntil(lambda: [one.text for one in palette.shown] == ["Star", "A star", "Start"])
    qtmodeltester.check(model)
    palette.field.setText("qqq")
    qtmodeltester.check(model)
    assert model.rowCount(model.index(0, 0)) == 0
