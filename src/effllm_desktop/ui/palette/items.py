"""What the palette offers: actions, places, lists, sections, tags, entries."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from effllm_desktop.app.readmodels.tags import TagCount
from effllm_desktop.domain.queries import Field, Query, Term, printed
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.sections.nodes import Node, NodeKind
from effllm_desktop.ui.shell.action_spec import ActionSpec
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.recipes import Recipe


class Item(NamedTuple):
    """One line. `about` says what it is, `keys` how one does it without the palette."""

    text: str
    about: str
    icon: str
    run: Callable[[], object]
    keys: str = ""


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
            keys = QKeySequence(spec.keys[0]).toString(_NATIVE) if spec.keys else ""
            text = action.text().removesuffix("…")
            yield Item(text, spec.tooltip, spec.icon, action.trigger, keys)


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
        yield Item(recipe.name, about, "export", lambda recipe=recipe: run(recipe))  # type: ignore[misc]


def of_tags(tags: Iterable[TagCount], search: Callable[[str], object]) -> Iterator[Item]:
    """The works with a tag."""
    for tag in tags:
        query = printed(Query(Term(Field.TAG, tag.name)))
        about = f"Tag of {counted(tag.works, 'work')}"
        yield Item(tag.name, about, "tag", lambda query=query: search(query))  # type: ignore[misc]


def of_entries(
    titles: Iterable[tuple[str, str]], show: Callable[[str], object], about: str
) -> Iterator[Item]:
    """Works by key and title."""
    for key, title in titles:
        yield Item(title, about, "kind-paper", lambda key=key: show(key))  # type: ignore[misc]


_NATIVE = QKeySequence.SequenceFormat.NativeText
