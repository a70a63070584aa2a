"""What the reader knows better of a work than the services do."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.metadata import CORRECTABLE, Fact
from effllm_desktop.store.user_tables import UserTables

Said = str | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class CorrectWork:
    """Say what the title, kind, venue or authors of a work are; None takes one of them back.

    It wins over what services say. The lists keep their own wording.
    """

    work: WorkId
    values: Mapping[Fact, Said]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        names = " and ".join(f"the {field.value}" for field in self.values)
        back = all(said is None for said in self.values.values())
        return f"{'take back a correction of' if back else 'correct'} {names} of a work"

    def apply(self, tables: UserTables) -> None:
        for field, said in self.values.items():
            tables.correct(self.work, field.value, None if said is None else as_stored(field, said))


def as_stored(field: Fact, said: str | Sequence[str]) -> str:
    """What holds for a field, as JSON. Raises BadInput for what cannot."""
    return json.dumps(_checked(field, said), ensure_ascii=False)


def _checked(field: Fact, said: str | Sequence[str]) -> str | list[str]:
    if field not in CORRECTABLE:
        raise BadInput(f"The {field.value} of a work cannot be corrected.")
    if isinstance(said, str) is (field is Fact.AUTHORS):
        raise BadInput("Authors are several names, everything else is one text.")
    texts = [" ".join(text.split()) for text in ([said] if isinstance(said, str) else said)]
    if not texts or not all(texts):
        raise BadInput(f"The {field.value} of a work cannot be empty.")
    if field is Fact.KIND and texts[0] not in tuple(Kind):
        raise BadInput(f"“{texts[0]}” is no kind of work.", f"Kinds are: {', '.join(Kind)}.")
    return texts if field is Fact.AUTHORS else texts[0]
