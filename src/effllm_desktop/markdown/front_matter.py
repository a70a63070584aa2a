"""Front matter: keys and values between two lines of signs, before a document begins."""

import re

_LONGEST = 20_000  # characters
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*+(?:\r\n|\r|\n)")
_KEY = re.compile(r"[\w\"'.-]+[ \t]*(?::(?!//)|=)")
_LINE = re.compile(r"[ \t#\]}]|-[ \t](?![^\r\n]*\]\()|\[[\w.\"\[ -]+\]\Z")


def end_of(text: str, start: int) -> int:
    """Where the front matter ends that begins here; `start` where there is none."""
    opening = _OPENING.match(text, start)
    if opening is None:
        return start
    closing = re.compile(rf"(?<=[\r\n])(?:{re.escape(opening[1])}|\.\.\.)[ \t]*+(?:\r\n|\r|\n|\Z)")
    close = closing.search(text, opening.end(), opening.end() + _LONGEST)
    if close is None or not _are_keys(text[opening.end() : close.start()]):
        return start
    return close.end()


def _are_keys(text: str) -> bool:
    """Whether lines are keys and values, as YAML and TOML have them: a list is not."""
    written = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    first = next((line for line in written if not line.startswith("#")), "")
    return _KEY.match(first) is not None and all(
        _KEY.match(line) or _LINE.match(line) for line in written
    )
