"""The palette, filled with what this window can do and where it can go."""

from typing import TYPE_CHECKING

from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.export_commands import ExportCommands
from effllm_desktop.ui.shell.seen_lately import SeenLately
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from effllm_desktop.domain.ids import WorkId
    from effllm_desktop.domain.scopes import Scope
    from effllm_desktop.ui.palette.items import Item

FOUND, RECENT = 30, 8  # entries


class PaletteCommands:
    """The method is named in the table of actions."""

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        exporting: ExportCommands,
        seen: SeenLately,
    ) -> None:
        self._seen = seen
        self._window = window
        self._session = session
        self._bench = bench
        self._exporting = exporting

    def open_palette(self) -> None:
        from effllm_desktop.ui.palette.dialog import Palette
        from effllm_desktop.ui.shell import palette_items as items

        library = self._session.library
        offers = [
            *items.of_actions(self._window.commands),
            *items.of_resting_actions(self._window.commands, self._bench.said.emit),
            *items.of_nodes(self._bench.sections.nodes(), self._go),
            *items.of_recipes(self._exporting.recipes(), self._exporting.run_recipe),
            *items.of_tags(library.tags.read(), self._search_everywhere),
        ]
        recent = self._of_works(self._seen.works(RECENT), "Seen lately")
        palette = Palette(
            offers,
            recent,
            lambda words: self._of_works(library.works.search(words, FOUND), "Entry"),
            self._window,
        )
        palette.open()
        palette.field.setFocus()

    def _of_works(self, works: "Sequence[WorkId]", about: str) -> "list[Item]":
        from effllm_desktop.ui.shell.palette_items import of_entries

        library = self._session.library
        keys = library.works.keys(works)
        titles = library.entries.titles(PlaceScope(Place.ALL), works)
        pairs = [(keys[work], title) for work, title in zip(works, titles, strict=True)]
        return list(of_entries(pairs, self._show, about))

    def _go(self, scope: "Scope") -> None:
        """Somewhere else, with the keyboard in its entries and one of them chosen."""
        self._bench.go(scope)
        self._bench.entries.focus_list()

    def _search_everywhere(self, query: str) -> None:
        self._bench.go(PlaceScope(Place.ALL))
        self._bench.search(query)
        self._bench.entries.focus_list()

    def _show(self, key: str) -> None:
        self._bench.go(PlaceScope(Place.ALL))
        self._bench.search("")  # what was searched for here may not find it
        self._bench.entries.select_key(key)
        self._bench.entries.view.setFocus()
