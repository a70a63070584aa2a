"""Text as it may be stored and shown: no NULs, no halves of characters."""

import unicodedata

_LOST = "\ufffd"


def clean(text: str) -> str:
    """The text with U+FFFD in the place of NULs and lone surrogates.

    Bytes that are no text reach us as lone surrogates. SQLite cannot store those, and many programs
    end text at a NUL. The bytes themselves are kept elsewhere, in the versions of the list.
    """
    if text.isascii() and "\0" not in text:
        return text
    shown = text.replace("\0", _LOST)
    try:
        shown.encode()
    except UnicodeEncodeError:
        return "".join(_LOST if "\ud800" <= c <= "\udfff" else c for c in shown)
    return shown


def sort_key(title: str) -> str:
    """A title as it is ordered: without case, accents and leading signs."""
    if title.isascii():
        folded = title.lower()
    else:
        letters = unicodedata.normalize("NFKD", title.casefold())
        folded = "".join(c for c in letters if not unicodedata.combining(c))
    start = next((i for i, c in enumerate(folded) if c.isalnum()), 0)
    return folded[start:]
