r"""Signs of TeX as Unicode: macros through pylatexenc, indices and exponents by tables of our own.

pylatexenc loads on first use: most lists hold no macro at all.
"""

from functools import lru_cache
from typing import Any

_LOWERED = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤′*∗∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′**°",
        strict=True,
    )
)


def lowered(text: str) -> str:
    """An index; where Unicode lacks a sign, with the `_` and the braces of TeX."""
    return _shifted(text, _LOWERED, "_")


def raised(text: str) -> str:
    """An exponent; where Unicode lacks a sign, with the `^` and the braces of TeX."""
    return _shifted(text, _RAISED, "^")


def _shifted(text: str, signs: dict[str, str], mark: str) -> str:
    if text and all(sign in signs for sign in text):
        return "".join(signs[sign] for sign in text)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}{{{text}}}"


@lru_cache(maxsize=512)
def symbol(name: str) -> str | None:
    r"""The sign or word that a macro without arguments stands for (`alpha`); None if unknown."""
    if name in "%&$#_{}":
        return name
    if name == "today":  # pylatexenc would put in the day on which the list is read
        return None
    spec = _known_macros().get_macro_spec(name)
    sign = spec.simplify_repl if spec else None
    if not isinstance(sign, str) or not sign.strip() or not sign.isprintable():
        return None
    is_pattern = len(sign) > 1 and ("%" in sign or "<" in sign)
    return None if is_pattern else sign


@lru_cache(maxsize=512)
def converted(macro: str, letters: str) -> str | None:
    r"""Letters under an accent or in another alphabet (`\hat{x}`); None where they are no words."""
    if not letters.isalnum():
        return None
    latex: Any = _latex()
    return str(latex.LatexNodes2Text().latex_to_text(rf"\{macro}{{{letters}}}"))


@lru_cache(maxsize=1)
def _known_macros() -> Any:
    return _latex().get_default_latex_context_db()


def _latex() -> Any:
    from pylatexenc import latex2text

    return latex2text
