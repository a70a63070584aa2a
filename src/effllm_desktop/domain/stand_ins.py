"""Titles that only stand for one: what names a work, until somebody knows what it is called."""

from effllm_desktop.domain import addresses
from effllm_desktop.domain.lists import EntryText


def stands_in(text: EntryText) -> bool:
    """Whether an entry has no title of its own; the name of a repository is one."""
    if text.repository is not None:
        return False
    if text.arxiv is not None:
        return text.title == f"arXiv:{text.arxiv.id}"
    if text.key.startswith("doi:"):
        return text.title == text.key
    if text.key.startswith("hf:"):
        return f"hf:{text.title.lower()}" == text.key
    return text.title == addresses.normalise(text.url)
