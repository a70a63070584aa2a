"""Where one has been: the scopes behind and ahead, as in a browser."""

from effllm_desktop.domain.scopes import Scope

KEPT = 100


class Navigation:
    """The present scope, and the way back and forward from it."""

    def __init__(self) -> None:
        self._back: list[Scope] = []
        self._ahead: list[Scope] = []
        self._here: Scope | None = None

    @property
    def here(self) -> Scope | None:
        return self._here

    @property
    def can_go_back(self) -> bool:
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    def visit(self, scope: Scope) -> None:
        """Go somewhere new. What was ahead is forgotten."""
        if scope == self._here:
            return
        if self._here is not None:
            self._back.append(self._here)
            del self._back[:-KEPT]
        self._ahead.clear()
        self._here = scope

    def back(self) -> Scope | None:
        return self._step(self._back, self._ahead)

    def forward(self) -> Scope | None:
        return self._step(self._ahead, self._back)

    def forget(self, scope: Scope) -> None:
        """A scope that is no more cannot be gone back to."""
        self._back = [one for one in self._back if one != scope]
        self._ahead = [one for one in self._ahead if one != scope]
        if self._here == scope:
            self._here = None

    def _step(self, source: list[Scope], behind: list[Scope]) -> Scope | None:
        if not source:
            return None
        if self._here is not None:
            behind.append(self._here)
        self._here = source.pop()
        return self._here
