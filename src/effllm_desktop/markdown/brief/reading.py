"""What ordinary items and paragraphs say, read from their phrases.

It is the reading of `dialects.items` over plain tuples, and says of such lines the same (a test
holds the two against each other). None means that it takes a closer look.
"""

from collections.abc import Sequence

from effllm_desktop.domain import arxiv_id
from effllm_desktop.domain.lists import Kind
from effllm_desktop.markdown.brief.phrases import (
    CODE,
    EMPHASIS,
    FRAME,
    LINK,
    PICTURE,
    TEXT,
    Phrase,
)
from effllm_desktop.markdown.brief.saying import NO_ENTRY, Said, Saying
from effllm_desktop.markdown.brief.title_places import (
    identifying,
    place_of_its_own,
    title_in_text,
    title_place,
)
from effllm_desktop.markdown.brief.words import (
    has_link,
    is_alone,
    is_link,
    mentioned,
    plain,
    plain_all,
    text_of,
    words_of,
)
from effllm_desktop.markdown.dialects import bylines, labels, titles, wording
from effllm_desktop.markdown.dialects.around_titles import (
    are_authors,
    before_title,
    is_place_behind,
    named_in_text,
    names_behind,
)
from effllm_desktop.markdown.dialects.below_lines import FEW_LETTERS
from effllm_desktop.markdown.dialects.items import CITATIONS_BEHIND, LINE_END, without_owner
from effllm_desktop.markdown.dialects.saying import YEAR
from effllm_desktop.markdown.dialects.wording import Named, bare

_PAPER = Kind.PAPER


class Reading(Saying):
    """Reads an item: its line, the paragraphs and the items below it."""

    def read(
        self,
        head: list[Phrase],
        paragraphs: Sequence[list[Phrase]],
        items: Sequence[list[Phrase]],
    ) -> Said | None:
        """What an item says with this line, these paragraphs and these items below it."""
        if head[0][0] == LINK and not (paragraphs or items or self.marked) and is_alone(head):
            self.mentioned = mentioned(head)
            return self.read_link(head[0])
        if not has_link(head) and mentioned(head) is None:
            below = [phrase for found in paragraphs for phrase in found]
            if not has_link(below) and mentioned(below) is None:
                return NO_ENTRY
        place = title_place(head)
        if not self._identify(head, place, paragraphs):
            return NO_ENTRY
        self._read_head(head, place)
        for found in paragraphs:
            if not self._read_body(found):
                return None
        for found in items:
            if not self._read_nested(found):
                return None
        return self.said()

    def read_words(self, named: Named, own: Phrase | None, found: list[Phrase]) -> Said | None:
        """What words say, behind which stand links that only say what is there."""
        self._call_in_text(named, own)
        for link in found:
            self.take_link(link, counted=False)
        if self.links:
            self.beside = place_of_its_own(found)
        return self.said()

    def read_link(self, link: Phrase) -> Said | None:
        """What a link says that stands alone: whatever it is called, that is the title."""
        self.is_linked = True
        self.call(self.named_by_label(plain(link) or link[3]), link)
        return self.said()

    def _identify(self, head: list[Phrase], place: int, paragraphs: Sequence[list[Phrase]]) -> bool:
        self.mentioned = mentioned(head)
        title = head[place] if place >= 0 else None
        own = title if title is not None and is_link(title) else None
        self.is_linked = own is not None
        self.is_titled = title is not None
        if self.marked:
            self.mark(title)
        if own is None:
            own = identifying(head)
            if own is None and paragraphs:
                below = [phrase for found in paragraphs for phrase in found]
                own = identifying(below)
                if own is None:
                    self.mentioned = self.mentioned or mentioned(below)
        if own is None and self.mentioned is None:
            return False
        if title is not None:
            self.call(self.named_by_label(plain(title) or title[3]), own)
        else:
            self._call_in_text(title_in_text(head), own)
        return True

    def _call_in_text(self, named: Named, own: Phrase | None) -> None:
        words, rest, byline = named_in_text(named, own[3] if own is not None else "")
        self.call(words, own)
        if byline is None and rest and self.is_paper and (said := bylines.behind(rest)):
            byline, rest = said, said.rest
        self.written_by(byline)
        self.describe(rest)

    # ---- the line of the title

    def _read_head(self, head: list[Phrase], place: int) -> None:
        if place > 0:
            self._read_before(head[:place])
        if place >= 0 and head[place][0] != LINK:
            self.links_in(head[place])
        last = len(head)
        for number_of in range(place + 1, last):
            phrase = head[number_of]
            kind = phrase[0]
            if kind == TEXT:
                self._head_text(phrase[1], is_first=number_of == place + 1)
            elif kind == CODE:
                self._code(phrase)
            elif kind <= FRAME:
                self._head_link(phrase)
            else:
                before = text_of(head[number_of - 1]) if number_of > place + 1 else ""
                behind = text_of(head[number_of + 1]) if number_of + 1 < last else ""
                self._formatted(phrase, before, is_named=behind[:1] in wording.COLONS)
        self._end_words()
        if not self.is_linked and self.venue is None and self.links:
            self.beside = place_of_its_own(head)

    def _read_before(self, found: list[Phrase]) -> None:
        """What stands before the title: who wrote it, or words about it; links."""
        before = words_of(found)
        if not wording.says_nothing(before):
            words = bare(wording.one_line(before))
            byline, about = before_title(words, is_linked=self.is_linked)
            self.written_by(byline)
            self.describe(about)
        for phrase in found:
            if phrase[0] != TEXT:
                self.links_in(phrase)

    def _head_text(self, words: str, *, is_first: bool) -> None:
        words = self._owner_of_last_link(words)
        announced = CITATIONS_BEHIND.search(words) if ":" in words else None
        self.expects_citations = announced is not None
        if self.is_titled:
            words = words[: announced.start()] if announced else words
            self.words.append(without_owner(words, self.url) if is_first else words)

    def _code(self, phrase: Phrase) -> None:
        sorts_tool = self.kind is not _PAPER and phrase[1].startswith("(")
        if self.venue is None and not self.is_linked and self.is_titled and not sorts_tool:
            venue, comma, last = phrase[1].rpartition(",")
            self.year = int(last) if YEAR.fullmatch(last.strip()) else None
            self.venue = (venue if comma else last).strip() or None
            self.mentioned = arxiv_id.parse(last) or self.mentioned
            self._end_words()
        elif self.is_titled:
            self.words.append(phrase[1])

    def _head_link(self, phrase: Phrase) -> None:
        label = phrase[3] if phrase[0] == LINK and self.words else ""
        if label and "".join(self.words).rstrip()[-1:].isalnum() and not labels.may_be_role(label):
            self.words.append(label)
        else:
            self._end_words()
        self._phrase(phrase)

    def _formatted(self, phrase: Phrase, before: str, *, is_named: bool) -> None:
        if self.links_in(phrase):
            self._end_words()
            return
        if not self.is_titled:
            return
        words = phrase[3]
        may_name = phrase[0] == EMPHASIS and not is_named and self.is_paper and not self.names
        written = bylines.leading(words) if may_name and " et al" in words else None
        if written is not None and is_place_behind(written.rest):
            self._end_words()
            self.written_by(written)
            self.words.append(written.rest)
        elif may_name and (
            (not LINE_END.isdisjoint(before) and bylines.may_be_people(words)) or are_authors(words)
        ):
            self._end_words()
            self.name_authors(words)
        else:
            self.words.append(words)

    def _end_words(self) -> None:
        """Words beside the title up to a link that stands for itself."""
        if not self.words:
            return
        whole = "".join(self.words)
        self.words.clear()
        if not bare(whole):
            return
        words = wording.beside(self._without_names(whole))
        if words and not (labels.is_bracketed(words) and labels.is_role(words)):
            self.describe(words)

    def _without_names(self, words: str) -> str:
        if self.names or not self.is_paper or self.venue is not None:
            return words
        said = names_behind(words)
        self.written_by(said)
        return words if said is None else said.rest

    # ---- what stands below it

    def _read_body(self, found: list[Phrase]) -> bool:
        """Take in a paragraph; whether nothing of it stays unread."""
        texts = [phrase for phrase in found if phrase[0] == TEXT]
        if len(texts) == len(found):
            self._prose(plain_all(found))
            return True
        words = bare(wording.one_line(words_of(texts)))
        is_dated = labels.is_role(words)
        if (
            len(words) > FEW_LETTERS
            and not is_dated
            and any(bare(titles.OWNER.sub("", phrase[1])) for phrase in texts)
        ):
            for phrase in found:
                self.links_in(phrase)
            self._prose(plain_all(found))
            return True
        for phrase in found:
            if phrase[0] == EMPHASIS:
                self._italics(phrase[3])
            elif phrase[0] != TEXT:
                self._phrase(phrase)
            elif bare(self._owner_of_last_link(phrase[1])) and not is_dated:
                return False
        return True

    def _read_nested(self, found: list[Phrase]) -> bool:
        """Take in an item below; whether it says something."""
        linked = [phrase for phrase in found if is_link(phrase)]
        for link in linked:
            self.take_link(link, counted=False)
        if not linked or bare(words_of([phrase for phrase in found if phrase[0] == TEXT])):
            words = plain_all(found)
            if not words:
                return False
            if not self.told(words):
                self.remark(words)
        return True

    def _prose(self, words: str) -> None:
        if words and not self.described and not self.is_paper:
            self.describe(words)
        else:
            self.remark(words)

    def _italics(self, words: str) -> None:
        if self.is_paper and not self.names:
            self.name_authors(words)
        elif not self.is_paper and not self.described:
            self.describe(words)
        else:
            self.remark(words)

    # ---- what stands on any line

    def _phrase(self, phrase: Phrase) -> None:
        expected, self.expects_citations = self.expects_citations, False
        if phrase[0] == LINK or phrase[0] == FRAME:
            if not phrase[2].startswith("#"):
                self.take_link(phrase, counted=expected)
        elif phrase[0] != PICTURE and not self.links_in(phrase):
            self.remark(phrase[3])

    def _owner_of_last_link(self, words: str) -> str:
        match = titles.OWNER.match(words) if self.links and ")" in words else None
        if match is None:
            return words
        label, url, role, _ = self.links.pop()
        self.links.append((label, url, role, match[1]))
        return words[match.end() :]
