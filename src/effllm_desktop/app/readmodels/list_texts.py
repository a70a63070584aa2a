"""The text of a list, as it came and repaired, with what was not understood of it."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.readmodels.lists import ListReader
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.problems import ProblemRun, runs
from effllm_desktop.store.opening import open_to_read


@dataclass(frozen=True, slots=True)
class ListText:
    """`repaired` is None where nothing was damaged. `remarks` are sentences about the text.

    `problems` are empty for a document that is no Markdown list: a remark says so.
    """

    name: str
    original: str
    repaired: str | None
    remarks: tuple[str, ...]
    problems: tuple[ProblemRun, ...]


def read_list_text(folder: Path, list_id: ListId) -> ListText:
    """A job. Raises NotFound where the list is gone."""
    with closing(open_to_read(folder)) as database:
        reader = ListReader(database)
        facts = reader.facts(list_id)
        problems = () if facts.foreign else runs(reader.problems(list_id))
        return ListText(
            facts.name,
            reader.original(list_id).decode("utf-8", "replace"),
            reader.repaired(list_id).decode("utf-8", "replace") if facts.damage else None,
            tuple(filter(None, (facts.foreign, facts.damage, facts.offered))),
            tuple(problems),
        )
