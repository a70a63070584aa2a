"""A query as SQL: tests of a work. No query is too long or too odd to be asked.

Words, however they are joined, are one question to the full-text index, but for those that stand
in names of tags: works have these beside it. What the index does not know stands in the tables
below, one line for each field, state and thing.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from effllm_desktop.domain import keys
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.domain.queries import And, Field, Node, Not, Or, Query, Term, leaves, with_terms
from effllm_desktop.store import field_tests, tag_names, text_questions, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.field_tests import NOTHING, Works
from effllm_desktop.store.text import clean

Condition = tuple[str, list[object]]
"""SQL, and its values."""

_MATCHING = "SELECT rowid FROM search WHERE search MATCH ?"
_TESTS: Mapping[Field, Callable[[Database, str], Works]] = {
    Field.TAG: field_tests.tag,
    Field.LIST: field_tests.in_list,
    Field.SECTION: field_tests.section,
    Field.KIND: field_tests.kind,
    Field.URL: field_tests.url,
    Field.REPO: field_tests.repository,
    Field.STARS: field_tests.stars,
    Field.KEY: field_tests.key,
    Field.IS: field_tests.state,
    Field.HAS: field_tests.thing,
    Field.NO: field_tests.no_thing,
    Field.YEAR: field_tests.year,
    Field.CITES: field_tests.citations,
    Field.RATING: field_tests.rating,
    Field.ADDED: field_tests.added,
    Field.TOUCHED: field_tests.touched,
    Field.LIKE: field_tests.like,
}
"""All others that something is known of. Fields that are in no table find nothing yet."""
_TEXTS: Mapping[Field, Callable[..., Works]] = {
    Field.PDF: field_tests.in_pdf,
    Field.ABSTRACT: field_tests.in_abstract,
}
"""Texts that stand elsewhere; `whole`: the last word is one, too, and no beginning."""
_MATCHING_OR_TAGGED = f"{_MATCHING} UNION ALL {tag_names.WORKS}"

_REMEMBERED = 50
_MANY = 4000
"""Works that hold some words: so many are not gone through one by one."""
_SLOW = (Field.LIKE, Field.URL)


def conditions(database: Database, query: Query, column: str) -> Condition:
    """SQL that begins with ` AND ` and tests the column with a work's id; or nothing at all."""
    test, values = _tests(database, query, column)
    return (f" AND {test}", values) if test else ("", [])


def holding(database: Database, query: Query, column: str, within: SearchId) -> Condition:
    """SQL that is true of the works which the query of a saved search finds."""
    root = _resolved(database, unfolded(database, query, within))
    test, values = _Tests(database, root, column).of(root) or ("", [])
    return test or "1", values


def matching(database: Database, query: Query) -> Works:
    """The works that a query finds, each once, or all but those it does not; shown or not."""
    root = _resolved(database, unfolded(database, query))
    tests = _Tests(database, root, "w.id")
    alone = tests.alone(root)
    if alone is not None and (alone.once or alone.outside):
        return alone  # they need not be asked for work by work
    test, values = tests.of(root) or ("1", [])
    is_direct = alone is not None and alone.is_soon
    return Works(
        f"SELECT w.id FROM works w WHERE {test}", tuple(values), direct=test if is_direct else ""
    )


def matching_among(database: Database, query: Query, works: Sequence[int]) -> Condition:
    """Those of some works that a query finds, and perhaps others.

    As little as can be is asked about others. Works that came one after the other are a stretch of
    ids: the full-text index seeks it. With a plus, all that one test finds is looked through: else
    SQLite may ask for each work.
    """
    low, high = min(works), max(works)
    if high - low < 2 * len(works):
        within: Condition = "id BETWEEN ? AND ?", [low, high]
    else:
        within = "id IN (SELECT value FROM json_each(?))", [json.dumps(list(works))]
    root = _resolved(database, unfolded(database, query))
    test, values = _Tests(database, root, "w.id", within).of(root) or ("1", [])
    some, ids = within
    sql = f"SELECT w.id FROM works w NOT INDEXED WHERE w.{some} AND {test}"
    return sql, [*ids, *values]


def _tests(database: Database, query: Query, column: str) -> Condition:
    root = _resolved(database, unfolded(database, query))
    return _Tests(database, root, column).of(root) or ("", [])


def needs_services(database: Database, term: Term) -> bool:
    """Whether services alone know what a term looks for, and none has said it of any work yet."""
    fact = field_tests.fact_of(term.field, term.value)
    said = "SELECT EXISTS (SELECT 1 FROM metadata WHERE field = ?)"
    return fact is not None and not database.value(said, (fact,))


def understood(query: Query) -> Query:
    """The query with what it looks for instead of patterns that are none."""
    if not any(term.pattern for term in query.terms):
        return query
    from effllm_desktop.store import patterns  # not for the first picture of the window

    return Query(with_terms(query.root, patterns.understood))


def unfolded(database: Database, query: Query, within: SearchId | None = None) -> Node:
    """The query with what its saved searches look for; `within` is the one that it is itself."""
    if all(term.field is not Field.SEARCH for term in query.terms):
        return query.root
    from effllm_desktop.store import nesting  # not for the first picture of the window

    return nesting.unfolded(database, query, within).root


def looks_at_each(database: Database, query: Query, within: SearchId | None = None) -> bool:
    """Whether nothing but a look at every work answers, or much must be asked before."""
    terms = leaves(unfolded(database, query, within))
    return any(term.pattern or term.field in _SLOW for term in terms)


def _resolved(database: Database, root: Node) -> Node:
    """The tree in text that can be stored; a key that is not known may still be words."""
    root = understood(Query(root)).root
    wanted = {
        term: key
        for term in leaves(root)
        if term.field is Field.WORK and (key := keys.from_argument(term.value))
    }
    found = works.find(database, wanted.values()) if wanted else {}

    def change(term: Term) -> Term:
        if term.field is not Field.WORK:
            value = clean(term.value)
            return Term(term.field, value, term.phrase, term.open, pattern=term.pattern)
        key = clean(wanted.get(term, term.value))
        if key in found:
            return Term(Field.WORK, key)
        prefix, _, rest = key.partition(":")
        return Term(Field.WORDS, rest or prefix)

    return with_terms(root, change)


class _Tests:
    """SQL that is true of the works that a tree is true of."""

    def __init__(
        self, database: Database, root: Node, column: str, within: Condition | None = None
    ) -> None:
        """`within` is a test of an `id`: of other works nothing need be true."""
        self._database = database
        self._column = column
        self._within = within
        self._tagged = text_questions.tagged(database, root)

    def is_text(self, node: Node) -> bool:
        """Whether the full-text index alone can answer."""
        return all(
            text_questions.is_text(term) and term not in self._tagged for term in leaves(node)
        )

    def of(self, node: Node) -> Condition | None:
        """None where the tree asks for nothing."""
        if self.is_text(node):
            found = self._text(node)
            return found and self._among(found)
        return self._beyond_text(node)

    def alone(self, node: Node) -> Works | None:
        """What one question finds; None where more than one must be asked, or none."""
        if self.is_text(node):
            return self._text(node)
        if isinstance(node, Not):
            found = self.alone(node.part)
            return found and found._replace(outside=not found.outside)
        found = self._works(node) if isinstance(node, Term) else None
        return None if found is None or found.each else found

    def _text(self, node: Node) -> Works | None:
        asked = text_questions.question(node)
        return asked and Works(_MATCHING, (asked[0],), outside=asked[1], once=True)

    def _are_common(self, words: Node) -> bool:
        found = None if self._within else self._text(words)
        if found is None or found.outside:
            return False
        sql = f"SELECT count(*) FROM (SELECT * FROM ({found.sql}) LIMIT {_MANY})"
        return bool(self._database.value(sql, found.values) == _MANY)

    def _beyond_text(self, node: Node) -> Condition:
        """Of a tree that the full-text index alone cannot answer."""
        match node:
            case Term():
                return self._among(self._works(node))
            case Not(part):
                test, values = self._beyond_text(part)
                return f"NOT {test}", values
            case And(parts):
                return self._joined(" AND ", And, parts)
            case Or(parts):
                return self._joined(" OR ", Or, parts)

    def _joined(self, how: str, kind: type[And] | type[Or], parts: Iterable[Node]) -> Condition:
        """The tests of the parts, of all words together one.

        SQLite makes them in their order. Those come first that need no more than the work's row,
        words that very many works hold come last: nobody looks them up where nothing is left.
        """
        words: list[Node] = []
        others: list[Node] = []
        for part in dict.fromkeys(parts):
            (words if self.is_text(part) else others).append(part)
        nodes = [kind(tuple(words)), *others] if words else others
        if words and others and self._are_common(nodes[0]):
            nodes = [*others, nodes[0]]
        tests = [test for node in nodes if (test := self.of(node))]
        tests.sort(key=lambda test: "SELECT" in test[0])
        return f"({how.join(sql for sql, _ in tests)})", [one for _, some in tests for one in some]

    def _works(self, term: Term) -> Works:
        if term.field is Field.WORK:
            return Works("SELECT ?", (works.find(self._database, [term.value])[term.value],))
        if term.pattern:
            from effllm_desktop.store import pattern_tests  # not for the first picture

            return pattern_tests.found(self._database, term.field, term.value)
        if term in self._tagged:
            return Works(_MATCHING_OR_TAGGED, self._tagged[term])
        if term.field in _TESTS or term.field in _TEXTS:
            return self._remembered(term)
        return NOTHING

    def _remembered(self, term: Term) -> Works:
        """What a field finds: asked several times on the way to the first rows of a query."""
        known = self._database.remembered("terms", dict[tuple[Field, str, bool], Works])
        if len(known) > _REMEMBERED:
            known.clear()
        field, value, whole = asked = term.field, term.value, term.phrase and not term.open
        if asked not in known:
            if field in _TEXTS:
                known[asked] = _TEXTS[field](self._database, value, whole=whole)
            else:
                known[asked] = _TESTS[field](self._database, value)
        return known[asked]

    def _among(self, found: Works) -> Condition:
        if found.each:
            return found.each.format(work=self._column), list(found.values)
        if found.direct and self._column == "w.id":
            return found.direct, list(found.values)
        there = "NOT IN" if found.outside else "IN"
        if self._within is None:
            return f"{self._column} {there} ({found.sql})", list(found.values)
        some, ids = self._within
        seeks = found.sql == _MATCHING and "BETWEEN" in some
        sql = f"SELECT id FROM found WHERE {'' if seeks else '+'}{some}"
        sql = f"WITH found(id) AS ({found.sql}) {sql}"
        return f"{self._column} {there} ({sql})", [*found.values, *ids]
