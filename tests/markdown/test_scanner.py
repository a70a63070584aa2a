import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.markdown import lines, source
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


@settings(max_examples=500)
@given(st.lists(st.sampled_from(["a|b\n", "|-|-|\n", "- ", "-|:-:\r", " ", ">", "\t", "1. ",
                                 "\n", "x", "--", "|", "| a |\r\n", "\ufeff"]), max_size=14)
       .map("".join))  # fmt: skip
def test_a_text_that_has_a_table_may_have_tables(text: str) -> None:
    if any(node.kind is NodeKind.TABLE for node in all_nodes(scan(text))):
        assert lines.may_have_tables(text)


def test_dashes_alone_are_no_sign_of_a_table() -> None:
    assert lines.may_have_tables("a|b\n-|-\n")
    assert not lines.may_have_tables("# A\n---\n- a | b - c\n\n***\n")


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
    assert kinds("_ _ _\n") == [NodeKind.RULE]
    assert kinds("_not_ one\n") == [NodeKind.PARAGRAPH]


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


def test_a_table_has_a_head_and_rows_up_to_the_next_block() -> None:
    (table, item) = scan("| a | b |\n|---|:-:|\n| c | d |\ne\n- f\n")
    assert [row.kind for row in table.children] == [NodeKind.HEAD, NodeKind.ROW, NodeKind.ROW]
    assert item.kind is NodeKind.ITEM


def test_a_paragraph_before_a_table_stays_one() -> None:
    assert kinds("words\na | b\n--|--\nc | d\n") == [
        NodeKind.PARAGRAPH,
        NodeKind.HEAD,
        NodeKind.ROW,
    ]


def test_a_head_with_another_number_of_cells_is_no_table() -> None:
    assert kinds("a\n|---|---|\n") == [NodeKind.PARAGRAPH]
    assert kinds("- a | b\n  --|--\n") == [NodeKind.PARAGRAPH]
    assert kinds("- a\n\n  b | c\n  --|--\n  d | e\n")[2:] == [NodeKind.HEAD, NodeKind.ROW]


def test_headings_of_every_make() -> None:
    text = "One\n===\nTwo\n---\n##Three\n#Four\n#!no\nwords\n#no\n"
    assert [(b.level, text[b.content : b.stop].strip()) for b in scan(text)[:4]] == [
        (1, "One"),
        (2, "Two"),
        (3 - 1, "Three"),
        (1, "Four"),
    ]
    assert kinds("#!no\nwords\n#no\n") == [NodeKind.PARAGRAPH]


def test_front_matter_is_no_heading() -> None:
    assert kinds("---\ntitle: x\n---\n# A\n") == [NodeKind.MATTER, NodeKind.HEADING]
    assert kinds("+++\r\ntitle = 'x'\r\n+++\r\n") == [NodeKind.MATTER]
    assert kinds("---\rtitle: x\r---\r# A\r") == [NodeKind.MATTER, NodeKind.HEADING]
    assert kinds("---\n\nwords\n\n---\n")[0] is NodeKind.RULE
    assert kinds("---\n# List\n\nNote: x\n\n- [a](b)\n\n---\n")[0] is NodeKind.RULE
    assert kinds("---\n# c\na: b\ntags:\n- x\n  - y\n---\n") == [NodeKind.MATTER]
    assert scan("---\na: b\n---\n- x\n")[1].line == 4


def test_tags_that_begin_blocks_go_on_to_a_blank_line() -> None:
    assert kinds("<div>\n<a>\n</div>\n\nwords\n") == [
        NodeKind.HTML,
        NodeKind.BLANK,
        NodeKind.PARAGRAPH,
    ]
    assert kinds("<span>\nwords</span>\n") == [NodeKind.PARAGRAPH]
    assert kinds("<details>\n- [a](b)\n</details>\n# H\n") == [
        NodeKind.HTML,
        NodeKind.PARAGRAPH,
        NodeKind.HTML,
        NodeKind.HEADING,
    ]
    assert kinds("<div>\n1. Foo https://a.b\n- [b][c]\n")[1:] == [NodeKind.PARAGRAPH] * 2
    assert kinds("<p>\n> quoted\n") == [NodeKind.HTML, NodeKind.PARAGRAPH]


def test_verbatim_tags_hide_what_is_in_them() -> None:
    assert kinds("<pre>\n\n- [a](b)\n</pre>\n- c\n") == [NodeKind.FENCE, NodeKind.PARAGRAPH]


def test_a_fence_in_an_item_ends_with_the_item() -> None:
    assert kinds("- ```\n  code\n  ```\n- b\n") == [
        NodeKind.PARAGRAPH,
        NodeKind.FENCE,
        NodeKind.PARAGRAPH,
    ]
    assert kinds("- a\n\n  ```\n  code\n- b\n")[2:] == [NodeKind.FENCE, NodeKind.PARAGRAPH]


def test_a_comment_before_words_is_part_of_their_line() -> None:
    assert kinds("<!-- x --> words\n") == [NodeKind.PARAGRAPH]


def test_only_a_first_number_may_follow_a_paragraph_without_a_blank_line() -> None:
    assert kinds("words\n2. more\n") == [NodeKind.PARAGRAPH]
    assert kinds("words\n1. more\n") == [NodeKind.PARAGRAPH, NodeKind.PARAGRAPH]


def test_indented_text_that_belongs_to_nothing_is_code() -> None:
    assert kinds("# A\n\n    code\n") == [NodeKind.HEADING, NodeKind.BLANK, NodeKind.CODE]


def test_quotations_are_read_like_anything_else() -> None:
    quoted = scan("> - a\n>   - b\n>\n> - c\nwords\n")
    assert [block.kind for block in quoted if block.kind is NodeKind.ITEM] == [NodeKind.ITEM] * 2
    assert kinds("> words\nlazy\n- item\n> quoted\n") == [
        NodeKind.PARAGRAPH,
        NodeKind.PARAGRAPH,
        NodeKind.PARAGRAPH,
    ]
    assert kinds("> - a\n\n- b\n") == [NodeKind.PARAGRAPH, NodeKind.BLANK, NodeKind.PARAGRAPH]


def test_a_definition_may_stand_on_two_lines() -> None:
    assert kinds("[a]:\n  https://a.b\nwords\n") == [NodeKind.DEFINITION, NodeKind.PARAGRAPH]
    assert kinds("words\n[a]: https://a.b\n    [b]: c\n") == [NodeKind.PARAGRAPH]


def test_an_item_in_bold_right_below_a_tag_is_no_part_of_it() -> None:
    assert kinds("<h3>A</h3>\n1. **B** c\n") == [NodeKind.HTML, NodeKind.PARAGRAPH]


@pytest.mark.parametrize(
    "line", ["<a name='x'></a>## B", "<a id=x> ## B", "  <span id='x'></span><a name=y></a># B"]
)
def test_a_heading_may_stand_behind_its_anchor(line: str) -> None:
    block = scan(f"words\n{line} #\n")[1]
    assert block.kind is NodeKind.HEADING
    assert f"words\n{line} #\n"[block.content : block.stop] == "B"


@pytest.mark.parametrize("line", ["    <a name='x'></a>## B", "<a name='x'></a> B", "<b>a</b>## B"])
def test_other_anchors_stand_in_text(line: str) -> None:
    assert NodeKind.HEADING not in kinds(f"{line}\n")


def test_a_fence_may_be_indented_by_a_tab_in_an_item() -> None:
    assert kinds("- a\n\t```\n\tb\n\t```\n- c\n")[:2] == [NodeKind.PARAGRAPH, NodeKind.FENCE]


REMARK = "**Summary**: see [x](https://a.b/x)\n"


def test_a_remark_belongs_to_the_item_with_a_link_above_it() -> None:
    assert len(scan(f"- [a](https://a.b)\n  - b\n\n{REMARK}")) == 1
    assert len(scan(f"- https://a.b\n\n{REMARK}\n{REMARK}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"- a\n  - [b](https://a.b)\n\n{REMARK}",  # that bullet is a section
        f"words\n\n{REMARK}",
        "- [a](https://a.b)\n\n**Summaries** of [x](https://a.b/x)\n",
        f"- [a](https://a.b)\n\n# A\n{REMARK}",
    ],
)
def test_other_paragraphs_stand_for_themselves(text: str) -> None:
    assert scan(text)[-1].kind is NodeKind.PARAGRAPH


def test_an_item_that_names_the_paper_above_again_is_below_it() -> None:
    above = "  * a [[Paper]](https://arxiv.org/abs/1506.02640)\n"
    assert len(scan(f"{above}   * First Author, a, arXiv:1506.02640\n  * b\n")) == 2
    for line in (
        "   * First Author, a\n",
        "   * First Author, a, arXiv:1506.02641\n",
        "   * [a](https://a.b) arXiv:1506.02640\n",
        "  * First Author, a, arXiv:1506.02640\n",
    ):
        assert len(scan(above + line)) == 2
