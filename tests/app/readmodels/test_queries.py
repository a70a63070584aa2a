"""What queries find in a real library."""

import pytest

from effllm_desktop.app.emptying_trash import remove_for_good
from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.queries import Field, Not, Query, Term, parse, printed
from effllm_desktop.domain.queries.describing import taken_as_text
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.domain.state import Status
from effllm_desktop.store import lists, metadata, pdf_text
from tests.support.builders import found, page, take, work
from tests.support.soundness import assert_sound

PAPER = (
    "- **{}**, `{}, {}`, [arxiv](http://arxiv.org/abs/{}), cication: [**-1**](None)\n\n\t *{}*\n"
)
FIRST = (
    "# Awesome Models\n\n## Survey\n\n"
    + PAPER.format("Quantization of Über-Networks", "NeurIPS", 2023, "2301.00001", "José Núñez")
    + "\n## Pruning\n\n"
    + PAPER.format("深度学习模型压缩", "arXiv", "2302.00001", "2302.00001", "王伟")
    + '- [C++ in a don\'t "quote" world](https://example.org/cpp)\n'
    + "\n### Survey\n\n"
    + PAPER.format("The $L_2$ norm", "arXiv", "2303.00001", "2303.00001", "Ann Lee, Bob Ray")
)
SECOND = page(
    "Models", {"Papers": ["[Quantization of Über-Networks](https://arxiv.org/abs/2301.00001)"],
               "Video": ["[A talk](https://youtu.be/x)", "[Repo](https://github.com/Some/Repo)"]}
)  # fmt: skip
QUANT, DEEP, CPP, NORM = (
    "Quantization of Über-Networks",
    "深度学习模型压缩",
    'C++ in a don\'t "quote" world',
    "The L₂ norm",
)
EVERY = [QUANT, DEEP, CPP, NORM, "A talk", "Repo"]


@pytest.fixture
def stocked(folder, library):
    take(folder, FIRST)
    take(folder, SECOND)
    workspace = library.workspace
    workspace.run(SetStatus([work(library, QUANT)], Status.READ))
    workspace.run(SetStar([work(library, DEEP), work(library, QUANT)], True))
    workspace.run(AddTags([work(library, "A talk")], ["To Watch"]))
    workspace.run(SetNote(work(library, "Repo"), "zebra crossing"))
    return library


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", EVERY),
        ("quant", [QUANT]),
        ("UBER netw", [QUANT]),
        ("jose nunez", [QUANT]),
        ("neurips", [QUANT]),
        ('"of Uber"', [QUANT]),
        ('"quantization uber"', []),
        ('"quantiz"', []),
        ("学习", [DEEP]),
        ("度学", [DEEP]),
        ("学度", []),
        ("王", [DEEP]),
        ("l2", [NORM]),
        ("L_2", [NORM]),
        ("don't", [CPP]),
        ('c++ ""quote', [CPP]),
        ("zebra", ["Repo"]),
        ("to wa", ["A talk"]),
        ("some/repo", ["Repo"]),
        ("-quant", EVERY[1:]),
        ("-quant -学习 -zebra", [CPP, NORM, "A talk"]),
        ("a -talk", [DEEP, CPP, NORM]),
        ("🌟", []),
        ("-🌟", EVERY),
        ("& quant", [QUANT]),
        ("is:unread", [DEEP, CPP, NORM, "A talk", "Repo"]),
        ("-is:unread", [QUANT]),
        ("is:read is:starred", [QUANT]),
        ("is:starred -is:read", [DEEP]),
        ("is:reading", []),
        ('tag:"to watch"', ["A talk"]),
        ("-tag:x", EVERY),
        ("tag:to", []),
        ("list:Models", [QUANT, "A talk", "Repo"]),
        ('list:"awesome models"', [QUANT, DEEP, CPP, NORM]),
        ("list:awe", [QUANT, DEEP, CPP, NORM]),
        ("list:some", [QUANT, DEEP, CPP, NORM]),
        ("list:nowhere", []),
        ("-list:nowhere", EVERY),
        ('list:"Awesome Models" -list:Models', [DEEP, CPP, NORM]),
        ("section:Survey", [QUANT, NORM]),
        ('section:"pruning / survey"', [NORM]),
        ("section:Pruning", [DEEP, CPP, NORM]),
        ("-section:Survey", [DEEP, CPP, "A talk", "Repo"]),
        ("section:nowhere", []),
        ("kind:video", ["A talk"]),
        ("-kind:paper", [CPP, "A talk", "Repo"]),
        ("2301.00001", [QUANT]),
        ("arxiv:2301.00001v3", [QUANT]),
        ("https://www.github.com/SOME/repo/issues", ["Repo"]),
        ("2399.99999", []),
        ("https://quantization.example/", []),
        ("title:norm", [NORM]),
        ("title:quant or repo:some", [QUANT, "Repo"]),
        ("(is:starred or kind:video) -author:nunez", [DEEP, "A talk"]),
        ("-(list:models or 🌟)", [DEEP, CPP, NORM]),
        ("& or is:starred", [QUANT, DEEP]),
        ("author:JOSE list:modéls", [QUANT]),
        ("section:vidéo", ["A talk", "Repo"]),
        ("key:2301.00001", [QUANT]),
        ("key:github:", ["Repo"]),
        ("rating:0 year:2023", [QUANT, DEEP, NORM]),
        ("rating:>0", []),
        ("url:youtu.be or has:code", ["A talk", "Repo"]),
        ("abstract:quant or stars:>1", []),
        ("cites:>1", []),
        ("-cites:>1", EVERY),
        ("no:newer-version", EVERY),
        ("/^quant/", [QUANT]),
        ("/uber-?net/", [QUANT]),
        ("/习模/ kind:paper", [DEEP]),
        ("/quant|zebra/", [QUANT, "Repo"]),
        ("-/quant|zebra/ is:unread", [DEEP, CPP, NORM, "A talk"]),
        (r"title:/^the\b/", [NORM]),
        ("title:/zebra/", []),
        ("author:/^(ann|bob) (lee|ray)$/", [NORM]),
        ("venue:/^neur/", [QUANT]),
        ("note:/z.*ing$/", ["Repo"]),
        ("tag:/^to/", ["A talk"]),
        ("tag:/watch$/ or author:/wang|王/", [DEEP, "A talk"]),
        ("url:/youtu[.]be|cpp$/", [CPP, "A talk"]),
        ("repo:/^some/", ["Repo"]),
        ("key:/^github:/", ["Repo"]),
        ("list:/^models$/", [QUANT, "A talk", "Repo"]),
        ("section:/^video$/", ["A talk", "Repo"]),
        ("section:/^models/", []),
        ("section:/pruning . survey/", [NORM]),
        ("abstract:/./", []),
        ("/quant(/", []),
        ("/the( l2/", [NORM]),
        ("/quant/ /uber/ -author:/x/", [QUANT]),
        ("search:unread kind:video", ["A talk"]),
        ('-search:"with  NOTES"', [QUANT, DEEP, CPP, NORM, "A talk"]),
        ("search:nothing", []),
        ("-search:nothing", EVERY),
        ("like:2399.99999", []),
        ("like:quant", []),
    ],
)
def test_what_a_query_finds(stocked, query, expected):
    assert found(stocked, query) == expected


@pytest.mark.parametrize(
    "query", ["quant title:x is:read has:note year:2023 2301.00001", "/a/ search:unread"]
)
def test_nothing_is_told_of_what_anybody_may_know(library, query):
    assert library.entries.not_known_yet(parse(query)) == []


def test_what_the_latest_version_of_a_list_words_in_another_way_is_changed(folder, library):
    def version(title, other="[b](https://a.b/2)"):
        text = page("L", {"S": [f"[{title}](https://a.b/1)", other]})
        take(folder, text, as_list="L" if library.lists.all() else None)

    version("one")
    assert found(library, "is:changed") == []
    version("one, told better")
    assert found(library, "is:changed") == ["one, told better"]
    assert found(library, "-is:changed") == ["b"]
    library.workspace.run(TrashList(ListId(1)))
    assert found(library, "is:changed") == []
    library.workspace.undo()
    version("one, told better", "[c](https://a.b/3)")
    assert found(library, "is:changed") == []
    version("one", "[c](https://a.b/3)")
    lists.add_saved_version(library.database, ListId(1), b"", "0", "2026-01-01")
    assert found(library, "is:changed") == ["one"]
    library.workspace.run(TrashList(ListId(1)))
    remove_for_good(folder, ListId(1))
    assert library.database.value("SELECT count(*) FROM changed_entries") == 0


@pytest.mark.parametrize("query", ["stars:>1", "abstract:x", "is:withdrawn", "no:newer-version"])
def test_what_services_alone_can_say_is_asked_of_them(stocked, query):
    said = stocked.entries.not_known_yet(parse(query))
    assert said == [f"Nothing is known yet of {query}: refresh works to ask services."]
    facts = {
        Fact.STARS: 1,
        Fact.ABSTRACT: "a",
        Fact.WITHDRAWN: False,
        Fact.VERSION: 1,
        Fact.UPDATED: "2026-01-01T00:00:00+00:00",
    }
    with stocked.database.transaction():
        metadata.take(stocked.database, Source.ARXIV, {WorkId(1): facts}, "2026")
    assert stocked.entries.not_known_yet(parse(query)) == []


def test_names_that_nothing_has_are_told(stocked):
    said = stocked.entries.not_known_yet(parse("search:x like:2399.99999 like:2301.00001"))
    assert said == [
        "No search is saved as “x”: it finds nothing.",
        "There is no work 2399.99999 in the library: nothing is like it.",
    ]


def test_a_pattern_that_cannot_be_read_is_understood_as_text(stocked):
    query = stocked.entries.understood(parse("/a(/ or title:/^b/"))
    assert printed(query) == '"/a(/" or title:/^b/'
    (said,) = taken_as_text(query)
    assert said == "“/a(/” was searched as text: no pattern can be read so."


def test_a_list_shows_what_a_pattern_finds(stocked):
    selection = stocked.entries.select(ListScope(ListId(2)), parse("/quant|talk/ -key:/^url/"))
    assert len(selection.row_ids) == 1


def test_a_key_can_be_excluded(stocked):
    term = Not(Term(Field.WORK, "arxiv:2301.00001"))
    ids = stocked.entries.select(PlaceScope(Place.ALL), Query(term)).row_ids
    assert len(ids) == len(EVERY) - 1


def test_a_list_shows_the_entries_of_the_works_that_a_query_selects(stocked):
    selection = stocked.entries.select(ListScope(ListId(2)), parse('list:"Awesome Models"'))
    assert len(selection.row_ids) == 1
    selection = stocked.entries.select(ListScope(ListId(1)), parse("section:Video"))
    assert len(selection.row_ids) == 0


def test_changes_of_the_readers_are_found_at_once_and_lost_at_once(stocked):
    talk = work(stocked, "A talk")
    stocked.workspace.run(SetNote(talk, "学习笔记"))
    assert found(stocked, "习笔") == ["A talk"]
    stocked.workspace.run(SetNote(talk, ""))
    assert found(stocked, "习笔") == []
    stocked.workspace.undo()
    stocked.workspace.run(RemoveTags([talk], ["to watch"]))
    assert found(stocked, "watch") == []
    stocked.workspace.undo()
    assert found(stocked, "watch") == ["A talk"]
    assert_sound(stocked.database)


def test_what_left_a_list_is_not_found(folder, stocked):
    take(folder, page("Models", {"Papers": []}), as_list="Models")
    assert found(stocked, "zebra") == []
    assert found(stocked, "quant") == [QUANT]
    take(folder, SECOND, as_list="Models")
    assert found(stocked, "zebra") == ["Repo"]


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", "*", "(", ")", "a AND", "OR", "NOT b", "NEAR(a b)", "title:a", "^a", "a*b",
        "{a}:b", "-", "--", "a\0b", "\udce4", "%", "_", "is:", ":", '""', "tag:\udce4",
        "list:\0", "section: / ",
        " ".join(f"word{n}" for n in range(3000)),
        " ".join(f"-word{n}" for n in range(3000)),
        " ".join(f"tag:t{n} -kind:paper section:s{n}" for n in range(400)),
        "x" * 100_000,
        "汉" * 20_000,
    ],
)  # fmt: skip
def test_no_query_is_an_error(stocked, query):
    found(stocked, query)
    stocked.works.search(query)


def test_ranked_search_puts_titles_first_and_knows_keys(folder, library):
    take(folder, page("L", {"S": ["[One](https://a.b/1)", "[Two zebras](https://a.b/2)"]}))
    library.workspace.run(SetNote(work(library, "One"), "zebras zebras"))
    ranked = library.works.search("zebr")
    assert ranked == [work(library, "Two zebras"), work(library, "One")]
    assert library.works.search("zebr", limit=1) == ranked[:1]
    assert library.works.search("https://a.b/1/") == [work(library, "One")]
    assert library.works.search("zebras one") == [work(library, "One")]
    assert library.works.search("") == []
    assert library.works.search("🌟 &") == []


@pytest.fixture
def told(stocked):
    """What services said of two works, and a PDF of one with its text."""
    database = stocked.database
    quant = stocked.works.find("arxiv:2301.00001")
    repo = stocked.works.find("github:some/repo")
    facts = {
        Fact.ABSTRACT: "Sparse Größen, everywhere.",
        Fact.VERSION: 9,
        Fact.PUBLISHED: "2023-01-01",
        Fact.UPDATED: "2024-01-01",
        Fact.WITHDRAWN: True,
    }
    with database.transaction():
        metadata.take(database, Source.ARXIV, {quant: facts}, "2026-01-01")
        metadata.take(database, Source.GITHUB, {repo: {Fact.STARS: 1500}}, "2026-01-01")
        metadata.take(
            database,
            Source.OPENALEX,
            {quant: {Fact.CITATIONS: 7}, repo: {Fact.CITATIONS: 250}},
            "2026-01-01",
        )
        metadata.take(
            database, Source.SEMANTIC_SCHOLAR, {quant: {Fact.CITATIONS: 120}}, "2026-01-01"
        )
        database.run(
            "INSERT INTO pdfs (id, sha256, size, pages, added_at) VALUES (1, 'aa', 9, 2, '')"
        )
        database.run("INSERT INTO work_pdfs (work_id, pdf_id, attached) VALUES (?, 1, 0)", (quant,))
        pdf_text.take(database, "aa", ["The first page.", "An ablation of everything."])
    return stocked


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("abstract:sparse", [QUANT]),
        ("abstract:spa", [QUANT]),
        ("abstract:parse", []),
        ("abstract:grössen", [QUANT]),
        ("abstract:GRÖßEN", [QUANT]),
        ("abstract:groß", [QUANT]),
        ('abstract:"sparse großen"', [QUANT]),
        ('abstract:"großen everywhere"', [QUANT]),
        ('abstract:"großen every"', []),
        ('abstract:"großen every', [QUANT]),
        ('abstract:"sparse everywhere"', []),
        ("abstract:networks", []),
        ("cites:>100", [QUANT, "Repo"]),
        ("cites:250 -cites:<250", ["Repo"]),
        ("abstract:dense", []),
        ("abstract:/gr[oö]ßen, every/", [QUANT]),
        ("abstract:/^every/", []),
        ("/^sparse groessen|^sparse größen/", [QUANT]),
        ("abstract:&", []),
        ("stars:>1k", ["Repo"]),
        ("stars:..100", []),
        ("is:withdrawn", [QUANT]),
        ("has:pdf", [QUANT]),
        ("pdf:ablation", [QUANT]),
        ("pdf:every pdf:abl", [QUANT]),
        ('pdf:"ablation of"', [QUANT]),
        ('pdf:"ablation of every"', []),
        ('pdf:"ablation of every', [QUANT]),
        ('pdf:"ablation everything"', []),
        ('pdf:"page an"', []),
        ("pdf:&", []),
    ],
)
def test_what_services_and_pdfs_say_is_found(told, query, expected):
    assert found(told, query) == expected
