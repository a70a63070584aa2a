"""What the lines above entries call them: some lists write a title once, and its links below.

A heading, a line in bold, a line of words, a summary or a bullet announces a work. Entries that
only say what is behind their link (`[Paper](…)`) are then called by it.
"""

from effllm_desktop.domain.entry_values import EntryValues
from effllm_desktop.markdown.dialects import labels, plain_titles, titles, wording
from effllm_desktop.markdown.inline import Piece
from effllm_desktop.markdown.outline import Bullet
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import NodeKind

_FEWEST_BLANKS = 2  # in the title that an item without a link is
_DEEP = 3  # level of a heading that may be one paper's title, with items below


class Announced:
    """The works that are announced where the reader is."""

    def __init__(self) -> None:
        self._level = 0
        self._heading = ""  # its links are paragraphs
        self._has_items = False  # below that heading, called by themselves: then it is no work
        self._bold = ""  # of a paragraph: its links are items below
        self._line = ""  # of words: its links are items below
        self._summary = ""  # its links are folded away
        self._item = ""  # its links are the paragraph right behind it

    def by_heading(self, words: str, level: int) -> None:
        """A heading begins: what was announced before is over."""
        self._bold = self._line = self._summary = self._item = ""
        self._heading, self._level = plain_titles.in_heading(words), level
        self._has_items = False

    def by_line(self, bold: str, words: str, *, is_fact: bool) -> None:
        """A paragraph without a link of its own. `bold`: its words, if all of them are.

        A line of facts (`**Authors:** …`) says no name.
        """
        if is_fact:
            return
        self._bold = printable(bold)
        self._line = "" if self._bold else plain_titles.in_line(words)

    def by_item(self, words: str) -> None:
        """An item without a link, and with nothing below it."""
        title = wording.title_in(words).title
        self._item = title if title.count(" ") >= _FEWEST_BLANKS else ""

    def by_summary(self, pieces: list[Piece]) -> None:
        """The words that stand for what is folded away."""
        self._summary = printable(titles.linked_bold(pieces))

    def no_line(self) -> None:
        """Something else stands between a line of words and what follows."""
        self._line = ""

    def called(
        self, said: EntryValues, kind: NodeKind, bullet: Bullet | None, *, is_linked: bool
    ) -> tuple[EntryValues, bool]:
        """What an entry says, called as it is announced; whether its title's link is its own."""
        name = _name_of(bullet) if bullet is not None else self._name(said.title, kind)
        is_item = kind is NodeKind.ITEM and bullet is None
        self._item = ""
        if is_item and self._summary and labels.may_be_package(said.title):
            return said._replace(title=self._summary), False
        if name:
            if _only_leads(said.title):
                return said._replace(title=name), False
            is_sorted = bullet is not None and bullet.has_one and not is_linked
            if is_sorted and wording.are_names(said.title):
                about = " ".join(filter(None, (said.title, said.description)))
                return said._replace(title=name, description=about), is_linked
        elif is_item and not self._has_items:
            self._has_items = not _only_leads(said.title)
        if said.title.startswith("["):
            return said._replace(title=wording.without_brackets(said.title)), is_linked
        return said, is_linked

    def _name(self, title: str, kind: NodeKind) -> str:
        """What is announced for an entry that calls itself so, below no bullet."""
        if self._bold:
            return self._bold
        if kind is NodeKind.PARAGRAPH:
            name = self._item or ("" if self._has_items else self._heading)
            if title.startswith("http"):  # the address of the one work that is announced
                name, self._heading = self._line or self._heading, ""
            return name
        if labels.names_paper(title):
            # items below a line or a heading that is a paper's title: its paper, its code
            self._bold = self._line or (self._heading if self._level >= _DEEP else "")
        return self._bold


def _name_of(bullet: Bullet) -> str:
    """What a bullet calls what stands below it: not `2023`, nor `ICML 2024`."""
    return "" if labels.sorts(bullet.words) else bullet.words


def _only_leads(title: str) -> bool:
    """Whether what an entry is called says only what is behind its link."""
    return labels.is_role(title) or (labels.is_bracketed(title) and labels.may_be_role(title))
