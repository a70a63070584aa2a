r"""Titles for people: the mathematics in them as Unicode text, or as safe HTML.

Mathematics stands between dollar signs, as in TeX: no space just inside them, no digit behind the
second one, so that "$5 and $10" stays money. What cannot be read stays as it is written, whole.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

from effllm_desktop.markdown import formula, tex_signs
from effllm_desktop.markdown.formula import FormulaError, Part, Shape

_DOLLAR = re.compile(r"\\.|\$\$?", re.DOTALL)
_OPERATORS = frozenset("\\^_{}=<>+*/-")
_MACRO = re.compile(
    r"""(?P<open>\{)?\\(?:
        (?P<accent>['`^"=.~])\s*(?:\{(?P<group>[^\W\d_])\}|(?P<letter>[^\W\d_]))
        | (?P<mark>[Hcdbrktuv])(?:\{(?P<marked>[^\W\d_])\})
        | (?:text(?:bf|it|rm|sf|tt|sc)|emph)\{(?P<words>[^{}\\$]*)\}
        | (?P<name>[A-Za-z]+|[&%$#_])(?:\{\})?
    )(?(open)\}|)""",
    re.VERBOSE,
)
_TAGS = {Shape.ITALIC: "i", Shape.LOWERED: "sub", Shape.RAISED: "sup"}


def plain(title: str) -> str:
    """A title as text: `H$_2$O` as H₂O."""
    if "$" not in title and "\\" not in title:
        return title
    return "".join(_render(title, formula.as_text, str))


def html(title: str) -> str:
    """A title as escaped HTML, letters in `<i>`, indices in `<sub>`, exponents in `<sup>`."""
    if "$" not in title and "\\" not in title:
        return escape(title)
    return "".join(_render(title, _as_html, escape))


def _render(
    title: str, formula_as: Callable[[list[Part]], str], text_as: Callable[[str], str]
) -> Iterator[str]:
    position = 0
    for start, end, tex in _formulas(title):
        yield text_as(_words(title[position:start]))
        try:
            yield formula_as(formula.read(tex))
        except FormulaError:
            yield text_as(title[start:end])
        position = end
    yield text_as(_words(title[position:]))


def _formulas(title: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and TeX of each formula."""
    signs = [match for match in _DOLLAR.finditer(title) if match[0][0] == "$"]
    place = 0
    while place + 1 < len(signs):
        first, last = signs[place : place + 2]
        tex = title[first.end() : last.start()]
        behind = title[last.end() : last.end() + 1]
        if first[0] == last[0] and _is_formula(tex) and not behind.isdigit():
            yield first.start(), last.end(), tex
            place += 1
        place += 1


def _is_formula(tex: str) -> bool:
    return bool(tex) and tex == tex.strip() and not _is_money(tex)


def _is_money(tex: str) -> bool:
    """Whether this is what stands between two sums ("5 or 10")."""
    return tex[0].isdigit() and " " in tex and _OPERATORS.isdisjoint(tex)


def _words(text: str) -> str:
    r"""Text outside formulas, the macros and accents in it as signs (`Erd\H{o}s`)."""
    return _MACRO.sub(_macro, text) if "\\" in text else text


def _macro(match: re.Match[str]) -> str:
    if match["words"] is not None:
        return match["words"]
    letter = match["group"] or match["letter"] or match["marked"]
    if letter:
        known = tex_signs.converted(match["accent"] or match["mark"], letter)
    else:
        known = tex_signs.symbol(match["name"])
    return match[0] if known is None else known


def _as_html(parts: list[Part]) -> str:
    return "".join(_tagged(part) for part in parts)


def _tagged(part: Part) -> str:
    tag = _TAGS.get(part.shape)
    return f"<{tag}>{escape(part.text)}</{tag}>" if tag else escape(part.text)
