"""What can go wrong with a set-up, in a sentence and a hint."""


class SetupError(Exception):
    """The world's fault, not ours: says what happened and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}\n{hint}")
