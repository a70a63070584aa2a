"""A small writer of PDFs, so that tests say themselves what a page holds.

Places are in PDF user space (ISO 32000-1, 8.3.2.3): points, counted from the lower left corner.
"""

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

WIDTH, HEIGHT = 400, 600
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
CJK_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 "
    "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 "
    "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 "
    "/StemV 93 >> >>] >>"
)


class Pdf:
    """Objects on their way into a file. The first is the catalog, the second the tree of pages."""

    def __init__(self) -> None:
        self.objects: list[bytes] = [b"", b""]
        self.pages: list[int] = []
        self.catalog = ""
        self.info = 0
        self.font = self.add(FONT)
        self.cjk_font = self.add(CJK_FONT)

    def add(self, text: str | bytes) -> int:
        """An object; its number."""
        self.objects.append(text if isinstance(text, bytes) else text.encode("latin-1"))
        return len(self.objects)

    def stream(self, entries: str, data: bytes, *, packed: bool = False) -> int:
        if packed:
            data = zlib.compress(data)
            entries += " /Filter /FlateDecode"
        head = f"<< {entries} /Length {len(data)} >>\nstream\n".encode("latin-1")
        return self.add(head + data + b"\nendstream")

    def page(
        self,
        content: str | bytes = "",
        *,
        rotate: int = 0,
        box: Sequence[int] = (0, 0, WIDTH, HEIGHT),
        resources: str = "",
        annotations: Iterable[str] = (),
        extra: str = "",
        packed: bool = False,
    ) -> int:
        """A page with drawing operators; its object's number."""
        data = content if isinstance(content, bytes) else content.encode("latin-1")
        drawn = self.stream("", data, packed=packed)
        notes = " ".join(f"{self.add(one)} 0 R" for one in annotations)
        number = self.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{' '.join(map(str, box))}] "
            f"/Rotate {rotate} /Contents {drawn} 0 R /Annots [{notes}] {extra} "
            f"/Resources << /Font << /F {self.font} 0 R /C {self.cjk_font} 0 R >> {resources} >> >>"
        )
        self.pages.append(number)
        return number

    def title(self, title: str) -> None:
        self.info = self.add(f"<< /Title {hexed(title)} >>")

    def bytes(self) -> bytes:
        kids = " ".join(f"{number} 0 R" for number in self.pages)
        self.objects[0] = f"<< /Type /Catalog /Pages 2 0 R {self.catalog} >>".encode("latin-1")
        self.objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>".encode()
        parts, places, size = [b"%PDF-1.7\n"], [], 9
        for number, body in enumerate(self.objects, 1):
            part = b"%d 0 obj\n" % number + body + b"\nendobj\n"
            places.append(size)
            size += len(part)
            parts.append(part)
        count = len(self.objects) + 1
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        info = f"/Info {self.info} 0 R" if self.info else ""
        trailer = f"trailer\n<< /Size {count} /Root 1 0 R {info} >>\nstartxref\n{size}\n%%EOF\n"
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer.encode())
        return b"".join(parts)

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path


def hexed(text: str) -> str:
    """A text string of a PDF, in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def line(text: str, x: float, y: float, size: float = 12) -> str:
    """One line of Latin text whose base line begins at a place."""
    shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {size} Tf {x} {y} Td ({shown}) Tj ET\n"


def cjk_line(text: str, x: float, y: float, size: float = 12) -> str:
    return f"BT /C {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def rectangle(x: float, y: float, width: float, height: float, colour: str = "0 0 0") -> str:
    return f"{colour} rg {x} {y} {width} {height} re f\n"


def lines(texts: Iterable[str], top: float = HEIGHT - 50, step: float = 16) -> str:
    return "".join(line(text, 40, top - step * number) for number, text in enumerate(texts))


def papers(path: Path, pages: int, words: int = 400) -> Path:
    """A document of many pages with different text on each."""
    pdf = Pdf()
    pdf.title("A long paper")
    for page in range(1, pages + 1):
        rows = [f"Page {page} of a long paper about models"]
        rows += [
            " ".join(f"w{(page * 7919 + row * 31 + word * 17) % 9973}" for word in range(10))
            for row in range(words // 10)
        ]
        pdf.page(lines(rows, step=12), packed=True)
    return pdf.write(path)
