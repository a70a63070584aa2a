"""What a query finds is what plain Python finds, in random libraries and for random queries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.operations.searching import SaveSearch
from effllm_desktop.app.operations.seeing import MarkSeen
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.queries.fields import Mark, Thing
from effllm_desktop.domain.scopes import Place, PlaceScope, SearchScope
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store import conditions, metadata, orders, pdf_text
from tests.support.builders import take
from tests.support.query_oracle import Known, Oracle

NOW = datetime.now(UTC)
ALL = PlaceScope(Place.ALL)
WORDS = ["quant", "Quantization", "Über", "naïve", "学习", "学习模型", "C++", "k-v", "or", "LLM",
         "Straße"]  # fmt: skip
NAMES = ["José Núñez", "Ann Lee", "王伟", "Łukasz Søgaard"]
VENUES = ["NeurIPS", "arXiv", "Ünivers"]
NOTES = ["", "compare with quant", "学习笔记"]
ABSTRACTS = ["", "We quantize Überall, naïvely.", "学习模型 of compared LLMs\nquant C++"]
PAGES = [(), ("One page of quant",), ("k-v naïve", "学习 or LLM\nto read")]
CITED = [(), (("openalex", 61),), (("semantic_scholar", 2), ("openalex", 120))]
TAGS = ["to read", "Über", "x", "Æsir"]
LISTS = {"Alpha": ("Survey", "Papers"), "Béta": ("Survey", "Vidéo")}
STATES = st.builds(
    State,
    status=st.sampled_from(Status),
    starred=st.booleans(),
    rating=st.integers(0, 5),
    tags=st.lists(st.sampled_from(TAGS), unique=True, max_size=2).map(tuple),
    note=st.sampled_from(NOTES),
    queue=st.none() | st.integers(1, 9),
)
MENTIONS = st.sets(
    st.sampled_from([(name, section) for name, two in LISTS.items() for section in two]),
    min_size=1,
)


@st.composite
def works(draw):
    """A paper or a repository, and where it stands."""
    title = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
    places = draw(MENTIONS)
    work = Known(
        key="",
        title=title,
        state=draw(STATES),
        lists=frozenset(name for name, _ in places),
        sections=frozenset(section for _, section in places),
        known_since=NOW - timedelta(days=draw(st.sampled_from([0, 10, 100]))),
        changed_at=NOW - timedelta(days=draw(st.sampled_from([0, 10, 100]))),
        has_highlight=draw(st.booleans()),
        is_new=draw(st.booleans()),
        is_changed=draw(st.booleans()),
        is_seen=draw(st.booleans()),
        abstract=draw(st.sampled_from(ABSTRACTS)),
        stars=draw(st.sampled_from([None, 0, 70, 2000])),
        version=draw(st.sampled_from([None, 1, 2])),
        is_withdrawn=draw(st.booleans()),
        cited=draw(st.sampled_from(CITED)),
        pdf=draw(st.sampled_from(PAGES)),
        has_left=draw(st.booleans()),
    )
    if work.is_new or len(work.lists) > 1:
        work = replace(work, has_left=False)  # there is no list that it could have left
    paper = draw(st.booleans())
    return work, (draw(st.sampled_from(NAMES)), draw(st.sampled_from(VENUES))) if paper else None


def known(number, work, paper):
    """The work with what its number makes of it."""
    if paper is None:
        name = f"Owner{number % 2}/some-repo{number}"
        return replace(work, key=f"github:{name.lower()}", kind="repository", about=name,
                     repository=name, addresses=(f"github.com/{name}",))  # fmt: skip
    arxiv = f"230{number % 9 + 1}.0000{number % 9}"
    return replace(work, key=f"arxiv:{arxiv}", authors=paper[0], venue=paper[1],
                 year=2020 + number % 4, about=arxiv, citations=number * 60 if number % 3 else None,
                 addresses=(f"arxiv.org/abs/{arxiv}v1",))  # fmt: skip


def has_twin(work, mentioned):
    """Whether another one has the title, and no other authors."""
    return any(
        other.title.casefold() == work.title.casefold()
        and (not other.authors or not work.authors or other.authors == work.authors)
        for other in mentioned
        if other.key != work.key
    )


def entry(work, *, before=False):
    """What a list says of a work, and what it said `before`."""
    is_other = before and work.is_changed
    if work.repository:
        return f"- [{work.title}](https://{work.addresses[0]}){' ~' if is_other else ''}\n"
    cited = (-1 if work.citations is None else work.citations) + is_other
    return (
        f"- **{work.title}**, `{work.venue}, {work.year}`, [arxiv](https://{work.addresses[0]}), "
        f"cication: [**{cited}**](None)\n\n\t *{work.authors}*\n"
    )


def text_of(name: str, mentioned, *, before=False) -> str:
    text = f"# {name}\n"
    for section in LISTS[name]:
        text += f"\n## {section}\n\n"
        text += "".join(entry(w, before=before) for w in mentioned
                        if name in w.lists and section in w.sections)  # fmt: skip
    if before:
        text += "".join(entry(w) for w in mentioned if w.has_left and name not in w.lists)
    return text


def made(folder: Path, mentioned) -> Library:
    """A library that holds the works."""
    for name in LISTS:
        take(folder, text_of(name, [w for w in mentioned if not w.is_new], before=True))
    for name in LISTS:
        take(folder, text_of(name, mentioned), as_list=name)
    library = open_library(folder)
    for work in mentioned:
        number, state = library.works.find(work.key), work.state
        assert number is not None, work
        library.workspace.run(
            ChangeState(
                works=[number],
                status=state.status,
                starred=state.starred,
                rating=state.rating,
                tags=state.tags,
                note=state.note,
            )
        )
        if work.is_seen:
            library.workspace.run(MarkSeen([number]))
        with library.database.transaction():
            write(library, number, work)
    return library


def write(library, number, work):
    """What no operation writes yet, and times."""
    run = library.database.run
    run("INSERT OR IGNORE INTO reading (work_id, changed_at) VALUES (?, '')", (number,))
    run("UPDATE reading SET queue = ?, changed_at = ? WHERE work_id = ?",
        (work.state.queue, work.changed_at.isoformat(), number))  # fmt: skip
    run("UPDATE works SET known_since = ? WHERE id = ?", (work.known_since.isoformat(), number))
    facts = {Fact.ABSTRACT: work.abstract, Fact.WITHDRAWN: work.is_withdrawn}
    if work.version:
        facts |= {Fact.VERSION: work.version, Fact.PUBLISHED: "2023", Fact.UPDATED: "2024"}
    metadata.take(library.database, Source.ARXIV, {number: facts}, "2026-01-01")
    if work.stars is not None:
        told = {number: {Fact.STARS: work.stars}}
        metadata.take(library.database, Source.GITHUB, told, "2026-01-01")
    for source, count in work.cited:
        told = {number: {Fact.CITATIONS: count}}
        metadata.take(library.database, Source(source), told, "2026-01-01")
    if work.pdf:
        run("INSERT INTO pdfs (id, sha256, size, pages, added_at) VALUES (?, ?, 9, 2, '')",
            (number, f"{number}"))  # fmt: skip
        run("INSERT INTO work_pdfs (work_id, pdf_id, attached) VALUES (?, ?, 0)", (number, number))
        pdf_text.take(library.database, f"{number}", work.pdf)
    if work.has_highlight:
        run("INSERT INTO highlights (work_id, page, quads, quote, colour, comment, made_at) "
            "VALUES (?, 1, '[]', '', '', '', '')", (number,))  # fmt: skip


VALUES = st.sampled_from(
    [
        *WORDS,
        *NAMES,
        *VENUES,
        *TAGS,
        "naive",
        "uber",
        "jose nun",
        "学",
        "read",
        "lukasz søg",
        "strass",
        "aesir",
    ]
)
TEXT_FIELDS = st.sampled_from(["title", "author", "venue", "note", "tag", "abstract", "pdf"])
PATTERNED = st.sampled_from(["", "", "title:", "author:", "venue:", "note:", "tag:", "url:",
                             "repo:", "key:", "abstract:", "list:", "section:"])  # fmt: skip
PATTERNS = st.sampled_from(["quant", "^quant", "^u", "m$", "k-?v", "[aeiou]{2}", "naive|ube[rt]",
                            "näïve", "学习", "^.{3}$", "\\d{3}", "ann lee", ".", "^al", "s$",
                            "x|to r", "github", "łu.*SO", "sse$"])  # fmt: skip
SAVED = ("one", "two", "three")
TERMS = st.one_of(
    VALUES,
    st.builds('"{}"'.format, VALUES),
    st.builds('{}:"{}"'.format, TEXT_FIELDS, VALUES),
    st.builds("{}:{}".format, TEXT_FIELDS, VALUES),
    st.builds("list:{}".format, st.sampled_from([*LISTS, "beta", "Gamma"])),
    st.builds("section:{}".format, st.sampled_from(["Survey", "papers", "video", "None"])),
    st.builds("kind:{}".format, st.sampled_from(["paper", "repository", "video"])),
    st.builds("is:{}".format, st.sampled_from(
        [*Status, "starred", "queued", "new", "changed", "removed", "duplicate", "withdrawn"])),
    st.builds("{}:{}".format, st.sampled_from(["has", "no"]),
              st.sampled_from(["pdf", "note", "highlight", "tag", "code", "newer-version"])),
    st.builds("{}:{}".format, st.sampled_from(["year", "rating", "cites", "stars"]),
              st.sampled_from(["2021..2022", ">=3", "<3", "0", "2..4", ">60", "..2021", "120"])),
    st.builds("{}:{}".format, st.sampled_from(["added", "touched"]),
              st.sampled_from(["<7d", ">7d", "1w..2m", "1y", ">=12h", "9999y..", "..9999y"])),
    st.sampled_from(["url:github", "url:https://ARXIV.org/abs/2301", "url:nowhere", "repo:some",
                     "repo:owner1/some-repo", "repo:-", "key:arxiv:230", "key:nothing",
                     "key:arxiv:2301.00000", "2301.00000", "arxiv:2301.00000", "2399.99999",
                     "github:owner0/some-repo2", "&", "🌟", "(", ")", "or", "is:nonsense"]),
    st.builds("{}/{}/".format, PATTERNED, PATTERNS),
    st.builds("search:{}".format, st.sampled_from([*SAVED, "ONE", "none", "unread"])),
)  # fmt: skip
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.builds("-{}".format, inner),
        st.builds("{} {}".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
        st.builds("({})".format, inner),
        st.builds("-({})".format, inner),
    ),
    max_leaves=7,
)


def assert_looked_through(library, query):
    """The same is found where only some works are asked about, and where few are wanted."""
    hits = set(library.entries.hits(query))
    every = library.entries.select(ALL).row_ids
    for some in (every, every[1:3], [min(every), max(every)], every[:1]):
        found = orders.hits_among(library.database, query, some)
        assert hits.intersection(some) == set(found).intersection(some), query
    for limit in (0, 1, len(every)):
        few = orders.few_hits(library.database, query, limit)
        assert few is None or (set(few) == hits and len(few) <= limit), query


EACH = [
    *(f"is:{value}" for value in (*Status, *Mark)),
    *(f"{field}:{value}" for field in ("has", "no") for value in Thing),
    *(f"{field}:{number}" for field in ("year", "cites", "stars", "rating")
      for number in ("0", "60", ">60", ">=61", "<2021", "<=2", "2021..2022", "1..", "..120")),
    *(f"{field}:{age}" for field in ("added", "touched") for age in ("<7d", ">1w", "1m", "1w..2m")),
    *(f"{field}:{value}" for field in ("title", "author", "venue", "note", "abstract", "pdf")
      for value in ("quant", "NAIVE", "über", "学", "ann", "llm", "ncompared")),
    *(f'{field}:"{value}' for field in ("note", "abstract", "pdf")
      for value in ("with quant", 'quant c"', "llm to re", 'of compared"', 'page of quan"')),
    *(f"kind:{kind}" for kind in Kind),
    "tag:uber", 'tag:"TO READ"', "tag:to", "list:beta", "list:alpha", "section:survey",
    "repo:owner1", "repo:some", "url:arxiv.org", "url:owner0", "key:arxiv",
    "key:arxiv:2301.00000", "2301.00000", "quant", "learning", "学习", '"学习模型"',
    "-is:new -is:removed", "is:read or has:tag",
    "(is:unread or is:queued) -has:pdf",
]  # fmt: skip
"""Each thing that can be asked for, alone: what is drawn asks for few of them."""


def numbered(mentioned):
    """Drawn works with what their numbers and the others make of them."""
    mentioned = [known(number, *one) for number, one in enumerate(mentioned)]
    return [replace(one, is_duplicate=has_twin(one, mentioned)) for one in mentioned]


@settings(max_examples=40, phases=[Phase.generate])  # to make a failure smaller takes minutes
@given(
    st.lists(works(), min_size=1, max_size=8),
    st.lists(QUERIES, min_size=1, max_size=80),
    st.tuples(QUERIES, QUERIES, QUERIES),
    st.sampled_from([1, 4000]),
)
def test_a_query_finds_what_plain_python_finds(tmp_path_factory, mentioned, queries, saved, many):
    mentioned = numbered(mentioned)
    folder = tmp_path_factory.mktemp("library")
    library = made(folder, mentioned)
    for name, text in zip(SAVED, saved, strict=True):
        library.workspace.run(SaveSearch(name, text))
    searches = {name: parse(text) for name, text in zip(SAVED, saved, strict=True)}
    searches["unread"] = parse("is:unread")
    oracle = Oracle(mentioned, datetime.now(UTC), searches)
    for text in queries:
        query = parse(text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(conditions, "_MANY", many)
            ids = library.entries.select(ALL, query).row_ids
            assert_looked_through(library, query)
        found = {row.key for row in library.entries.rows(ALL, ids)}
        assert found == oracle.answer(query), text
        assert set(ids) <= set(library.entries.hits(query))
    for one in library.outlines.read().searches[-len(SAVED) :]:
        ids = library.entries.select(SearchScope(one.id)).row_ids
        found = {row.key for row in library.entries.rows(ALL, ids)}
        assert found == oracle.answer(parse(f"search:{one.name}")), one
    library.close()


@settings(max_examples=8, phases=[Phase.generate])
@given(st.lists(works(), min_size=7, max_size=9))
def test_each_thing_is_found_and_all_but_it(tmp_path_factory, mentioned):
    mentioned = numbered(mentioned)
    library = made(tmp_path_factory.mktemp("library"), mentioned)
    oracle = Oracle(mentioned, datetime.now(UTC))
    keys = dict(library.database.rows("SELECT id, key FROM works"))
    for text in [*EACH, *(f"-({text})" for text in EACH)]:
        ids = library.entries.select(ALL, parse(text)).row_ids
        assert {keys[one] for one in ids} == oracle.answer(parse(text)), text
    library.close()
