"""Which work a PDF is: by the id that it bears, by its title, or by nothing."""

import pytest

from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.recognising import recognise
from effllm_desktop.domain.errors import Cancelled
from tests.support.libraries import library_of
from tests.support.pdfs import Pdf, lines

LIST = """# L

- [Sparse things for all of us](https://arxiv.org/abs/2404.14897)
- [Twice in the library](https://example.org/1)
- [Twice in the library](https://example.org/2)
"""


@pytest.fixture
def library(tmp_path):
    with_list = library_of(tmp_path / "library", LIST)
    yield with_list
    with_list.close()


@pytest.fixture
def of(library, tmp_path):
    """What a PDF with these lines on its first page is."""

    def run(*texts, title="", subject="", name="a paper.pdf"):
        pdf = Pdf()
        if title:
            pdf.title(title, subject)
        pdf.page(lines(texts))
        pdf.page(lines(["arXiv:1111.11111v1 [cs.CL] stands on another page"]))
        (one,) = recognise(library.folder, [pdf.write(tmp_path / name)], InlineProgress())
        return one

    return run


def the_work(library):
    return library.works.find("arxiv:2404.14897")


@pytest.mark.parametrize(
    "stamp", ["arXiv:2404.14897v2  [cs.CL]  23 Apr 2024", "arXiv:2404.14897 [cs.LG]"]
)
def test_the_stamp_of_arxiv_names_it(of, library, stamp):
    one = of("We cite arXiv:2201.00001 and others", stamp)
    assert (one.name, one.work) == ("arXiv:2404.14897", the_work(library))


def test_an_old_id_and_one_that_the_library_does_not_have(of):
    one = of("arXiv:math.GT/0309136v1 [math.GT] 8 Sep 2003")
    assert (one.name, one.work) == ("arXiv:math/0309136", None)


@pytest.mark.parametrize(
    "words",
    ["https://doi.org/10.1145/1234.5678.", "DOI: 10.1145/1234.5678", "doi:10.1145/1234.5678"],
)
def test_a_doi_names_it(of, words):
    assert of("A paper", words).name == "10.1145/1234.5678"


@pytest.mark.parametrize(
    ("title", "subject", "name"),
    [
        ("arXiv:2404.14897v2", "", "arXiv:2404.14897"),
        ("Sparse things", "doi:10.1145/3580305.3599999.", "10.1145/3580305.3599999"),
        ("Sparse things", "Journal of X, https://doi.org/10.1000/y", "10.1000/y"),
        ("Sparse things", "arXiv preprint arXiv:2404.14897", "arXiv:2404.14897"),
    ],
)
def test_what_the_file_says_of_itself_names_it(of, title, subject, name):
    assert of("words", title=title, subject=subject).name == name
    assert of("https://doi.org/10.1000/page", title=title, subject=subject).name == "10.1000/page"


def test_the_name_of_the_file_names_it(of, library):
    assert of("Words alone", name="2404.14897v3.pdf").work == the_work(library)


def test_cited_ids_name_nothing(of):
    assert (
        of("as in arXiv:2404.14897, we", "and see arXiv preprint arXiv:2404.14897v1").name is None
    )


@pytest.mark.parametrize("title", ["SPARSE things,  for all of us", ""])
def test_the_title_finds_the_work(of, library, title):
    one = of("Published as a conference paper", "x", "Sparse things for all of us", title=title)
    assert (one.name, one.work) == (None, the_work(library))


@pytest.mark.parametrize("title", ["Microsoft Word - sparse things", "draft final version.docx"])
def test_what_programs_write_is_no_title(of, library, title):
    assert of("Sparse things for all of us", title=title).work == the_work(library)


def test_a_title_that_two_works_have_means_none(of):
    one = of("Twice in the library")
    assert (one.title, one.work) == ("Twice in the library", None)


def test_without_words_there_is_nothing(of):
    assert (of().title, of().work) == ("", None)


def test_what_is_no_pdf_is_nothing_and_the_next_one_is_looked_at(library, tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no PDF")
    pdf = Pdf()
    pdf.page(lines(["arXiv:2404.14897v1 [cs.CL]"]))
    good = pdf.write(tmp_path / "good.pdf")
    first, second = recognise(library.folder, [bad, tmp_path / "gone.pdf"], InlineProgress())
    assert (first.name, first.work, second.name) == (None, None, None)
    _, third = recognise(library.folder, [bad, good], InlineProgress())
    assert third.work == the_work(library)


def test_it_can_be_cancelled(library, tmp_path):
    progress = InlineProgress()
    progress.cancel()
    with pytest.raises(Cancelled):
        recognise(library.folder, [tmp_path / "a.pdf"], progress)
