"""What an entry's Markdown says nothing with is left out: links to None, counts of -1, badges."""

import re

from effllm_desktop.domain import addresses

_CODE = r"(?P<code>(?P<fence>`+)(?!`).*?(?<!`)(?P=fence)(?!`))"
_NOWHERE = r"[ \t]*(?:None|null|nan|undefined)?[ \t]*"
_COUNT = r"(?:c[iy][ct]?ations?|cited by|cites)[ \t]*:?[ \t]*"
_EMPTY = re.compile(
    rf"{_CODE}"
    r"|(?P<before>[ \t]*[,;·|][ \t]*|[ \t]*)"
    rf"(?P<open>\()?(?P<count>{_COUNT})?"
    rf"(?:(?<!!)\[(?P<label>[^\[\]\n]*)\]\({_NOWHERE}\)"
    r"|(?(count)\*{0,2}(?:-1|None|null|nan)\*{0,2}(?![\w.])|(?!)))"
    r"(?(open)\))",
    re.IGNORECASE | re.DOTALL,
)
_BADGE = re.compile(
    rf"{_CODE}"
    r"|(?P<before>[ \t]*)(?P<link>\[)?!\[[^\[\]\n]*\]\([ \t]*<?(?P<url>[^()\s<>]+)>?[^()\n]*\)"
    r"(?(link)\]\([^()\s]*\))",
    re.DOTALL,
)
_NUMBER = re.compile(r"\d[\d,]*")


def says_nothing(address: str) -> bool:
    """Whether a link leads nowhere: to None, as scripts write what they do not know."""
    return re.fullmatch(_NOWHERE, address, re.IGNORECASE) is not None


def without_empty_links(markdown: str) -> str:
    """Links to None are left out, and numbers that stand for "unknown"; a known number stays."""
    return _EMPTY.sub(_without, markdown)


def without_badges(markdown: str) -> str:
    """Pictures from the services that draw badges are left out, and the links around them."""
    return _BADGE.sub(
        lambda found: found[0] if found["code"] or not addresses.is_badge(found["url"]) else "",
        markdown,
    )


def _without(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    number = _NUMBER.fullmatch((found["label"] or "").strip("* "))
    if number and found["count"]:
        closing = ")" if found["open"] else ""
        return f"{found['before']}{found['open'] or ''}{found['count']}{number[0]}{closing}"
    return ""
