"""Any bytes can be a list, any other bytes its next version; the library stays sound."""

from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.app.library import open_library
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Sort
from tests.support.builders import take_all
from tests.support.soundness import assert_sound

PIECES = st.sampled_from(
    [
        b"# L\n",
        b"## S\n",
        b"## S\r\n",
        b"### \n",
        b"S\n---\n",
        b"\r",
        b"\n\n",
        b"\0",
        b"\xff\xfe",
        b"\xe4\xb8",
        b"- [a](https://a.b)\n",
        b"- [a](https://a.b)",
        b"* [b](https://a.b) - text\n",
        b"\t- [nested](https://n.o)\n",
        b"- **T**, `arXiv, 2404.00001`, [arxiv](http://arxiv.org/abs/2404.00001)\n",
        b"- [\0](https://a.b/\xff)\n",
        b"\t *A, ..., B*\n",
        b"- nothing\n",
        "- [学习](https://学.习)\n".encode(),
        b"```\n",
        b"<!--\n",
    ]
) | st.binary(max_size=12)
DOCUMENTS = st.lists(PIECES, max_size=12).map(b"".join)


@settings(max_examples=40)
@given(st.lists(DOCUMENTS, min_size=1, max_size=3))
def test_any_bytes(tmp_path_factory, versions):
    folder = tmp_path_factory.mktemp("library")
    library = open_library(folder)
    path = tmp_path_factory.mktemp("files") / "list.md"
    for version in versions:
        path.write_bytes(version)
        summary = take_all(folder, path)
        assert_sound(library.database)
        if summary.lists:
            assert library.lists.original(ListId(1)) == version
    for scope in (ListScope(ListId(1)), *map(PlaceScope, Place)):
        for sort in Sort:
            ids = library.entries.select(scope, sort=sort).row_ids
            assert len(library.entries.rows(scope, ids)) == len(ids)
    library.outlines.read()
    library.close()
