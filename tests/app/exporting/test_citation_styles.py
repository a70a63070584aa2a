"""Styles are read before they are applied: good ones, hostile ones, and what is said of them."""

from pathlib import Path

import pytest

from effllm_desktop.app.exporting import citation_styles
from effllm_desktop.domain.errors import AppError, BadInput, NotFound, StorageFailed
from tests.support import citing

STYLE = citing.STYLE


def refused(tmp_path: Path, data: str | bytes) -> AppError:
    file = tmp_path / "odd.csl"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(BadInput) as caught:
        citation_styles.read(str(file))
    assert caught.value.hint
    return caught.value


def test_a_style_of_ones_own_and_the_one_that_comes_along() -> None:
    assert citation_styles.read(str(STYLE)).name == "Plain numbers"
    assert "Harvard" in citation_styles.read("").name


def test_a_style_in_another_encoding_becomes_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "wide.csl"
    text = STYLE.read_text(encoding="utf-8").replace("utf-8", "utf-16").replace("Plain", "Plän")
    file.write_bytes(text.encode("utf-16"))
    found = citation_styles.read(str(file))
    assert found.name == "Plän numbers"
    assert "Plän".encode() in found.data


def test_a_home_folder_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine.csl").write_bytes(STYLE.read_bytes())
    assert citation_styles.read("~/mine.csl").name == "Plain numbers"


@pytest.mark.parametrize("name", ["none.csl", "."])
def test_a_style_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound, match="no citation style"):
        citation_styles.read(str(tmp_path / name))


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="citation style"):
        citation_styles.read(str(tmp_path / ("x" * 300 + ".csl")))


def test_a_style_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "closed.csl"
    file.write_bytes(STYLE.read_bytes())
    monkeypatch.setattr(Path, "open", deny)  # root may read everything
    with pytest.raises(StorageFailed, match="Permission denied"):
        citation_styles.read(str(file))


def test_a_title_may_be_missing(tmp_path: Path) -> None:
    file = tmp_path / "nameless.csl"
    file.write_text(citing.style("<text variable='title'/>", info=""))
    assert citation_styles.read(str(file)).name == "nameless.csl"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "from line 1 on"),
        ("<style", "from line 1 on"),
        (b"\x00\x01\x02", "from line 1 on"),
        (citing.style("<text variable='title'>"), "from line"),
        ('<!DOCTYPE a [<!ENTITY x "y">]>' + citing.style("&x;"), "from line 1 on"),
        ("<a>" * 300 + "</a>" * 300, "from line 1 on"),
        ("<html/>", "no citation style in CSL"),
        (citing.style("", space="http://purl.org/net/other"), "no citation style in CSL"),
        (citing.style("").replace("bibliography", "citation"), "for footnotes only"),
        (citing.style("<text macro='gone'/>"), "its macro “gone” is not there"),
        (citing.style('<text macro="it\'s"/>'), "damaged"),
        (citing.style("", attributes="default-locale='../../x'"), "damaged"),
        (citing.style("<text value='x'/>" + " " * citation_styles.LARGEST), "too large"),
    ],
)
def test_what_is_no_style_is_refused(tmp_path: Path, data: str | bytes, says: str) -> None:
    assert says in refused(tmp_path, data).what


def test_a_style_that_only_names_another_says_which(tmp_path: Path) -> None:
    link = "<link rel='independent-parent' href='http://www.zotero.org/styles/ieee'/>"
    text = citing.style("", info=f"<info><title>Journal</title>{link}</info>")
    found = refused(tmp_path, text.replace("bibliography", "nothing"))
    assert "another file" in found.what
    assert found.hint.endswith("http://www.zotero.org/styles/ieee")


def doubled(inside: str, *, last: str = "<text variable='title'/>", many: int = 40) -> str:
    """Macros each of which names the next one as often as `inside` does."""
    macros = [
        f"<macro name='m{n}'>" + inside.replace("@", f"<text macro='m{n + 1}'/>") + "</macro>"
        for n in range(many)
    ]
    macros.append(f"<macro name='m{many}'>{last}</macro>")
    return citing.style("<text macro='m0'/>", "".join(macros))


@pytest.mark.parametrize(
    "text",
    [
        citing.style("<text macro='a'/>", "<macro name='a'><text macro='a'/></macro>"),
        citing.style(
            "<group><text macro='a'/></group>",
            "<macro name='a'><group><text macro='b'/></group></macro>"
            "<macro name='b'><text macro='a'/></macro>",
        ),
        doubled("@@"),
        doubled("<choose><if type='book'>@</if><else>@</else></choose>"),
        doubled("<group>@</group>", many=3000),
        doubled("@@", last=f"<text value='{'x' * 100_000}'/>", many=4),
    ],
)
def test_a_style_that_would_go_on_for_ever_is_refused(tmp_path: Path, text: str) -> None:
    assert "go on for ever" in refused(tmp_path, text).what
