"""Authors as BibTeX and BibLaTeX write them: names joined by `and`, whole ones in braces."""

from collections.abc import Sequence

from effllm_desktop.app.exporting.latex import Escape
from effllm_desktop.domain import entry_values

_BETWEEN = '", "'
_ODD = (*"0123456789", "\\", "{", "}", "&", "%", "#", "_", "$", "~", "^", "`", "--", "''", " and ")
"""In names: what is escaped, taken for several names, or (`01. AI`) for a particle of one."""
_ODD_IN_NAMES = ("[", "]", ",")
"""The same, where nothing is left of what stands around names."""


def of_many(
    texts: Sequence[str], elided: Sequence[int], escape: Escape, letters: Escape
) -> list[str]:
    """The value for each of many arrays in JSON, empty where nobody is named.

    `letters` is the part of `escape` that goes for names without anything odd. Where none of these
    has, as is most often so, all are written at once.
    """
    # Such a text holds no end of a line, and no quotation mark but those around names.
    whole = "\n".join([text[2:-2] for text in texts])
    if not any(sign in whole for sign in _ODD):
        names = letters(whole).replace(_BETWEEN, " and ")
        if not any(sign in names for sign in _ODD_IN_NAMES):
            return [
                f"{text} and others" if is_elided and text else text
                for text, is_elided in zip(names.split("\n"), elided, strict=True)
            ]
    return [
        of(entry_values.strings(text), is_elided, escape)
        for text, is_elided in zip(texts, elided, strict=True)
    ]


def of(names: Sequence[str], elided: int, escape: Escape) -> str:
    """The value for some names."""
    found = " and ".join(_one_name(name, escape) for name in names)
    return f"{found} and others" if elided and names else found


def _one_name(name: str, escape: Escape) -> str:
    """A name, in braces where it would be taken for several, or apart."""
    text = escape(name)
    is_whole = "," in name or " and " in name or (" " in name and "0" <= name[0] <= "9")
    return f"{{{text}}}" if is_whole else text
