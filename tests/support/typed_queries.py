"""What somebody may type into a search box: sense, nonsense and pieces of both."""

from hypothesis import strategies as st

_PIECES = (
    '"', "(", ")", "-", " ", "or", " or ", " -(", "a", "tag:", "is:", "is:read", "2023", "..",
    ">1k", ":", '""', "x:", "title:", "2404.14897", "url:", "a.b/c", "学", "key:", "\\", '5"d',
    "\t", "has:note", "no:", "year:", "/", "/a/", "/x y/", "/ ", "search:", "like:", "\\/",
)  # fmt: skip

TYPED = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
