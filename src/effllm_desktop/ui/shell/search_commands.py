"""What the reader does with searches: save the one that is typed, rename and delete saved ones."""

from collections.abc import Iterable, Sequence

from effllm_desktop.app.operations.searching import DeleteSearch, RenameSearch, SaveSearch
from effllm_desktop.app.readmodels.outline import SearchNode
from effllm_desktop.app.workspace import Outcome, Run
from effllm_desktop.domain.errors import AppError, BadInput
from effllm_desktop.domain.queries import Field, Query, Term, parse, printed, together
from effllm_desktop.domain.queries.fields import Mark
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, SearchScope, Sort
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.entry_commands import said
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.widgets.questions import ask_name


class SearchCommands:
    """`save_search` and `find_alike` are named in the table of actions."""

    def __init__(self, window: Window, session: Session, bench: Workbench) -> None:
        self._window = window
        self._session = session
        self._bench = bench

    def save_search(self) -> None:
        """Keep what is typed, together with where it was searched."""
        text = self._bench.search_text.strip()
        if not text:
            raise BadInput("There is no search to save.", "Type what to look for first.")
        query = parse(text)
        for one in self._within(self._bench.scope):
            query = together(one, query)
        ask_name(
            self._window,
            "Save this search",
            "It becomes a place. What shall it be called?",
            text,
            lambda name: self._run(SaveSearch(name, printed(query))),
        )

    def find_alike(self) -> None:
        """Search all works for those like the selected one: the best first, in list order."""
        current = self._bench.entries.current()
        if current is None:
            return
        key = self._session.library.works.details(*current).key
        self._bench.go(PlaceScope(Place.ALL))
        self._bench.search(printed(Query(Term(Field.LIKE, key))))
        self._bench.entries.focus_list()
        if self._bench.sort is not Sort.LIST:
            self._bench.said.emit("The most alike come first in list order.")

    def rename(self, scope: SearchScope) -> None:
        ask_name(
            self._window,
            "Rename search",
            "What shall it be called?",
            self._bench.title_of(scope),
            lambda name: self._run(RenameSearch(scope.search_id, name), self._naming(scope)),
        )

    def delete(self, scope: SearchScope) -> None:
        self._run(DeleteSearch(scope.search_id), self._naming(scope))

    def _naming(self, scope: SearchScope) -> list[str]:
        """The saved searches that name one, and find nothing by that name once it is gone."""
        others = (one for one in self._bench.outline.searches if one.id != scope.search_id)
        return naming(others, Field.SEARCH, self._bench.title_of(scope))

    def _within(self, scope: Scope) -> list[Query]:
        """What a scope holds, as queries that must all hold."""
        match scope:
            case PlaceScope(Place.ALL):
                return []
            case PlaceScope(Place.QUEUE):
                return [Query(Term(Field.IS, Mark.QUEUED.value))]
            case PlaceScope(place):
                return [Query(Term(Field.IS, place.value))]
            case SearchScope(search_id):
                saved = self._bench.outline.searches
                return [parse(one.query) for one in saved if one.id == search_id]
        sections = self._bench.sections
        names = [one.name for one in self._bench.outline.lists if one.id == sections.list_of(scope)]
        paths = [path for path in (sections.path_of(scope),) if path not in names]
        terms = [Term(Field.LIST, name) for name in names]
        return [Query(term) for term in (*(Term(Field.SECTION, path) for path in paths), *terms)]

    def _run(self, deed: Run, searches: Sequence[str] = ()) -> None:
        try:
            self._session.acts.run(deed, done=lambda outcome: self._say(outcome, searches))
        except AppError as problem:  # a dialog called: nobody else would tell
            self._window.tell(problem)

    def _say(self, outcome: Outcome, searches: Sequence[str]) -> None:
        self._bench.said.emit(said(outcome.label) + nothing_by(searches))


def naming(searches: Iterable[SearchNode], field: Field, name: str) -> list[str]:
    """The saved searches that name something."""
    wanted = name.casefold()
    return [
        one.name
        for one in searches
        if any(
            term.field is field and term.value.casefold() == wanted
            for term in parse(one.query).terms
        )
    ]


def nothing_by(searches: Sequence[str]) -> str:
    """What is said when the name that these name is gone."""
    names = ", ".join(f"“{name}”" for name in searches)
    return f" Searches that name it find nothing by that name now: {names}." if names else ""
