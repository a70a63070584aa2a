"""What a flight still needs, in one line."""

from effllm_desktop.app.downloading import asking
from effllm_desktop.app.readiness import readiness, readiness_of
from effllm_desktop.app.readmodels.pdfs import PdfStatus
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.store import downloads, pdf_cache, pdf_files
from tests.support.builders import page, take
from tests.support.misbehaving_server import pdf

LIST = """# L

- [A](https://arxiv.org/abs/2401.00001v1)
- [B](https://arxiv.org/abs/2401.00002v1)
- [C](https://openreview.net/forum?id=c)
- [D](https://example.org/d.pdf)
- [E](https://arxiv.org/abs/2401.00005v1)
- [Post](https://example.org/post)
- [Code](https://github.com/o/r)
"""
KEYS = ["arxiv:2401.00001", "arxiv:2401.00002", "url:openreview.net/forum?id=c",
        "url:example.org/d.pdf", "arxiv:2401.00005"]  # fmt: skip


def test_each_work_is_counted_once_with_its_reason(folder, library):
    take(folder, LIST)
    works = [library.works.find(key) for key in KEYS]
    both = [library.works.find("url:example.org/post"), library.works.find("github:o/r")]
    part = pdf_files.part_of(folder, "arxiv:2401.00001v1")
    part.write_bytes(pdf(2_000_000))
    whole = pdf_cache.WholePdf(part, pdf_files.digest(part), 2_000_000, 1)
    with library.database.transaction():
        pdf_cache.take_in(library.database, folder, whole, [(works[0], 1)], "a", "now")
    asking.request(library, Settings(), works[1:4])
    with library.database.transaction():
        downloads.begin(library.database, works[2])
        downloads.fail(library.database, "url:example.org/d.pdf", BadInput("It is none."))
    found = readiness(library.database, Settings(arxiv_interval=40), [*works, *works, *both])
    assert found.here == 1
    assert [(one.status, one.why) for one in found.missing] == [
        (PdfStatus.QUEUED, "It waits in the queue."),
        (PdfStatus.DOWNLOADING, "It is being fetched."),
        (PdfStatus.FAILED, "It is none."),
        (PdfStatus.NONE, "It was not asked for yet."),
    ]
    assert list(found.online_only) == both
    assert found.size == 8_000_000
    assert found.seconds == 2 * 42
    assert found.sentence == (
        "1 of 5 PDFs on this machine, 4 not: 1 in the queue, 1 coming, 1 failed, "
        "1 not asked for (about 1 min, 8.0 MB); 2 works need a network"
    )


def test_nothing_is_missing_of_nothing(library):
    found = readiness(library.database, Settings(), [])
    assert found.sentence == "0 of 0 PDFs on this machine"
    assert (found.seconds, found.size) == (0, 0)


def test_a_query_says_which_of_a_scope_are_wanted(folder, library):
    take(folder, page("L", {"S": ["a", "b"]}))
    everything = readiness_of(folder, Settings(), PlaceScope(Place.ALL))
    one = readiness_of(folder, Settings(), PlaceScope(Place.ALL), parse("b"))
    assert len(everything.online_only) + len(everything.wanted) == 2
    assert len(one.online_only) + len(one.wanted) == 1
