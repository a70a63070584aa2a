"""What came in the place of a PDF, in a sentence."""

import re

from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.net.http import Answer
from effllm_desktop.net.reach import host_of

BROWSER = "Open it in a browser to see what is there."
_LATER = "Try again in a few minutes."
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|script|meta)\b", re.IGNORECASE)
_PAGES: tuple[tuple[str, str, str, bool], ...] = (
    # words on the page, what it is, what to do, whether it passes
    (
        (
            r"captcha|are you (?:a )?(?:human|robot)|unusual traffic|verify (?:that )?you"
            r"|checking your browser|cf-challenge|robot detection"
        ),
        "{host} wants to know whether a person is asking: it sent a page with a riddle.",
        "Open it in a browser, solve the riddle there and attach the file.",
        False,
    ),
    (
        (
            r"generating|being (?:generated|prepared|processed|converted)"
            r"|will be available (?:soon|shortly)|please (?:wait|try again)"
        ),
        "{host} is still making the PDF: it sent a page that asks for patience.",
        _LATER,
        True,
    ),
    (
        r"withdrawn",
        "{host} says that the paper was withdrawn: it sent a page instead of a PDF.",
        "An earlier version may still be there: look at its page.",
        False,
    ),
    (
        r"type=[\"']?password|log[ -]?in|sign[ -]?in|subscribe|institution(?:al)? access",
        "{host} wants a login: it sent a page instead of the PDF.",
        "Open it in a browser, log in there and attach the file.",
        False,
    ),
)
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip-coded file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%!PS", "PostScript"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"version https://git-lfs", "a pointer of Git LFS"),
    (b"<?xml", "an XML document"),
    (b"{", "a JSON document"),
)


def instead(answer: Answer, head: bytes) -> FetchFailed:
    """The error for an answer that begins with these bytes, which are no PDF's."""
    host = host_of(answer.url)
    if not head:
        return FetchFailed(f"{host} sent an empty file.", BROWSER)
    if _PAGE.search(head):
        return _page(host, head, labelled=_is_labelled(answer))
    kind = next((name for start, name in _KINDS if head.startswith(start)), "something else")
    if _is_labelled(answer):
        return FetchFailed(f"{host} calls it a PDF, but it is {kind}.", BROWSER)
    return FetchFailed(f"What {host} sent is no PDF, but {kind}.", BROWSER)


def coded(host: str, coding: str) -> FetchFailed:
    """The error for an answer in a coding that was not asked for."""
    return FetchFailed(f"{host} sent the file {coding}-coded, though it was not asked to.", BROWSER)


def _page(host: str, head: bytes, *, labelled: bool) -> FetchFailed:
    text = head.decode("utf-8", "replace")
    for words, said, hint, passing in _PAGES:
        if re.search(words, text, re.IGNORECASE):
            return FetchFailed(said.format(host=host), hint, passing=passing)
    if labelled:
        return FetchFailed(f"{host} calls it a PDF, but it is a web page (HTML).", BROWSER)
    return FetchFailed(f"{host} sent a web page (HTML) instead of a PDF.", BROWSER)


def _is_labelled(answer: Answer) -> bool:
    return "pdf" in answer.headers.get("Content-Type", "").lower()
