"""Which keys actions have: those of the table of actions, or the reader's own.

Two actions may share a key where only one of them can be meant: one for the lists, one for papers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from effllm_desktop.app.key_table import KeyTable
from effllm_desktop.app.settings import Value
from effllm_desktop.domain.errors import AppError, BadInput, Conflict
from effllm_desktop.ui.shell.action_spec import ActionSpec, Needs
from effllm_desktop.ui.shell.actions import ACTIONS
from effllm_desktop.ui.shell.menu_specs import MENUS

LETTERS_SETTING, KEYS_SETTING = "single_keys", "keys"
_OF_PAPERS = frozenset((Needs.PAPER,))
_OF_BOTH = frozenset(
    (Needs.NOTHING, Needs.LIBRARY, Needs.PAPERS, Needs.UNDO, Needs.REDO, Needs.LOG)
)
_MOVES = ("Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home", "End")
_TAKEN = {
    **dict.fromkeys(_MOVES, "moves in lists and text"),
    **{f"Shift+{key}": "selects in lists and text" for key in _MOVES},
    "Tab": "goes to the next field",
    "Shift+Tab": "goes to the field before",
    "Backspace": "deletes text",
    "F10": "opens the menus",
    "Shift+F10": "opens the menu of what is selected",
    "Menu": "opens the menu of what is selected",
    **{
        f"Alt+{menu.title[menu.title.index('&') + 1].upper()}": f"opens the menu "
        f"{menu.title.replace('&', '')}"
        for menu in MENUS
    },
}
"""What keys do that no action of the table has."""
KeysOf = dict[str, tuple[str, ...]]


class Collision(NamedTuple):
    """Why an action cannot have a key: what has it already. No action where Qt itself has it."""

    key: str
    action: ActionSpec | None
    words: str


class KeyBindings(QObject):
    """The keys of all actions as they are now; each change holds at once and is kept."""

    changed = Signal()

    def __init__(
        self,
        table: KeyTable,
        *,
        letters: bool,
        keep: Callable[[str, Value], object],
        specs: Sequence[ActionSpec] = ACTIONS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in specs}
        self._usual = {spec.id: tuple(map(_written, spec.keys)) for spec in specs}
        self._keep = keep
        self._letters = letters
        self._keys, self.problems = self._usable(table)

    @property
    def letters(self) -> bool:
        """Whether keys that write a character by themselves act."""
        return self._letters

    def keys(self, action: str) -> tuple[str, ...]:
        """The keys of an action, whether or not they rest."""
        return self._keys[action]

    def heard(self) -> Mapping[str, Sequence[str]]:
        """The keys that act now, of all actions."""
        return {
            action: [key for key in keys if self._letters or not writes(key)]
            for action, keys in self._keys.items()
        }

    def is_usual(self, action: str) -> bool:
        return self._keys[action] == self._usual[action]

    def collision(self, action: str, key: str) -> Collision | None:
        """What has a key already that an action might get."""
        if (taken := _TAKEN.get(key)) is not None:
            return Collision(key, None, f"{shown(key)} {taken}: that cannot be changed.")
        other = _first(self._others_with(self._keys, action, key))
        if other is None:
            return None
        name = plain_name(self._specs[other])
        return Collision(key, self._specs[other], f"{shown(key)} is the key of “{name}”.")

    def give(self, action: str, key: str, *, alone: bool) -> None:
        """Let an action have a key, `alone` or beside those it has; others lose it."""
        for other in list(self._others_with(self._keys, action, key)):
            self._keys[other] = tuple(one for one in self._keys[other] if not _clash(one, key))
        kept = () if alone else tuple(one for one in self._keys[action] if one != key)
        self._change({action: (*kept, key)})

    def take_away(self, action: str) -> None:
        """Let an action have no key."""
        self._change({action: ()})

    def reset(self, action: str) -> None:
        """Back to the usual keys. Raises Conflict where another action has one of them now."""
        for key in self._usual[action]:
            collision = self.collision(action, key)
            if collision is not None and collision.action is not None:
                raise Conflict(collision.words, "Give that one another key first.")
        self._change({action: self._usual[action]})

    def reset_all(self) -> None:
        """All usual keys, and letters that act."""
        self._letters = True
        self._keep(LETTERS_SETTING, True)
        self._change(dict(self._usual))

    def set_letters(self, *, act: bool) -> None:
        """Whether keys that write a character by themselves act on entries and pages."""
        self._letters = act
        self._keep(LETTERS_SETTING, act)
        self.changed.emit()

    def _change(self, keys: KeysOf) -> None:
        self._keys |= keys
        table = [(one, keys) for one, keys in self._keys.items() if keys != self._usual[one]]
        self.changed.emit()  # it holds even where it cannot be kept
        self._keep(KEYS_SETTING, tuple(table))

    def _others_with(self, keys: KeysOf, action: str, key: str) -> Iterable[str]:
        here = _sides(self._specs[action])
        for other, theirs in keys.items():
            meets = other != action and bool(here & _sides(self._specs[other]))
            if meets and any(_clash(one, key) for one in theirs):
                yield other

    def _usable(self, table: KeyTable) -> tuple[KeysOf, tuple[AppError, ...]]:
        """The keys with the reader's own as far as they can be used, and why others cannot."""
        own: KeysOf = {}
        problems: list[AppError] = []
        for action, keys in table:
            try:
                own[action] = self._checked(action, keys)
            except BadInput as problem:
                problems.append(problem)
        while True:
            keys_now = self._usual | own
            clash = self._last_clash(own, keys_now)
            if clash is None:
                return keys_now, tuple(problems)
            action, key, other = clash
            del own[action]
            name, theirs = plain_name(self._specs[action]), plain_name(self._specs[other])
            problems.append(
                BadInput(
                    f"{shown(key)} cannot be the key of “{name}” ({action}) in the settings: "
                    f"it is that of “{theirs}” ({other}).",
                    _KEEPS_USUAL,
                )
            )

    def _last_clash(self, own: KeysOf, keys: KeysOf) -> tuple[str, str, str] | None:
        """The last line of the reader's that gives a key which another action has."""
        for action in reversed(own):
            for key in own[action]:
                other = _first(self._others_with(keys, action, key))
                if other is not None:
                    return action, key, other
        return None

    def _checked(self, action: str, keys: Sequence[str]) -> tuple[str, ...]:
        if action not in self._specs:
            raise BadInput(
                f"There is no action “{action}” to give keys to in the settings.",
                "Help, Change keys… writes the right names into them.",
            )
        name = plain_name(self._specs[action])
        for key in keys:
            if not is_key(key):
                raise BadInput(
                    f"“{key}” in the settings is no key for “{name}” ({action}).", _KEEPS_USUAL
                )
            if (does := _TAKEN.get(_written(key))) is not None:
                raise BadInput(
                    f"{shown(key)} cannot be the key of “{name}” ({action}) in the settings: "
                    f"it {does}.",
                    _KEEPS_USUAL,
                )
        return tuple(dict.fromkeys(map(_written, keys)))


_BEGINS = {"status": "Mark as", "rating": "Rate", "sort": "Sort by", "theme": "Theme"}
_KEEPS_USUAL = "The action keeps its usual key. Help, Change keys… shows all of them."


def writes(key: str) -> bool:
    """Whether a key writes a character by itself: a letter, a digit, a sign, with Shift or not."""
    return len(_parts(key)[0].removeprefix("Shift+")) == 1


def is_key(text: str) -> bool:
    """Whether Qt knows all keys of a text."""
    return all(_parts(text))


def _parts(key: str) -> list[str]:
    """The keys that are pressed one after the other; empty where Qt does not know one."""
    return _written(key).split(", ")


def shown(key: str) -> str:
    """A key as this system writes it."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")


def plain_name(spec: ActionSpec) -> str:
    """What an action is called in a sentence."""
    text = spec.text.removesuffix("…")
    begins = "Highlight in" if spec.id.startswith("highlight_") else _BEGINS.get(spec.group)
    return f"{begins} {text[0].lower()}{text[1:]}" if begins else text


def _written(key: str) -> str:
    """A key in the one way that it is compared and kept in."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _clash(one: str, other: str) -> bool:
    """Whether one begins as the other: the longer of the two would never be heard."""
    return one == other or one.startswith(f"{other}, ") or other.startswith(f"{one}, ")


def _sides(spec: ActionSpec) -> frozenset[str]:
    """Where its keys count: while the lists are in front, while a paper is."""
    if spec.needs in _OF_BOTH:
        return frozenset(("lists", "papers"))
    return frozenset(("papers",) if spec.needs in _OF_PAPERS else ("lists",))


def _first(some: Iterable[str]) -> str | None:
    return next(iter(some), None)
