"""A query as a tree of frozen values."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from effllm_desktop.domain.queries.fields import Field


class Misreading(Enum):
    """Why a term is searched as text."""

    NO_FIELD = auto()  # nothing is called that
    NO_VALUE = auto()  # nothing stands behind the colon
    WRONG_VALUE = auto()  # the field takes other ones
    LOOSE_SIGN = auto()  # a bracket or an `or` without its partner
    TOO_MANY = auto()  # more fields or brackets than can be asked for at once
    NO_PATTERN = auto()  # the field takes no pattern
    BAD_PATTERN = auto()  # it is no regular expression, or one that is too large


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    `phrase`: the words must stand side by side; `open`: the last of them may go on, its quote is
    not closed yet. `misread`: it is text, though it looked like more. `pattern`: the value is a
    regular expression.
    """

    field: Field
    value: str
    phrase: bool = False
    open: bool = False
    misread: Misreading | None = dataclasses.field(default=None, compare=False)
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All parts must hold; without any it holds always."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts must hold; there are two or more."""

    parts: tuple["Node", ...]


Node = Term | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """Which works somebody wants; the default is all of them."""

    root: Node = And()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All conditions in the order in which they were typed."""
        return tuple(leaves(self.root))


EVERYTHING = Query()


def together(one: Query, other: Query) -> Query:
    """The works that both queries find."""
    return Query(conjunction([one.root, other.root]))


def conjunction(parts: list[Node]) -> Node:
    """All of the parts: without an `And` in an `And`, or one around a single part."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def disjunction(parts: list[Node]) -> Node:
    """One of the parts, of which there is at least one; as `conjunction`."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def negation(part: Node) -> Node:
    return part.part if isinstance(part, Not) else Not(part)


def with_terms(node: Node, change: Callable[[Term], Term]) -> Node:
    """The same tree with other terms."""
    match node:
        case Term():
            return change(node)
        case Not(part):
            return Not(with_terms(part, change))
        case And(parts):
            return And(tuple(with_terms(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(with_terms(part, change) for part in parts))


def wanted(node: Node) -> Iterator[Term]:
    """The terms that a work may be found by, but not those that it must not hold."""
    match node:
        case Term():
            yield node
        case And(parts) | Or(parts):
            for one in parts:
                yield from wanted(one)


def leaves(node: Node) -> Iterator[Term]:
    """The terms of a tree from left to right."""
    match node:
        case Term():
            yield node
        case Not(part):
            yield from leaves(part)
        case And(parts) | Or(parts):
            for one in parts:
                yield from leaves(one)
