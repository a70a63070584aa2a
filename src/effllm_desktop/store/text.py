"""Text as it may be stored and shown: no NULs, no halves of characters."""

from effllm_desktop.domain.letters import without_accents

_LOST = "\ufffd"


def is_clean(text: str) -> bool:
    """Whether text has neither NULs nor lone surrogates."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def clean(text: str) -> str:
    """The text with U+FFFD in the place of NULs and lone surrogates.

    Bytes that are no text reach us as lone surrogates. SQLite cannot store those, and many programs
    end text at a NUL. The bytes themselves are kept elsewhere, in the versions of the list.
    """
    if is_clean(text):
        return text
    return "".join(_LOST if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def sort_key(title: str) -> str:
    """A title as it is ordered: without case, accents and leading signs."""
    folded = without_accents(title)
    if folded[:1].isalnum():
        return folded
    start = next((i for i, c in enumerate(folded) if c.isalnum()), 0)
    return folded[start:]
