from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.lists import Problem
from effllm_desktop.domain.problems import ProblemRun, runs


def test_neighbouring_lines_with_one_reason_are_one_run():
    problems = [
        Problem(3, 3, "a"),
        Problem(4, 6, "a"),
        Problem(5, 5, "a"),
        Problem(7, 7, "b"),
        Problem(8, 8, "a"),
        Problem(10, 10, "a"),
    ]
    found = list(runs(problems))
    assert found == [
        ProblemRun(3, 6, "a", 3),
        ProblemRun(7, 7, "b", 1),
        ProblemRun(8, 8, "a", 1),
        ProblemRun(10, 10, "a", 1),
    ]
    assert [run.lines for run in found[:2]] == ["lines 3 to 6", "line 7"]
    assert [run.why for run in found[:2]] == ["a (3 places)", "b"]
    assert ProblemRun(3, 5, "a", 3).why == "a"
    assert list(runs([])) == []


@given(st.lists(st.builds(Problem, st.integers(1, 30), st.integers(30, 40), st.sampled_from("ab"))))
def test_no_problem_is_lost(problems):
    problems.sort(key=lambda one: one.first_line)
    assert sum(run.places for run in runs(problems)) == len(problems)
