"""Tags in one text, as reference formats have them: joined by commas, else by semicolons.

A tag may have commas of its own. Then semicolons part the tags, and a single one has one behind it;
a tag with a semicolon or a quote stands between quotes, doubled inside as in RFC 4180.
"""

import re
from collections.abc import Iterator, Sequence

SIGNS = ";,\n"
"""What may part tags. Where several of these stand in a text, the first one does."""
_QUOTED = re.compile(r'(?:(?<=[;,\n])|\A)[ \t]*"(?:[^"]|"")*"[ \t]*(?=[;,\n]|\Z)')


def sign_for(tags: Sequence[str]) -> str:
    """What parts these tags: a comma, unless one of them has commas."""
    return ";" if any("," in tag for tag in tags) else ","


def joined(tags: Sequence[str], sign: str | None = None) -> str:
    """Tags as one text that `parted` takes apart again. `sign`: a semicolon in any case."""
    sign = sign or sign_for(tags)
    text = f"{sign} ".join(map(_quoted, tags))
    return f"{text};" if len(tags) == 1 and "," in tags[0] else text


def parted(text: str, signs: str = SIGNS) -> tuple[str, ...]:
    """The tags in a text, each once; `signs` are those that may part them."""
    bare = _QUOTED.sub("", text)
    sign = next((one for one in signs if one in bare), "\n")
    found = (" ".join(tag.split()) for tag in _between(text, sign))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _quoted(tag: str) -> str:
    if ";" not in tag and '"' not in tag:
        return tag
    return f'"{tag.replace(chr(34), chr(34) * 2)}"'


def _between(text: str, sign: str) -> Iterator[str]:
    quoted = re.compile(rf'[ \t]*"((?:[^"]|"")*)"[ \t]*(?={sign}|\Z)')
    position = 0
    while position <= len(text):
        found = quoted.match(text, position)
        end = text.find(sign, position) if found is None else found.end()
        end = len(text) if end < 0 else end
        yield text[position:end] if found is None else found[1].replace('""', '"')
        position = end + 1
