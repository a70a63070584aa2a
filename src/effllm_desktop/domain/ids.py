"""Row numbers that must not be mistaken for one another."""

from typing import NewType

ListId = NewType("ListId", int)
SectionId = NewType("SectionId", int)
SearchId = NewType("SearchId", int)
EntryId = NewType("EntryId", int)
WorkId = NewType("WorkId", int)
VersionId = NewType("VersionId", int)
StepId = NewType("StepId", int)
HighlightId = NewType("HighlightId", int)
VerdictId = NewType("VerdictId", int)
RecipeId = NewType("RecipeId", int)
