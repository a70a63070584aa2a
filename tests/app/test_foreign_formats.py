"""Files of other programs become lists; nothing of them is lost in silence, nothing comes half."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effllm_desktop.app.exporting import bibtex as bibtex_out
from effllm_desktop.app.exporting import csl as csl_out
from effllm_desktop.app.exporting import latex
from effllm_desktop.app.exporting import ris as ris_out
from effllm_desktop.app.exporting import tables as tables_out
from effllm_desktop.app.exporting.request import EVERY_PART
from effllm_desktop.app.foreign_formats import bibtex, bookmarks, csl, id_list, ris, tables, tex
from effllm_desktop.app.foreign_formats.as_list import as_list, is_meant
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.app.foreign_formats.formats import FOREIGN, format_of
from effllm_desktop.app.foreign_formats.tex import as_text, split_keywords, split_names
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import State, Status
from effllm_desktop.markdown import reader
from tests.support.cited import cited

KEYS = {WorkId(1): "k1"}
BIBTEX = r"""% Zotero
@string{icml = {Proc. of ICML}}
@comment{jabref-meta: databaseType:bibtex;}
@article{müller2024,
  title = {{LoRA}: {\"U}ber $L_2$ \& more},
  author = {M{\"u}ller, Ana and {Meta, Inc.} and others},
  booktitle = icml,
  year = 2024,
  eprint = {2404.14897},
  archiveprefix = {arXiv},
  keywords = {a b, c},
  annote = {Worth 100\%.},
  readstatus = {read},
  ranking = {rank4},
}
@misc{broken, title = {never closed

@book{knuth, title = "The {TeX}book", author = "Donald E. Knuth", date = {1984-01},
  doi = {10.1000/182}, file = {:C\:/x.pdf:PDF}, url = {https://example.org/a\_b}}
@misc{untitled, year = 2000}
"""


def test_bibtex() -> None:
    found = bibtex.read(BIBTEX)
    first, second = found.entries
    assert first == ForeignEntry(
        title="LoRA: Über $L_2$ & more",
        line=4,
        arxiv="2404.14897",
        authors=("Ana Müller", "Meta Inc."),
        authors_elided=True,
        venue="Proc. of ICML",
        year=2024,
        state=State(Status.READ, rating=4, tags=("a b", "c"), note="Worth 100%."),
    )
    assert (second.title, second.year, second.doi) == ("The TeXbook", 1984, "10.1000/182")
    assert second.url == "https://example.org/a_b"
    assert [(one.first_line, one.reason) for one in found.problems] == [
        (16, "a record that is not BibTeX"),
        (20, "a record without a title"),
    ]


def test_records_with_one_key_both_come_in() -> None:
    found = bibtex.read(
        '@string{icml = "ICML"}\n'
        '@misc{a, title="One", journal=icml}\n@misc{a, title="Two", journal=icml}\n'
    )
    assert [(one.title, one.venue) for one in found.entries] == [("One", "ICML"), ("Two", "ICML")]


@pytest.mark.parametrize(
    ("value", "venue"),
    [
        ("icml", "ICML"),
        ('icml # { 2024: } # "the # {"}rest" # year', 'ICML 2024: the # "rest2024'),
        ("{C} # {D}", "CD"),
        ("{C # D}", "C # D"),
        ('"C # {D}"', "C # D"),
        ("long # { on}", "Proc. of ICML on"),
        ("Unknown # { x}", "Unknown x"),
        (r"{a} # { \# b}", "a # b"),
    ],
)
def test_values_that_are_put_together(value: str, venue: str) -> None:
    macros = '@string{icml = {ICML}}\n@string{Long = "Proc. of " # ICML}\n@string{year = 2024}\n'
    (one,) = bibtex.read(
        f"{macros}@misc{{k, title={{T}}, journal = {value}, note = 1 # 2}}"
    ).entries
    assert one.venue == venue


def test_macros_that_mean_more_than_fits_stay_as_they_are() -> None:
    text = '@string{a0="lol"}\n' + "".join(
        f"@string{{a{n}=a{n - 1} # a{n - 1} # a{n - 1}}}\n" for n in range(1, 60)
    )
    (one,) = bibtex.read(text + "@misc{k, title=a2, journal=a59}").entries
    assert one.title == "lol" * 9
    assert len(one.venue or "") < 2**16


def test_braces_without_end_are_refused() -> None:
    with pytest.raises(BadInput, match="line 2"):
        bibtex.read("@misc{a,\ntitle = {" + "{" * 100_000)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        (r"Garc{\'\i}a", "García"),
        (r"\textbraceleft{}a\textbraceright{} \textbackslash{}y", "{a} \\y"),
        (r"a~b -- c\textasciicircum{}", "a b – c^"),
        (r"On the {$L_2$} Norm", "On the $L_2$ Norm"),
        (r"{AT&T} saves 5% more", "AT&T saves 5% more"),
        (r"R & D -- \emph{50% off} #1", "R & D – 50% off #1"),
        (r"Erd{\H{o}}s, \v{C}ech, \ss{}, \'\i, \o{}re", "Erdős, Čech, ß, í, øre"),
    ],
)
def test_tex_as_text(value: str, text: str) -> None:
    assert as_text(value) == text


pieces = st.sampled_from(
    [*"aB1 ", r"\'e", r"{\'e}", r"\'{e}", r"\'\i", r"\"{\i}", r"\c{c}", r"\v{S}", r"\ss{}", r"\&",
     r"\_", r"\%", r"\l{}", r"\H{o}"]
)  # fmt: skip
values = st.recursive(
    st.lists(pieces).map("".join), lambda some: st.lists(some).map(lambda n: f"{{{''.join(n)}}}")
)


@settings(max_examples=50)
@given(values)
def test_the_short_way_through_tex_says_what_the_long_one_says(value: str) -> None:
    if not tex._LONG.search(tex._SHORT.sub("", value)):
        assert as_text(value) == tex._long(value)


def test_where_arxiv_papers_and_addresses_also_stand() -> None:
    first, second, third = bibtex.read(
        "@article{a, title={One}, journal={arXiv preprint arXiv:2404.14897}}\n"
        r"@misc{b, title={Two}, howpublished={\url{https://example.org/two}}}"
        "@misc{c, title={Three}, eprint={2404.14897 [cs.CL]}}"
    ).entries
    assert (first.arxiv, second.url) == ("2404.14897", "https://example.org/two")
    assert third.arxiv == first.arxiv


def test_names_are_parted_outside_braces() -> None:
    assert split_names("A. B and {C and D, Inc} and E, F") == ["A. B", "C and D Inc", "E, F"]


RIS = "\r\n".join(
    [
        "\ufeffTY  - JOUR",
        "TI  - One",
        "AU  - Müller, Ana",
        "AU  - OpenAI",
        "T2  - Nature",
        "PY  - 2020/05//",
        "AN  - arXiv:2404.14897",
        "DO  - https://doi.org/10.1000/182",
        "UR  - https://example.org/1",
        "KW  - a",
        "KW  - b",
        "N1  - First.",
        " second",
        "ER  - ",
        "",
        "stray",
        "TY  - GEN",
        "AU  - Nobody",
        "ER  - ",
        "TY  - GEN",
        "TI  - Open",
        "TY  - GEN",
        "T1  - Two",
        "ER  -",
        "TY  - GEN",
        "",
    ]
)


def test_ris() -> None:
    found = ris.read(RIS)
    first, second = found.entries
    assert first == ForeignEntry(
        title="One",
        line=1,
        url="https://example.org/1",
        arxiv="2404.14897",
        doi="10.1000/182",
        authors=("Ana Müller", "OpenAI"),
        venue="Nature",
        year=2020,
        state=State(tags=("a", "b"), note="First.\nsecond"),
    )
    assert second.title == "Two"
    assert [(one.first_line, one.reason) for one in found.problems] == [
        (16, "a line outside any record"),
        (17, "a record without a title"),
        (20, "a record that nothing ends"),
        (25, "a record that nothing ends"),
    ]


def test_csl() -> None:
    items = [
        {
            "title": "<i>One</i> more",
            "author": [{"family": "Berg", "given": "Ana", "non-dropping-particle": "van"}],
            "issued": {"date-parts": [["2020", 5]]},
            "container-title": "Nature",
            "DOI": "10.1000/182",
            "URL": "https://arxiv.org/abs/2404.14897v2",
            "keyword": "a, b",
            "note": "Mine.",
        },
        {"title": "Two", "author": [{"literal": "A, B"}], "issued": {"raw": "in 1999"}},
        {"title": ""},
        {"title": "x", "issued": {"date-parts": []}},
        "text",
    ]
    text = "[\n" + ",\n".join(map(json.dumps, items)) + "\n]"
    found = csl.read(text)
    assert found.entries == [
        ForeignEntry(
            title="One more",
            line=2,
            url="https://arxiv.org/abs/2404.14897v2",
            arxiv="2404.14897",
            doi="10.1000/182",
            authors=("Ana van Berg",),
            venue="Nature",
            year=2020,
            state=State(tags=("a", "b"), note="Mine."),
        ),
        ForeignEntry(title="Two", line=3, authors=("A B",), year=1999),
    ]
    assert [one.first_line for one in found.problems] == [4, 5, 6]


@pytest.mark.parametrize("text", ["[{},\n{", "[" * 100_000, '[{"title": "x"}'])
def test_json_that_ends_early_or_never_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="line"):
        csl.read(text)


def test_a_table() -> None:
    found = tables.read(
        "\ufeffTitle;Author;Publication Year;Url;Tags;Notes;Status;Starred;Rating;Section\n"
        "One;Müller, Ana; Berg, B;2020;;;;;;\n"
        "'=Two;A;2021-05;https://example.org/2;a, b;Mine.;read;yes;4;X / Y\n"
        ";;;;;;;;;\n"
        "Three;;;javascript:x;;;finished;;9;\n\n"
        ";A;;;;;;;;\n"
    )
    assert [one.title for one in found.entries] == ["One", "=Two", "Three"]
    two = found.entries[1]
    assert two.state == State(Status.READ, starred=True, rating=4, tags=("a", "b"), note="Mine.")
    assert (two.section, two.year, two.url) == (("X", "Y"), 2021, "https://example.org/2")
    assert found.entries[2].url == ""
    assert [(one.first_line, one.reason.partition(";")[0]) for one in found.problems] == [
        (5, "a status or rating that is none"),
        (7, "a row without a title"),
    ]


def test_a_table_that_ends_inside_a_cell_is_refused() -> None:
    with pytest.raises(BadInput, match="line 2"):
        tables.read('title,url\n"never closed\n')
    with pytest.raises(BadInput, match="line 2"):
        tables.read(f"title,url\n{'x' * 2**21},\n")


BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1">Papers &amp; more</H3>
    <DL><p>
        <DT><A HREF="https://arxiv.org/abs/2404.14897" TAGS="a,b">A <b>paper</b></A>
        <DD>Said of it
        <DT><A HREF="javascript:alert(1)">No</A>
        <DT><A HREF="file:///etc/passwd">No</A>
    </DL><p>
    <DT><A HREF="https://example.org/x">
</DL><p>
"""


def test_bookmarks() -> None:
    found = bookmarks.read(BOOKMARKS)
    first, second = found.entries
    assert (first.title, first.url) == ("A paper", "https://arxiv.org/abs/2404.14897")
    assert (first.section, first.description) == (("Papers & more",), "Said of it")
    assert first.state.tags == ("a", "b")
    assert (second.title, second.section) == ("https://example.org/x", ())
    assert [one.first_line for one in found.problems] == [11, 12]


def test_ids() -> None:
    found = id_list.read(
        "2404.14897v2\n\narXiv:math/0309136  # old\nhttps://arxiv.org/pdf/2001.00001\nx\n"
    )
    assert [one.arxiv for one in found.entries] == ["2404.14897", "math/0309136", "2001.00001"]
    assert [one.first_line for one in found.problems] == [5]
    text, kept = as_list("Ids", found)
    assert [key for _, key in kept] == [
        "arxiv:2404.14897", "arxiv:math/0309136", "arxiv:2001.00001"
    ]  # fmt: skip
    assert "- [arXiv:2404.14897](http://arxiv.org/abs/2404.14897), [pdf]" in text


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("x.bib", BIBTEX, "BibTeX"),
        ("", "\ufeff@misc{a,", "BibTeX"),
        ("", RIS, "RIS"),
        ("x.json", "[{}]", "CSL-JSON"),
        ("x.csl", "[{}]", "CSL-JSON"),
        ("x.json", '{"items": [', "CSL-JSON"),
        ("x.csv", "Title,Url\n", "table"),
        ("x.tsv", "key\ttitle\n", "table"),
        ("x.html", BOOKMARKS, "bookmarks"),
        ("x.opml", "<opml>", "OPML"),
        ("x.xml", "<?xml?><opml>", "OPML"),
        ("x.xml", "<feed>", None),
        ("", "<opml>", "OPML"),
        ("x.rdf", "<rdf:RDF a='http://www.zotero.org/namespaces/export#'>", "Zotero RDF"),
        ("x.xml", "<rdf:RDF a='http://www.zotero.org/namespaces/export#'>", "Zotero RDF"),
        ("x.rdf", "<rdf:RDF>", None),
        ("x.txt", "2404.14897\n", "arXiv ids"),
        ("x.txt", "2404.14897\nthe one on ice\n2404.14898\n", "arXiv ids"),
        ("x.txt", "2404.14897\nis a paper\nof this spring\n", None),
        ("x.txt", "words\n2404.14897\n2404.14898\n", None),
        ("x.txt", "words\n", None),
        ("x.md", BIBTEX, None),
        ("x.rst", "2404.14897\n", None),
        ("", "# L\n- [a](https://a.example)\n", None),
        ("", "Title\n=====\n", None),
        ("x.html", "<html>", None),
        ("x.csv", 'a"b,title\n', None),
        ("", "", None),
    ],
)
def test_what_a_file_is(name: str, text: str, form: str | None) -> None:
    found = format_of(name, text)
    assert (found.name if found else None) == form


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "replace")))
def test_no_text_breaks_a_reader(text: str) -> None:
    for form in FOREIGN:
        if form.recognises(text):
            try:
                form.read(text)
            except BadInput as problem:
                assert problem.what  # noqa: PT017 - one clear error is as good as a reading


titles = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="$\\") | st.just(" "),
    min_size=1,
).filter(lambda title: " ".join(title.split()) == title and any(map(str.isalnum, title)))
foreign = st.builds(
    ForeignEntry,
    title=titles,
    line=st.just(1),
    url=st.sampled_from(["", "https://example.org/a_(b)?c=<d>", "https://example.org/x y"]),
    arxiv=st.sampled_from([None, "2404.14897"]),
    doi=st.sampled_from([None, "10.1000/(182)"]),
    authors=st.lists(st.sampled_from(["Ana Müller", "B, C", "Li*u"])).map(tuple),
    authors_elided=st.booleans(),
    venue=st.sampled_from([None, "ICML", "A, B `c`"]),
    year=st.sampled_from([None, 2020]),
    description=st.sampled_from([None, "Said *of* it [x](y)"]),
    section=st.lists(st.sampled_from(["A", "B # c", "<D>"]), max_size=3).map(tuple),
)


@settings(max_examples=60)
@given(st.lists(foreign, max_size=5))
def test_a_list_made_of_records_reads_back(entries: list[ForeignEntry]) -> None:
    found = ForeignReading(entries=list(entries))
    text, kept = as_list("Mine # yours", found)
    assert len(kept) + len(found.problems) == len(entries)
    read = reader.read_text(text)
    for one, (meant, _) in zip(read.entries, kept, strict=True):
        assert is_meant(one.text.title, meant.title)
        assert (one.text.arxiv.id if one.text.arxiv else None) == meant.arxiv
    assert read.name == "Mine # yours"
    assert read.problems == ()


plain = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1
).filter(lambda text: " ".join(text.split()) == text)
names = st.sampled_from(["Ana Müller", "Bo van Dam", "OpenAI", "C. D. Li"])
tags = st.sampled_from(
    ["a", "b c", "é", "x, y", "p; q", "s; t, u", 'the "q"', "{z}", "a\\,b"]
) | st.text(st.sampled_from('ab ,;"{}\\$&'), min_size=1).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
states = st.builds(
    State,
    status=st.sampled_from(Status),
    starred=st.booleans(),
    rating=st.integers(0, 5),
    tags=st.lists(tags, unique=True).map(tuple),
    note=st.sampled_from(["", "One.\n\nTwo.", "100% & $5 {x}"]),
)
works = st.builds(
    cited,
    title=plain,
    authors=st.lists(names).map(tuple),
    venue=st.sampled_from(["ICML", "Nature", "Journal of A & B"]),
    year=st.sampled_from([None, 1999, 2024]),
    arxiv=st.sampled_from([None, "2404.14897"]),
    doi=st.sampled_from([None, "10.1000/182_x"]),
    url=st.sampled_from(["", "https://example.org/a_b?c=%20d"]),
    state=states,
)


@given(works)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_written_comes_back(work: object) -> None:
    for dialect in (bibtex_out.BIBTEX, bibtex_out.BIBLATEX):
        (text,) = bibtex_out.records([work], dialect, KEYS, EVERY_PART)  # type: ignore[list-item]
        assert_same(bibtex.read(text).entries[0], work, starred=True, status=True)
    (text,) = ris_out.records([work], KEYS, EVERY_PART)  # type: ignore[list-item]
    assert_same(ris.read(text).entries[0], work)
    text = "".join(csl_out.records([work], KEYS, EVERY_PART))  # type: ignore[list-item]
    assert_same(csl.read(text).entries[0], work)
    for delimiter in ",\t":
        text = "".join(tables_out.rows([work], delimiter, EVERY_PART))  # type: ignore[list-item]
        assert_same(tables.read(text).entries[0], work, starred=True, status=True)


def assert_same(
    entry: ForeignEntry, work: object, *, starred: bool = False, status: bool = False
) -> None:
    assert work.title.replace(" ", "") == entry.title.replace(" ", "")  # type: ignore[attr-defined]
    for name in ("authors", "venue", "year", "arxiv", "doi", "url"):
        assert getattr(entry, name) == getattr(work, name), name
    state = work.state  # type: ignore[attr-defined]
    assert (entry.state.tags, entry.state.note) == (state.tags, state.note)
    if starred:
        assert (entry.state.starred, entry.state.rating) == (state.starred, state.rating)
    if status:
        assert entry.state.status is state.status


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("🤗 Transformers", "Transformers"),
        ("→ here", "here"),
        ("What it is:", "What it is"),
        ("⭐️ Read ⭐", "Read ⭐"),
        ("C++ – a tour", "C++ – a tour"),
        ("→", "→"),
        ("🤗", "🤗"),
    ],
)
def test_pictures_before_a_title_keep_no_record_out(title: str, read: str) -> None:
    """Bookmarks are often called so: the sign stands in the list, and is no part of the title."""
    found = ForeignReading([ForeignEntry(title, 1, url="https://a.example")])
    text, kept = as_list("L", found)
    assert (len(kept), found.problems) == (1, [])
    assert title in text
    assert [one.text.title for one in reader.read_text(text).entries] == [read]


def test_one_address_under_two_titles_is_two_works_each_with_its_state() -> None:
    rows = "title,url,status\nOne,https://a.example,read\nTwo,https://a.example,dropped\n"
    text, kept = as_list("L", tables.read(rows))
    assert [key for _, key in kept] == [one.text.key for one in reader.read_text(text).entries]
    assert [(key, entry.state.status) for entry, key in kept] == [
        ("url:a.example#title=one", Status.READ),
        ("url:a.example#title=two", Status.DROPPED),
    ]


@pytest.mark.parametrize("note", ["a\n```\nx --> y\n```", "it''s ``q''", "what?` and !` so", "`x`"])
def test_signs_that_tex_would_join_come_back(note: str) -> None:
    for escape in (latex.escaped, latex.ascii_only):
        assert as_text(escape(note)) == note


def test_notes_of_zotero_are_pages() -> None:
    row = "Title,Manual Tags,Automatic Tags,Notes\nT,a; b,c; a,<p>My <b>note</b></p>; <p>Two</p>\n"
    (entry,) = tables.read(row).entries
    assert entry.state == State(tags=("a", "b", "c"), note="My **note**\n\nTwo")
    record = "TY  - JOUR\nTI  - T\nN1  - <p>My <b>note</b></p>\nN1  - a <b> c\nER  - \n"
    (entry,) = ris.read(record).entries
    assert entry.state.note == "My **note**\n\na <b> c"
    (entry,) = tables.read("title,note,url\nT,<p>Mine</p>,\n").entries
    assert entry.state.note == "<p>Mine</p>"


@pytest.mark.parametrize(
    "record",
    [
        "@article{a, title={T}, author={Doe, Jane}, year=2020, doi={10.1000/1}}",
        "@misc{a, title={T}, author={Doe, Jane}, year=2020, url={https://a.example}}",
    ],
)
def test_a_year_alone_is_no_venue(record: str) -> None:
    text, _ = as_list("L", bibtex.read(record))
    (read,) = reader.read_text(text).entries
    assert (read.text.authors, read.text.venue, read.text.year) == (("Jane Doe",), None, 2020)


def test_every_form_has_a_name_of_its_own() -> None:
    assert len({form.name for form in FOREIGN}) == len(FOREIGN)
    assert Path("x.bib").suffix in FOREIGN[3].suffixes


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("a, b c", ("a", "b c")),
        ("Training;Semantics, syntax; Pruning", ("Training", "Semantics, syntax", "Pruning")),
        ("deep\nlearning, pruning", ("deep learning", "pruning")),  # a line that was too long
        ("deep learning\npruning", ("deep learning", "pruning")),  # EndNote
        ("{{deep learning}; {pruning, sparse}}", ("deep learning", "pruning, sparse")),
        ("{a, b}, c", ("a, b", "c")),
        ("{a, b},", ("a, b",)),
        ("{a, b}", ("a", "b")),  # the Web of Science: braces around all of them
        (r"a\, b, c\;d", ("a, b", "c;d")),  # JabRef
        (r"M{\"u}ller, {\'E}cole", ("Müller", "École")),
        ("a, a,, ", ("a",)),
        ("", ()),
        ("{never closed, b", ("never closed, b",)),
        ("b} c, d", ("b c", "d")),
    ],
)
def test_keywords_are_parted_as_the_file_does(value: str, tags: tuple[str, ...]) -> None:
    assert tuple(dict.fromkeys(split_keywords(value))) == tags


def test_a_tag_stays_whole_where_the_form_can_say_so() -> None:
    (one,) = ris.read("TY  - GEN\nTI  - x\nKW  - a, b; c\nd\nKW  - a, b; c\nER  - \n").entries
    assert one.state.tags == ("a, b; c", "d")
    text = json.dumps([{"title": "x", "keyword": ["a, b", " ", "a, b", 5]}])
    assert csl.read(text).entries[0].state.tags == ("a, b", "5")
    rows = 'title,Manual Tags\nx,"a, b"\ny,"a, b; c"\nz,\n'
    assert [one.state.tags for one in tables.read(rows).entries] == [
        ("a, b",), ("a, b", "c"), ()
    ]  # fmt: skip
    marks = BOOKMARKS.replace('TAGS="a,b"', 'TAGS="a;b,c"')
    assert bookmarks.read(marks).entries[0].state.tags == ("a;b", "c")


def test_long_bibliographies_are_read_in_parts_that_know_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Macros hold before and behind them; lines are those of the whole; what is damaged is told."""
    text = (
        "Words before.\n@String{a = {Aa}}\n"
        + "".join(
            f"@misc{{k{n}, title={{T{n}}}, journal = {'a' if n % 2 else 'late'},\n  year=2020}}\n"
            for n in range(7)
        )
        + "@misc{broken, title = {never\n\n@STRING{late = {Late}} % a remark\n"
        + "@comment{x}\n@misc{untitled}\n@misc{k1, title={Last}, journal=late}\n"
    )
    whole = bibtex.read(text)
    assert [one.venue for one in whole.entries[:2]] == ["Late", "Aa"]
    stretches = list(bibtex.stretches(text))

    def said(some: Iterable[bibtex.Stretch]) -> list[tuple[int, str]]:
        return [(one.line, one.words.strip()) for one in some if one.is_record]

    for together in range(1, 12):
        monkeypatch.setattr(bibtex, "_TOGETHER", together)
        assert bibtex.read(text) == whole
        assert said(bibtex.stretches(text)) == said(stretches)
    assert [one.first_line for one in whole.problems] == [17, 21]
    monkeypatch.setattr(bibtex, "_LONGEST_MACROS", 3)
    assert bibtex.read(text) == whole
