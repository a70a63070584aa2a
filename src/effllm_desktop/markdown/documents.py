"""A document as edits see it: its text, what it says, which block each entry is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import ReadEntry, ReadSection
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import lines, source
from effllm_desktop.markdown.asking import Checkpoint, no_checkpoint
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.reader import read_text
from effllm_desktop.markdown.scanner import scan
from effllm_desktop.markdown.tree import Node, NodeKind

_REREAD = "The list was changed meanwhile: look at it again."
Said = tuple[str, str]
"""Address and title of an entry: what must stay of those that an edit does not mean."""


class Document:
    """A text and what it says. Entries and sections are known by position, in file order.

    All that takes long asks `checkpoint` now and then whether to go on.
    """

    def __init__(self, text: str, checkpoint: Checkpoint = no_checkpoint) -> None:
        self.text = text
        self.checkpoint = checkpoint
        self.read = read_text(text, checkpoint)
        self.newline = source.newline_of(text)

    def asking(self, checkpoint: Checkpoint) -> "Document":
        """The same, for work that asks another checkpoint."""
        same = copy(self)
        same.checkpoint = checkpoint
        return same

    @property
    def entries(self) -> Sequence[ReadEntry]:
        return self.read.entries

    @property
    def sections(self) -> Sequence[ReadSection]:
        return self.read.sections

    @property
    def said(self) -> list[Said]:
        return [(entry.values.url, entry.values.title) for entry in self.entries]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of each section, in file order."""
        return [(section.level, section.heading) for section in self.sections]

    @property
    def wordings(self) -> Counter[str]:
        """The Markdown of the entries; blanks around it, and a heading's level, do not count."""
        return Counter(entry.source.lstrip("# \t").rstrip() for entry in self.entries)

    def entry(self, position: int) -> ReadEntry:
        if not 0 <= position < len(self.entries):
            raise BadInput("That entry is not in the list.", _REREAD)
        return self.entries[position]

    def section(self, position: int) -> ReadSection:
        if not 0 <= position < len(self.sections):
            raise BadInput("That section is not in the list.", _REREAD)
        return self.sections[position]

    def in_section(self, section: int | None) -> list[ReadEntry]:
        """The entries that stand directly in a section, or above all of them."""
        return [entry for entry in self.entries if entry.section == section]

    def children(self, section: int | None) -> list[ReadSection]:
        return [one for one in self.sections if one.parent == section]

    @cached_property
    def tables(self) -> dict[int, Node]:
        """The table that a row stands in, by where the row begins."""
        found: dict[int, Node] = {}
        if not lines.may_have_tables(self.text):
            return found
        stack: list[Node] = scan(self.text, self.checkpoint)
        while stack:
            node = stack.pop()
            if node.kind is NodeKind.TABLE:
                found |= {row.start: node for row in node.children}
            stack.extend(node.children)
        return found

    @cached_property
    def nodes(self) -> dict[int, Node]:
        """The headings, items, rows and blocks of tags by where they begin."""
        found: dict[int, Node] = {}
        stack: list[Node] = list(reversed(scan(self.text, self.checkpoint)))
        while stack:
            node = stack.pop()
            if node.kind in (NodeKind.ITEM, NodeKind.ROW, NodeKind.HEADING, NodeKind.HTML):
                found.setdefault(node.start, node)
            stack.extend(reversed(node.children))
        return found

    def heading(self, section: ReadSection) -> Node:
        """The heading that begins a section. Raises BadInput where a list item acts as one."""
        node = self.nodes.get(section.start)
        if node is None or node.kind is not NodeKind.HEADING:
            raise BadInput(
                f"“{section.heading}” is no heading of its own in the file.",
                "Change it in the file itself, with a text editor.",
            )
        return node

    def with_line_ends(self, text: str) -> str:
        """Text with LF as line ends, with those of the document."""
        return text.replace("\n", self.newline)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a document must say once it is edited.

    `stands`: an entry and the section it is in. So many entries at most may have come to be written
    as none was (`fresh`), or no longer be (`gone`).
    """

    said: Sequence[Said]
    headings: Sequence[tuple[int, str]]
    stands: tuple[int, int | None] | None = None
    fresh: int = 0
    gone: int = 0


def proved(document: Document, edits: Iterable[Edit], meant: Meaning) -> tuple[Edit, ...]:
    """The edits, once their result was read again and says what is meant. Raises BadInput."""
    made = tuple(edits)
    text = source.decode(source.encode(apply(document.text, made)))
    after = Document(text, document.checkpoint)
    if after.headings != list(meant.headings):
        raise BadInput("The edit would change other headings of the list.", _IN_A_FILE)
    if after.said != list(meant.said) or not _stands(after, meant.stands):
        raise BadInput("The edit would be read as something else than is meant.", _IN_A_FILE)
    old, new = document.wordings, after.wordings
    if (new - old).total() > meant.fresh or (old - new).total() > meant.gone:
        raise BadInput("The edit would change other entries of the list.", _IN_A_FILE)
    return made


def _stands(document: Document, where: tuple[int, int | None] | None) -> bool:
    return where is None or document.entries[where[0]].section == where[1]


_IN_A_FILE = "Make it in the file itself, with a text editor."


def blanks_before(text: str, offset: int) -> int:
    """Where the blank lines before an offset, which begins a line, begin."""
    while offset:
        ended = 2 if text.endswith("\r\n", 0, offset) else int(text[offset - 1] in "\r\n")
        end = offset - ended
        begin = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
        if end == offset or text[begin:end].strip(" \t>"):
            return offset
        offset = begin
    return 0


def blanks_behind(text: str, offset: int) -> int:
    """Where the blank lines from an offset on, which begins a line, end."""
    while offset < len(text):
        end = _line_end(text, offset)
        if text[offset:end].strip(" \t>\r\n"):
            return offset
        offset = end
    return offset


def _line_end(text: str, offset: int) -> int:
    ends = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    if not ends:
        return len(text)
    first = min(ends)
    return first + (2 if text.startswith("\r\n", first) else 1)


def is_ended(text: str) -> bool:
    return text.endswith(("\n", "\r"))
