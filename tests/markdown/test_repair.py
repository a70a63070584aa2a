"""Misread documents come back, clean ones are never touched, doubtful ones are only offered."""

import hashlib
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import ftfy.bad_codecs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.markdown.repair import Repair, detect
from effllm_desktop.markdown.repair.undoing import Document
from tests.markdown.languages import CLEAN, LINES

ftfy.bad_codecs.ok()  # registers the sloppy codecs

CATALOGS = Path(__file__).parents[2] / "resources" / "catalogs"
MAC_ROMAN_SEED = (CATALOGS / "awesome-efficient-llm.md").read_bytes()
GB2312_SEED = (CATALOGS / "efficient-llm.md").read_bytes()

CODECS = {
    "sloppy-windows-1252": "windows-1252",
    "latin-1": "latin-1",
    "mac-roman": "mac-roman",
    "gbk": "gbk",
    "sloppy-windows-1251": "windows-1251",
    "sloppy-windows-1250": "windows-1250",
    "sloppy-windows-1254": "windows-1254",
    "sloppy-windows-1253": "windows-1253",
    "sloppy-windows-1257": "windows-1257",
    "cp437": "cp437",
}


def misread(text: str, codec: str, errors: str = "strict") -> bytes:
    return text.encode().decode(codec, errors).encode()


def ends(data: bytes) -> int:
    return len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))


def untouched(repair: Repair, data: bytes) -> bool:
    return repair.data is data and repair == Repair(data) and repair.notice is None


# ---- the bundled lists


def test_the_list_read_as_mac_roman_comes_back_whole() -> None:
    repair = detect(MAC_ROMAN_SEED)
    digest = hashlib.sha256(repair.data).hexdigest()
    assert digest == "95742bbf520021d05db2c047b058edc3ce5ad847dbf5f5691ceba9896686bc74"
    assert (repair.method, repair.certain, repair.offered) == ("mac-roman", True, None)
    assert (repair.recovered, repair.lost) == (297, 0)
    assert repair.notice == (
        "The text of this list had been read as Mac Roman and was repaired: "
        "297 characters came back."
    )


def test_the_list_read_as_gb2312_comes_back_as_far_as_it_can() -> None:
    repair = detect(GB2312_SEED)
    text = repair.data.decode()
    assert (repair.method, repair.certain) == ("gb2312", True)
    assert (repair.recovered, repair.lost) == (42 + 23, 2)
    assert text.count("· (") == 34
    assert text.count("é") + text.count("è") == 5
    assert "[Differential Transformer 论�段�解](https://www.bilibili.com/" in text
    assert text.count("\n- 🌟 **") + text.count("\n- 🌟 [**") == 6
    assert (text.count("🌟"), text.count("🤗"), text.count("𝕏")) == (6, 6, 11)
    assert text.count("�") == 2
    assert repair.notice == (
        "The text of this list had been read as GB2312 and was repaired: 65 characters came back, "
        "2 places stayed lost; that reading also loses characters without a trace."
    )


def test_reading_the_result_as_gb2312_again_gives_the_damaged_list() -> None:
    text = detect(GB2312_SEED).data.decode()
    # What the two lost runs may have been: other signs leave the same bytes, so they stay lost.
    witness = text.replace("论�段�解", "论文逐段讲解")
    assert misread(witness, "gb2312", "ignore") == GB2312_SEED
    before, between, behind = text.split("�")
    assert GB2312_SEED.startswith(misread(before, "gb2312", "ignore"))
    assert GB2312_SEED.endswith(misread(behind[1:], "gb2312", "ignore"))
    assert between == "段"


@pytest.mark.parametrize("seed", [MAC_ROMAN_SEED, GB2312_SEED])
def test_a_repaired_list_is_clean(seed: bytes) -> None:
    repaired = detect(seed).data
    assert untouched(detect(repaired), repaired)


# ---- clean documents


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_list_is_not_touched(name: str) -> None:
    data = CLEAN[name].encode()
    assert untouched(detect(data), data)


@given(st.lists(st.sampled_from(LINES), max_size=30), st.sampled_from(["\n", "\r\n", "\r", " "]))
def test_no_clean_text_is_ever_changed(lines: list[str], separator: str) -> None:
    data = separator.join(lines).encode()
    assert untouched(detect(data), data)


@pytest.mark.parametrize("word", ["路", "路 图 表", "文", "猫", "√π", "°", "«é", "签a", "ß”"])
def test_a_few_words_that_decode_by_chance_are_no_damage(word: str) -> None:
    data = "\n".join(f"- [Title](https://example.org/{n}) {word}" for n in range(9)).encode()
    assert untouched(detect(data), data)


# ---- damaged documents


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("name", CLEAN)
def test_a_list_in_any_language_comes_back_exactly(name: str, codec: str) -> None:
    text = CLEAN[name]
    try:
        damaged = misread(text, codec)
    except UnicodeError:
        assert codec == "gbk"  # the only one of them that does not know every byte
        return
    repair = detect(damaged)
    assert repair.data.decode() == text
    assert repair.certain
    assert repair.lost == 0


@given(
    st.sampled_from(sorted(CLEAN)),
    st.lists(st.sampled_from(LINES)),
    st.sampled_from(["sloppy-windows-1252", "latin-1", "mac-roman", "gbk", "cp437"]),
)
def test_whatever_was_misread_without_loss_comes_back(
    name: str, lines: list[str], codec: str
) -> None:
    text = "\n".join([CLEAN[name], *lines])
    try:
        damaged = misread(text, codec)
    except UnicodeError:
        return
    assert detect(damaged).data.decode() == text


@pytest.mark.parametrize("codec", ["sloppy-windows-1252", "latin-1", "mac-roman"])
def test_what_was_misread_twice_comes_back(codec: str) -> None:
    text = CLEAN["french"] + CLEAN["chinese"]
    twice = misread(misread(text, codec).decode(), codec)
    repair = detect(twice)
    name = CODECS[codec]
    assert repair.data.decode() == text
    assert repair.method == f"{name}, {name}"
    assert repair.notice is not None
    assert " and again as " in repair.notice


def test_damage_of_two_kinds_comes_back() -> None:
    text = CLEAN["german"]
    mixed = misread(misread(text, "mac-roman").decode(), "sloppy-windows-1252")
    assert detect(mixed).data.decode() == text
    assert detect(mixed).method == "windows-1252, mac-roman"


@pytest.mark.parametrize("name", ["french", "russian", "vietnamese"])
def test_separators_and_marks_above_letters_come_back(name: str) -> None:
    text = unicodedata.normalize("NFD", CLEAN[name])
    assert detect(misread(text, "mac-roman")).data.decode() == text


def test_a_list_whose_only_signs_are_separators_comes_back() -> None:
    text = "".join(f"- *A. Name* · ([label{n}](https://example.org/{n}))\n" for n in range(3))
    for codec in ("gb2312", "mac-roman", "sloppy-windows-1252"):
        assert detect(misread(text, codec)).data.decode() == text


def test_everything_that_is_no_misread_text_stays_byte_for_byte() -> None:
    text = CLEAN["french"].replace("\n", "\r\n").replace("- **", "\0- **") + "a\rb"
    damaged = misread(text, "mac-roman")
    odd = b"\xef\xbb\xbf" + damaged.replace(b"\0", b"\0\xff\xfe\xc3") + b"\xe9"
    expected = b"\xef\xbb\xbf" + text.encode().replace(b"\0", b"\0\xff\xfe\xc3") + b"\xe9"
    assert detect(odd).data == expected


@pytest.mark.parametrize("codec", ["mac-roman", "sloppy-windows-1252", "gb2312", "gbk"])
def test_a_byte_order_mark_that_was_misread_comes_back_too(codec: str) -> None:
    text = "\ufeff" + "".join(f"- *René* · ([x](https://example.org/{n}))\n" for n in range(9))
    assert detect(misread(text, codec, "ignore")).data.decode() == text


# ---- doubtful documents


def test_half_a_document_that_decodes_is_only_offered() -> None:
    text = CLEAN["french"]
    data = misread(text, "sloppy-windows-1252") + "\nécrit, où, à, ê, ü\n".encode()
    repair = detect(data)
    assert repair.data is data
    assert (repair.method, repair.certain) == ("windows-1252", False)
    assert repair.offered == (text + "\nécrit, où, à, ê, ü\n").encode()
    assert repair.notice is not None
    assert repair.notice.startswith(
        "The text of this list may have been read as Windows-1252; it was not changed: "
        "a repair would bring back "
    )


def test_fewer_than_three_runs_are_only_offered() -> None:
    data = "- [Baptiste Rozi猫re](https://example.org/1)".encode()
    repair = detect(data)
    assert (repair.data is data, repair.certain, repair.recovered) == (True, False, 1)
    assert repair.offered == "- [Baptiste Rozière](https://example.org/1)".encode()


def test_two_readings_that_fit_equally_well_are_only_offered() -> None:
    # Windows-1250 and Latin-2 put different letters at å and á: "čas" here and "år" there.
    data = "\n".join(f"- [tĂĄt{n}](https://example.org/{n})" for n in range(9)).encode()
    repair = detect(data)
    assert repair.data is data
    assert repair.offered is not None


def test_a_reading_that_lost_bytes_in_many_places_is_only_offered() -> None:
    data = misread("- ok — André, Müller, Rozière\n" * 4, "gbk", "replace")
    repair = detect(data)
    assert (repair.data is data, repair.certain) == (True, False)
    assert repair.offered is not None
    assert repair.offered.count("André, Müller, Rozière".encode()) == 4
    assert repair.notice is not None
    assert repair.notice.endswith("; that reading also loses characters without a trace.")


def test_an_offer_says_how_many_places_stay_lost() -> None:
    text = "".join(f"- *René* · 论文逐段讲解 ([x](https://example.org/{n}))\n" for n in range(4))
    repair = detect(misread(text, "gb2312", "ignore"))
    assert (repair.certain, repair.recovered, repair.lost) == (False, 4 * 5, 4 * 2)
    assert repair.notice is not None
    assert "a repair would bring back 20 characters and leave 8 places lost;" in repair.notice


# ---- any bytes


@given(st.binary())
def test_no_bytes_fail(data: bytes) -> None:
    repair = detect(data)
    assert ends(repair.data) == ends(data)
    assert repair.certain or repair.data is data


@given(st.text(st.sampled_from("路猫茅璁烘娈佃茶В锘é—🌟Ã©Â·√¬∑\ufeff\ufffd\r\n -[]a*(")))
def test_no_damaged_text_fails_and_no_line_is_lost(text: str) -> None:
    data = text.encode()
    repair = detect(data)
    assert ends(repair.data) == ends(data)
    assert repair.offered is None or ends(repair.offered) == ends(data)


@given(
    st.lists(
        st.binary(max_size=6)
        | st.sampled_from(["é", "—", "🌟", "\ufeff", " ", "\n", "\r", "a", "锘"]).map(str.encode)
    ).map(b"".join),
    st.integers(1, 4),
)
def test_runs_are_what_stands_between_ascii_and_stray_bytes(data: bytes, times: int) -> None:
    document = Document(data * times)
    text = document.text.removeprefix("锘")
    runs = re.findall("[^\0-\x7f\udc80-\udcff\ufeff]+", text)
    assert document.runs == Counter(runs)
    assert document.sample == [place.run for place in document.occurrences] == runs


def test_of_many_runs_some_are_looked_at() -> None:
    document = Document("".join(f"é{chr(0x4E00 + n)} a\n" for n in range(2500)).encode())
    assert document.sample == [place.run for place in document.occurrences]
    assert document.sample == [f"é{chr(0x4E00 + n)}" for n in range(0, 2500, 3)]


@given(st.sampled_from([MAC_ROMAN_SEED[:9000], GB2312_SEED[:9000]]), st.data())
def test_seeds_with_random_damage_keep_their_lines(seed: bytes, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(seed) - 1), max_size=20))
    changed = bytearray(seed)
    for place in places:
        changed[place] = data.draw(st.integers(0, 255))
    found = detect(bytes(changed))
    assert ends(found.data) == ends(bytes(changed))


@pytest.mark.parametrize(
    "document",
    [
        CLEAN["chinese"],
        CLEAN["french"],
        CLEAN["russian"].encode().decode("mac-roman"),
        GB2312_SEED.decode(),
        "路 ",
        "é\0",
        "茅",
    ],
)
def test_a_large_document_is_judged_like_a_small_one(document: str) -> None:
    """That it takes no longer for its size is shown by the benchmarks."""
    data = (document * (1_000_000 // len(document.encode()))).encode()
    found = detect(data)
    assert found.data.count(b"\n") == data.count(b"\n")
    assert found.certain == (found.data != data)


def test_ascii_and_empty_documents_load_nothing() -> None:
    program = (
        "import sys; from effllm_desktop.markdown.repair import detect;"
        "detect(b''); detect(b'# A list\\n- [x](http://a.b)\\n');"
        "before = 'ftfy' in sys.modules; detect('é'.encode()); print(before, 'ftfy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"True"]
