"""A paper as a reader opens one: text to select, contents, links inside and outside."""

from pathlib import Path

from tests.support.pdfs import HEIGHT, Pdf, hexed, line, lines

PAGES = (
    ("A paper with a telling title", "Decoding is slow because every token waits."),
    ("Related work", "Others draft several tokens and verify them at once."),
    ("Method", "We draft several tokens with a small model.", "The large model verifies them."),
    ("Results", "Most tokens are accepted, and nothing else changes."),
    ("Conclusion", "Drafting several tokens is worth it."),
)
_LINK = "<< /Type /Annot /Subtype /Link /Border [0 0 0] "
OUTSIDE = f"{_LINK} /Rect [40 400 140 420] /A << /S /URI /URI (https://example.org/code) >> >>"
INSIDE = f"{_LINK} /Rect [40 360 140 380] /Dest [2 /XYZ 0 500 0] >>"
TOP = HEIGHT - 50
"""The base line of the first line of each page, from below."""


def paper(path: Path, pages: int = len(PAGES)) -> Path:
    """A PDF of five different pages and as many more as are wanted."""
    pdf = Pdf()
    pdf.title("A paper with a telling title")
    numbers: list[int] = []
    for place in range(pages):
        said = PAGES[place] if place < len(PAGES) else (f"Appendix {place}", "More of the same.")
        links: tuple[str, ...] = ()
        if place == 0:
            links = (OUTSIDE, INSIDE)
            drawn = lines(said) + line("the code", 42, 404) + line("see the method", 42, 364)
        else:
            drawn = lines(said)
        numbers.append(pdf.page(drawn, annotations=links))
    _outline(pdf, numbers)
    return pdf.write(path)


def _outline(pdf: Pdf, pages: list[int]) -> None:
    """A line for each of the first pages, the later ones below the first."""
    root = len(pdf.objects) + 1
    titles = [said[0] for said in PAGES[: len(pages)]]
    first, last = root + 1, root + len(titles)
    pdf.add(f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {len(titles)} >>")
    for place, title in enumerate(titles):
        before = f"/Prev {first + place - 1} 0 R" if place else ""
        behind = f"/Next {first + place + 1} 0 R" if place < len(titles) - 1 else ""
        pdf.add(
            f"<< /Title {hexed(title)} /Parent {root} 0 R {before} {behind} "
            f"/Dest [{pages[place]} 0 R /XYZ 0 {TOP + 12} 0] >>"
        )
    pdf.catalog = f"/Outlines {root} 0 R"
