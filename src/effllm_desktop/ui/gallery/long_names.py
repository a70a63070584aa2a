"""A list that is hard to show: long names, many scripts, mathematics, nothing at all."""


def _paper(title: str, venue: str, number: int, authors: str) -> str:
    link = f"[arxiv](https://arxiv.org/abs/2401.0000{number}v1)"
    return f"- **{title}**, `{venue}`, {link}\n\n    *{authors}*\n"


LONG_NAMES = "\n".join(
    [
        "# Long names, many scripts\n",
        "## 及其变体：大语言模型的高效推理与压缩方法综述（第二部分）\n",
        _paper(
            "面向边缘设备的大语言模型量化：从理论到实践的全面综述与展望，"
            "以及对未来研究方向的若干思考和建议",
            "arXiv, 2401.00001",
            1,
            "作者甲, 作者乙, 作者丙",
        ),
        _paper(
            "A Study in Which the Title Goes On and On, Because Its Authors Could Not Decide Which "
            "of the Many Findings of Their Long and Careful Work Deserved to Be Left Out",
            "Proceedings of the Conference on Long Names of Venues in Language Technology, 2024",
            2,
            "Author Withaverylongfamilyname, Another Withanevenlongerfamilyname, Third, Fourth",
        ),
        _paper(
            r"$L_2$ and $\ell_\infty$ norms for $O(n \log n)$ attention 🌟 with $\alpha^{2}$",
            "arXiv, 2401.00003",
            3,
            "An Author",
        ),
        f"- [{'Supercalifragilistic_' * 5}name](https://github.com/example/supercalifragilistic)",
        "- [日本語のタイトル：効率的な推論](https://example.org/ja)",
        "- [한국어 제목: 효율적인 추론](https://example.org/ko)",
        "- [مقالة عن النماذج اللغوية الفعالة](https://example.org/ar)\n",
        "## Empty section",
    ]
)
