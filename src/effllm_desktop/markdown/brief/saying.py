"""What has been understood of an ordinary entry so far: `dialects.saying` over plain tuples."""

from effllm_desktop.domain import arxiv_id, destinations
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.entry_values import EntryValues
from effllm_desktop.domain.lists import Kind, Marks, Role
from effllm_desktop.markdown.brief.blocks import SIGNS
from effllm_desktop.markdown.brief.phrases import FRAME, LINK, STRONG, Phrase
from effllm_desktop.markdown.dialects import labels, links, wording
from effllm_desktop.markdown.dialects.saying import Words, number

Related = tuple[str, str]
Said = tuple[EntryValues, bool, list[Related], str]
"""What an entry says, whether its title's own link identifies it, the documents that it links to,
and the address of a place of its own."""
NO_ENTRY: Said = (EntryValues("", "", "", ""), False, [], "")
"""What a line says that is ordinary, and no entry."""
_CITATIONS = Role.CITATIONS
_PAPER, _ARTICLE = Kind.PAPER, Kind.ARTICLE


class Saying(Words):
    """Collects what an entry says. `marked`: its source, where it has signs of the curator's."""

    title = url = marks = named_by = beside = ""
    own: Phrase | None = None
    is_linked = is_titled = expects_citations = is_doubtful = False
    kind = Kind.OTHER
    venue: str | None = None
    year: int | None = None
    citations: int | None = None
    arxiv: ArxivId | None = None  # of its own link, or in its title
    mentioned: ArxivId | None = None

    def __init__(self, marked: str = "") -> None:
        self.marked = marked
        self.related: list[Related] = []
        self.names: list[str] = []
        self.described: list[str] = []
        self.links: list[tuple[str, str, str, str | None]] = []
        self.notes: list[str] = []
        self.words: list[str] = []

    def said(self) -> Said | None:
        """What has been understood; None where something was not."""
        if self.is_doubtful:
            return None
        return self.values(), self.is_linked, self.related, self.beside

    def mark(self, title: Phrase | None) -> None:
        """Note the signs outside the title."""
        inside = f"{title[1]} {title[2]}" if title is not None else ""
        may_hide = title is not None and title[2] and ('"' in self.marked or "][" in self.marked)
        if may_hide or (title is not None and title[0] == LINK and not title[1]):
            self.is_doubtful = True  # a sign in what stands for the link's picture, or its title
        signs = (self.marked.count(sign) > inside.count(sign) for sign in SIGNS)
        self.marks = Marks(*signs).names

    def call(self, words: str, own: Phrase | None) -> None:
        """Settle what the entry is called, and which link is its own."""
        self.own, self.url = own, own[2] if own is not None else ""
        title = wording.clean_title(words, is_linked=self.is_linked)
        self.title = wording.shortened(title, wording.LONGEST)
        place = destinations.of(self.url)
        self.arxiv = place.arxiv or arxiv_id.from_title(self.title)
        self.kind = _PAPER if self.arxiv else place.kind
        self.named_by = own[3] if own is not None and not self.is_linked else ""
        if self.named_by and labels.names_paper(self.named_by) and self.kind is _ARTICLE:
            self.kind = _PAPER

    def links_in(self, phrase: Phrase) -> bool:
        """Take in the link that a phrase is or holds; whether there is one."""
        is_link = phrase[0] == LINK or phrase[0] == FRAME or (phrase[0] == STRONG and phrase[2])
        if is_link:
            self.take_link(phrase, counted=False)
        return bool(is_link)

    def take_link(self, phrase: Phrase, *, counted: bool) -> None:
        """Take in a link beside the title. `counted`: words before it announce citations."""
        label, url = phrase[3], phrase[2]
        role = phrase[5]
        if counted or role is _CITATIONS:
            self.citations = number(label)
            role = _CITATIONS
        if phrase[0] == FRAME:
            if url and not links.leads_nowhere_on_purpose(url):
                self._relate(label, url)
        elif phrase is not self.own:
            self.links.append((label, url, role, None))

    def _relate(self, label: str, url: str) -> None:
        if path := links.document_in(url):
            self.related.append((label, path))
        else:
            self.is_doubtful = True

    def remark(self, words: str) -> None:
        """Take in a remark."""
        if words:
            self.notes.append(wording.shortened(words, wording.LONGEST_TEXT))
