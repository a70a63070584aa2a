"""Each model of ours is held against Qt's rules by Qt's own tester: it finds what nobody reads."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTED = {
    "DownloadsModel": "downloads/test_model.py",
    "EntriesModel": "entries/test_model.py",
    "OutlineModel": "sections/test_model.py",
    "ProblemModel": "importing/test_list_text.py",
    "ProposalModel": "editing/test_proposal_list.py",
    "_Items": "palette/test_dialog.py",
    "_Pages": "reader/test_thumbnails.py",
}


def test_every_model_is_tested_by_qt():
    classes = [
        node
        for file in (ROOT / "src/effllm_desktop/ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    models = {"QAbstractItemModel", "QAbstractListModel", "QAbstractTableModel"}
    models |= {"QStandardItemModel", "QStringListModel", "QSortFilterProxyModel"}
    ours = set()
    for node in classes:
        bases = {ast.unparse(base).partition("[")[0] for base in node.bases}
        if bases & models:
            ours.add(node.name)
    assert ours == TESTED.keys()
    for file in set(TESTED.values()):
        text = (ROOT / "tests/ui" / file).read_text(encoding="utf-8")
        assert "qtmodeltester.check(" in text, file
