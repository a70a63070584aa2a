"""The migrations, each in a file of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from effllm_desktop.store.schema.m0001_lists_and_reading import m0001_lists_and_reading
from effllm_desktop.store.schema.m0002_kept_counts import m0002_kept_counts
from effllm_desktop.store.schema.m0003_pdfs import m0003_pdfs
from effllm_desktop.store.schema.m0004_pdf_text import m0004_pdf_text
from effllm_desktop.store.schema.m0005_highlights import m0005_highlights
from effllm_desktop.store.schema.m0006_queue import m0006_queue
from effllm_desktop.store.schema.m0007_saved_searches import m0007_saved_searches
from effllm_desktop.store.schema.m0008_metadata import m0008_metadata
from effllm_desktop.store.schema.m0009_list_edits import m0009_list_edits
from effllm_desktop.store.schema.m0010_kinds_of_highlights import m0010_kinds_of_highlights
from effllm_desktop.store.schema.m0011_verdicts import m0011_verdicts
from effllm_desktop.store.schema.m0012_older_values import m0012_older_values
from effllm_desktop.store.schema.m0013_tag_colours import m0013_tag_colours
from effllm_desktop.store.schema.m0014_recipes import m0014_recipes
from effllm_desktop.store.schema.m0015_seen import m0015_seen
from effllm_desktop.store.schema.m0016_tags_outside_the_index import (
    m0016_tags_outside_the_index,
)
from effllm_desktop.store.schema.m0017_citation_keys import m0017_citation_keys
from effllm_desktop.store.schema.m0018_sorting import m0018_sorting
from effllm_desktop.store.schema.m0019_plain_letters import m0019_plain_letters

if TYPE_CHECKING:
    from sqlite_utils import Database

ALL: tuple[Callable[["Database"], None], ...] = (
    m0001_lists_and_reading,
    m0002_kept_counts,
    m0003_pdfs,
    m0004_pdf_text,
    m0005_highlights,
    m0006_queue,
    m0007_saved_searches,
    m0008_metadata,
    m0009_list_edits,
    m0010_kinds_of_highlights,
    m0011_verdicts,
    m0012_older_values,
    m0013_tag_colours,
    m0014_recipes,
    m0015_seen,
    m0016_tags_outside_the_index,
    m0017_citation_keys,
    m0018_sorting,
    m0019_plain_letters,
)
