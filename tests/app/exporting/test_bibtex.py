from effllm_desktop.app.exporting.bibtex import bibtex
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind


def paper(**changes: object) -> EntryText:
    values: dict[str, object] = {
        "key": "arxiv:2404.14897",
        "kind": Kind.PAPER,
        "title": "On the $L_2$ Norm & 100% of_it",
        "url": "http://arxiv.org/abs/2404.14897v1",
        "authors": ("Ana Müller", "01. AI"),
        "venue": "arXiv",
        "year": 2024,
        "arxiv": ArxivId("2404.14897", 1),
    }
    return EntryText(**(values | changes))  # type: ignore[arg-type]


def test_a_preprint() -> None:
    assert bibtex([paper(authors_elided=True)]) == (
        "@misc{muller2024l,\n"
        "  title = {{On the $L_2$ Norm \\& 100\\% of\\_it}},\n"
        "  author = {Ana Müller and 01. AI and others},\n"
        "  year = {2024},\n"
        "  eprint = {2404.14897},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {http://arxiv.org/abs/2404.14897v1},\n"
        "}\n"
    )


def test_a_published_paper() -> None:
    text = bibtex([paper(venue="ICML", doi="10.1/x", arxiv=None)])
    assert text.startswith("@inproceedings{")
    assert "  booktitle = {ICML},\n" in text
    assert "  doi = {10.1/x},\n" in text
    assert "eprint" not in text


def test_a_repository_without_authors() -> None:
    entry = EntryText(
        "github:o/r", Kind.REPOSITORY, "r{x}", "https://github.com/o/r", repository="O/r"
    )
    assert (
        bibtex([entry])
        == "@misc{or,\n  title = {{r\\textbraceleft{}x\\textbraceright{}}},\n  url = {https://github.com/o/r},\n}\n"
    )


def test_each_work_stands_once_and_citation_keys_differ() -> None:
    first, again, other = paper(), paper(title="x"), paper(key="arxiv:1")
    text = bibtex([first, again, other])
    assert text.count("@misc{") == 2
    assert "@misc{muller2024l-2," in text


def test_a_work_without_words_has_a_key_all_the_same() -> None:
    assert bibtex([EntryText("url:x", Kind.ARTICLE, "大模型", "https://x.y/{z}")]) == (
        "@misc{work,\n  title = {{大模型}},\n  url = {https://x.y/%7Bz%7D},\n}\n"
    )


def test_braces_are_balanced_whatever_the_title_says() -> None:
    for title in ("a { b", "a } b", "$x_{$ y", "$}{$", "$x_{1}$"):
        text = bibtex([paper(title=title, doi="10.1/{x")])
        assert text.count("{") == text.count("}")
    assert "{{$x_{1}$}}" in text
