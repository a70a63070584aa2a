"""An address taken apart once says what each part of the domain says of it."""

import pytest

from effllm_desktop.domain import addresses, arxiv_id, destinations, keys, kinds


@pytest.mark.parametrize(
    "url",
    [
        "",
        "None",
        "docs/a.md",
        "https://arxiv.org/abs/2301.00001",
        "http://arxiv.org/pdf/2301.00001v2.pdf",
        "https://huggingface.co/papers/2301.00001",
        "https://huggingface.co%2Fpapers/2301.00001",
        "https://doi.org/10.48550/arXiv.2301.00001",
        "https://github.com/Owner/Name",
        "https://github.com/Owner/Name/tree/main/x",
        "https://github.com/topics/x",
        "https://huggingface.co/owner/name",
        "https://openreview.net/forum?id=abc",
        "https://openreview.net/group?id=abc",
        "https://aclanthology.org/2023.acl-long.1.pdf",
        "https://aclanthology.org/venues/acl",
        "https://dl.acm.org/doi/10.1145/1.2",
        "https://openaccess.thecvf.com/content/CVPR2023/papers/A_paper.pdf",
        "https://example.org/x?utm_source=y#z",
    ],
)
def test_a_destination_is_what_each_part_says(url: str) -> None:
    found = destinations.of(url)
    assert found.kind is kinds.kind_of(url)
    assert found.key == keys.of_address(url)
    assert found.arxiv == arxiv_id.from_address(url)
    assert found.doi == addresses.doi(url)
    assert found.repository == addresses.github_repository(url)
