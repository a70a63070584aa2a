"""Files as other programs write them, made of records that a test knows: ours only reads them.

The writers know nothing of the readers, and take the signs of each form as its own program does.
"""

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

import yaml

from effllm_desktop.app.foreign_formats.entries import ForeignEntry
from effllm_desktop.domain.state import Status
from tests.support.pdfs import Pdf, line

_RDF = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dcterms": "http://purl.org/dc/terms/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_READ_STATES = {Status.READ: "read", Status.READING: "skimmed"}
PRIORITIES = {"high priority": "prio1", "medium priority": "prio2", "low priority": "prio3"}


def one_page(words: str = "") -> bytes:
    """A whole PDF."""
    made = Pdf()
    made.page(line(words, 40, 500))
    return made.bytes()


def bookmarks(entries: Iterable[ForeignEntry]) -> str:
    """A browser's export: folders in folders, and what Firefox says of tags."""
    lines = ["<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<!-- by a browser. -->", "<DL><p>"]
    for one in entries:
        lines += [f'<DT><H3 ADD_DATE="1">{escape(name)}</H3>\n<DL><p>' for name in one.section]
        tags = f' TAGS="{escape(",".join(one.state.tags))}"' if one.state.tags else ""
        link = f'<DT><A HREF="{escape(one.url)}" ADD_DATE="1"{tags}>{escape(one.title)}</A>'
        lines += [link, *([f"<DD>{escape(one.description)}"] if one.description else [])]
        lines += ["</DL><p>"] * len(one.section)
    return "\n".join([*lines, "</DL><p>", ""])


def zotero_rdf(entries: Sequence[ForeignEntry]) -> str:
    """Zotero's RDF: everything beside everything else, tied together by ids."""
    for prefix, space in _RDF.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(_name("rdf:RDF"))
    collections: dict[tuple[str, ...], list[str]] = {(): []}
    for number, one in enumerate(entries):
        about = f"#item_{number}"
        _item(root, one, about)
        for depth in range(len(one.section)):
            collections.setdefault(one.section[: depth + 1], [])
        collections[one.section].append(about)
    paths = list(collections)
    for number, path in enumerate(paths[1:], start=1):
        place = ET.SubElement(root, _name("z:Collection"), _about(f"#collection_{number}"))
        _text(place, "dc:title", path[-1])
        inner = [n for n, other in enumerate(paths) if other and other[:-1] == path]
        for part in (*(f"#collection_{n}" for n in inner), *collections[path]):
            ET.SubElement(place, _name("dcterms:hasPart"), _resource(part))
    return ET.tostring(root, encoding="unicode")


def _item(root: ET.Element, one: ForeignEntry, about: str) -> None:
    item = ET.SubElement(root, _name("bib:Article"), _about(about))
    _text(item, "z:itemType", "journalArticle")
    _text(item, "dc:title", one.title)
    if one.venue:
        ET.SubElement(item, _name("dcterms:isPartOf"), _resource(f"urn:issn:{about}"))
        journal = ET.SubElement(root, _name("bib:Journal"), _about(f"urn:issn:{about}"))
        _text(journal, "dc:title", one.venue)
    _people(item, one.authors)
    _identifiers(item, one)
    for number, tag in enumerate(one.state.tags):
        subject = ET.SubElement(item, _name("dc:subject"))
        if number % 2:  # one that came along
            _text(ET.SubElement(subject, _name("z:AutomaticTag")), "rdf:value", tag)
        else:
            subject.text = tag
    if one.state.note:
        ET.SubElement(item, _name("dcterms:isReferencedBy"), _resource(f"{about}_note"))
        memo = ET.SubElement(root, _name("bib:Memo"), _about(f"{about}_note"))
        paragraphs = (f"<p>{escape(text)}</p>" for text in one.state.note.split("\n\n"))
        _text(memo, "rdf:value", "\n".join(paragraphs))
    for number, file in enumerate(one.files):
        ET.SubElement(item, _name("link:link"), _resource(f"{about}_{number}"))
        attached = ET.SubElement(root, _name("z:Attachment"), _about(f"{about}_{number}"))
        _text(attached, "z:itemType", "attachment")
        ET.SubElement(attached, _name("rdf:resource"), _resource(file))
        _text(attached, "link:type", "application/pdf")


def _people(item: ET.Element, authors: Iterable[str]) -> None:
    people = ET.SubElement(ET.SubElement(item, _name("bib:authors")), _name("rdf:Seq"))
    for author in authors:
        person = ET.SubElement(ET.SubElement(people, _name("rdf:li")), _name("foaf:Person"))
        given, _, family = author.rpartition(" ")
        _text(person, "foaf:surname", family)
        if given:
            _text(person, "foaf:givenName", given)


def _identifiers(item: ET.Element, one: ForeignEntry) -> None:
    if one.year:
        _text(item, "dc:date", f"{one.year}-05-01")
    if one.doi:
        _text(item, "dc:identifier", f"DOI {one.doi}")
    if one.url:
        uri = ET.SubElement(ET.SubElement(item, _name("dc:identifier")), _name("dcterms:URI"))
        _text(uri, "rdf:value", one.url)
    if one.arxiv:
        _text(item, "dc:description", f"tex.x: y\narXiv: {one.arxiv} [cs]")


def _name(short: str) -> str:
    prefix, _, word = short.partition(":")
    return f"{{{_RDF[prefix]}}}{word}"


def _about(name: str) -> dict[str, str]:
    return {_name("rdf:about"): name}


def _resource(name: str) -> dict[str, str]:
    return {_name("rdf:resource"): name}


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, _name(name)).text = words


def papis(folder: Path, entries: Iterable[ForeignEntry]) -> Path:
    """A library of Papis: a folder for each document, in folders that are called as its section."""
    for number, one in enumerate(entries):
        place = folder.joinpath(*one.section, f"document {number:03}")
        place.mkdir(parents=True)
        said = {
            "title": one.title,
            "ref": f"r{number}",
            "author_list": [_in_parts(name) for name in one.authors],
            "journal": one.venue,
            "year": one.year,
            "doi": one.doi,
            "eprint": one.arxiv,
            "url": one.url,
            "tags": list(one.state.tags),
            "notes": "notes.md" if one.state.note else None,
            "files": list(one.files),
        }
        kept = {name: value for name, value in said.items() if value}
        data = yaml.safe_dump(kept, allow_unicode=bool(number % 2), sort_keys=False)
        (place / "info.yaml").write_text(data, encoding="utf-8")
        if one.state.note:
            (place / "notes.md").write_text(one.state.note, encoding="utf-8", newline="")
    return folder


def _in_parts(name: str) -> dict[str, str]:
    given, _, family = name.rpartition(" ")
    return {"family": family, **({"given": given} if given else {})}


def jabref(entries: Sequence[ForeignEntry]) -> str:
    """A bibliography of JabRef, with its own fields and what it writes for itself."""
    records = ["% Encoding: UTF-8\n", *map(_record, entries)]
    records.append("@Comment{jabref-meta: databaseType:bibtex;}\n")
    return "\n".join(records)


def _record(one: ForeignEntry) -> str:
    state = one.state
    keywords, groups = state.tags[::2], state.tags[1::2]
    priority = next((tag for tag in state.tags if tag in PRIORITIES), None)
    first, *others = state.note.split("\n\n")
    said = {
        "author": " and ".join(_braced(name) for name in one.authors),
        "title": _tex(one.title),
        "journal": _tex(one.venue or ""),
        "year": str(one.year or ""),
        "doi": one.doi,
        "eprint": one.arxiv,
        "url": one.url,
        "keywords": ", ".join(_keyword(tag) for tag in keywords if tag != priority),
        "groups": ", ".join(_keyword(tag) for tag in groups if tag != priority),
        "priority": PRIORITIES[priority] if priority else "",
        "ranking": f"rank{state.rating}" if state.rating else "",
        "readstatus": _READ_STATES.get(state.status, ""),
        "comment": _tex(first),
        "file": ";".join(f":{_path(file)}:PDF" for file in one.files),
        **{f"comment-user{n}": _tex(text) for n, text in enumerate(others)},
    }
    lines = (f"  {name:<11} = {{{value}}},\n" for name, value in said.items() if value)
    return f"@Article{{k{one.line},\n{''.join(lines)}}}\n"


def _tex(words: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in words)


def _keyword(tag: str) -> str:
    r"""JabRef parts keywords by commas, those inside of one behind a backslash; so our reader's
    other sign, the semicolon."""
    return _tex(tag).replace(",", r"\,").replace(";", r"\;")


def _braced(name: str) -> str:
    """A name of one word is that of a group, and stands in braces."""
    given, _, family = name.rpartition(" ")
    return f"{_tex(family)}, {_tex(given)}" if given else f"{{{_tex(family)}}}"


def _path(file: str) -> str:
    return file.replace("\\", "\\\\").replace(":", "\\:").replace(";", "\\;")


def papis_with_pdfs(folder: Path) -> Path:
    """Two documents, each with a tag and a PDF, one of which is none."""
    for name, data in (("one", one_page()), ("two", b"<html>")):
        (folder / name).mkdir(parents=True)
        said = {"title": f"Paper {name}", "ref": name, "url": f"https://example.org/{name}"}
        more = {"tags": ["later"], "files": [f"{name}.pdf"]}
        text = json.dumps({**said, **more})  # which YAML is, too
        (folder / name / "info.yaml").write_text(text, encoding="utf-8")
        (folder / name / f"{name}.pdf").write_bytes(data)
    return folder
