"""The works that a text names: identifiers, addresses, BibTeX, Markdown, between other words."""

import pytest

from effllm_desktop.app.named_works import named
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.stand_ins import stands_in


def read(text: str) -> tuple[list[EntryText], list[str]]:
    unread: list[str] = []
    return list(named(text, unread)), unread


def entries(text: str) -> list[EntryText]:
    return read(text)[0]


@pytest.mark.parametrize(
    ("typed", "key", "title", "url"),
    [
        *(
            (typed, "arxiv:2404.14897", "arXiv:2404.14897", "https://arxiv.org/abs/2404.14897")
            for typed in (
                "2404.14897",
                "2404.14897v2",
                "arXiv:2404.14897",
                "see arXiv: 2404.14897 there",
                "arxiv:2404.14897",
                "https://arxiv.org/abs/2404.14897v1",
                "http://arxiv.org/pdf/2404.14897v1.pdf",
                "https://arxiv.org/html/2404.14897",
                "https://www.alphaxiv.org/abs/2404.14897",
                "https://huggingface.co/papers/2404.14897",
                "10.48550/arXiv.2404.14897",
                "(https://arxiv.org/abs/2404.14897),",
            )
        ),
        (
            "math.GT/0309136",
            "arxiv:math/0309136",
            "arXiv:math/0309136",
            "https://arxiv.org/abs/math/0309136",
        ),
        ("10.1145/1234.56", "doi:10.1145/1234.56", "doi:10.1145/1234.56", "https://doi.org/10.1145/1234.56"),
        (
            "https://dl.acm.org/doi/10.1145/1234.56",
            "doi:10.1145/1234.56",
            "doi:10.1145/1234.56",
            "https://doi.org/10.1145/1234.56",
        ),
        ("github.com/Owner/Name.git", "github:owner/name", "Owner/Name", "https://github.com/Owner/Name"),
        ("github:owner/name", "github:owner/name", "owner/name", "https://github.com/owner/name"),
        (
            "https://huggingface.co/Meta/Llama",
            "hf:meta/llama",
            "Meta/Llama",
            "https://huggingface.co/Meta/Llama",
        ),
        (
            "https://openreview.net/pdf?id=aB-1",
            "url:openreview.net/forum?id=aB-1",
            "openreview.net/pdf?id=aB-1",
            "https://openreview.net/pdf?id=aB-1",
        ),
        (
            "https://aclanthology.org/2024.acl-long.1/",
            "url:aclanthology.org/2024.acl-long.1",
            "aclanthology.org/2024.acl-long.1",
            "https://aclanthology.org/2024.acl-long.1/",
        ),
        ("blog.example.org/post", "url:blog.example.org/post", "blog.example.org/post", "https://blog.example.org/post"),
        ("url:example.org/x", "url:example.org/x", "example.org/x", "https://example.org/x"),
    ],
)  # fmt: skip
def test_a_work_is_known_by_what_identifies_it(typed: str, key: str, title: str, url: str) -> None:
    (entry,) = entries(typed)
    assert (entry.key, entry.title, entry.url) == (key, title, url)


def test_markdown_comes_as_it_is_said() -> None:
    (entry,) = entries("- [A title](https://arxiv.org/abs/2404.14897) - Words")
    assert (entry.title, entry.description) == ("A title", "Words")


WRITTEN = """- **A new title about something rather
  long**, `arXiv, 2509.14897`, [arxiv](http://arxiv.org/abs/2509.14897v1), [pdf](http://x.org/p)

\t *Chen Zhang, ..., Dawei Song* · ([code](https://github.com/q/r) - q)
- **Next**, [arxiv](http://arxiv.org/abs/2509.14898v1)

\t *Ann Adams*

words only
  - [Set in](https://x.org/y) - Words.
> - [Quoted](https://x.org/quoted)
- group
    - 2509.14900
1. https://github.com/A/B
2. [Paper](https://arxiv.org/abs/2509.14902)
"""


def test_items_of_lists_come_with_all_their_lines() -> None:
    found, unread = read(WRITTEN)
    assert [(one.key, one.title, not stands_in(one)) for one in found] == [
        ("arxiv:2509.14897", "A new title about something rather long", True),
        ("arxiv:2509.14898", "Next", True),
        ("url:x.org/y", "Set in", True),
        ("url:x.org/quoted", "Quoted", True),
        ("arxiv:2509.14900", "arXiv:2509.14900", False),
        ("github:a/b", "A/B", True),
        ("arxiv:2509.14902", "arXiv:2509.14902", False),
    ]
    first, second = found[:2]
    assert (first.authors, first.authors_elided) == (("Chen Zhang", "Dawei Song"), True)
    assert [link.url for link in first.links] == ["http://x.org/p", "https://github.com/q/r"]
    assert second.authors == ("Ann Adams",)
    assert unread == ["words only", "- group"]


@pytest.mark.parametrize(
    ("line", "works"),
    [
        (
            "See [A paper](https://arxiv.org/abs/2404.14897v1) and [Another](https://x.org/y) too.",
            [("arxiv:2404.14897", "A paper"), ("url:x.org/y", "Another")],
        ),
        (
            "[vLLM](https://github.com/Own/vllm), [it](https://doi.org/10.1145/12), [1](https://x.org)",
            [("github:own/vllm", "vLLM"), ("doi:10.1145/12", "it")],
        ),
        (
            "[A paper](https://arxiv.org/abs/2404.14897) [code](https://x.org/b), https://x.org/y",
            [("arxiv:2404.14897", "A paper")],
        ),
        (
            "[A paper](https://arxiv.org/abs/2404.14897) ([name](https://github.com/c/name) - c)",
            [("arxiv:2404.14897", "A paper")],
        ),
        (
            "- [A paper](https://arxiv.org/abs/2404.14897) with [that](https://github.com/a/b)",
            [("arxiv:2404.14897", "A paper")],
        ),
        (
            "| [A paper](https://arxiv.org/abs/2404.14897) | [that](https://github.com/a/b) |",
            [("arxiv:2404.14897", "A paper")],
        ),
        (
            "[A paper](https://arxiv.org/abs/2404.14897), [again](https://arxiv.org/pdf/2404.14897)",
            [("arxiv:2404.14897", "A paper")],
        ),
        (
            "[A paper](https://arxiv.org/abs/2404.14897) and https://arxiv.org/abs/2402.09353 too",
            [("arxiv:2404.14897", "A paper"), ("arxiv:2402.09353", "arXiv:2402.09353")],
        ),
        (
            "As [A page](https://x.org/y) says: 2404.14897, doi:10.1145/12 and https://x.org/z.",
            [
                ("url:x.org/y", "A page"),
                ("arxiv:2404.14897", "arXiv:2404.14897"),
                ("doi:10.1145/12", "doi:10.1145/12"),
            ],
        ),
        (
            "[A paper](https://arxiv.org/abs/2404.14897) is arXiv:2404.14897v2",
            [("arxiv:2404.14897", "A paper")],
        ),
    ],
)
def test_each_link_of_a_sentence_that_has_a_title_is_a_work(
    line: str, works: list[tuple[str, str]]
) -> None:
    found = entries(line)
    assert [(entry.key, entry.title) for entry in found] == works
    if len(found) > 1:
        assert {entry.description for entry in found} == {None}
        assert not {link.url for link in found[0].links} & {entry.url for entry in found}


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("arXiv:2404.14897，以及 2402.09353。", ["arxiv:2404.14897", "arxiv:2402.09353"]),
        ("见arXiv:2404.14897和arXiv:2402.09353", ["arxiv:2404.14897", "arxiv:2402.09353"]),
        ("2404.14897v1.pdf", ["arxiv:2404.14897"]),
        ("git@github.com:A/b.git", ["github:a/b"]),
        ("12.3/45.6 e.g./i.e. 1234.5678 2.0.1", []),
        ("arXiv:cs.CL github:me hf:you", []),
    ],
)
def test_names_are_found_between_other_words(line: str, keys: list[str]) -> None:
    assert [entry.key for entry in entries(line)] == keys


BIBTEX = r"""
@article{a, title = {A {Title} of \emph{it} \& more},
  author = "Last, First and Other Name and others",
  journal = {Journal of X}, year = 2023, doi = {10.1145/1234.56}}
words between 2404.14898
@misc{b, title={Second}, eprint={2404.14897},
  journal={arXiv preprint arXiv:2404.14897}, date={2024-01}}
@misc{c, title={Third}, howpublished={\url{https://example.org/third}}}
@article{d, title={Fourth}, journal={arXiv preprint arXiv:2404.14899}}
@book{e, title={Nowhere}}
@string{x = {z}}
@misc{f, title = {Never ends
"""


def test_bibtex_says_title_authors_venue_and_year() -> None:
    found, unread = read(BIBTEX)
    first, between, second, third, fourth = found
    assert first.title == "A Title of it & more"
    assert first.authors == ("First Last", "Other Name")
    assert (first.venue, first.year, first.key) == ("Journal of X", 2023, "doi:10.1145/1234.56")
    assert between.key == "arxiv:2404.14898"
    assert (second.title, second.key, second.venue) == ("Second", "arxiv:2404.14897", None)
    assert third.url == "https://example.org/third"
    assert fourth.key == "arxiv:2404.14899"
    assert unread == ["Nowhere", "Never ends"]
    assert not any(stands_in(one) for one in found if one is not between)


@pytest.mark.parametrize(
    ("text", "titles", "unread"),
    [
        ("@misc{f, title = {Never {ends", [], ("Never ends",)),
        ("@misc{f, title={Cut}, eprint={2404.14897},\n", ["Cut"], ()),
        ('@misc{f, eprint={2404.14897}, title="Cut', ["Cut"], ()),
        ("@misc{f, year = ", [], ("@misc{f, year = ",)),
        ("@misc{f}", [], ("@misc{f}",)),
        ("@misc{a, title={Cut}, eprint={2404.14897}\n@misc{b, eprint={2404.14898}}",
         ["Cut", "arXiv:2404.14898"], ()),
        ("@x{" + "{" * 99 + "\n2404.14897", ["arXiv:2404.14897"], ("@x{" + "{" * 99,)),
    ],
)  # fmt: skip
def test_bibtex_that_is_cut_off_says_what_it_can(
    text: str, titles: list[str], unread: tuple[str, ...]
) -> None:
    found, said = read(text)
    assert [one.title for one in found] == titles
    assert said == list(unread)


def test_bibtex_that_names_no_work_gets_a_link_to_look_for_it() -> None:
    text = (
        "@inproceedings{a, title={On {Nothing}}, author={Doe, Jane}, booktitle={ICML}, year=2019}\n"
        "@misc{b, title={Only a title}}\n"
    )
    found, unread = read(text)
    (one,) = found
    assert one.url == "https://www.semanticscholar.org/search?q=On%20Nothing"
    assert (one.title, one.authors, one.year, stands_in(one)) == (
        "On Nothing", ("Jane Doe",), 2019, False,
    )  # fmt: skip
    assert unread == ["Only a title"]


def test_bibtex_says_that_there_are_more_people() -> None:
    (entry,) = entries('@misc{f, author={M{\\"u}ller, A. and others}, eprint={2404.14897}}')
    assert (entry.authors, entry.authors_elided) == (("A. Müller",), True)
