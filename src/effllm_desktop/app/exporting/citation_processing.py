"""Works → entries of a bibliography, by citeproc-py. The only module that applies styles.

What citeproc-py is given is JSON (`csl`), what it gives back is HTML that it does not escape: signs
of HTML among the data go through it as letters of no script. What is then left of HTML is its own,
or the style's, and only what it writes itself stays.
"""

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape, unescape
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from effllm_desktop.app.exporting import csl
from effllm_desktop.app.exporting.citation_styles import CitationStyle
from effllm_desktop.app.exporting.genres import Genre, genre
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.markdown import readable
from effllm_desktop.store.cited_works import CitedWork

PATIENCE = 5.0
"""Seconds of work that one entry may take; the slowest published style needs a fifth of one."""
_SIGNS = "<>&-. "
_LETTERS = tuple(map(chr, range(0xF0000, 0xF0000 + len(_SIGNS))))  # for private use
_AWAY = str.maketrans(dict(zip(_SIGNS[:3], _LETTERS[:3], strict=True)))
_JOINED = str.maketrans(dict(zip(_SIGNS[3:], _LETTERS[3:], strict=True)))
_BACK = str.maketrans(dict(zip(_LETTERS, _SIGNS, strict=True)))
_TAG = re.compile(r'(</?(?:i|b|u|sup|sub)>|<span style="font-variant:small-caps;">|</span>)')
_SPACE = "{http://purl.org/net/xbiblio/csl}"
_CAPITALS = ("capitalize-first", "capitalize-all", "title", "sentence")
_QUOTES = "“”‘’„‚«»‹›"
_BREAK = re.compile(r"[-. ](?=([^-. ]))")
_NAMES = frozenset((Genre.SOFTWARE, Genre.DATASET))
"""Their titles are names, whose letters no style makes large or small."""


def entries(
    works: Sequence[CitedWork], style: CitationStyle, checkpoint: Callable[[], None]
) -> Iterator[tuple[CitedWork, str | None]]:
    """Each work with its entry as HTML, in the style's order.

    None stands for a work that the style, or citeproc-py with it, has no words for. Whenever a work
    is looked at, `checkpoint` may raise. Raises BadInput for a style that cannot be applied.
    """
    import citeproc
    from citeproc.source.json import CiteProcJSON

    items = [_item(work, str(key)) for key, work in enumerate(works)]
    with _refused(style):
        source = _Watched(CiteProcJSON(_changed(items, _bare)), style, checkpoint)
        applied = citeproc.CitationStylesStyle(BytesIO(style.data), validate=False)
        _mend(applied.root)
        made = citeproc.CitationStylesBibliography(applied, source, _for_sorting())
        made.register(citeproc.Citation([citeproc.CitationItem(key) for key in source]))
        made.sort()
    source.update(CiteProcJSON(items))
    applied.root.formatter = citeproc.formatter.html
    for item in made.items:
        work = works[int(item.key)]
        entry = _entry(applied, item)
        if entry and _says_title_twice(entry, work):
            source.update(CiteProcJSON([_titled_author(work, item.key)]))
            entry = _entry(applied, item)
        yield work, entry


def _says_title_twice(entry: str, work: CitedWork) -> bool:
    """Whether a title stands in its own place and in that of authors.

    By the rules of CSL what stands in for authors is then left out; citeproc-py forgets it often.
    """
    title = _title(work).casefold()
    said = as_text(entry).replace(work.url, "").casefold()
    return bool(title) and not work.authors and said.count(title) > 1


def _title(work: CitedWork) -> str:
    return " ".join(readable.plain(work.title).split())


def _titled_author(work: CitedWork, key: str) -> dict[str, Any]:
    """A work whose title is its author, and which has no other one."""
    made = _item(work, key)
    del made["title"]
    return {**made, "author": [{"literal": _title(work).translate(_AWAY)}]}


def as_text(html: str) -> str:
    """An entry without its marks."""
    return unescape(_TAG.sub("", html))


class _Watched(dict[str, Any]):
    """Works by their keys, as they are looked up again and again while one of them is written.

    That is where a style can be stopped: it has no other place where it asks for anything.
    """

    def __init__(
        self, source: dict[str, Any], style: CitationStyle, checkpoint: Callable[[], None]
    ) -> None:
        super().__init__(source)
        self._style = style
        self._checkpoint = checkpoint
        self._last = ""
        self._began = 0.0

    def __getitem__(self, key: str) -> Any:
        self._checkpoint()
        now = time.thread_time()  # a busy machine does not count
        if key != self._last:
            self._last, self._began = key, now
        elif now - self._began > PATIENCE:
            raise BadInput(
                f"The style “{self._style.name}” takes too long.", "Choose another style."
            )
        return super().__getitem__(key)


def _item(work: CitedWork, key: str) -> dict[str, Any]:
    item = {**csl.item(work, key), "title": _title(work)}
    made: dict[str, Any] = _changed(item, _away)
    made["author"] = [_name(name) for name in made.get("author", ())]
    names = ("title", "number") if genre(work) in _NAMES else ("number",)
    made |= {one: f'<span class="nocase">{made[one]}</span>' for one in names if one in made}
    return {name: value for name, value in made.items() if value}


def _name(name: dict[str, str]) -> dict[str, str]:
    """A name whose initials citeproc-py can tell: it knows of none but capital letters.

    “Ji-hoon” has one. Names in scripts without capitals stay as they were written.
    """
    given = name.get("given", "")
    if given and not given[0].isupper():
        return {"literal": f"{given} {name['family']}"}
    made = _BREAK.sub(_joined_before_small, given)
    return {**name, "given": made} if given else name


def _joined_before_small(found: re.Match[str]) -> str:
    return found[0] if found[1].isupper() else found[0].translate(_JOINED)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The same with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _changed(one, change) for name, one in value.items()}
    return [_changed(one, change) for one in value] if isinstance(value, list) else value


def _away(text: str) -> str:
    return " ".join(text.translate(_AWAY).split())


def _bare(text: str) -> str:
    """Without accents and quotes: citeproc-py sorts by the numbers of signs, and has Ö behind z."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(one for one in apart if not unicodedata.combining(one) and one not in _QUOTES)


def _for_sorting() -> Any:
    """What citeproc-py writes with while it sorts: without marks, and without a style's quotes."""
    from citeproc.formatter import plain

    named = {name: made for name, made in vars(plain).items() if made is str}
    return SimpleNamespace(**named, preformat=lambda text: str(text).strip(_QUOTES))


def _mend(root: Any) -> None:
    """Take out of a style what citeproc-py fails at, and say what it forgets.

    It cannot begin names and numbers with a capital, which they do anyway. A number that is to
    stand in a column of its own is told from what follows by a space.
    """
    for element in root.iter(f"{_SPACE}name-part", f"{_SPACE}number"):
        if element.get("text-case") in _CAPITALS:
            del element.attrib["text-case"]
    if root.bibliography.get("second-field-align") is None:
        return
    first = next((one for one in root.bibliography.layout if isinstance(one.tag, str)), None)
    if first is not None and not first.get("suffix", "").endswith(" "):
        first.set("suffix", first.get("suffix", "") + " ")


def _entry(applied: Any, item: Any) -> str | None:
    from citeproc.model import ConditionFailed
    from citeproc.source import VariableError

    try:
        written = applied.render_bibliography([item])
    except (*_BREAKS, ConditionFailed, VariableError):
        return None
    html = _sound(_punctuated("".join(map(str, written)), applied.root.bibliography))
    return html if as_text(html) else None


def _punctuated(html: str, bibliography: Any) -> str:
    """Commas and full stops go into quotes where the language has them there."""
    if bibliography.get_locale_option("punctuation-in-quote") != "true":
        return html
    quote = str(bibliography.get_single_term(name="close-quote"))
    return (
        re.sub(rf"(?<![.,?!]){re.escape(quote)}([.,])", rf"\g<1>{quote}", html) if quote else html
    )


_BREAKS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,  # recursion, and what is not done yet
    TypeError,
    ValueError,
    NameError,  # of a variable that no branch has set
)
"""What citeproc-py fails with where a style asks for what it does not expect."""


@contextmanager
def _refused(style: CitationStyle) -> Iterator[None]:
    from citeproc.source import VariableError

    try:
        yield
    except (*_BREAKS, VariableError, SyntaxError) as error:
        raise BadInput(
            f"The style “{style.name}” cannot be applied: it asks for too much.",
            "Choose another style, or export CSL-JSON and let pandoc apply it.",
        ) from error


def _sound(html: str) -> str:
    """Only the marks that citeproc-py writes are marks; all else is text, and escaped once."""
    parts = _TAG.split(" ".join(html.split()))
    return "".join(
        part if number % 2 else escape(unescape(part).translate(_BACK), quote=False)
        for number, part in enumerate(parts)
    ).strip()
