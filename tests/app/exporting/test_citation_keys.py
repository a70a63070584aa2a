from collections.abc import Callable
from pathlib import Path

import pytest

from effllm_desktop.app.exporting.citation_keys import citation_keys
from effllm_desktop.app.exporting.copy_forms import CopyForm
from effllm_desktop.app.exporting.copying import copied
from effllm_desktop.app.library import Library
from effllm_desktop.domain import citation_patterns
from effllm_desktop.domain.citation_patterns import DEFAULT
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.store import cited_works
from tests.support.builders import take, work
from tests.support.libraries import library_of

LISTS = """# L
- **Attention is all**, `NeurIPS, 2017`, [arxiv](http://arxiv.org/abs/1706.03762v1)

\t *Ashish Vaswani, Noam Shazeer*
- **An Attention again**, `NeurIPS, 2017`, [arxiv](http://arxiv.org/abs/1706.00001v1)

\t *Bea Vaswani*
- **The attention**, `NeurIPS, 2017`, [arxiv](http://arxiv.org/abs/1706.00002v1)

\t *C. Vaswani*
- [Böse/x](https://github.com/Boese/x)
- [大](https://example.org/d)
"""
MORE = """# M
- **Attention so**, `X, 2017`, [arxiv](http://arxiv.org/abs/1706.00009)

\t *D. Vaswani*
"""
ELIDED = """# L
- **Why?**, `X, 2020`, [arxiv](http://arxiv.org/abs/2001.00001)

\t *A. B, ..., C. D*
"""


@pytest.fixture
def keys(tmp_path: Path) -> Callable[[str], list[str]]:
    library = library_of(tmp_path / "library", LISTS)
    library.close()

    def of(pattern: str) -> list[str]:
        again = library_of(tmp_path / "library")
        found = list(citation_keys(again.database, pattern).values())
        again.close()
        return found

    return of


def test_family_year_and_first_telling_word(keys: Callable[[str], list[str]]) -> None:
    assert keys(DEFAULT) == [
        "vaswani2017attention",
        "vaswani2017attention-a",
        "vaswani2017attention-b",
        "boesebose",
        "work",
    ]


def test_patterns(keys: Callable[[str], list[str]]) -> None:
    assert keys("{author}:{title}")[0] == "vaswani:attentionisall"
    assert keys("x-{arxiv}")[0] == "x-1706.03762"
    assert keys("author{year}title")[0] == "author2017title"
    assert keys("{title}{word}{title}")[3] == "bosexbosebosex"
    assert keys("{key}")[3] == "github:boese/x"


@pytest.mark.parametrize("pattern", ["", "none", "{", "{nothing}", "{year} {word}", "{year},x"])
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(BadInput, match="pattern"):
        citation_patterns.fields(pattern)


def test_keys_stay_whatever_is_exported_and_whatever_comes_later(tmp_path: Path) -> None:
    library = library_of(tmp_path / "library", LISTS)
    every = citation_keys(library.database, DEFAULT)
    second = work(library, "An Attention again")
    alone = list(
        cited_works.works(library.database, cited_works.lead_entries(library.database, [second]))
    )
    assert citation_keys(library.database, DEFAULT, alone)[second] == every[second]
    assert citation_keys(library.database, "{author}", alone)[second] == "vaswani-a"
    take(library.folder, MORE)
    later = citation_keys(library.database, DEFAULT)
    assert {key: later[key] for key in every} == every
    library.close()


def test_letters_go_on_behind_z(tmp_path: Path) -> None:
    many = "".join(f"- [same {n}](https://example.org/{n})\n" for n in range(30))
    library = library_of(tmp_path / "library", f"# L\n{many}")
    found = list(citation_keys(library.database, DEFAULT).values())
    assert (found[0], found[1], found[26], found[27]) == ("same", "same-a", "same-z", "same-aa")
    assert len(set(found)) == 30
    library.close()


def copy(library: Library, title: str, form: CopyForm) -> str:
    return copied(library, [work(library, title)], form)


def test_copies_for_the_clipboard(tmp_path: Path) -> None:
    library = library_of(tmp_path / "library", LISTS)
    assert copy(library, "The attention", CopyForm.BIBTEX).startswith(
        "@inproceedings{vaswani2017attention-b,\n"
    )
    assert copy(library, "Attention is all", CopyForm.LINK) == (
        "[Attention is all](http://arxiv.org/abs/1706.03762v1)\n"
    )
    assert copy(library, "Attention is all", CopyForm.CITATION) == (
        "Ashish Vaswani and Noam Shazeer (2017). Attention is all. NeurIPS. "
        "http://arxiv.org/abs/1706.03762v1\n"
    )
    assert copy(library, "大", CopyForm.CITATION) == "大. https://example.org/d\n"
    library.close()


def test_a_citation_says_that_authors_were_left_out(tmp_path: Path) -> None:
    library = library_of(tmp_path / "library", ELIDED)
    assert copy(library, "Why?", CopyForm.CITATION).startswith("A. B, C. D, et al. (2020). Why? X.")
    library.close()
