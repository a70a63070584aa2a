"""Where and when papers came out, as addresses of proceedings tell it."""

import pytest

from effllm_desktop.domain.proceedings import published_at


@pytest.mark.parametrize(
    ("url", "venue", "year"),
    [
        (
            "http://openaccess.thecvf.com/content_ECCV_2018/html/A_B.html",
            "ECCV",
            2018,
        ),
        (
            "https://openaccess.thecvf.com/content/CVPR2021/papers/A.pdf",
            "CVPR",
            2021,
        ),
        ("https://www.cv-foundation.org/openaccess/content_iccv_2015/html/A.html", "ICCV", 2015),
        (
            "https://www.ecva.net/papers/eccv_2020/html/1.php",
            "ECCV",
            2020,
        ),
        ("https://aclanthology.org/2023.acl-long.401.pdf", "ACL", 2023),
        ("https://aclanthology.org/2023.findings-emnlp.660/", "EMNLP Findings", 2023),
        ("https://aclanthology.org/2022.tacl-1.1", "TACL", 2022),
        ("https://aclanthology.org/2022.birds-1.1", None, 2022),
        ("https://www.aclweb.org/anthology/P19-1001/", "ACL", 2019),
        ("https://aclanthology.org/W98-0301.pdf", None, 1998),
        ("http://proceedings.mlr.press/v80/kleinberg18a/kleinberg18a.pdf", None, 2018),
        ("https://proceedings.mlr.press/v202/lai23b.html", None, 2023),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2022/file/2.pdf",
            "NeurIPS",
            2022,
        ),
        ("https://papers.nips.cc/paper/4420-nonlinear", None, None),
        ("https://openaccess.thecvf.com/menu", None, None),
        ("https://aclanthology.org/volumes/2023.acl-long/", None, None),
        ("https://example.org/2023.acl-long.1", None, None),
        ("no address", None, None),
    ],
)
def test_addresses_of_proceedings(url, venue, year) -> None:
    assert published_at(url) == (venue, year)
