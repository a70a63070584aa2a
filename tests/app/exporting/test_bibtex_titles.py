import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from effllm_desktop.app.exporting import bibtex_titles, latex
from effllm_desktop.app.exporting.latex import Escape

PIECES = st.sampled_from(
    ["a", "the", "of", "in", "with", "Models", "Low-Rank", "A", "GPT-4", "LoRA", "KV", "T5", "3D",
     "Llama", "iPhone", "C++", "2024", "-A", "A-", "a-B", "+", "-", "--", "''", "'", "``", "?`",
     "!", ".", ":", "(", ")", "/", "$", "$x_1$", "$A$", "{", "}", "\\", "&", "_", "\t", "\n",
     "\u00a0", "\u3000", "\x1c", "é", "É", "ß", "ǅ", "ﬁ", "Ω", "ω", "Я", "я", "×", "大", "（", "—",
     "’", "\ud800", "𝐀", "²"]
)  # fmt: skip
WORDS = st.lists(PIECES, max_size=3).map("".join)
TITLES = st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=12)
ESCAPES = st.sampled_from([latex.escaped, latex.ascii_only])


def plainly(title: str, escape: Escape) -> str:
    """The same, a word at a time, as the rule is said."""
    parts = re.split(r"(\$(?=\S)[^$]+(?<=\S)\$(?!\d))", title)
    return "".join(
        f"{{{part}}}" if place % 2 and balanced(part) else plain_words(part, escape)
        for place, part in enumerate(parts)
    )


def balanced(formula: str) -> bool:
    while (shorter := re.sub(r"\{[^{}]*\}", "", formula)) != formula:
        formula = shorter
    return "{" not in formula and "}" not in formula


def plain_words(text: str, escape: Escape) -> str:
    words = text.split(" ")
    is_sentence = 2 * sum(map(str.islower, words)) > len(words)
    before = [".", *words[:-1]]
    return " ".join(
        plain_word(word, escape, names=is_sentence and not last.endswith((".", ":", "?", "!")))
        for last, word in zip(before, words, strict=True)
    )


def plain_word(word: str, escape: Escape, *, names: bool) -> str:
    capital = "[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]"
    kept = rf"(?<![\w+-])[\w+-]*(?:[^\W_]{capital}|{capital}\d)[\w+-]*"
    if names and not re.search(kept, word):
        kept = rf"{capital}[\w+-]+"
    return "".join(
        f"{{{escape(piece)}}}" if place % 2 else escape(piece)
        for place, piece in enumerate(re.split(f"({kept})", word))
    )


@given(texts=st.lists(TITLES, min_size=1, max_size=6), escape=ESCAPES)
@example(texts=["of Models in", "of Models in"], escape=latex.escaped)
@example(texts=["LoRA", "", "a KV", "Fine-Tuning of a KV"], escape=latex.escaped)
@example(texts=["A. Llama is a KV-Cache and Llama", "a--B", "two\nlines"], escape=latex.escaped)
def test_many_titles_are_written_like_one_and_as_the_rule_is_said(
    texts: list[str], escape: Escape
) -> None:
    expected = [plainly(text, escape) for text in texts]
    assert list(map(bibtex_titles.one_by_one(escape), texts)) == expected
    assert bibtex_titles.of_many(texts, escape) == expected
    plain = [text for text in texts if text.isascii() and "\n" not in text]
    assert bibtex_titles.of_many(plain, escape) == [plainly(text, escape) for text in plain]


def test_capitals_are_protected_by_what_a_title_is_like() -> None:
    titles = {
        "LoRA: Low-Rank Adaptation of Large Language Models": (
            "{LoRA}: Low-Rank Adaptation of Large Language Models"
        ),
        "(GPT-4) for T5, A/KV and 3D": "({GPT-4}) for {T5}, A/{KV} and {3D}",
        "Of the Best": "Of the Best",
        "of Models in": "of {Models} in",
        "Scaling laws of Llama: A view from the KV-Cache": (
            "Scaling laws of {Llama}: A view from the {KV-Cache}"
        ),
        "": "",
        "vllm": "vllm",
        "R&D of KV": "R\\&D of {KV}",
        "Über KV": "Über {KV}",
    }
    assert bibtex_titles.of_many(list(titles), latex.escaped) == list(titles.values())
    assert bibtex_titles.of_many([], latex.escaped) == []


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibtex_titles, "_REMEMBERED", 2)
    words = bibtex_titles._Words(latex.escaped, are_inside=False)
    assert [words[word] for word in ("a&b", "GPT", "KV", "a&b")] == [
        "a\\&b", "{GPT}", "{KV}", "a\\&b"
    ]  # fmt: skip
    assert len(words) == 2
