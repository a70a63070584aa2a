"""What the palette offers: actions, places, lists, sections, tags, entries."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from effllm_desktop.app.readmodels.tags import TagCount
from effllm_desktop.domain.queries import Field, Query, Term, printed
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.palette.items import Item
from effllm_desktop.ui.sections.nodes import Node, NodeKind
from effllm_desktop.ui.shell.action_spec import MISSING, ActionSpec
from effllm_desktop.ui.words import counted, tag_tone

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.recipes import Recipe

_KINDS = {
    NodeKind.PLACE: "Place",
    NodeKind.SEARCH: "Saved search",
    NodeKind.LIST: "List",
    NodeKind.SECTION: "Section",
}


def of_actions(actions: Iterable[tuple[ActionSpec, QAction]]) -> Iterator[Item]:
    """What can be done now; the palette itself is open already."""
    for spec, action in actions:
        if action.isEnabled() and spec.id != "open_palette":
            keys = action.shortcut().toString(_NATIVE)
            text = action.text().removesuffix("…")
            yield Item(text, spec.tooltip, spec.icon, action.trigger, keys)


def of_resting_actions(
    actions: Iterable[tuple[ActionSpec, QAction]], say: Callable[[str], object]
) -> Iterator[Item]:
    """What cannot be done now, and why not."""
    for spec, action in actions:
        if not action.isEnabled():
            keys, why = action.shortcut().toString(_NATIVE), MISSING[spec.needs]
            text = action.text().removesuffix("…")
            run = partial(say, f"{text}: {why}")
            yield Item(text, why, spec.icon, run, keys, rests=True)


def of_nodes(nodes: Iterable[Node], go: Callable[[Scope], object]) -> Iterator[Item]:
    """Where one can go in the tree."""
    for node in nodes:
        if node.scope is not None:
            trail = node.parent.path or node.parent.name if node.parent else ""
            about = f"{_KINDS[node.kind]} in {trail}" if trail else _KINDS[node.kind]
            scope = node.scope
            yield Item(node.name, about, node.icon, lambda scope=scope: go(scope))  # type: ignore[misc]


def of_recipes(recipes: "Iterable[Recipe]", run: "Callable[[Recipe], object]") -> Iterator[Item]:
    """The exports that are kept under names."""
    for recipe in recipes:
        about = f"Recipe: writes {recipe.file or 'a file that you name'}"
        yield Item(recipe.name, about, "export", partial(run, recipe))


def of_tags(tags: Iterable[TagCount], search: Callable[[str], object]) -> Iterator[Item]:
    """The works with a tag."""
    for tag in tags:
        query = printed(Query(Term(Field.TAG, tag.name)))
        about = f"Tag of {counted(tag.works, 'work')}"
        tone = tag_tone(tag.colour)
        yield Item(tag.name, about, "tag", partial(search, query), tone=tone)


def of_entries(
    titles: Iterable[tuple[str, str]], show: Callable[[str], object], about: str
) -> Iterator[Item]:
    """Works by key and title."""
    for key, title in titles:
        yield Item(title, about, "kind-paper", lambda key=key: show(key))  # type: ignore[misc]


_NATIVE = QKeySequence.SequenceFormat.NativeText
