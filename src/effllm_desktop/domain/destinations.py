"""What the address of a work's own link says of the work, taken apart once."""

from functools import lru_cache
from typing import NamedTuple

from effllm_desktop.domain import addresses, arxiv_id, keys, kinds
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import Kind


class Destination(NamedTuple):
    """The kind and the key of what is at an address, and the identifiers that the address has."""

    kind: Kind
    key: str
    arxiv: ArxivId | None = None
    doi: str | None = None
    repository: str | None = None


@lru_cache(maxsize=1024)
def of(url: str) -> Destination:
    """What `kinds`, `keys` and others say of an address, the usual ones first."""
    if repository := addresses.plain_repository(url):
        return Destination(Kind.REPOSITORY, f"github:{repository.lower()}", repository=repository)
    if arxiv := arxiv_id.from_address(url):
        return Destination(Kind.PAPER, keys.of_arxiv(arxiv), arxiv, addresses.doi(url))
    return Destination(
        kinds.kind_of(url),
        keys.of_address(url),
        None,
        addresses.doi(url),
        addresses.github_repository(url),
    )
