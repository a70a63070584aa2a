"""Zotero's own export comes in with notes, tags, collections and what is attached."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.app.foreign_formats import zotero_rdf
from effllm_desktop.app.foreign_formats.as_list import as_list
from effllm_desktop.app.foreign_formats.entries import ForeignEntry
from effllm_desktop.app.foreign_formats.html_text import as_markdown
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.state import UNTOUCHED, State
from effllm_desktop.markdown import reader

HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
"""
RDF = (
    HEAD
    + """<bib:Article rdf:about="#item_1">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:0028-0836"/>
  <bib:authors><rdf:Seq>
    <rdf:li><foaf:Person><foaf:surname>Müller, Sr</foaf:surname>
      <foaf:givenName>Ana</foaf:givenName></foaf:Person></rdf:li>
    <rdf:li><foaf:Person><foaf:surname>OpenAI</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <dcterms:isReferencedBy rdf:resource="#item_2"/>
  <dcterms:isReferencedBy rdf:resource="#gone"/>
  <link:link rdf:resource="#item_3"/><link:link rdf:resource="#item_4"/>
  <dc:subject>a, b</dc:subject>
  <dc:subject><z:AutomaticTag><rdf:value>auto</rdf:value></z:AutomaticTag></dc:subject>
  <dc:subject> </dc:subject>
  <dc:title>One &amp; only</dc:title>
  <dc:date>2020-05-01</dc:date>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/1</rdf:value></dcterms:URI></dc:identifier>
  <dc:description>tex: x
arXiv: 2404.14897 [cs]</dc:description>
</bib:Article>
<bib:Memo rdf:about="#item_2">
  <rdf:value>&lt;p&gt;Mine, &lt;b&gt;all&lt;/b&gt;.&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_3">
  <z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="files/3/one%20a.pdf"/>
  <dc:identifier><dcterms:URI><rdf:value
   >https://files.example/one.pdf</rdf:value></dcterms:URI></dc:identifier>
  <link:type>application/pdf</link:type>
</z:Attachment>
<z:Attachment rdf:about="#item_4">
  <z:itemType>attachment</z:itemType>
  <z:path rdf:resource="files/4/page.html"/>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/1</rdf:value></dcterms:URI></dc:identifier>
  <link:type>text/html</link:type>
</z:Attachment>
<bib:Journal rdf:about="urn:issn:0028-0836">
  <dc:identifier>ISSN 0028-0836</dc:identifier>
  <dc:identifier>DOI 10.1000/182</dc:identifier>
  <dc:title>Nature</dc:title>
</bib:Journal>
<rdf:Description rdf:about="http://arxiv.org/abs/1707.06347">
  <z:itemType>preprint</z:itemType>
  <dcterms:isPartOf><bib:Part><dcterms:isPartOf><!-- x --><bib:Book><dc:title>Book</dc:title>
    </bib:Book></dcterms:isPartOf></bib:Part></dcterms:isPartOf>
  <z:programmers><rdf:Seq><rdf:li><foaf:Person><foaf:givenname>Bo</foaf:givenname>
    <foaf:surname>Li</foaf:surname></foaf:Person></rdf:li></rdf:Seq></z:programmers>
  <dc:title>Two</dc:title>
  <prism:number>arXiv:1707.06347</prism:number>
  <dcterms:issued>2017</dcterms:issued>
  <dc:identifier>10.1000/183</dc:identifier>
</rdf:Description>
<bib:Document rdf:about="#item_7"><z:itemType>webpage</z:itemType></bib:Document>
<bib:Memo rdf:about="#item_8"><rdf:value>alone</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_9"><z:itemType>attachment</z:itemType></z:Attachment>
<z:Collection rdf:about="#collection_2"><dc:title>Inner</dc:title>
  <dcterms:hasPart rdf:resource="#item_1"/><dcterms:hasPart rdf:resource="#collection_1"/>
</z:Collection>
<z:Collection rdf:about="#collection_1"><dc:title>Outer</dc:title>
  <dcterms:hasPart rdf:resource="#collection_2"/>
</z:Collection>
<z:Collection rdf:about="#collection_3"><dc:title>Other</dc:title>
  <dcterms:hasPart rdf:resource="#item_1"/><dcterms:hasPart rdf:resource="#gone"/>
</z:Collection>
</rdf:RDF>
"""
)


def test_items() -> None:
    assert zotero_rdf.recognises(RDF)
    found = zotero_rdf.read(RDF)
    one, again, two = found.entries
    assert one == ForeignEntry(
        title="One & only",
        line=10,
        url="https://example.org/1",
        arxiv="2404.14897",
        doi="10.1000/182",
        authors=("Ana Müller Sr", "OpenAI"),
        venue="Nature",
        year=2020,
        section=("Other",),
        state=State(tags=("a, b", "auto"), note="Mine, **all**."),
        more=(("pdf", "https://files.example/one.pdf"),),
        files=("files/3/one%20a.pdf", "files/3/one a.pdf"),
    )
    assert (again.title, again.section) == ("One & only", ("Inner",))
    assert (again.state, again.files) == (UNTOUCHED, ())
    assert (two.title, two.arxiv, two.doi, two.year) == ("Two", "1707.06347", "10.1000/183", 2017)
    assert (two.authors, two.venue, two.section) == (("Bo Li",), "Book", ())
    assert [one.reason for one in found.problems] == [
        "an item without a title",
        "a note that belongs to no item",
        "an attachment that belongs to no item",
    ]


def test_the_list_that_is_made_has_an_entry_for_each_collection() -> None:
    text, kept = as_list("Mine", zotero_rdf.read(RDF))
    read = reader.read_text(text)
    assert [one.text.key for one in read.entries] == [key for _, key in kept]
    assert [one.heading for one in read.sections] == ["Mine", "Other", "Inner"]
    links = {one.url for entry in read.entries for one in entry.text.links}
    assert "https://files.example/one.pdf" in links


def rdf(*things: str) -> str:
    return HEAD + "".join(things) + "</rdf:RDF>"


def item(name: str, more: str = "") -> str:
    return (
        f'<bib:Article rdf:about="{name}"><z:itemType>journalArticle</z:itemType>'
        f"<dc:title>{name}</dc:title>{more}</bib:Article>"
    )


def collection(name: str, *parts: str) -> str:
    held = "".join(f'<dcterms:hasPart rdf:resource="{part}"/>' for part in parts)
    return f'<z:Collection rdf:about="{name}"><dc:title>{name}</dc:title>{held}</z:Collection>'


def test_a_journal_of_several_items_gives_its_doi_to_none() -> None:
    said = "<dc:title>J</dc:title><dc:identifier>DOI 10.1000/1</dc:identifier>"
    journal = f'<bib:Journal rdf:about="j">{said}</bib:Journal>'
    part = '<dcterms:isPartOf rdf:resource="j"/>'
    some = zotero_rdf.read(rdf(item("a", part), item("b", part), journal)).entries
    assert [(one.doi, one.venue) for one in some] == [(None, "J"), (None, "J")]
    (one,) = zotero_rdf.read(rdf(item("a", part), journal)).entries
    assert one.doi == "10.1000/1"


def test_an_attachment_from_arxiv_says_which_paper_it_is() -> None:
    pdf = (
        '<z:Attachment rdf:about="p"><dc:identifier><dcterms:URI><rdf:value>'
        "https://arxiv.org/pdf/2404.14897v2.pdf</rdf:value></dcterms:URI></dc:identifier>"
        "<link:type>application/pdf</link:type></z:Attachment>"
    )
    (one,) = zotero_rdf.read(rdf(item("a", '<link:link rdf:resource="p"/>'), pdf)).entries
    assert (one.arxiv, one.more) == ("2404.14897", ())


def test_collections_go_as_deep_as_headings_and_each_once() -> None:
    names = [f"c{number}" for number in range(9)]
    chain = [collection(one, below, "x") for one, below in pairwise(names)]
    found = zotero_rdf.read(rdf(item("x"), *chain, collection("c8", "x", "c0")))
    assert {len(one.section) for one in found.entries} == {1, 2, 3, 4, 5}
    twice = rdf(item("x"), collection("a", "c"), collection("b", "c"), collection("c", "x"))
    assert [one.section for one in zotero_rdf.read(twice).entries] == [("a", "c")]
    unnamed = rdf(item("x"), collection("", "c"), collection("c", "x"))
    assert [one.section for one in zotero_rdf.read(unnamed).entries] == [("c",)]


def test_collections_of_collections_take_little_time() -> None:
    some = [collection(f"c{n}", *[f"c{n + 1}"] * 9, "x") for n in range(2000)]
    assert len(zotero_rdf.read(rdf(item("x"), *some)).entries) == 2000


@pytest.mark.parametrize(
    "text",
    [
        RDF[:-20],
        RDF.replace("<dc:title>Two", "<dc:title>&lol;"),
        '<!DOCTYPE rdf:RDF [<!ENTITY lol "x">]>' + RDF.replace("<dc:title>Two", "<dc:title>&lol;"),
        HEAD + "<bib:Article>" * 1000,
    ],
)
def test_damage_is_refused_with_its_line(text: str) -> None:
    assert zotero_rdf.recognises(text)
    with pytest.raises(BadInput, match="Zotero RDF cannot be read from line"):
        zotero_rdf.read(text)


def test_more_things_than_anybody_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes and the like are kept to the end, whatever item they belong to."""
    monkeypatch.setattr(zotero_rdf, "_MOST_THINGS", 2)
    text = rdf(item("a"), "\n<bib:Memo rdf:about='b'/>", "\n<bib:Memo rdf:about='c'/>\n")
    with pytest.raises(BadInput, match=r"more than .* records up to line 12"):
        zotero_rdf.read(text)


def test_other_rdf_is_none_of_it() -> None:
    assert not zotero_rdf.recognises(RDF.replace("http://www.zotero.org", "http://other.example"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain & simple\n", "plain & simple"),
        ("a < b", "a < b"),
        (
            "<p>Read  this <strong>twice</strong>.</p>\n<p>1 &lt; 2</p>",
            "Read this **twice**.\n\n1 < 2",
        ),
        ("<h2>T</h2><ul><li>a</li><li><p>b <em>c</em></p></li></ul>x", "## T\n\n- a\n- b *c*\n\nx"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"),
        ("<blockquote><p>a<br>b</p></blockquote><p>c</p>", "> a\n> b\n\nc"),
        ("<pre>a\n  b</pre>c", "```\na\n  b\n```\n\nc"),
        (
            '<a href="https://x.example">x</a> <a href="javascript:1">y</a>',
            "[x](https://x.example) y",
        ),
        ("</ul></blockquote></pre></a>x", "x"),
        ("<li>x", "- x"),
        ("<ul><li><p>a</p><p>b</p><li>c</ul>", "- a b\n- c"),
        ("<![foo[ &amp; <b>x</b><!-- gone -->", "<![foo[ & **x**"),
    ],
)
def test_notes_become_markdown(html: str, text: str) -> None:
    assert as_markdown(html) == text


def test_a_note_that_no_parser_ends_stays_as_it_is() -> None:
    note = "<a " * 20_000
    assert as_markdown(note) == note.strip()


@given(st.integers(0, len(RDF)), st.integers(0, 30), st.text("<>/&;:\"'x \n[]{}*!-", max_size=4))
def test_damage_anywhere_is_read_or_refused(start: int, length: int, instead: str) -> None:
    damaged = RDF[:start] + instead + RDF[start + length :]
    try:
        found = zotero_rdf.read(damaged)
    except BadInput as problem:
        assert "line" in problem.what  # noqa: PT017 - one clear error is as good as a reading
    else:
        assert len(found.entries) <= 6
