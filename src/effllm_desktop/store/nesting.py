"""Saved searches as terms of queries: each is what it looks for.

Nothing goes on for ever: a search that holds itself finds nothing inside itself. Names are looked
up when a query is asked, so a search that was renamed or deleted is found by its old name no more.
"""

from typing import NamedTuple

from effllm_desktop.domain.ids import SearchId
from effllm_desktop.domain.letters import plain
from effllm_desktop.domain.queries import And, Field, Node, Not, Or, Query, Term, parse
from effllm_desktop.domain.queries.tree import conjunction, disjunction, negation
from effllm_desktop.store import saved_searches
from effllm_desktop.store.database import Database

_DEEPEST = 30
_LARGEST = 100
"""SQLite limits how deep and how long conditions may be: see `domain.queries.parsing`."""


class Unfolded(NamedTuple):
    """A tree without saved searches, but for terms that find nothing; and why these do."""

    root: Node
    said: tuple[str, ...] = ()


def unfolded(database: Database, query: Query, within: SearchId | None = None) -> Unfolded:
    """A query with what its saved searches look for; `within` is the one that it is itself."""
    unfolding = _Unfolding(database)
    held = frozenset[int]() if within is None else frozenset([within])
    root = unfolding.of(query.root, held, 0)
    return Unfolded(root, tuple(unfolding.said))


class _Unfolding:
    """What is saved, and how much more of it fits into the tree."""

    def __init__(self, database: Database) -> None:
        self.said: dict[str, None] = {}
        self._left = _LARGEST
        self._saved: dict[str, list[tuple[int, str]]] = {}
        for search, name, text in saved_searches.rows(database):
            self._saved.setdefault(_folded(name), []).append((search, text))

    def of(self, node: Node, held: frozenset[int], depth: int) -> Node:
        """The node with what it holds; `held` are the searches around it."""
        match node:
            case Term():
                return self._term(node, held, depth)
            case Not(part):
                return negation(self.of(part, held, depth + 1))
            case And(parts):
                return conjunction([self.of(part, held, depth + 1) for part in parts])
            case Or(parts):
                return disjunction([self.of(part, held, depth + 1) for part in parts])

    def _term(self, term: Term, held: frozenset[int], depth: int) -> Node:
        if term.field is not Field.SEARCH:
            return term
        found = self._saved.get(_folded(term.value), [])
        if not found:
            self._say(f"No search is saved as “{term.value}”: it finds nothing.")
            return term
        return disjunction([self._search(term, *one, held, depth) for one in found])

    def _search(self, term: Term, search: int, text: str, held: frozenset[int], depth: int) -> Node:
        root = parse(text).root
        if search in held:
            self._say(f"“{term.value}” holds itself: inside itself it finds nothing.")
            return term
        if _size(root) > self._left or depth + _depth(root) > _DEEPEST:
            self._say(f"“{term.value}” holds more than can be asked at once: it finds nothing.")
            return term
        self._left -= _size(root)
        return self.of(root, held | {search}, depth)

    def _say(self, sentence: str) -> None:
        self.said[sentence] = None


def _size(node: Node) -> int:
    """Conditions and brackets; words are asked for all at once."""
    match node:
        case Term():
            return int(node.pattern or node.field is not Field.WORDS)
        case Not(part):
            return _size(part)
        case And(parts) | Or(parts):
            return 1 + sum(map(_size, parts))


def _depth(node: Node) -> int:
    match node:
        case Term():
            return 0
        case Not(part):
            return 1 + _depth(part)
        case And(parts) | Or(parts):
            return 1 + max(map(_depth, parts), default=0)


def _folded(name: str) -> str:
    return plain(" ".join(name.split()))
