"""What the reader knows better of a work than the services do."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.metadata import CORRECTABLE, Fact
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class CorrectWork:
    """Say what the title, kind, venue or authors of a work are; None takes it back.

    It wins over what services say. The lists keep their own wording.
    """

    work: WorkId
    field: Fact
    value: str | Sequence[str] | None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        act = "take back a correction of" if self.value is None else "correct"
        return f"{act} the {self.field.value} of a work"

    def apply(self, tables: UserTables) -> None:
        value = None if self.value is None else json.dumps(self._checked(), ensure_ascii=False)
        tables.correct(self.work, self.field.value, value)

    def _checked(self) -> str | list[str]:
        if self.field not in CORRECTABLE or self.value is None:
            raise BadInput(f"The {self.field.value} of a work cannot be corrected.")
        if isinstance(self.value, str) is (self.field is Fact.AUTHORS):
            raise BadInput("Authors are several names, everything else is one text.")
        texts = [self.value] if isinstance(self.value, str) else self.value
        said = [" ".join(text.split()) for text in texts]
        if not said or not all(said):
            raise BadInput(f"The {self.field.value} of a work cannot be empty.")
        if self.field is Fact.KIND and said[0] not in tuple(Kind):
            raise BadInput(f"“{said[0]}” is no kind of work.", f"Kinds are: {', '.join(Kind)}.")
        return said if self.field is Fact.AUTHORS else said[0]
