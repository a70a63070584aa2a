"""A tree as one would type it: reading it again gives the same tree."""

from effllm_desktop.domain.queries.fields import FIELDS, Field, Takes
from effllm_desktop.domain.queries.tree import And, Node, Not, Or, Query, Term


def printed(query: Query) -> str:
    """The query as text; empty for everything."""
    return _node(query.root)


def quoted(value: str, *, opened: bool = False) -> str:
    """A value in quotes; a quote in it is written twice."""
    return f'"{value.replace(chr(34), chr(34) * 2)}{"" if opened else chr(34)}'


def field_term(field: Field, value: str) -> str:
    """A field with a value, in quotes where it needs them."""
    return f"{field.value}:{value if _stands_alone(value) else quoted(value)}"


def _node(node: Node) -> str:
    match node:
        case Term():
            return _term(node)
        case Not(part):
            return f"-{_inner(part, And, Or)}"
        case And(parts):
            return " ".join(_inner(part, Or) for part in parts)
        case Or(parts):
            return " or ".join(_inner(part) for part in parts)


def _inner(node: Node, *in_brackets: type[Node]) -> str:
    text = _node(node)
    return f"({text})" if isinstance(node, in_brackets) else text


def _term(term: Term) -> str:
    name = "" if term.field in (Field.WORDS, Field.WORK) else f"{term.field.value}:"
    if term.pattern:
        return f"{name}/{term.value}/"
    if term.phrase:
        return f"{name}{quoted(term.value, opened=term.open)}"
    if not name or FIELDS[term.field].takes is Takes.WORDS:
        return f"{name}{term.value}"
    return field_term(term.field, term.value)


def _stands_alone(value: str) -> bool:
    """In other fields than those of words; what begins with a slash may be read as a pattern."""
    return not value.startswith("/") and not any(sign.isspace() or sign in '"()' for sign in value)
