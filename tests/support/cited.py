"""Works as references see them."""

from typing import Any

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import UNTOUCHED
from effllm_desktop.store.cited_works import CitedWork


def cited(**changes: Any) -> CitedWork:
    """A preprint with signs that formats must take care of, but for some changes."""
    work = CitedWork(
        work=WorkId(1),
        key="arxiv:2404.14897",
        list_name="Mine",
        section="Mine / Norms",
        kind=Kind.PAPER,
        title="On the $L_2$ Norm & 100% of_it",
        url="http://arxiv.org/abs/2404.14897v1",
        authors=("Ana Müller", "01. AI"),
        authors_elided=False,
        venue="arXiv",
        year=2024,
        arxiv="2404.14897",
        doi=None,
        repository=None,
        description=None,
        citations=None,
        state=UNTOUCHED,
    )
    return work._replace(**changes)
