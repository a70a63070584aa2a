import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.markdown import source
from effllm_desktop.markdown.scanner import scan
from effllm_desktop.markdown.tree import Node, NodeKind, leaves
from tests.support.damage import damaged_lists


def joined(text: str, blocks: list[Node]) -> str:
    return "".join(text[leaf.start : leaf.end] for leaf in leaves(blocks))


def all_nodes(blocks: list[Node]) -> list[Node]:
    found, stack = [], list(blocks)
    while stack:
        node = stack.pop()
        found.append(node)
        stack.extend(node.children)
    return found


@settings(max_examples=500)
@given(damaged_lists())
def test_leaves_joined_are_the_text_for_every_input(text: str) -> None:
    blocks = scan(text)
    assert joined(text, blocks) == text
    for node in all_nodes(blocks):
        if node.children:
            assert node.children[0].start == node.start
            assert node.children[-1].end == node.end
            for left, right in itertools.pairwise(node.children):
                assert left.end == right.start


@given(st.binary(max_size=300))
def test_any_bytes_come_back_through_the_tree(data: bytes) -> None:
    text = source.decode(data)
    assert source.encode(joined(text, scan(text))) == data


def test_the_seeds_come_back(seed_bytes: bytes) -> None:
    text = source.decode(seed_bytes)
    assert source.encode(joined(text, scan(text))) == seed_bytes


@given(seed_damage=st.lists(st.tuples(st.integers(0, 90000), st.binary(max_size=4)), max_size=8))
@settings(max_examples=30)
def test_a_damaged_seed_comes_back(
    seed_damage: list[tuple[int, bytes]], repaired_seeds: dict[str, bytes]
) -> None:
    data = repaired_seeds["Efficient LLM"]
    for place, junk in seed_damage:
        data = data[: place % len(data)] + junk + data[place % len(data) + 2 :]
    text = source.decode(data)
    assert source.encode(joined(text, scan(text))) == data


def kinds(text: str) -> list[NodeKind]:
    return [leaf.kind for leaf in leaves(scan(text))]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert kinds("\ufeff# A\n") == [NodeKind.BOM, NodeKind.HEADING]
    assert kinds("\ufeff") == [NodeKind.BOM]
    assert kinds("\ufeff\r# A") == [NodeKind.BOM, NodeKind.BLANK, NodeKind.HEADING]


def test_an_empty_document_has_no_blocks() -> None:
    assert kinds("") == []


def test_a_dash_alone_under_a_paragraph_is_an_empty_item_not_a_heading() -> None:
    (item,) = scan("- **T**\n\n\t *Authors*\n\t-\n\t *More*\n")
    assert [child.kind for child in item.children] == [
        NodeKind.PARAGRAPH,
        NodeKind.BLANK,
        NodeKind.PARAGRAPH,
        NodeKind.ITEM,
        NodeKind.PARAGRAPH,
    ]


def test_text_right_of_the_marker_belongs_to_the_item_after_a_blank_line() -> None:
    blocks = scan("- a\n\n  more\n\nless\n")
    assert [block.kind for block in blocks] == [
        NodeKind.ITEM,
        NodeKind.BLANK,
        NodeKind.PARAGRAPH,
    ]


def test_a_lazy_line_belongs_to_the_open_paragraph() -> None:
    (item,) = scan("- a\nlazy\n")
    assert item.end == len("- a\nlazy\n")


def test_rules_and_headings_end_a_list() -> None:
    assert kinds("- a\n---\n- b\n# C\n") == [
        NodeKind.PARAGRAPH,
        NodeKind.RULE,
        NodeKind.PARAGRAPH,
        NodeKind.HEADING,
    ]
    assert kinds("* * *\n") == [NodeKind.RULE]


def test_an_indented_heading_in_an_item_is_text() -> None:
    assert kinds("- a\n\n    # no heading\n") == [
        NodeKind.PARAGRAPH,
        NodeKind.BLANK,
        NodeKind.PARAGRAPH,
    ]


def test_fences_hide_what_looks_like_a_list() -> None:
    assert kinds("```\n- a\n```\n- b\n") == [NodeKind.FENCE, NodeKind.PARAGRAPH]
    assert kinds("~~~~\n# A\n~~~\n") == [NodeKind.FENCE]
    assert kinds("``` a`b\n- c\n") == [NodeKind.PARAGRAPH, NodeKind.PARAGRAPH]


def test_comments_hide_what_looks_like_a_list() -> None:
    assert kinds("<!--\n- a\n-->\n- b\n") == [NodeKind.COMMENT, NodeKind.PARAGRAPH]
    assert kinds("<!-- open\n- a\n") == [NodeKind.COMMENT]


def test_items_nest_no_deeper_than_anybody_means() -> None:
    text = "".join("  " * depth + "- a\n" for depth in range(300))
    blocks = scan(text)
    assert joined(text, blocks) == text
    depth, node = 1, blocks[0]
    while node.children and node.children[-1].kind is NodeKind.ITEM:
        depth, node = depth + 1, node.children[-1]
    assert depth == 100


def test_text_behind_other_blanks_is_text() -> None:
    assert kinds("\xa0words\n\x0c- a\n") == [NodeKind.PARAGRAPH]
