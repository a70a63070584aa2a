"""Words that say what a link leads to, and never what a work is called."""

import re
from functools import lru_cache

from effllm_desktop.domain import arxiv_id

_WORDS = frozenset(
    line.strip()
    for line in """
    abs | abstract | acl | acl anthology | acm | aclanthology | api | appendix | article | arxiv
    arxiv link | arxiv page | arxiv paper | arxiv pdf | arxiv version | articles | benchmark
    bib | bibtex | blog | blog post | blogpost | book | checkpoint | checkpoints | citation | cite
    code | code link | codes | code & data | code and data | colab | conference | cvf | data
    data link | dataset | datasets | demo | demos | demo page | demo video | discord | doc | docs
    docker | documentation | doi | download | free | full paper | full text | git | github
    github code | github link | github page | github pages | github repo
    github repository | gitlab
    google colab | google scholar | here | hf | home | home page | homepage | html | hugging face
    huggingface | ieee | implementation | info | jax | journal | journal version | keras | link
    link to code | link to paper | links | live demo | medium | model | models | more
    model card | model weights | neurips | nips | note | notebook | notes | official code
    official implementation | official link | official page | official repo | official site
    official website | online demo | openaccess | openreview | open review | page | paper
    paper link | paper page | paper pdf | paper url | paper website | papers | pdf | pdf link
    playground | pmlr | post | poster | preprint | presentation | press | project | project link
    project page | project site | project website | projectpage | publication | publisher | pypi
    pytorch | pytorch code | read | read more | release | repo | repository | review | reviews
    scholar | sciencedirect | semantic scholar | site | slide | slides | source | source code
    space | spaces | springer | supp | supplement | supplementary | supplementary material | talk
    tensorflow | tf | thread | torch | tutorial | tweet | twitter | unofficial code | url | video
    video link | videos | web | web page | webpage | website | weights | wiki | wikipedia | x
    youtube | zhihu | zenodo
    中文 | 主页 | 代码 | 仓库 | 官网 | 博客 | 原文 | 官方代码 | 数据 | 数据集
    文章 | 模型 | 知乎 | 视频 | 解读
    论文 | 论文链接 | 链接 | 项目 | 项目主页 | 源码 | 地址 | 文档
    """.replace("\n", "|").split("|")
    if line.strip()
)
_TOOLS = frozenset(["docker", "jax", "keras", "pytorch", "tensorflow", "torch"])
_SITES = frozenset(
    line.strip()
    for line in """
    colab | discord | github | gitlab | google colab | google scholar | hugging face | huggingface
    medium | openreview | pypi | sciencedirect | semantic scholar | springer | twitter | wikipedia
    x | youtube | zenodo | zhihu
    """.replace("\n", "|").split("|")
    if line.strip()
)
_REGISTRIES = frozenset(
    line.strip()
    for line in """
    cargo | conda | dart | docker hub | dockerhub | go | homebrew | maven | npm | packagist
    rubygems | yarn
    """.replace("\n", "|").split("|")
    if line.strip()
)
_NAMES_OF_TITLES = frozenset(["title", "paper title", "标题", "题目", "论文标题", "论文名称"])
_FIELDS = frozenset(
    """
    authors|categories|comments|date|published|publish date|subjects|submitdate|submitted|updated
    """.strip().split("|")
)
"""What a line of facts about a paper begins with: `**SubmitDate**: 2024-05-01 [abs](…)`."""
_FACT = re.compile(rf"(?:{'|'.join(sorted(_FIELDS))})\W{{1,3}}[\d\s./:–-]++", re.IGNORECASE)
_PAPER_WORDS = frozenset(
    """
    paper|arxiv|pdf|abs|abstract|doi|preprint|openreview|full paper|publication|论文|paper link
    """.strip().split("|")
)
VENUES = frozenset(
    """
    AAAI|AACL|ACL|ACM MM|ACMMM|AISTATS|arXiv|ASPLOS|ATC|BMVC|CHI|CIKM|COLING|COLM|CoRL|CVPR|DAC
    |EACL|ECAI|ECCV|EMNLP|EuroSys|FAccT|HPCA|ICASSP|ICCAD|ICCV|ICDE|ICLR|ICML|ICRA|IJCAI|IJCV
    |INTERSPEECH|Interspeech|IROS|ISCA|JMLR|KDD|MICCAI|MICRO|MLSys|NAACL|Nature|NDSS|NeurIPS|NIPS
    |NSDI|OSDI|PAMI|PLDI|PMLR|RecSys|RSS|SIGGRAPH|SIGIR|SIGMOD|SOSP|TACL|TKDE|TMLR|TOG|TPAMI|UAI
    |USENIX|VLDB|WACV|WSDM|WWW
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Conferences and journals by the names that lists have for them."""
WITH_A_YEAR = frozenset(
    """
    3DV|ACCV|ACM Multimedia|ACML|AISTAT|ASE|ASRU|CAV|CCS|CGO|CIDR|COLT|CSCW|DATE|DEEM|EDBT|FAST|FSE
    |HotNets|HotOS|HotStorage|ICDM|ICIP|ICME|ICPR|ICS|ICSE|IEEE VIS|IJCNN|IJRR|IPDPS|ISMAR|ISSTA
    |ITSC|IUI|IV|L4DC|LREC|MM|MobiCom|MobiSys|NeurIPSW|OOPSLA|PACT|PNAS|POPL|PPoPP|PRL|RA-L|RAL|RLC
    |SC|SDM|SIGCOMM|SIGMETRICS|SLT|SODA|STOC|Science|SoCC|TCSVT|TIP|TMM|TNNLS|TPDS|TVCG|UIST
    |USENIX ATC|USENIX Security|VIS|VTC|WMT|ICCVW|CVPRW|ECCVW|ICMLW|ICLRW
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""What may be anything where no year stands behind it."""
_VENUES = rf"(?:{'|'.join(sorted(VENUES, key=len, reverse=True))})(?: Findings| Workshops?)?"
_PLACE = re.compile(_VENUES + r"\d{0,4}", re.IGNORECASE)
_VENUE = re.compile(
    rf"(?:Findings of )?(?:{_VENUES}|{'|'.join(sorted(WITH_A_YEAR, key=len, reverse=True))})"
    r"\W{0,2}(?:(?:19|20)\d\d|['’]?\d\d)"
    r"(?: (?:Findings|Workshops?|[Oo]ral|[Ss]potlight"
    r"|(?:[Bb]est|[Oo]utstanding|[Ss]hort) [Pp]aper))?"
)
_PLACE_BEFORE = re.compile(
    _VENUES + r"[ '’]{1,2}(?:(?:19|20)\d\d|(?<=['’])\d\d)[ ]+(?=[^\W\d_a-z])"
)
_DATE = re.compile(
    r"[\d\s./–-]+|(?:(?:19|20)\d\d\W)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
    r"\.?\W{1,2}(?:19|20)?\d{2,4}"
)
_DOI = re.compile(r"(?:doi:\s?)?10\.\d{4,9}/\S+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_CHINESE = re.compile(
    r"(?:论文|代码|源码|源代码|数据集?|项目|主页|链接|下载|解读|视频|演示|官方|中文|地址|页面|网址|作者"
    r"|文章|博客|模型|demo|[和与及、/ ])+\d{0,2}(?:[（(][^（）()]*[)）]?)?",
    re.IGNORECASE,
)
_ASCII_WORD = re.compile(r"[^\W_]+\+*")
_ADDED = frozenset(
    """
    caffe|caffe2|c|c++|conference|cpp|findings|for|full|high|in|java|journal|julia|lasagne|link|lua
    |matconvnet|matlab|mxnet|of|official|on|oral|original|our|paddle|page|part|performance|python|r
    |reference|reimplementation|spotlight|supplemental|the|theano|unofficial|v1|v2|v3|version|workshop
    |jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec
    """.replace(" ", "")
    .replace("\n", "")
    .split("|")
)
"""Words beside those that say what is behind a link: whose it is, in what it is written."""
_PLAIN_ROLES = frozenset(word for word in _WORDS if word.isascii() and word.isalpha())
_MOST_WORDS = 5
_SHORT = 40  # characters of a label that is worth remembering
_ARXIV = re.compile(r"arxiv\b.{0,12}\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)


def bare(label: str) -> str:
    """A label without brackets, signs and pictures around it."""
    if label[:1].isalnum() and label[-1:].isalnum():  # as in most
        return label
    start, end = 0, len(label)
    while start < end and not label[start].isalnum():
        start += 1
    while end > start and not label[end - 1].isalnum():
        end -= 1
    return label[start:end]


def is_role(label: str) -> bool:
    """Whether a label only says what is behind it: `Paper`, `[Code]`, `ICML 2024`, `2024.05`."""
    return _is_short_role(label) if len(label) <= _SHORT else _is_role(label)


def _is_role(label: str) -> bool:
    words = bare(label)
    if " (" in words:  # `Code (not yet)`: `bare` took the last parenthesis
        words = words.partition(" (")[0]
    if not words or words.startswith(("http://", "https://")):
        return True
    if " ".join(words.lower().split()) in _WORDS:
        return True
    if not words.isascii() and _CHINESE.fullmatch(words):
        return True
    return _DIGIT.search(words) is not None and (
        _VENUE.fullmatch(words) is not None
        or _DATE.fullmatch(words) is not None
        or _ARXIV.fullmatch(words) is not None
        or arxiv_id.parse(words) is not None
        or _DOI.fullmatch(words) is not None
        or _FACT.fullmatch(words) is not None
    )


_is_short_role = lru_cache(maxsize=1024)(_is_role)  # few labels make up most of a list


def may_be_role(label: str) -> bool:
    """Whether a label that stands beside a title says what is behind it: `official code - torch`.

    Alone, the same words may be a title (`PyTorch Models`).
    """
    return _may_be_short_role(label) if len(label) <= _SHORT else _may_be_role(label)


def _may_be_role(label: str) -> bool:
    if is_role(label):
        return True
    words = _ASCII_WORD.findall(label[:100].lower())
    return (
        0 < len(words) <= _MOST_WORDS
        and (is_bracketed(label) or not _PLAIN_ROLES.isdisjoint(words))
        and all(
            word in _PLAIN_ROLES
            or word in _ADDED
            or word.isdigit()
            or _PLACE.fullmatch(word) is not None
            for word in words
        )
    )


_may_be_short_role = lru_cache(maxsize=1024)(_may_be_role)


def is_place(label: str) -> bool:
    """Whether a label is a conference and its year: `CVPR 2015`."""
    return _VENUE.fullmatch(bare(label)) is not None


def sorts(words: str) -> bool:
    """Whether words only say where or when a work came out: `ICML`, `CVPR 2015`, `2023/02`."""
    return _short_sorts(words) if len(words) <= _SHORT else _sorts(words)


def _sorts(words: str) -> bool:
    inner = bare(words)
    return _PLACE.fullmatch(inner) is not None or (
        _DIGIT.search(inner) is not None and is_role(inner) and not inner.startswith("http")
    )


_short_sorts = lru_cache(maxsize=1024)(_sorts)


def place_before(words: str) -> int:
    """How many characters say where and when, right before a title: `ICLR'24 A title`."""
    found = _PLACE_BEFORE.match(words)
    return found.end() if found else 0


def leads_up(words: str) -> bool:
    """Whether words before a colon lead up to a title: `Title: `, `ICML 2020: `."""
    name = bare(words).lower()
    return name in _NAMES_OF_TITLES or names_paper(name) or (name[-1:].isdigit() and sorts(words))


def is_bracketed(label: str) -> bool:
    """Whether few words stand in square brackets of their own, as words about a link do."""
    return label[:1] == "[" and label[-1:] == "]" and label.count(" ") < _MOST_WORDS - 1


def names_tool(label: str, *, is_site: bool = False) -> bool:
    """Whether a label is the name of a tool, or of the site to whose first page it leads."""
    name = bare(label).lower()
    return name in _TOOLS or (is_site and (name in _SITES or _PLACE.fullmatch(name) is not None))


def may_be_package(label: str) -> bool:
    """Whether a label says where a piece of software is, and not how it is called."""
    return is_role(label) or bare(label).lower() in _REGISTRIES


def names_paper(label: str) -> bool:
    """Whether a label says that a paper is behind it."""
    return _short_names_paper(label) if len(label) <= _SHORT else _names_paper(label)


def _names_paper(label: str) -> bool:
    words = bare(label).lower()
    return words in _PAPER_WORDS or _ARXIV.fullmatch(words) is not None


_short_names_paper = lru_cache(maxsize=1024)(_names_paper)


def is_heading_of_line(words: str) -> bool:
    """Whether bold words at the beginning of a line only sort it: `[ICML 2024]`, `Paper:`.

    A DOI does not: it stands for a title that is not known.
    """
    inner = words.strip()
    bracketed = inner[:1] in "[(【（<" and inner[-1:] in "])】）>:"
    name = bare(inner).lower()
    is_label = _is_role(inner) and _DOI.fullmatch(name) is None
    return bracketed or is_label or name in _NAMES_OF_TITLES or name in _FIELDS
