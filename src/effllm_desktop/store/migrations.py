"""How a library's schema came to be: append-only, frozen, knowing nothing of ours.

Each migration is a file in `schema/`. One that has been released is never edited: libraries out
there have run it as it was. Neither they nor sqlite-utils are imported before migrations run, so
that opening an up-to-date library stays fast.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Migrations

SET = "effllm_desktop"
NAMES = (
    "m0001_lists_and_reading",
    "m0002_kept_counts",
    "m0003_pdfs",
    "m0004_pdf_text",
    "m0005_highlights",
    "m0006_queue",
    "m0007_saved_searches",
    "m0008_metadata",
    "m0009_list_edits",
    "m0010_kinds_of_highlights",
    "m0011_verdicts",
    "m0012_older_values",
    "m0013_tag_colours",
    "m0014_recipes",
    "m0015_seen",
    "m0016_tags_outside_the_index",
    "m0017_citation_keys",
    "m0018_sorting",
    "m0019_plain_letters",
)
"""In the order in which they run."""


def collected() -> "Migrations":
    """All migrations, in order, as sqlite-utils runs them."""
    from sqlite_utils import Migrations

    from effllm_desktop.store import schema

    migrations = Migrations(SET)
    for migration in schema.ALL:
        migrations()(migration)
    return migrations
