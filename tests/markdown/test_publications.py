"""Where and when works came out, as words around titles say it."""

import pytest

from effllm_desktop.markdown.dialects import publications


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("(ICML 2023 Oral)", ("ICML", 2023, "Oral")),
        ("[ICML 2023 (Oral)] and more", ("ICML", 2023, "(Oral) and more")),
        ("ECCV'22", ("ECCV", 2022, "")),
        ("CVPR24.", ("CVPR", 2024, "")),
        ("In NeurIPS 2020, words", ("NeurIPS", 2020, "words")),
        ("ArXiv Dec 2024", ("arXiv", 2024, "")),
        ("arXiv 2023.10", ("arXiv", 2023, "")),
        ("(2018, TACL) words", ("TACL", 2018, "words")),
        ("(2018, Marsh)", None),
        ("CVPR", ("CVPR", None, "")),
        ("(CVPR) words", ("CVPR", None, "words")),
        ("FAST 2024", ("FAST", 2024, "")),
        ("FAST", None),
        ("Nature of things", None),
        ("ICMLX 2023", None),
        ("(ICML 2023", None),
        ("words of ICML 2023", None),
    ],
)
def test_words_behind_a_title(words, said) -> None:
    assert publications.behind(words) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("ICML 2022, A title of words", ("ICML", 2022, "A title of words")),
        ("NIPS 2020 (spotlight), A title", ("NIPS", 2020, "A title")),
        ("2023.10, A title of words", (None, 2023, "A title of words")),
        ("ICML 2022, Title", None),
        ("ICML, A title of words", None),
        ("A title, of words", None),
    ],
)
def test_words_before_a_title(title, said) -> None:
    assert publications.before(title) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("AAAI2022", ("AAAI", 2022)),
        ("Findings of ACL 2023", ("ACL Findings", 2023)),
        ("ACL 2023 Outstanding paper", ("ACL", 2023)),
        ("ACL 2023 words", None),
        ("[ICLR]", ("ICLR", None)),
        ("arXiv", None),
        ("", None),
    ],
)
def test_labels_of_links(label, said) -> None:
    found = publications.of_label(label)
    assert (found and found[:2]) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ACL/IJCNLP 2021", ("ACL/IJCNLP", 2021)),
        ("Journal of Birds, 2019", ("Journal of Birds", 2019)),
        ("CVPR24", ("CVPR", 2024)),
        ("CVPR", ("CVPR", None)),
        ("Journal of Birds", ("Journal of Birds", None)),
        ("2019 Journal of Birds", ("2019 Journal of Birds", 2019)),
    ],
)
def test_cells_of_their_own(words, said) -> None:
    assert publications.in_cell(words) == said
