"""Room for PDFs: what stays, what goes first; files of the reader's own; damage."""

import os

import pytest

from effllm_desktop.app.downloading import asking, keeping
from effllm_desktop.app.downloading.attaching import attach, copied
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.pinning import PinPdfs
from effllm_desktop.app.readmodels.pdfs import NO_PDF, PdfStatus, pdfs_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.errors import BadInput, Cancelled, StorageFailed
from effllm_desktop.store import downloads, pdf_cache, pdf_files
from tests.support.builders import HandClock, take
from tests.support.misbehaving_server import pdf

PAPERS = 4


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    lines = [f"- [P{n}](https://arxiv.org/abs/2401.0000{n}v1)\n" for n in range(1, PAPERS + 1)]
    take(folder, "# L\n\n" + "".join(lines))
    opened = open_library(folder, clock=HandClock())
    yield opened
    opened.close()


@pytest.fixture
def works(library):
    """Works whose PDFs have come, one after the other, 1,000 bytes each."""
    found = [library.works.find(f"arxiv:2401.0000{n}") for n in range(1, PAPERS + 1)]
    for number, work in enumerate(found):
        fetched(library, work, pdf(1_000, f"{number}"), f"arxiv:2401.0000{number + 1}v1")
    return found


def fetched(library, work, data, identity):
    part = pdf_files.part_of(library.folder, identity)
    part.write_bytes(data)
    whole = pdf_cache.WholePdf(part, pdf_files.digest(part), len(data), 2)
    with library.database.transaction():
        now = library.clock().isoformat()
        pdf_cache.take_in(library.database, library.folder, whole, [(work, 1)], identity, now)


def here(library, works):
    pdfs = pdfs_of(library.database, works)
    return [pdfs.get(work, NO_PDF).status is PdfStatus.CACHED for work in works]


def files(library):
    return len(list((library.folder / "pdfs").glob("??/*.pdf")))


def test_what_was_not_read_for_longest_goes_first(library, works):
    assert keeping.file_of(library, works[0])
    keeping.note_reading(library.folder, works[0], library.clock().isoformat())
    assert keeping.shrink(library.database, library.folder, 2_500) == [works[1], works[2]]
    assert here(library, works) == [True, False, False, True]
    assert files(library) == 2
    assert keeping.file_of(library, works[1]) is None
    assert keeping.shrink(library.database, library.folder, 2_500) == []


def test_what_is_kept_starred_queued_or_highlighted_stays(library, works):
    library.workspace.run(PinPdfs([works[0]], pinned=True))
    library.workspace.run(SetStar([works[1]], starred=True))
    with library.database.transaction():
        library.database.run(
            "INSERT INTO highlights (work_id, page, quads, quote, colour, comment, made_at) "
            "VALUES (?, 1, '[]', 'q', 'yellow', '', 'now')",
            (works[2],),
        )
    room = keeping.room_taken(library.database)
    assert (room.files, room.size, room.staying_files, room.staying_size) == (4, 4000, 3, 3000)
    assert keeping.shrink(library.database, library.folder, 0) == [works[3]]
    assert here(library, works) == [True, True, True, False]


def test_pinning_is_a_step_that_can_be_undone(library, works):
    told = library.workspace.run(PinPdfs(works[:2], pinned=True))
    assert told.aspects == Aspect.PDFS | Aspect.HISTORY
    assert told.works == frozenset(works[:2])
    library.workspace.run(PinPdfs(works[:2], pinned=True))  # they are: no step
    assert library.workspace.undo_label == "keep the PDFs of 2 works"
    library.workspace.run(PinPdfs(works, pinned=False))
    assert library.workspace.undo_label == "no longer keep the PDFs of 4 works"
    library.workspace.undo()
    pins = "SELECT work_id FROM pins ORDER BY work_id"
    assert [work for (work,) in library.database.rows(pins)] == works[:2]
    library.workspace.undo()
    assert library.database.rows(pins) == []
    library.workspace.redo()
    assert len(library.database.rows(pins)) == 2


def test_a_file_of_the_readers_own_is_copied_in_and_stays(library, works, tmp_path):
    own = tmp_path / "Mine.pdf"
    own.write_bytes(pdf(5_000, "mine"))
    asking.request(library, Settings(arxiv_version="newest"), [works[0]])
    whole = copied(library.folder, own, lambda path: 7, InlineProgress().checkpoint)
    heard = []
    library.workspace.subscribe(heard.append)
    attach(library, works[0], whole)
    assert [(one.aspects, one.works) for one in heard] == [(Aspect.PDFS, frozenset([works[0]]))]
    assert own.read_bytes() == pdf(5_000, "mine")
    found = pdfs_of(library.database, works)[works[0]]
    assert (found.size, found.pages) == (5_000, 7)
    assert downloads.all_of(library.database) == []
    assert asking.request(library, Settings(), [works[0]]).here == (works[0],)
    keeping.shrink(library.database, library.folder, 0)
    assert here(library, works) == [True, False, False, False]


def test_what_is_no_pdf_is_not_attached(library, works, tmp_path):
    checkpoint = InlineProgress().checkpoint
    with pytest.raises(BadInput, match="There is no file"):
        copied(library.folder, tmp_path / "missing.pdf", lambda path: 1, checkpoint)
    (tmp_path / "page.pdf").write_text("<html>")
    with pytest.raises(BadInput, match=r"page\.pdf is no PDF"):
        copied(library.folder, tmp_path / "page.pdf", lambda path: 1, checkpoint)
    (tmp_path / "own.pdf").write_bytes(pdf(900))

    def refuse(path):
        raise BadInput("It has no pages.")

    with pytest.raises(BadInput, match="no pages"):
        copied(library.folder, tmp_path / "own.pdf", refuse, checkpoint)
    assert list((library.folder / "pdfs" / "incoming").iterdir()) == []


def test_a_file_that_cannot_be_read_is_told(library, tmp_path):
    with pytest.raises(StorageFailed, match="could not be read or written"):
        pdf_files.copy_in(library.folder, tmp_path)
    assert list((library.folder / "pdfs" / "incoming").iterdir()) == []


def test_an_own_file_outlives_the_library_that_knew_it(library, works, tmp_path):
    own = tmp_path / "own.pdf"
    own.write_bytes(pdf(900, "own"))
    attach(library, works[0], copied(library.folder, own, lambda p: 1, lambda: None))
    before = files(library)
    with library.database.transaction():  # as when an older library is put back
        pdf_cache.forget(library.database, pdf_cache.known(library.database))
    pdf_cache.sweep(library.database, library.folder, [])
    assert files(library) == 1 < before


def test_verifying_finds_what_is_damaged_missing_and_nobodys(library, works, tmp_path):
    own = tmp_path / "own.pdf"
    own.write_bytes(pdf(900, "own"))
    attach(library, works[3], copied(library.folder, own, lambda p: 1, lambda: None))
    paths = [keeping.file_of(library, work).path for work in works]
    paths[0].write_bytes(b"%PDF-rotten")
    paths[1].unlink()
    paths[3].write_bytes(b"%PDF-rotten")
    stranger = library.folder / "pdfs" / "ab" / f"ab{'0' * 62}.pdf"
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"x")
    found = keeping.verify(library.folder, InlineProgress())
    # the file that was works[3]'s before is nobody's work's, but known
    assert found.sound == 2
    assert set(found.damaged) == {"arxiv:2401.00001", "arxiv:2401.00004"}
    assert found.missing == ("arxiv:2401.00002",)
    assert found.removed == 1
    assert here(library, works) == [False, False, True, False]
    assert paths[3].with_suffix(".damaged").read_bytes() == b"%PDF-rotten"
    assert not paths[0].exists()
    assert not stranger.exists()
    assert pdf_files.sizes(library.folder).keys() == pdf_cache.known(library.database).keys()


def test_a_file_that_cannot_be_read_is_not_sound(library):
    assert not keeping._is_sound(library.folder, "ab" * 32, InlineProgress())


def test_verifying_can_be_stopped(library, works):
    progress = InlineProgress()
    progress.cancel()
    with pytest.raises(Cancelled):
        keeping.verify(library.folder, progress)
    assert here(library, works) == [True] * 4


def test_old_copies_that_were_never_finished_are_swept(library):
    incoming = library.folder / "pdfs" / "incoming"
    old, new = incoming / "attaching-1.part", incoming / "attaching-2.part"
    for file in (old, new):
        file.write_bytes(b"x")
    os.utime(old, (0, 0))
    (incoming / "lonely.part.json").write_text("{}")
    pdf_cache.sweep(library.database, library.folder, [])
    assert list(incoming.iterdir()) == [new]


def test_a_library_whose_folder_takes_nothing_says_so(library, works):
    import shutil

    from effllm_desktop.store.queue_lock import QueueLock

    shutil.rmtree(library.folder / "pdfs")
    with pytest.raises(StorageFailed, match="cannot be opened"):
        QueueLock(library.folder).take()
