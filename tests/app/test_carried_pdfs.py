"""PDFs that lie beside a file of another program, and those that only seem to."""

from pathlib import Path

from effllm_desktop.app import carried_pdfs
from effllm_desktop.app.carried import CarriedPdf
from effllm_desktop.app.carried_pdfs import TakenPdfs
from effllm_desktop.app.foreign_formats.beside import file_beside
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library
from effllm_desktop.store import pdf_cache, works
from tests.support.builders import take_all
from tests.support.foreign_files import one_page


def test_files_beside(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    assert file_beside(tmp_path, "./x.pdf") == (tmp_path / "x.pdf").resolve()
    for name in ("", " ", "\0", "..", "../x", "ring/x", "y" * 5000, "/etc/passwd", "gone.pdf"):
        assert file_beside(tmp_path / ".", name) is None


def test_a_bibliography_brings_the_pdfs_that_lie_beside_it(
    tmp_path: Path, library: Library
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.pdf").write_bytes(one_page())
    (tmp_path / "x.bib").write_text(
        "@misc{a, title={A}, eprint={2404.14897}, file={:gone.pdf:PDF;:files/a.pdf:PDF}}\n"
        "@misc{b, title={B}, eprint={2404.14898}, file={/etc/b.pdf}}\n"
    )
    (report,) = take_all(library.folder, tmp_path / "x.bib").lists
    assert (report.entries, report.pdfs, report.problems) == (2, ("a.pdf",), ())
    found = works.find(library.database, ["arxiv:2404.14897", "arxiv:2404.14898"])
    assert len(found) == 2
    assert list(pdf_cache.of_works(library.database, list(found.values()))) == [
        found["arxiv:2404.14897"]
    ]


def test_of_works_that_are_not_here_nothing_is_copied(library: Library, tmp_path: Path) -> None:
    pdfs = [CarriedPdf("arxiv:2404.14897", tmp_path / "x.pdf")]
    assert carried_pdfs.lacking(library.database, pdfs) == tuple(pdfs)
    assert carried_pdfs.take_in(library.folder, pdfs, InlineProgress()) == TakenPdfs()
