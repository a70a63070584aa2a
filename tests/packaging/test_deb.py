import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def icons(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    subprocess.run([sys.executable, ROOT / "packaging" / "icons.py", folder], check=True)
    return folder


def test_every_size_of_the_icon_is_a_picture(icons):
    pictures = {int(file.stem): file.read_bytes() for file in icons.glob("*.png")}
    assert {48, 256} <= pictures.keys()
    for size, content in pictures.items():
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">II", content[16:24]) == (size, size)


def test_windows_finds_each_picture_where_the_table_says(icons):
    content = (icons / "effllm-desktop.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", content)
    assert kind == 1
    for entry in range(count):
        length, place = struct.unpack_from("<II", content, 6 + 16 * entry + 8)
        assert content[place : place + 4] == b"\x89PNG"
        assert place + length <= len(content)


def test_macos_finds_one_part_after_another(icons):
    content = (icons / "effllm-desktop.icns").read_bytes()
    place = 8
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place + 4)
        assert content[place + 8 : place + 12] == b"\x89PNG"
        place += length
    assert place == len(content) == struct.unpack_from(">I", content, 4)[0]


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
def test_the_package_puts_everything_in_its_place(script, icons, tmp_path):
    program = tmp_path / "program"
    program.mkdir()
    for name in ("effllm", "effllm-desktop"):
        (program / name).write_text("#!/bin/sh\n")
    (tmp_path / "dist").mkdir()
    package = script("deb").build(program, icons, tmp_path / "dist", "1.2", "2.36")
    listed = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True)
    for place in (
        "./usr/bin/effllm -> ../lib/effllm-desktop/effllm",
        "./usr/bin/effllm-desktop -> ../lib/effllm-desktop/effllm-desktop",
        "./usr/share/applications/effllm-desktop.desktop",
        "./usr/share/icons/hicolor/scalable/apps/effllm-desktop.svg",
        "./usr/share/icons/hicolor/48x48/apps/effllm-desktop.png",
        "./usr/share/doc/effllm-desktop/copyright",
    ):
        assert f"{place}\n" in listed.stdout
    field = subprocess.run(
        ["dpkg-deb", "-f", package, "Version"], capture_output=True, text=True, check=True
    )
    assert field.stdout == "1.2\n"
