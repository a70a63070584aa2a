"""Cells of tables are no formulas, and come back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from effllm_desktop.domain.table_cells import as_written, defused


@given(st.text() | st.text("'=+-@\t\r1"))
@example("'=1")
def test_a_cell_that_was_defused_comes_back(text):
    assert as_written(str(defused(text))) == text


@pytest.mark.parametrize("value", [None, 3, 2.5, "plain", "", "1-1", "'quoted'"])
def test_what_is_no_formula_stays(value):
    assert defused(value) == value
