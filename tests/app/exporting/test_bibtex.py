from collections.abc import Sequence
from pathlib import Path

import pytest
from bibtexparser import parse_string
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latexencode import get_builtin_uni2latex_dict

from effllm_desktop.app.exporting import bibtex_authors, latex
from effllm_desktop.app.exporting.bibtex import BIBLATEX, BIBTEX, Dialect, records, references
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format
from effllm_desktop.domain import entry_values
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store import cited_works
from tests.support.builders import take
from tests.support.cited import cited
from tests.support.libraries import bundled_library, library_of


def written(*works: object, dialect: Dialect = BIBTEX, parts: Sequence[object] = ()) -> str:
    keys = {WorkId(number): f"k{number}" for number in range(9)}
    return "".join(records(works, dialect, keys, frozenset(parts)))  # type: ignore[arg-type]


def test_a_preprint() -> None:
    assert written(cited(authors_elided=True)) == (
        "@misc{k1,\n"
        "  title = {On the {$L_2$} Norm \\& 100\\% of\\_it},\n"
        '  author = {Ana M{\\"u}ller and {01. AI} and others},\n'
        "  year = {2024},\n"
        "  eprint = {2404.14897},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {http://arxiv.org/abs/2404.14897v1},\n"
        "}\n"
    )


def test_the_same_as_biblatex() -> None:
    assert written(cited(), dialect=BIBLATEX) == (
        "@online{k1,\n"
        "  title = {On the {$L_2$} Norm \\& 100\\% of\\_it},\n"
        "  author = {Ana Müller and {01. AI}},\n"
        "  date = {2024},\n"
        "  eprint = {2404.14897},\n"
        "  eprinttype = {arXiv},\n"
        "  url = {http://arxiv.org/abs/2404.14897v1},\n"
        "}\n"
    )


def test_types_follow_kind_and_venue() -> None:
    kinds = [
        (cited(venue="ICML"), "@inproceedings{", "booktitle = {ICML}", "@inproceedings{"),
        (cited(venue="Nature"), "@article{", "journal = {Nature}", "@article{"),
        (cited(venue="CoRR"), "@misc{", "eprint", "@online{"),
        (cited(kind=Kind.REPOSITORY, venue=None), "@misc{", "url", "@software{"),
        (cited(kind=Kind.DATASET), "@misc{", "url", "@dataset{"),
        (cited(kind=Kind.VIDEO), "@misc{", "url", "@video{"),
        (cited(kind=Kind.ARTICLE), "@misc{", "url", "@online{"),
    ]
    for work, bibtex, field, biblatex in kinds:
        text = written(work)
        assert text.startswith(bibtex)
        assert field in text
        assert written(work, dialect=BIBLATEX).startswith(biblatex)


def test_capitals_that_must_stay_are_protected_and_others_are_not() -> None:
    titles = {
        "LoRA: Low-Rank Adaptation of Large Language Models": (
            "{LoRA}: Low-Rank Adaptation of Large Language Models"
        ),
        "GPT-4 and KV Caches for T5": "{GPT-4} and {KV} Caches for {T5}",
        "Scaling laws of the Llama models by Meta": "Scaling laws of the {Llama} models by {Meta}",
        "A b": "A b",
    }
    for title, value in titles.items():
        assert f"  title = {{{value}}},\n" in written(cited(title=title))


def test_hyphens_side_by_side_become_no_dash() -> None:
    assert "a-{}-{}-b -{}- c-d" in written(cited(title="a---b -- c-d"))


def test_what_latex_would_act_on_is_escaped() -> None:
    title = r"50% of $5 & #1_x ^ ~ \y — “é” 大"
    assert (
        r"50\% of \$5 \& \#1\_x \textasciicircum{} \textasciitilde{} \textbackslash{}y — “é” 大"
        in written(cited(title=title), dialect=BIBLATEX)
    )
    assert r"{\textemdash} {\textquotedblleft}{\'e}{\textquotedblright} 大" in written(
        cited(title=title)
    )


def test_accents_have_the_macros_that_the_package_gives_them() -> None:
    letters = [chr(number) for number in range(0xC0, 0x180)]
    told = {letter: macro for letter in letters if (macro := latex._accented(letter))}
    known = {letter: latex._known(letter) for letter in told}
    missing = {letter for letter, macro in known.items() if macro == letter}
    assert missing == {"Ű", "ű"}
    assert all(told[letter] == known[letter] for letter in told if letter not in missing)
    assert latex.in_ascii("Paul Erdős, Győző Űrhajó") == (
        r"Paul Erd{\H{o}}s, Gy{\H{o}}z{\H{o}} {\H{U}}rhaj{\'o}"
    )


def test_signs_of_the_far_east_have_no_macros() -> None:
    known = map(chr, get_builtin_uni2latex_dict())
    assert not [sign for sign in known if latex._FAR_EASTERN(sign)]
    some = "、「大豈가が（！￥"
    assert all(latex._FAR_EASTERN(sign) and latex._known(sign) == sign for sign in some)
    assert latex.in_ascii(f"{some}〈") == f"{some}{latex._known('〈')}"


def test_names_with_commas_or_and_stay_one_name() -> None:
    text = written(cited(authors=("Meta, Inc.", "Salt and Pepper", "B. C")))
    assert "  author = {{Meta, Inc.} and {Salt and Pepper} and B. C},\n" in text


def test_braces_are_balanced_whatever_the_title_says() -> None:
    for title in ("a { b", "a } b", "$x_{$ y", "$}{$", "$x_{1}$", "Q{R}$z$"):
        text = written(cited(title=title, doi="10.1/{x", url="https://x.y/{z}\\"))
        assert text.count("{") == text.count("}")
        (entry,) = parse_string(text).entries
        assert entry["url"] == "https://x.y/%7Bz%7D%5C"


def test_only_what_is_known_is_written() -> None:
    bare = cited(authors=(), year=None, arxiv=None, url="", title="x", venue=None)
    assert written(bare) == "@misc{k1,\n  title = {x},\n}\n"
    assert "  doi = {10.1/x},\n" in written(cited(doi="10.1/x"))


def test_records_stand_apart_and_others_read_them() -> None:
    text = written(cited(), cited(work=2, title="B"), dialect=BIBLATEX)
    assert "\n}\n\n@" in text
    assert [entry.key for entry in parse_string(text).entries] == ["k1", "k2"]


def test_the_readers_own_stands_in_fields_that_others_know() -> None:
    state = State(Status.READ, starred=True, rating=4, tags=("a b", "c"), note="Worth 100%")
    text = written(cited(state=state), parts=tuple(EVERY_PART))
    for line in (
        "keywords = {a b, c}",
        "readstatus = {read}",
        "ranking = {rank4}",
        "starred = {true}",
        "annote = {Worth 100\\%}",
    ):
        assert f"  {line},\n" in text
    assert written(cited(state=state)) == written(cited())
    assert written(cited(), parts=tuple(EVERY_PART)) == written(cited())


ODD = st.sampled_from(
    ["a", "A", "the", "of", "in", "GPT-4", "LoRA", "Über", "{x}", "$x_1$", "$5", "a & b", "50%",
     "--", "a. B", "01. AI", "Why? Is", "é", "", "C and D", "E, F"]
)  # fmt: skip
TEXTS = st.lists(ODD, min_size=1, max_size=6).map(" ".join)


NAMES = st.sampled_from(["Ana Béa", "C. D", "others", "O'Neil-Liu"]) | TEXTS.filter(bool)


@given(
    works=st.lists(
        st.builds(
            cited,
            kind=st.sampled_from(Kind),
            title=TEXTS,
            authors=st.lists(NAMES).map(tuple),
            authors_elided=st.booleans(),
            venue=st.none() | TEXTS | st.sampled_from(["Nature", "ICML {x}", "arXiv"]),
            year=st.none() | st.just(2024),
            arxiv=st.none() | st.just("2404.14897"),
            doi=st.none() | st.just("10.1/{x}"),
            url=st.just("") | st.just("https://example.org/{a}"),
        ),
        min_size=1,
        max_size=4,
    ),
    dialect=st.sampled_from([BIBTEX, BIBLATEX]),
)
def test_many_at_a_time_are_written_like_one(
    works: list[cited_works.CitedWork], dialect: Dialect
) -> None:
    rows = [
        cited_works.Reference(
            work.work,
            work.kind.value,
            work.title,
            work.url,
            entry_values.texts(work.authors),
            int(work.authors_elided),
            work.venue,
            work.year,
            work.arxiv,
            work.doi,
        )
        for work in works
    ]
    keys = {work.work: "k1" for work in works}
    assert references(rows, dialect, keys) == [written(work, dialect=dialect) for work in works]


@pytest.mark.parametrize(
    "name",
    ["A, B", "A and B", "01. AI", "x[]", "[]", "é--è", "``a''", 'a "b"', "a\\b", "a_b", "A\tB"],
)
def test_an_odd_name_among_others_is_written_like_alone(name: str) -> None:
    texts = [entry_values.texts(names) for names in [("Ana",), (), ("Béa", name), ("C", "D")]]
    found = bibtex_authors.of_many(texts, [0, 1, 1, 0], BIBTEX.escape, BIBTEX.letters)
    alone = bibtex_authors.of(("Béa", name), 1, BIBTEX.escape)
    assert found == ["Ana", "", alone, "C and D"]


def test_a_work_that_is_mentioned_again_is_written_once_as_it_is_said_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cited_works, "AT_ONCE", 3)
    items = ["[one](https://a.example)", "[two](https://b.example)", "[one](http://a.example/)",
             "[three](https://c.example)", "[two](http://b.example)"]  # fmt: skip
    library = library_of(tmp_path / "library", "# L\n" + "".join(f"- {one}\n" for one in items))
    take(library.folder, "# M\n- [four](https://d.example)\n- [five](https://c.example)\n")
    bare, own = (
        render(library, ExportRequest(format=Format.BIBTEX, parts=parts))
        for parts in (frozenset(), EVERY_PART)
    )
    assert bare.data == own.data
    assert [e.fields_dict["title"].value for e in parse_string(bare.data.decode()).entries] == [
        "one", "two", "three", "four"
    ]  # fmt: skip
    assert (bare.entries, own.entries) == (4, 4)
    library.close()


def test_what_is_written_of_any_list_is_the_same_with_and_without_the_readers_own(
    tmp_path: Path,
) -> None:
    """Nothing was made of these works: there is nothing of the reader's to tell."""
    library = bundled_library(tmp_path / "library")
    for form in (Format.BIBTEX, Format.BIBLATEX):
        bare, own = (
            render(library, ExportRequest(format=form, parts=parts)).data
            for parts in (frozenset(), EVERY_PART)
        )
        assert bare == own
        assert bare.count(b"\n@") > 300
    library.close()
