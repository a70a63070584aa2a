import pytest

from effllm_desktop.app.readmodels.list_texts import read_list_text
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.problems import ProblemRun
from tests.support.builders import take

DAMAGED = "# Résumé\n\n" + "".join(
    f"- [Naïve {n}](https://example.org/{n}) · “café” – Müller\n" for n in range(12)
)


def test_the_text_of_a_list_and_what_was_not_understood(folder, library):
    report = take(folder, "# L\n\n- no\n- nor\n\n- [a](https://example.org/a)\n")
    text = read_list_text(folder, report.list_id)
    assert (text.name, text.repaired, text.remarks) == ("L", None, ())
    assert text.original.startswith("# L\n\n- no\n")
    assert text.problems == (ProblemRun(3, 4, "a list item without a link", 2),)


def test_a_damaged_one_has_two_texts_and_a_remark(folder, library):
    report = take(folder, DAMAGED.encode().decode("mac_roman"))
    text = read_list_text(folder, report.list_id)
    assert text.remarks == (report.damage,)
    assert "Naïve" in text.repaired
    assert "Naïve" not in text.original


def test_of_what_is_no_list_a_remark_says_all(folder, library):
    report = take(folder, "#!/bin/sh\nset -e\n")
    text = read_list_text(folder, report.list_id)
    assert text.remarks == (report.foreign,)
    assert text.problems == ()


def test_a_list_that_is_gone(folder, library):
    with pytest.raises(NotFound):
        read_list_text(folder, ListId(7))
