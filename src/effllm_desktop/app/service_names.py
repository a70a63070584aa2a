"""The services that the program may contact, and what each is sent. What is not here never is."""

from dataclasses import dataclass

from effllm_desktop.net.switches import OTHER_HOSTS


@dataclass(frozen=True, slots=True)
class Service:
    """A service: `name` is that of its switch, `setting` the one of its address.

    `paths` and `domains` tell its addresses from those of others.
    """

    name: str
    title: str
    setting: str
    purpose: str
    sends: str
    paths: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


SERVICES = (
    Service(
        "arxiv",
        "arXiv",
        "arxiv_api_url",
        "what papers are, searching for papers",
        "ids of papers, the words that you search for",
        ("/api/",),
        ("export.arxiv.org",),
    ),
    Service(
        "arxiv_pdfs",
        "arXiv, PDFs",
        "arxiv_site_url",
        "PDFs of papers",
        "the id of a paper",
        ("/pdf/", "/abs/", "/html/"),
        ("arxiv.org",),
    ),
    Service(
        "semantic_scholar",
        "Semantic Scholar",
        "semantic_scholar_url",
        "citations",
        "ids of papers, the key if set",
        ("/graph/",),
        ("semanticscholar.org",),
    ),
    Service(
        "openalex",
        "OpenAlex",
        "openalex_url",
        "citations that are missing, titles",
        "DOIs of papers, the key if set",
        ("/works",),
        ("openalex.org",),
    ),
    Service(
        "github",
        "GitHub",
        "github_api_url",
        "stars, last change",
        "names of repositories, the token if set",
        ("/repos/", "/graphql"),
        ("github.com", "githubusercontent.com"),
    ),
)
OTHERS = Service(
    OTHER_HOSTS,
    "Other hosts",
    "",
    "PDFs and titles of pages that lists link to or that you add",
    "the address",
)
