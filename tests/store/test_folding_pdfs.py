"""Two works that prove to be one: PDFs, downloads and pins go along."""

from effllm_desktop.store import downloads, identities, pdf_cache, pdf_files
from effllm_desktop.store.pdf_cache import WholePdf
from tests.support.builders import take


def test_what_a_work_has_goes_over_to_the_work_that_it_is(folder, database):
    take(folder, "# L\n\n- [A](https://a.org/1)\n- [B](https://a.org/2)\n- [C](https://a.org/3)\n")
    a, b, c = (work for (work,) in database.rows("SELECT id FROM works ORDER BY id"))
    for number, work in enumerate((a, c)):
        part = pdf_files.part_of(folder, f"{number}")
        part.write_bytes(b"%PDF-" + bytes([number]))
        whole = WholePdf(part, pdf_files.digest(part), 6, 1)
        with database.transaction():
            pdf_cache.take_in(database, folder, whole, [(work, None)], f"{number}", "now")
    with database.transaction():
        downloads.add(database, [downloads.Request(a, "i", "u", "p", None)], first=False, now="now")
        database.run("INSERT INTO pins VALUES (?, 'now')", (c,))
        identities.fold(database, a, b)
    assert pdf_cache.of_works(database, [b])[b].identity == "0"
    assert downloads.states(database, [a, b]) == {b: "queued"}
    with database.transaction():
        identities.fold(database, b, c)
    assert pdf_cache.of_works(database, [c])[c].identity == "1"  # what it has stays
    assert identities.touched(database) == {c}
    with database.transaction():
        identities.copy_state(database, c, a)
    assert database.value("SELECT pinned_at FROM pins WHERE work_id = ?", (a,)) == "now"
