"""Titles as text and as HTML: what is mathematics, what is money, what stays as it is."""

import subprocess
import sys
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from effllm_desktop.markdown import readable

TITLES = [
    # the bundled lists
    ("A $L_2$ Norm", "A L₂ Norm", "A <i>L</i><sub>2</sub> Norm"),
    ("H$_2$O: Heavy-Hitter", "H₂O: Heavy-Hitter", "H<sub>2</sub>O: Heavy-Hitter"),
    ("PanGu-$π$: Enhancing", "PanGu-π: Enhancing", "PanGu-<i>π</i>: Enhancing"),
    # indices and exponents
    ("$x_{ij}^{n+1}$", "xᵢⱼⁿ⁺¹", "<i>x</i><sub>ij</sub><sup>n+1</sup>"),
    ("$W_Q$", "W_Q", "<i>W</i><sub>Q</sub>"),
    ("$W_{QK}$", "W_{QK}", "<i>W</i><sub>QK</sub>"),
    (r"$N_{\text{max}}$", "Nₘₐₓ", "<i>N</i><sub>max</sub>"),
    (r"$Q^\top K$", "QᵀK", "<i>Q</i><sup>⊤</sup><i>K</i>"),
    ("$x^ 2$", "x²", "<i>x</i><sup>2</sup>"),
    ("$$x^2$$", "x²", "<i>x</i><sup>2</sup>"),
    (r"$\mathbb{R}^d$", "ℝᵈ", "ℝ<sup>d</sup>"),
    # macros
    (r"$O(n\log n)$", "O(n log n)", "<i>O</i>(<i>n</i> log <i>n</i>)"),
    (r"$\mathcal{O}(n^2)$", "𝒪(n²)", "𝒪(<i>n</i><sup>2</sup>)"),
    (r"$\ell_1$-norm", "ℓ₁-norm", "<i>ℓ</i><sub>1</sub>-norm"),
    (r"$1.5\times$ faster", "1.5× faster", "1.5× faster"),
    (r"$a \times b$", "a × b", "<i>a</i> × <i>b</i>"),
    (r"$x\cdot y$", "x·y", "<i>x</i>·<i>y</i>"),
    (r"$\frac{1}{2}$ and $\frac{a+b}{2}$", "1/2 and (a+b)/2", "1/2 and (a+b)/2"),
    (r"$\sqrt{n}$", "√n", "√n"),
    (r"$\hat{x}$", "x̂", "x̂"),
    (r"$\widetilde{X}$", "X̃", "X̃"),
    (r"$\left( a \right)$", "( a )", "( <i>a</i> )"),
    (r"$a\,b\quad c$", "a b c", "<i>a</i> <i>b</i> <i>c</i>"),
    (r"$2\%$", "2%", "2%"),
    (r"$\{a\}$", "{a}", "{<i>a</i>}"),
    ("${a}b$", "ab", "<i>a</i><i>b</i>"),
    # text outside formulas
    (r"Erd\H{o}s, Poincar{\'e}, G\"odel", "Erdős, Poincaré, Gödel", "Erdős, Poincaré, Gödel"),
    (r"50% \alpha{}-stable", "50% α-stable", "50% α-stable"),
    (r"R\&D \$5", "R&D $5", "R&amp;D $5"),
    (r"\textbf{Bold} \emph{}words", "Bold words", "Bold words"),
    ("Q&A: <b> in $a<b$", "Q&A: <b> in a<b", "Q&amp;A: &lt;b&gt; in <i>a</i>&lt;<i>b</i>"),
    ("Q&A <b>", "Q&A <b>", "Q&amp;A &lt;b&gt;"),
]

AS_WRITTEN = [
    "A title without any of this",
    "snake_case^2 {braces} 100%",
    "$5 and $10",
    "Under $100 vs. $1000",
    "pay $5 or 10$ now",
    "the US$ 100 test, A$ too",
    "$x$1",
    "$ x$ and $x $",
    "one $ only",
    "$$",
    "$a$$b$",
    r"\foo{x} and $\foo{x}$",
    r"C:\Users\new",
    "$x_$ or $_^2$",
    "${a$ or $a}$",
    r"$\frac{1}$",
    r"$\hat{+}$",
    r"\begin{x} \url{y} \cite{z} \item",
    r"$\section x$ $\frac$ $\today$",
    "$" + "{" * 30 + "x" + "}" * 30 + "$",
    "$" + r"\hat" * 30 + "x$",
    "$\\",
]


@pytest.mark.parametrize(("title", "plain", "html"), TITLES)
def test_mathematics_becomes_text_and_html(title: str, plain: str, html: str) -> None:
    assert readable.plain(title) == plain
    assert readable.html(title) == html


@pytest.mark.parametrize("title", AS_WRITTEN)
def test_what_is_no_mathematics_stays_as_it_is_written(title: str) -> None:
    assert readable.plain(title) == title
    assert unescape(readable.html(title)) == title


TEX = st.lists(st.sampled_from([*r"$$$\_^{}ab12 α,+%&<", r"\alpha", r"\frac", "{x}"]))


@given(st.one_of(st.text(), TEX.map("".join)))
@example("$\\")
@example("\\textbf{")
def test_no_title_fails_and_no_html_gets_through(title: str) -> None:
    plain = readable.plain(title)
    html = readable.html(title)
    for tag in ("i", "sub", "sup"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html
    assert ">" not in html
    assert isinstance(plain, str)


@given(st.text(st.characters(exclude_characters="$\\")))
def test_a_title_without_dollars_and_backslashes_is_the_same_object(title: str) -> None:
    assert readable.plain(title) is title
    assert unescape(readable.html(title)) == unescape(title)


def test_long_titles_out_of_signs_are_shown_all_the_same() -> None:
    for unit in ("$", "\\", "{", "$a ", "\\'", "$x^{", "$5 5 5 \\ ", r"\textbf{a"):
        title = unit * (100_000 // len(unit))
        assert readable.plain(title)
        assert "<script" not in readable.html(title)


def test_pylatexenc_loads_only_where_a_macro_stands() -> None:
    program = (
        "import sys; from effllm_desktop.markdown import readable;"
        "readable.plain('H$_2$O'); readable.html('$5 and $10');"
        "before = 'pylatexenc' in sys.modules; readable.plain(r'$\\alpha$');"
        "print(before, 'pylatexenc' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"True"]
