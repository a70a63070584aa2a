"""Rows with a tick for each entry that can be completed."""

from PySide6.QtCore import Qt

from effllm_desktop.app.completing import Part, Proposal
from effllm_desktop.domain.ids import EntryId
from effllm_desktop.ui.editing.proposal_list import ProposalModel

CHECK = Qt.ItemDataRole.CheckStateRole


def proposal(number):
    parts = frozenset({Part.AUTHORS, Part.CITATIONS})
    return Proposal(EntryId(number), f"arxiv:{number}", f"Title {number}", "", 0, (), parts)


def test_the_model_keeps_qts_rules(qtmodeltester, qtbot):
    model = ProposalModel()
    qtmodeltester.check(model)
    model.show_proposals([proposal(number) for number in range(5)])
    qtmodeltester.check(model)
    assert model.setData(model.index(2, 0), Qt.CheckState.Unchecked.value, CHECK)
    model.tick_only({EntryId(2), EntryId(4)})
    model.show_proposals([])
    qtmodeltester.check(model)


def test_a_tick_is_taken_away_and_put_back(qtbot):
    model = ProposalModel()
    model.show_proposals([proposal(1), proposal(2)])
    first = model.index(0, 0)
    assert model.ticked == {1, 2}
    with qtbot.waitSignals([model.dataChanged, model.ticked_changed]):
        model.setData(first, Qt.CheckState.Unchecked.value, CHECK)
    assert model.ticked == {2}
    assert first.data(CHECK) == Qt.CheckState.Unchecked
    model.setData(first, Qt.CheckState.Checked.value, CHECK)
    assert model.ticked == {1, 2}
    assert first.data() == "Title 1 (authors, citations)"
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "arxiv:1"
