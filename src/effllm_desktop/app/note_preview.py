"""A reader's Markdown note as HTML that is safe to show: no raw HTML, no pictures, web links only.

Pictures become links: a note may have been pasted from anywhere, and looking at it must neither
contact a machine nor read a file.
"""

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

_SAFE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?'）。，；：！？、]", re.IGNORECASE)
_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


def html(note: str) -> str:
    """The body of an HTML document."""
    return str(_parser().render(note))


def page_html(markdown: str) -> str:
    """The same of a document: headings have the anchors that links within it lead to."""
    return str(_parser(within=True).render(markdown))


@cache
def _parser(*, within: bool = False) -> "MarkdownIt":
    from markdown_it import MarkdownIt  # 50 ms: only when somebody looks at a preview

    class Notes(MarkdownIt):
        """CommonMark with tables and strike-through, and with our idea of a safe address."""

        def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own hook
            return bool(_SAFE.match(url)) or (within and url.startswith("#"))

    parser = Notes("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.core.ruler.push("bare_addresses", _link_bare_addresses)
    parser.core.ruler.push("boxes", _draw_boxes)
    parser.add_render_rule("image", _picture_as_link)
    if within:
        parser.core.ruler.push("anchors", _name_headings)
    return parser


def _name_headings(state: "StateCore") -> None:
    """Put the anchor of each heading before its words."""
    from markdown_it.token import Token

    from effllm_desktop.markdown.writer import anchors

    inside = [
        inline
        for heading, inline in pairwise(state.tokens)
        if heading.type == "heading_open" and inline.children is not None
    ]
    words = ("".join(token.content for token in one.children or ()) for one in inside)
    for one, anchor in zip(inside, anchors(words), strict=True):
        opening = Token("link_open", "a", 1, attrs={"name": anchor})
        one.children = [opening, Token("link_close", "a", -1), *(one.children or ())]


def _picture_as_link(
    renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    options: "OptionsDict",
    env: MutableMapping[str, object],
) -> str:
    from markdown_it.common.utils import escapeHtml

    address = str(tokens[index].attrs["src"])
    words = renderer.renderInlineAsText(tokens[index].children, options, env) or address
    return f'<a href="{escapeHtml(address)}">{escapeHtml(words)}</a>'


def _draw_boxes(state: "StateCore") -> None:
    """Show the `[ ]` and `[x]` of a task list as boxes."""
    for before, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        starts_item = before.type == "list_item_open" and paragraph.type == "paragraph_open"
        first = inline.children[0] if starts_item and inline.children else None
        if first is not None and (box := _BOXES.get(first.content[:4])):
            first.content = box + first.content[4:]


def _link_bare_addresses(state: "StateCore") -> None:
    """Make addresses that stand in the text into links."""
    for block in state.tokens:
        if block.children and any("://" in token.content for token in block.children):
            block.children = _linked(block.children)


def _linked(tokens: "Sequence[Token]") -> "list[Token]":
    linked: list[Token] = []
    depth = 0  # an address inside a link is that link's text
    for token in tokens:
        depth += token.nesting if token.type.startswith("link_") else 0
        if token.type == "text" and depth == 0:
            linked += _split(token)
        else:
            linked.append(token)
    return linked


def _split(token: "Token") -> "list[Token]":
    from markdown_it.token import Token

    parts: list[Token] = []
    end = 0
    for match in _BARE.finditer(token.content):
        parts.append(Token("text", "", 0, content=token.content[end : match.start()]))
        parts.append(Token("link_open", "a", 1, attrs={"href": match[0]}))
        parts.append(Token("text", "", 0, content=match[0]))
        parts.append(Token("link_close", "a", -1))
        end = match.end()
    parts.append(Token("text", "", 0, content=token.content[end:]))
    return parts
