import pytest

from effllm_desktop.domain import sizes


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0", 0),
        ("300", 300),
        ("12 B", 12),
        ("5 GB", 5_000_000_000),
        (" 1.5gb ", 1_500_000_000),
        ("500KB", 500_000),
        ("2 TB", 2 * 10**12),
        ("2 GiB", 2 * 1024**3),
    ],
)
def test_a_size_is_understood(text, size):
    assert sizes.parse(text) == size


@pytest.mark.parametrize("text", ["", "GB", "-1", "1e3", "1 XB", "1  GB", "١ MB", "nan", "true"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(ValueError, match="is no size"):
        sizes.parse(text)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (1400, "1.4 kB"), (60_000_000, "60 MB"),
     (5 * sizes.GB, "5.0 GB"), (2.5 * sizes.TB, "2.5 TB")],
)  # fmt: skip
def test_a_size_is_shown(size, text):
    assert sizes.shown(size) == text
