"""What works are copied as: each is an action of the window."""

from enum import StrEnum


class CopyForm(StrEnum):
    """What works are copied as."""

    BIBTEX = "bibtex"
    LINK = "link"
    CITATION = "citation"
