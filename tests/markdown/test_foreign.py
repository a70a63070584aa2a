import pytest

from effllm_desktop.domain.lists import Problem
from effllm_desktop.markdown import foreign, reader

RST = b"""\
Title
=====

.. contents::

* `One <https://example.org/1>`_ - words
* `Two <https://example.org/2>`_ - words
"""
PROGRAM = b"""\
import os
from pathlib import Path

def main():
    for name in os.listdir("."):
        print(Path(name))  # see example.org
    return 0
"""


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (RST, "reStructuredText"),
        (RST.replace(b".. contents::\n\n", b""), "reStructuredText"),
        (b"Title\n=====\n\nSee `One <https://example.org/1>`_.\n", "reStructuredText"),
        (PROGRAM, "a program"),
        (b"#!/bin/sh\necho done\n", "a program"),
        (PROGRAM.replace(b"listdir(", b"table[name](path, "), "a program"),
        (b'{"name": "x",\n "list": [1, 2]}\n', "data"),
    ],
)
def test_what_is_no_markdown_list_is_named(data: bytes, what: str) -> None:
    sentence = foreign.seems(data)
    assert sentence is not None
    assert what in sentence
    found = reader.read(data)
    assert found.foreign == sentence
    assert found.entries == found.sections == ()
    lines = data.count(b"\n")
    assert found.problems == (Problem(1, lines, sentence),)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words\n",
        b"# T\n\n- [a](https://a.b)\n",
        b"- https://a.b/c\n",
        b"1. see https://a.b/c\n",
        b"<https://a.b/c>\n",
        b"[a]: https://a.b\n",
        b"<ul><li><a href='https://a.b'>x</a></li></ul>\n",
        RST + b"- [a](https://a.b)\n",
        PROGRAM + b"[a](https://a.b)\n",
        b"# Notes\n\nWords about it; and more;\n",
    ],
)
def test_what_may_be_a_list_is_read(data: bytes) -> None:
    assert foreign.seems(data) is None
