"""One expression for whatever ordinary paragraphs are made of.

A form is taken only where it can be nothing else: labels and emphasis hold words alone, addresses
have a scheme and a host. Each alternative begins with a sign of its own, and nothing that was
matched is given back, so time is linear in the length of a paragraph.
"""

import re
from functools import cache
from typing import Final

_LETTER = (
    r"[^\\`$\[\]*_<&~:!h\0-\x08\n-\x1f\x85]++|h(?!ttps?://)|:(?!//)|!(?!\[)"
    r"|&(?!\#|[A-Za-z][A-Za-z0-9]{1,31};)|~(?!~)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"
    r"|<(?![A-Za-z/!?])|\$(?![^$\r\n`]*+\$)"
)
"""A sign that is a word's: none that begins a picture, an address, an entity, emphasis."""
BRACKET = (  # that begins and ends no link
    r"\[(?![!`])(?!(?>(?:[^\[\]]|\[[^\[\]]*+\](?!\())*)\](?:\(|[ ]\(http))|\](?![(:]|[ ]\(http)"
)
_BRACKET_BESIDE_REFERENCES = (
    r"\[(?![!`])(?!(?>(?:[^\[\]]|\[[^\[\]]*+\](?![(\[]))*)\](?:\(|\[|[ ]\(http))"
    r"|\](?![(:\[]|[ ]\(http)"
)
_LABEL = rf"(?>(?:{_LETTER}|\[(?>(?:{_LETTER})*)\](?![(\[:]|[ ]\(http))+)"
GOES_ON = r"[^\W\d_]|[\"“‘(\[]|\d(?!\d{0,8}[.)](?:\s|\Z))|\*{1,2}(?=[^\s*])|_(?=[^\W_])|!\["
"""What begins no other block than a paragraph, and goes on with one that is open."""
_PATH = r"(?>(?:[/?\#](?>(?:[^\s()<>\\\[\]\"&]|&(?!amp;))*))?)"
_HOST = r"https?://(?>(?:[A-Za-z0-9-]++\.)+)[A-Za-z0-9-]++(?>(?::\d++)?)"
_URL = (
    rf"{_HOST}"
    r"(?>(?:[/?\#](?>(?:[^\s()<>\\\[\]\"&]|&(?!amp;)|\((?>(?:[^\s()<>\\\[\]\"&]|&(?!amp;))*)\))*))?)"
)
_ADDRESS = rf"\(({_URL})(?>(?:[ ]\"[^\"\r\n]*+\")?)\)"
_HREF = rf"{_HOST}(?>(?:[/?\#](?>(?:[^\s<>\"'&]|&(?!amp;))*))?)"
_ANCHOR = rf"<a[ ]href=[\"']({_HREF})[\"'](?>(?:[ ][a-z]++=\"[^\"<>\r\n]*+\")*)[ ]*+>"
_SPACED_TAG = r"</?(?i:td|th|p|div|li|hr)(?=[\s/>])[^<>\r\n]*+>"
_OTHER_TAG = (
    r"</?(?!(?i:a|b|strong|i|em|img|br|td|th|p|div|li|hr)(?=[\s/>]))"
    r"[A-Za-z][A-Za-z0-9]*+(?=[\s/>])[^<>\r\n]*+>"
)

PLAIN = r"[^\\`$\[\]*_<>&~:!\0-\x1f\x85\xa0]"  # no meaning of its own
JOINED = r"(?::(?=[ ])|!(?!\[)|&(?![#A-Za-z])|~(?!~)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))"
WORDS = rf"{PLAIN}*+(?>(?:{JOINED}{PLAIN}*+)*)"
"""Words without any sign that could be more: taken so, they need not be looked at one by one."""
PLAIN_LABEL = rf"[^\W_]{PLAIN}*+"
_PLAIN_PATH = r"[^\s()<>\\\[\]\"&`$*]*+"
PLAIN_URL = (
    r"https?://(?>(?:[A-Za-z0-9-]++\.)+)[A-Za-z0-9-]++"
    rf"(?>(?:[/?\#]{_PLAIN_PATH}(?>(?:&(?!amp;){_PLAIN_PATH})*))?)"
)
_ANY_LABEL = rf"\[{PLAIN_LABEL}\]|{PLAIN_LABEL}"
SIMPLE = re.compile(
    rf"(?:(?P<words>{WORDS})|\[(?P<label>{_ANY_LABEL})\]\((?P<url>{PLAIN_URL})\)"
    rf"|{_ANCHOR}(?P<inside>{PLAIN_LABEL})</a>)"
    r"(?>(?P<cell></t[dh]>)?)(?P<line>(?>(?:\r?\n[ \t]*+)?))"
)
"""Words, or one link, in a cell or on a line: what most cells are."""


@cache
def phrase(*, refers: bool) -> re.Pattern[str]:
    """What finds a phrase, compiled when it is first used.

    `refers`: words in brackets behind brackets may be references.
    """
    bracket = _BRACKET_BESIDE_REFERENCES if refers else BRACKET
    words = rf"(?>(?:{_LETTER}|{bracket})+)"
    return re.compile(
        rf"((?>(?:{_LETTER}|{bracket})+))"
        r"|(\\?(?:\r?\n|\r)[ \t]*+)"
        rf"|\[({_LABEL})\]{_ADDRESS}"
        rf"|\[`([^`\r\n]++)`\]{_ADDRESS}"
        rf"|\[\*\*(?=[^\s*])({_LABEL})(?<=\S)\*\*\]{_ADDRESS}"
        rf"|\[(?=[^\]]{{2}})({_LABEL})\][ ]\(({_HOST}{_PATH})\)"
        rf"|\[({_LABEL})\]\(((?!https?:)[^\s()<>\\\[\]\"&:]*+)\)"
        rf"|\[({_LABEL})\]\[([^\[\]\r\n]*+)\]"
        rf"|(?<!\*)\*\*(?=[^\s*])({words})(?<=\S)\*\*(?!\*)"
        rf"|(?<!\*)\*\*\[({_LABEL})\]{_ADDRESS}\*\*(?!\*)"
        rf"|(?<!\*)\*(?=[^\s*])({words})(?<=\S)\*(?!\*)"
        rf"|(?<![\w*])_(?=[^\s_])({words})(?<=\S)_(?!\w)"
        r"|(?<!`)`([^`\r\n]++)`(?!`)"
        rf"|!\[((?>(?:{_LETTER})*))\]{_ADDRESS}"
        rf"|\[!\[((?>(?:{_LETTER})*))\]{_ADDRESS}\]{_ADDRESS}"
        r"|(https?://[^\s<>\[\]`\"|\\，。；！？、：｜（）《》「」【】]++)"
        r"|<(https?://[^\s<>]++)>"
        r"|(<br[ ]?/?>)"
        rf"|{_ANCHOR}({_LABEL})</a>"
        rf"|{_ANCHOR}<b>({_LABEL})</b></a>"
        r"|(<a(?>(?:[ ](?:name|id|class)=\"[^\"<>&\r\n]*+\")+)[ ]?></a>)"
        r"|(<a(?>(?:[ ](?:name|id|class)=\"[^\"<>&\r\n]*+\")+)[ ]?/>)"
        rf"|<(?:b|strong)>({words})</(?:b|strong)>"
        rf"|<(?:i|em)>({words})</(?:i|em)>"
        r"|(<img[ ][^<>\r\n]*+>)"
        rf"|({_SPACED_TAG})"
        rf"|({_OTHER_TAG}|~~)"
        r"|(&(?:\#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)"
        r"|(\\[!-/:-@\[-`{-~])"
    )


class Form:
    """What has been found: the last group of the expression that took part in it.

    Words are the group before the last one where the last one is an address.
    """

    TEXT: Final = 1
    LINE: Final = 2
    LINK: Final = 4
    CODED_LINK: Final = 6
    BOLD_IN_LINK: Final = 8
    LINK_APART: Final = 10
    LINK_BESIDE: Final = 12
    REFERENCE: Final = 14
    STRONG: Final = 15
    STRONG_LINK: Final = 17
    STARRED: Final = 18
    BARRED: Final = 19
    CODE: Final = 20
    PICTURE: Final = 22
    FRAME: Final = 25
    BARE: Final = 26
    POINTED: Final = 27
    BREAK: Final = 28
    ANCHOR: Final = 30
    BOLD_ANCHOR: Final = 32
    PLACE: Final = 33
    OPEN_PLACE: Final = 34
    STRONG_TAG: Final = 35
    ITALIC_TAG: Final = 36
    IMAGE: Final = 37
    SPACE: Final = 38
    TAG: Final = 39
    ENTITY: Final = 40
    ESCAPE: Final = 41
