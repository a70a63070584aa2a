"""Signs that left only a hole come back where the hole has the shape of the dialect."""

import pytest

from effllm_desktop.markdown.repair import detect, signs_of_dialect

HOLES = [
    ("-  **T**\n- **A**\n- **B**\n", "- 🌟 **T**\n- **A**\n- **B**\n", 1),
    ("-  [T](u)\r\n- [A](u)\r- [B](u)", "- 🌟 [T](u)\r\n- [A](u)\r- [B](u)", 1),
    ("([](https://x.com/a/1))", "([𝕏](https://x.com/a/1))", 1),
    ("- [T](https://x.com/a/1)   \n", "- [T](https://x.com/a/1)  𝕏 \n", 1),
    ("- [T](https://huggingface.co/a)   \r\n", "- [T](https://huggingface.co/a)  🤗 \r\n", 1),
    ("- [T](https://www.huggingface.co/a)   ", "- [T](https://www.huggingface.co/a)  🤗 ", 1),
    (
        "- [A](https://x.com/a)   \n- [B](http://b.c)   \n- [C](https://x.com/c)   \n",
        "- [A](https://x.com/a)  𝕏 \n- [B](http://b.c)   \n- [C](https://x.com/c)  𝕏 \n",
        2,
    ),
]

NO_HOLES = [
    "-  **Two spaces** are this list's way\n-  **of** writing\n- **bullets**\n",
    "- **A**\n- **B**\n-  plain words\n",
    "![](https://x.com/picture.png)",
    "[](https://example.org)",
    "[](https://netflix.com/)",
    "- [A](https://huggingface.co/a)    \n",
    "- [A](https://huggingface.co/a)  \n",
    "- [A](https://example.org/huggingface.co/)   \n",
    "- [A](https://x.com/a)\n   \n",
]


@pytest.mark.parametrize(("damaged", "text", "count"), HOLES)
def test_signs_come_back(damaged: str, text: str, count: int) -> None:
    assert signs_of_dialect.put_back(damaged) == (text, count)
    assert text.encode().decode("gb2312", "ignore") == damaged


@pytest.mark.parametrize("text", NO_HOLES)
def test_other_spaces_and_links_stay(text: str) -> None:
    assert signs_of_dialect.put_back(text) == (text, 0)


def test_only_a_document_found_to_be_read_as_gb2312_gets_signs() -> None:
    holes = "-  **T** ([](https://x.com/a/1))\n- **A**\n- **B**\n"
    clean = holes.encode()
    french = (holes + "- déjà, été, où\n" * 2).encode()
    macroman = french.decode().encode().decode("mac-roman").encode()
    assert detect(clean).data is clean
    assert detect(french).data is french
    assert detect(macroman).data == french


def test_many_holes_without_a_reason_stay_as_they_are() -> None:
    text = "x   \n" * 200_000 + "x   " * 200_000
    assert signs_of_dialect.put_back(text) == (text, 0)
