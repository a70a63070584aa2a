"""What the full-text index is asked: one question, however words are joined."""

from collections.abc import Iterable, Mapping

from effllm_desktop.domain.queries import And, Field, Node, Not, Or, Term, leaves
from effllm_desktop.store import tag_names
from effllm_desktop.store.database import Database
from effllm_desktop.store.words import is_picture, phrase

COLUMNS: Mapping[Field, str] = {
    Field.WORDS: "",
    Field.TITLE: "titles",
    Field.AUTHOR: "authors",
    Field.VENUE: "venue",
    Field.NOTE: "notes",
}
"""The fields that the full-text index knows, and its column for each."""


def is_text(term: Term) -> bool:
    """Whether the full-text index knows what a term looks for. Pictures are in no index."""
    return term.field in COLUMNS and not term.pattern and not is_picture(term.value)


def tagged(database: Database, root: Node) -> dict[Term, tuple[str, str]]:
    """The words that stand in names of tags: what FTS5 is asked, and the ids of these tags."""
    asked = {
        term: one[0]
        for term in leaves(root)
        if term.field is Field.WORDS and is_text(term) and (one := question(term))
    }
    tags = tag_names.holding(database, asked.values())
    return {term: (one, tags[one]) for term, one in asked.items() if one in tags}


def question(node: Node) -> tuple[str, bool] | None:
    """What FTS5 is asked, and whether the answer must not hold.

    It knows no "not" alone, so that moves outwards: all but what is found. Punctuation alone is
    passed over, as while somebody types; None where nothing is left.
    """
    match node:
        case Term():
            one = phrase(node.value, whole=node.phrase and not node.open)
            column = COLUMNS[node.field]
            return (f"{column} : {one}" if column else one, False) if one else None
        case Not(part):
            asked = question(part)
            return asked and (asked[0], not asked[1])
        case And(parts):
            return _both(parts, " AND ", " OR ", outside=False)
        case Or(parts):
            return _both(parts, " OR ", " AND ", outside=True)


def _both(
    parts: Iterable[Node], with_these: str, without_those: str, *, outside: bool
) -> tuple[str, bool] | None:
    """Several questions as one.

    `a -b -c` is `a NOT (b OR c)`; `a or -b or -c` is all but `(b AND c) NOT a`.
    """
    asked = list(filter(None, map(question, parts)))
    these = _in_brackets(with_these.join(dict.fromkeys(one for one, no in asked if not no)))
    those = _in_brackets(without_those.join(dict.fromkeys(one for one, no in asked if no)))
    if not (these and those):
        return (these or those, bool(those)) if asked else None
    first, second = (those, these) if outside else (these, those)
    return f"({first} NOT {second})", outside


def _in_brackets(question: str) -> str:
    return f"({question})" if question else ""
