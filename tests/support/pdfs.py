"""A small writer of PDFs, so that tests say themselves what a page holds.

Places are in PDF user space (ISO 32000-1, 8.3.2.3): points, counted from the lower left corner.
"""

import zlib
from collections.abc import Iterable, Sequence
from hashlib import md5
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

    def title(self, title: str, subject: str = "") -> None:
        self.info = self.add(f"<< /Title {hexed(title)} /Subject {hexed(subject)} >>")

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


def endless(path: Path) -> Path:
    """Three pages; the drawing on the second one holds itself twice and never ends."""
    pdf = Pdf()
    pdf.page(lines(["This is fine"]))
    number = len(pdf.objects) + 1
    resources = f"/XObject << /X {number} 0 R >>"
    calls = b"/X Do /X Do"
    pdf.stream(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>", calls)
    pdf.page(calls, resources=resources)
    pdf.page(lines(["This is fine, too"]))
    return pdf.write(path)


def locked(path: Path, password: str) -> Path:
    """A page that opens with a password (ISO 32000-1, 7.6.3: revision 2, RC4 with 40 bits)."""
    identity, rights = b"0123456789abcdef", -4
    owner = _rc4(md5(_padded("owner"), usedforsecurity=False).digest()[:5], _padded(password))
    seed = _padded(password) + owner + rights.to_bytes(4, "little", signed=True) + identity
    key = md5(seed, usedforsecurity=False).digest()[:5]
    pdf = Pdf()
    pdf.page()
    made = pdf.bytes().replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<%b> <%b>] /Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%b> "
        b"/U <%b> >>"
        % (
            identity.hex().encode(),
            identity.hex().encode(),
            rights,
            owner.hex().encode(),
            _rc4(key, _PADDING).hex().encode(),
        ),
    )
    path.write_bytes(made)
    return path


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    swap = 0
    for index in range(256):
        swap = (swap + state[index] + key[index % len(key)]) % 256
        state[index], state[swap] = state[swap], state[index]
    result, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        result.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(result)
