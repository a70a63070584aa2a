"""Random documents and paragraphs out of pieces that mean something, damage included."""

from hypothesis import strategies as st

_BLOCKS = (
    *("- ", "* ", "1. ", "\n", "\r\n", "\r", "# ", "###### ", "##", "\t", "    ", " ", "```"),
    *("~~~", "<!--", "-->", "---", "word", "[a](http://b.c)", "**", "-", "> "),
    *("\0", "\udcff", "\ufeff"),
)
_INLINES = (
    *("[", "![", "](", ")", "]", "**", "*", "***", "`", "``", "a", " ", "\\", "$", "<", ">", '"'),
    *("\n", "http://a.b", "(", "None"),
)


def damaged_lists() -> st.SearchStrategy[str]:
    """Documents of list-like pieces in any order, as `source.decode` would give them."""
    return st.lists(st.sampled_from(_BLOCKS), max_size=60).map("".join)


def damaged_paragraphs() -> st.SearchStrategy[str]:
    """Paragraphs of delimiters in any order."""
    return st.lists(st.sampled_from(_INLINES), max_size=40).map("".join)
