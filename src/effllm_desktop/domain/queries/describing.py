"""A query in words: what was understood, and what was searched as text instead."""

from collections.abc import Iterator

from effllm_desktop.domain.queries.fields import FIELDS, Field, Takes
from effllm_desktop.domain.queries.tree import And, Misreading, Node, Not, Or, Query, Term

_TAKES = {
    Takes.NUMBER: "a number such as 3, 3..7, >3 or 1k",
    Takes.AGE: "an age such as <7d, >2w or 1m..1y",
}
_BARE = (Takes.CHOICE, Takes.NUMBER, Takes.AGE)


def described(query: Query) -> str:
    """How a query was read: `unread and (title with “kv” or year 2023..2024)`."""
    return _node(query.root)


def is_plain(query: Query) -> bool:
    """Whether a query is nothing but words that must all be there, so that nobody wonders."""
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    return all(
        isinstance(part, Term)
        and part.field is Field.WORDS
        and part.misread is None
        and not part.pattern
        for part in parts
    )


def taken_as_text(query: Query) -> Iterator[str]:
    """A sentence for each thing that looked like more than text, each once."""
    yield from dict.fromkeys(
        _why(term, term.misread) for term in query.terms if term.misread is not None
    )


def _why(term: Term, why: Misreading) -> str:
    name, _, _ = term.value.partition(":")
    match why:
        case Misreading.NO_FIELD:
            return f"“{term.value}” was searched as text: no field is called {name}."
        case Misreading.WRONG_VALUE:
            spec = FIELDS[Field(name.lower())]
            takes = ", ".join(spec.choices) or _TAKES[spec.takes]
            return f"“{term.value}” was searched as text: {name}: takes {takes}."
        case Misreading.NO_VALUE:
            return f"“{term.value}” was searched as text: nothing stands behind it."
        case Misreading.LOOSE_SIGN:
            return f"“{term.value}” stands alone and was searched as text."
        case Misreading.NO_PATTERN:
            return f"“{term.value}” was searched as text: {name}: takes no pattern."
        case Misreading.BAD_PATTERN:
            return f"“{term.value}” was searched as text: no pattern can be read so."
        case Misreading.TOO_MANY:
            return "What is more than can be asked at once was searched as text."


def _node(node: Node) -> str:
    match node:
        case Term():
            return _term(node)
        case Not(part):
            return f"not {_inner(part, And, Or)}"
        case And(parts):
            return " and ".join(_inner(part, Or) for part in parts)
        case Or(parts):
            return " or ".join(_inner(part, And) for part in parts)


def _inner(node: Node, *in_brackets: type[Node]) -> str:
    return f"({_node(node)})" if isinstance(node, in_brackets) else _node(node)


def _term(term: Term) -> str:
    spec = FIELDS.get(term.field)
    if spec is None:
        return _value(term)
    value = term.value if spec.takes in _BARE else _value(term)
    if spec.takes is Takes.CHOICE:
        value = value.replace("-", " ")
    return f"{spec.said} {value}" if spec.said else value


def _value(term: Term) -> str:
    return f"/{term.value}/" if term.pattern else f"“{term.value}”"
