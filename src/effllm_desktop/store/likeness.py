"""Which works are most like one: those that share rare words of its titles and its abstract.

The full-text index knows how many works hold a word, and how much each hit is worth (bm25).
"""

import re
from collections.abc import Iterator

from effllm_desktop.domain import keys
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.letters import plain
from effllm_desktop.domain.queries import And, Field, Node
from effllm_desktop.domain.queries.tree import Term
from effllm_desktop.domain.scopes import Place
from effllm_desktop.store import works
from effllm_desktop.store.database import Database
from effllm_desktop.store.words import phrase, together

MOST = 50
"""Works that are like one; those behind them share little more than a word."""
_WORDS = 16
_LOOKED_AT = 150
_SAY_NOTHING = (
    "about all and are beyond but can does for from has have how into its more not our over that "
    "the their these they this through toward towards under using via was what when which with "
    "without you your"
)
"""Words that a small library may happen to hold seldom."""
_COMMON = 20, 1000
"""Works in a fifth of which a word may stand, at least and at most: others say little."""
_ASKED = "{{titles about}} : {0}"
_HELD = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
_BEST = (
    "SELECT rowid FROM search WHERE search MATCH ? AND rowid <> ? "
    "ORDER BY bm25(search, 4, 0, 0, 0, 0, 1), rowid LIMIT ?"
)
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+|[^\\W\\d_\u3040-\ud7af]{3,}"
)
_CJK = "\u3040"


def named(database: Database, value: str) -> WorkId | None:
    """The work that a value names by its key, an id or an address."""
    key = keys.from_argument(value) or value
    return works.find(database, [key]).get(key)


def alike(database: Database, value: str) -> list[int]:
    """The works that are like the one that is named, the most alike first; it is none of them."""
    work = named(database, value)
    if work is None:
        return []
    known = database.remembered("likeness", dict[int, list[int]])
    if work not in known:
        known[work] = _read(database, work)
    return known[work]


def ranking(database: Database, root: Node) -> list[int] | None:
    """The order of the works that a tree finds; None where it asks for no likeness.

    Only where all that it finds is like one work: a term beside others that must hold as well.
    """
    parts = root.parts if isinstance(root, And) else (root,)
    asked = (part for part in parts if isinstance(part, Term) and part.field is Field.LIKE)
    term = next(asked, None)
    return None if term is None else alike(database, term.value)


def _read(database: Database, work: WorkId) -> list[int]:
    asked = [_question(word) for word in _rare_words(database, work)]
    if not asked:
        return []
    question = _ASKED.format(f"({' OR '.join(asked)})")
    return [one for (one,) in database.rows(_BEST, (question, work, MOST))]


def _rare_words(database: Database, work: WorkId) -> list[str]:
    """The rarest words that another work has as well, those of the title before equals."""
    row = database.row("SELECT titles, about FROM search WHERE rowid = ?", (work,))
    if row is None:
        return []
    counted = "SELECT total FROM place_counts WHERE place = ?"
    total = database.value(counted, (Place.ALL.value,)) or 0
    least, most = _COMMON
    common = min(max(total // 5, least), most)
    held = {}
    for word in list(dict.fromkeys(_words("\n".join(row))))[:_LOOKED_AT]:
        asked = _ASKED.format(_question(word))
        held[word] = database.value(_HELD, (asked, common + 1))
    shared = [word for word, number in held.items() if 1 < number <= common]
    return sorted(shared, key=held.__getitem__)[:_WORDS]


def _words(text: str) -> Iterator[str]:
    """Words of three letters and more; of Chinese, Japanese and Korean two signs at a time."""
    said_often = set(_SAY_NOTHING.split())
    for word in _WORD.findall(plain(together(text))):
        if word[0] < _CJK:
            if word not in said_often:
                yield word
        else:
            yield from (word[place : place + 2] for place in range(len(word) - 1))


def _question(word: str) -> str:
    return phrase(word, whole=True) or '""'
