"""Everything that a server can do wrong, in any order: a whole file or a sentence."""

import random

import pytest

from effllm_desktop.domain.errors import AppError
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import gaps, most_at_once, pdf

pytestmark = pytest.mark.loopback
OLD, NEW = pdf(20_000, "old"), pdf(23_000, "new")
ACTS = [
    ms.whole(OLD),
    ms.whole(NEW, '"v2"'),
    ms.whole(NEW, None, chunked=True),
    ms.unmeasured(OLD),
    ms.unmeasured(OLD[:7_000]),
    ms.cut(OLD, 3_000),
    ms.cut(NEW, 9_000, '"v2"'),
    ms.cut(OLD, 12_000, 'W/"v1"', hard=True),
    ms.wrong_part(OLD),
    ms.deaf_to_ranges(NEW),
    ms.said(416),
    ms.said(503),
    ms.said(429, Retry_After=0),
    ms.said(404),
    ms.said(206, OLD[5_000:], Content_Range="bytes 5000-19999/20000"),
    ms.page("Log in to read"),
    ms.page("The PDF is being generated", ms.PDF),
    ms.coded(OLD),
    ms.sent_on("/b.pdf"),
    ms.sent_on("/a.pdf"),
    ms.endless(),
    ms.nothing_said,
    ms.nonsense,
    ms.said(200, b"", Content_Type=ms.PDF),
    ms.said(200, OLD, Content_Length=1_000),
]


@pytest.mark.parametrize("seed", range(12))
def test_it_ends_with_a_whole_file_or_a_sentence(server, fetching, seed):
    chance = random.Random(seed)
    fetching.retries = 4
    server.on("/a.pdf", *chance.choices(ACTS, k=8))
    server.on("/b.pdf", *chance.choices(ACTS, k=3))
    sentences = []
    for _ in range(3):
        try:
            fetched = fetching(server.base + "/a.pdf")
        except AppError as problem:
            sentences.append(problem.what)
        else:
            kept = fetching.part.read_bytes()
            assert kept in (OLD, NEW)
            assert fetched.size == len(kept)
    assert all(one.endswith(".") for one in sentences)
    assert most_at_once(server.log) <= 2  # those that we hung up on may still be ending
    assert min(gaps(server.log), default=1) >= 0.015
