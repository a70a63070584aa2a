"""From pieces to a tree. It never fails: what makes no sense is text."""

from collections.abc import Sequence

from effllm_desktop.domain import keys
from effllm_desktop.domain.queries import ranges
from effllm_desktop.domain.queries.fields import FIELDS, Field, Takes, takes_patterns
from effllm_desktop.domain.queries.lexing import Piece, Sign, pieces
from effllm_desktop.domain.queries.tree import (
    Misreading,
    Node,
    Query,
    Term,
    conjunction,
    disjunction,
    negation,
)

_DEEPEST = 20
_MOST_BRACKETS = 100
_MOST_FIELDS = 100
"""SQLite limits how deep and how long conditions may be; words are asked for all at once."""
_UNTYPED = (Field.WORDS, Field.WORK)
_SIGNS_OF_A_KEY = frozenset("./:")


def parse(text: str) -> Query:
    """Read what somebody typed. Never fails: what is nothing else is words."""
    found = list(pieces(text))
    partners, too_many = _brackets(found)
    reading = _Reading()
    for place, piece in enumerate(found):
        if piece.sign is Sign.TERM:
            reading.add_term(piece)
        elif piece.sign is Sign.OR:
            reading.begin_alternative()
        elif place in too_many:
            reading.add(_loose(piece.text, Misreading.TOO_MANY))
        elif place not in partners:
            reading.add(_loose(piece.text))
        elif piece.sign is Sign.OPEN:
            reading.open(negated=piece.negated)
        else:
            reading.close()
    return Query(reading.result())


class _Group:
    """What stands between two brackets: alternatives, each of which is a row of parts."""

    def __init__(self, *, negated: bool = False) -> None:
        self.alternatives: list[list[Node]] = [[]]
        self._negated = negated

    def node(self) -> Node | None:
        """None where nothing stands in it."""
        if len(self.alternatives) > 1 and not self.alternatives[-1]:
            self.alternatives.pop()
            self.alternatives[-1].append(_loose("or"))
        if not self.alternatives[0]:
            return None
        node = disjunction([conjunction(parts) for parts in self.alternatives])
        return negation(node) if self._negated else node


class _Reading:
    """The groups that are open, the innermost last."""

    def __init__(self) -> None:
        self._groups = [_Group()]
        self._fields = 0

    def add(self, node: Node | None) -> None:
        if node is not None:
            self._groups[-1].alternatives[-1].append(node)

    def add_term(self, piece: Piece) -> None:
        term = _term(piece)
        if term is not None and (term.pattern or term.field is not Field.WORDS):
            self._fields += 1
            if self._fields > _MOST_FIELDS:
                term = _as_text(piece, Misreading.TOO_MANY)
        self.add(negation(term) if term is not None and piece.negated else term)

    def begin_alternative(self) -> None:
        """An `or` with nothing before it is a word."""
        if self._groups[-1].alternatives[-1]:
            self._groups[-1].alternatives.append([])
        else:
            self.add(_loose("or"))

    def open(self, *, negated: bool) -> None:
        self._groups.append(_Group(negated=negated))

    def close(self) -> None:
        self.add(self._groups.pop().node())

    def result(self) -> Node:
        return self._groups[0].node() or conjunction([])


def _brackets(found: Sequence[Piece]) -> tuple[set[int], set[int]]:
    """The places of brackets that have a partner, and of those that are too many or too deep."""
    partners: set[int] = set()
    too_many: set[int] = set()
    opened: list[int] = []
    for place, piece in enumerate(found):
        if piece.sign is Sign.OPEN:
            opened.append(place)
        elif piece.sign is Sign.CLOSE and opened:
            pair = opened.pop(), place
            fits = len(opened) < _DEEPEST and len(partners) < 2 * _MOST_BRACKETS
            (partners if fits else too_many).update(pair)
    return partners, too_many


def _loose(text: str, why: Misreading = Misreading.LOOSE_SIGN) -> Term:
    return Term(Field.WORDS, text, phrase=True, misread=why)


def _term(piece: Piece) -> Term | None:
    """What a piece asks for; None where it is empty."""
    if not piece.name:
        return _unnamed(piece)
    try:
        field = Field(piece.name.lower())
    except ValueError:
        field = Field.WORDS
    if field in _UNTYPED:
        return _work(piece) or _as_text(piece, Misreading.NO_FIELD)
    if piece.pattern:
        return _pattern(field, piece)
    if not piece.text:
        return _as_text(piece, Misreading.NO_VALUE)
    value = _value(field, piece.text)
    if value is None:
        return _as_text(piece, Misreading.WRONG_VALUE)
    is_phrase = piece.quoted and FIELDS[field].takes is Takes.WORDS
    return Term(field, value, phrase=is_phrase, open=is_phrase and piece.open)


def _unnamed(piece: Piece) -> Term | None:
    if not piece.text:
        return None
    if piece.pattern:
        return Term(Field.WORDS, piece.text, pattern=True)
    if not piece.quoted:
        why = Misreading.NO_VALUE if piece.text[:-1].lower() in FIELDS else None
        why = why if piece.text.endswith(":") else None
        return _work(piece) or Term(Field.WORDS, piece.text, misread=why)
    return Term(Field.WORDS, piece.text, phrase=True, open=piece.open)


def _pattern(field: Field, piece: Piece) -> Term:
    if takes_patterns(field):
        return Term(field, piece.text, pattern=True)
    is_of_text = FIELDS[field].takes in (Takes.WORDS, Takes.NAME)
    return _as_text(piece, Misreading.NO_PATTERN if is_of_text else Misreading.WRONG_VALUE)


def _work(piece: Piece) -> Term | None:
    """The work that a word names, be it in the library or not."""
    word = _typed(piece)
    if (
        piece.quoted
        or piece.pattern
        or _SIGNS_OF_A_KEY.isdisjoint(word)
        or keys.from_argument(word) is None
    ):
        return None
    return Term(Field.WORK, word)


def _value(field: Field, text: str) -> str | None:
    """The value as the field takes it; None where it takes other ones."""
    spec, lower = FIELDS[field], text.lower()
    if spec.takes is Takes.CHOICE:
        return lower if lower in spec.choices else None
    if spec.takes is Takes.NUMBER:
        return lower if ranges.numbers(text) else None
    if spec.takes is Takes.AGE:
        return lower if ranges.ages(text) else None
    return text


def _as_text(piece: Piece, why: Misreading) -> Term:
    is_phrase = (piece.quoted or piece.pattern) and bool(piece.text)
    return Term(Field.WORDS, _typed(piece), is_phrase, is_phrase and piece.open, misread=why)


def _typed(piece: Piece) -> str:
    text = f"/{piece.text}/" if piece.pattern else piece.text
    return f"{piece.name}:{text}" if piece.name else text
