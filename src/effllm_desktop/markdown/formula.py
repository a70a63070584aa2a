r"""A formula of TeX as letters, words, indices and exponents, as far as a title needs it."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from effllm_desktop.markdown import tex_signs

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\]", re.DOTALL)
_DEEPEST = 8  # groups in groups; a title that nests deeper is no title
_WORDS = frozenset(
    """text textbf textit textrm textsf texttt textsc emph operatorname mathrm mathit
    boldsymbol bm underline ensuremath mbox""".split()  # noqa: SIM905 - names read best as words
)
_CONVERTED = frozenset(
    """mathbb mathbf mathcal mathfrak mathscr mathsf mathtt
    bar hat tilde vec dot ddot check acute grave breve""".split()  # noqa: SIM905
)
_WIDE = {"widehat": "hat", "widetilde": "tilde", "overline": "bar"}
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "nicefrac"))
_SILENT = frozenset(("left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "!", "/"))
_SPACES = frozenset((",", ";", ":", ">", "~", " ", "\n", "quad", "qquad"))


class FormulaError(Exception):
    """The formula has a part that this module does not know."""


class Shape(Enum):
    """How a part of a formula is set."""

    UPRIGHT = auto()
    ITALIC = auto()
    LOWERED = auto()
    RAISED = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a formula in one shape."""

    shape: Shape
    text: str


def read(tex: str) -> list[Part]:
    """The parts of a formula, given without its dollar signs. Raises FormulaError."""
    reader = _Reader(_TOKEN.findall(tex))
    parts = reader.parts(depth=0)
    if not reader.at_end:
        raise FormulaError("a brace too many")
    return parts


def as_text(parts: list[Part]) -> str:
    """A formula as plain text."""
    return "".join(_as_text(part) for part in parts)


def _as_text(part: Part) -> str:
    if part.shape is Shape.LOWERED:
        return tex_signs.lowered(part.text)
    return tex_signs.raised(part.text) if part.shape is Shape.RAISED else part.text


class _Reader:
    def __init__(self, signs: list[str]) -> None:
        self._signs = signs
        self._place = 0

    @property
    def at_end(self) -> bool:
        return self._place == len(self._signs)

    def parts(self, depth: int) -> list[Part]:
        """All parts up to the end of the group or of the formula."""
        found: list[Part] = []
        while not self.at_end and self._signs[self._place] != "}":
            parts = self._part(depth)
            if found and parts and _run_together(found[-1], parts[0]):
                found.append(Part(Shape.UPRIGHT, " "))
            found += parts
        return found

    def _part(self, depth: int) -> list[Part]:
        sign = self._take()
        if sign == "{":
            return self._group(depth)
        if sign in ("_", "^"):
            shape = Shape.LOWERED if sign == "_" else Shape.RAISED
            return [Part(shape, self._argument(depth))]
        if sign.startswith("\\"):
            return self._macro(sign[1:], depth)
        return [_letter(sign)]

    def _take(self) -> str:
        if self.at_end:
            raise FormulaError("it ends too early")
        self._place += 1
        return self._signs[self._place - 1]

    def _skip_spaces(self) -> None:
        while not self.at_end and self._signs[self._place].isspace():
            self._place += 1

    def _group(self, depth: int) -> list[Part]:
        if depth >= _DEEPEST:
            raise FormulaError("nested too deeply")
        found = self.parts(depth + 1)
        self._take()  # the closing brace, or the end that comes too early
        return found

    def _argument(self, depth: int) -> str:
        """What an index or a macro applies to: the next group or sign, as text."""
        self._skip_spaces()
        if self.at_end or self._signs[self._place] in ("_", "^", "}"):
            raise FormulaError("an index of nothing")
        if depth >= _DEEPEST:
            raise FormulaError("nested too deeply")
        return as_text(self._part(depth + 1))

    def _macro(self, name: str, depth: int) -> list[Part]:
        if name in _SILENT:
            return []
        if name in _SPACES:
            self._skip_spaces()
            return [Part(Shape.UPRIGHT, " ")]
        if name in _WORDS:
            return [Part(Shape.UPRIGHT, self._argument(depth))]
        if name in _FRACTIONS:
            return [Part(Shape.UPRIGHT, f"{self._factor(depth)}/{self._factor(depth)}")]
        if name == "sqrt":
            return [Part(Shape.UPRIGHT, f"√{self._factor(depth)}")]
        if name in _CONVERTED or name in _WIDE:
            text = tex_signs.converted(_WIDE.get(name, name), self._argument(depth))
            return [Part(Shape.UPRIGHT, _known(text, name))]
        return [self._symbol(name)]

    def _symbol(self, name: str) -> Part:
        part = _letter(_known(tex_signs.symbol(name), name))
        stands_alone = self._place > 1 and self._signs[self._place - 2].isspace()
        if not stands_alone and not _is_word(part.text):
            self._skip_spaces()  # the space behind a macro only ends its name
        return part

    def _factor(self, depth: int) -> str:
        text = self._argument(depth)
        return text if len(text) == 1 or text.isdigit() else f"({text})"


def _known(text: str | None, name: str) -> str:
    if text is None:
        raise FormulaError(f"the macro {name}")
    return text


def _letter(sign: str) -> Part:
    return Part(Shape.ITALIC if len(sign) == 1 and sign.isalpha() else Shape.UPRIGHT, sign)


def _is_word(text: str) -> bool:
    return len(text) > 1 and text.isalpha()


def _run_together(left: Part, right: Part) -> bool:
    """Whether a word such as log touches the letter before it."""
    return left.text[-1:].isalnum() and right.shape is Shape.UPRIGHT and _is_word(right.text)
