"""Which keys actions have: the usual ones, the reader's own, and what two cannot share."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.errors import Conflict, StorageFailed
from effllm_desktop.ui.shell.actions import ACTIONS
from effllm_desktop.ui.shell.key_bindings import KeyBindings, is_key, plain_name, shown, writes

SET = " in the settings: "
IS_OF_TAGS = SET + "it is that of “Tags” (edit_tags)."
OPENS = SET + "it opens the menu Library."
USUAL = {spec.id: list(spec.keys) for spec in ACTIONS}


class Kept:
    """What was to be remembered."""

    def __init__(self):
        self.settings = {}

    def __call__(self, name, value):
        self.settings[name] = value


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def bindings(kept):
    return KeyBindings((), letters=True, keep=kept)


def made(*lines, letters=True):
    return KeyBindings(tuple(lines), letters=letters, keep=Kept())


def problems(bindings):
    return [problem.what for problem in bindings.problems]


def test_the_usual_keys_are_those_of_the_table(bindings):
    assert bindings.heard() == USUAL
    assert bindings.problems == ()
    assert all(bindings.is_usual(spec.id) for spec in ACTIONS)


def test_own_keys_are_taken_over(bindings):
    own = made(("toggle_star", ("f8", "ctrl+alt+s", "F8")), ("undo", ()))
    assert own.problems == ()
    assert own.keys("toggle_star") == ("F8", "Ctrl+Alt+S")
    assert own.keys("undo") == ()
    assert not own.is_usual("undo")
    assert own.keys("edit_tags") == ("T",)


def test_two_may_swap(bindings):
    own = made(("toggle_star", ("T",)), ("edit_tags", ("S",)))
    assert own.problems == ()
    assert (own.keys("toggle_star"), own.keys("edit_tags")) == (("T",), ("S",))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("no_such", ("F8",)), "There is no action “no_such” to give keys to in the settings."),
        (
            ("toggle_star", ("Ctrl+Blub",)),
            "“Ctrl+Blub” in the settings is no key for “Star” (toggle_star).",
        ),
        (
            ("toggle_star", ("T",)),
            "T cannot be the key of “Star” (toggle_star)"
            + SET
            + "it is that of “Tags” (edit_tags).",
        ),
        (
            ("toggle_star", ("T, X",)),
            "T, X cannot be the key of “Star” (toggle_star)"
            + SET
            + "it is that of “Tags” (edit_tags).",
        ),
        (
            ("toggle_star", ("Down",)),
            "Down cannot be the key of “Star” (toggle_star)" + SET + "it moves in lists and text.",
        ),
        (
            ("status_read", ("Alt+L",)),
            "Alt+L cannot be the key of “Mark as read” (status_read)"
            + SET
            + "it opens the menu Library.",
        ),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence_and_the_usual_key_stays(line, said):
    own = made(line, ("undo", ("F9",)))
    assert problems(own) == [said]
    assert own.keys("undo") == ("F9",)
    assert own.heard() == USUAL | {"undo": ["F9"]}
    assert own.problems[0].hint


def test_of_two_lines_with_one_key_the_first_holds():
    own = made(("toggle_star", ("F8",)), ("edit_tags", ("F8",)))
    assert (own.keys("toggle_star"), own.keys("edit_tags")) == (("F8",), ("T",))
    assert len(own.problems) == 1


def test_a_line_that_gives_way_may_take_another_with_it():
    """Tags keep T as theirs is no key, so that Star cannot have it."""
    own = made(("toggle_star", ("T",)), ("edit_tags", ("Ctrl+F",)))
    assert own.heard() == USUAL
    assert len(own.problems) == 2


def test_lists_and_papers_may_share_a_key():
    own = made(("turn_pages_1", ("S",)))
    assert own.problems == ()
    assert own.keys("toggle_star") == ("S",)
    assert problems(made(("turn_pages_1", ("Ctrl+Z",)))) != []  # undo is for both


def test_a_collision_says_with_what(bindings):
    assert bindings.collision("toggle_star", "F8") is None
    assert bindings.collision("toggle_star", "S") is None  # its own
    found = bindings.collision("toggle_star", "T")
    assert (found.action.id, found.words) == ("edit_tags", "T is the key of “Tags”.")
    found = bindings.collision("toggle_star", "PgDown")
    assert (found.action, found.words) == (
        None,
        "PgDown moves in lists and text: that cannot be changed.",
    )


def test_a_key_that_is_given_is_taken_from_its_action(bindings, kept, qtbot):
    with qtbot.waitSignal(bindings.changed):
        bindings.give("toggle_star", "U", alone=False)
    assert bindings.keys("toggle_star") == ("S", "U")
    assert bindings.keys("toggle_read") == ("R",)
    assert kept.settings["keys"] == (("toggle_star", ("S", "U")), ("toggle_read", ("R",)))
    again = KeyBindings(kept.settings["keys"], letters=True, keep=Kept())
    assert (again.problems, again.heard()) == ((), bindings.heard())
    bindings.give("toggle_star", "F8", alone=True)
    assert bindings.keys("toggle_star") == ("F8",)
    bindings.give("toggle_star", "F8", alone=False)
    assert bindings.keys("toggle_star") == ("F8",)


def test_one_goes_back_unless_its_key_has_gone_elsewhere(bindings):
    bindings.give("edit_tags", "S", alone=True)
    assert bindings.keys("toggle_star") == ()
    with pytest.raises(Conflict, match="S is the key of “Tags”") as refused:
        bindings.reset("toggle_star")
    assert refused.value.hint
    bindings.reset("edit_tags")
    bindings.reset("toggle_star")
    assert bindings.heard() == USUAL


def test_all_go_back(bindings, kept):
    bindings.give("edit_tags", "S", alone=True)
    bindings.take_away("undo")
    bindings.set_letters(act=False)
    bindings.reset_all()
    assert bindings.heard() == USUAL
    assert kept.settings == {"keys": (), "single_keys": True}


def test_letters_rest_and_are_not_forgotten(bindings, kept):
    bindings.set_letters(act=False)
    heard = bindings.heard()
    assert heard["toggle_star"] == heard["queue_first"] == heard["turn_pages_1"] == []
    assert heard["find"] == ["Ctrl+F"]
    assert (heard["page_on"], heard["open_entry"]) == (["Space"], ["Return", "Enter"])
    assert (heard["show_keys"], heard["clear_search"]) == (["F1"], ["Esc"])
    assert not any(writes(key) for keys in heard.values() for key in keys)
    assert bindings.keys("toggle_star") == ("S",)
    assert bindings.collision("edit_tags", "S") is not None
    assert kept.settings == {"single_keys": False}


def test_what_cannot_be_kept_holds_until_the_end(qtbot):
    def refuse(name, value):
        raise StorageFailed("The disk is full.", "Make room.")

    bindings = KeyBindings((), letters=True, keep=refuse)
    with qtbot.waitSignal(bindings.changed), pytest.raises(StorageFailed):
        bindings.give("toggle_star", "F8", alone=True)
    assert bindings.heard()["toggle_star"] == ["F8"]


@pytest.mark.parametrize("key", ["S", "Shift+Q", "?", "+", "1", "É"])
def test_keys_that_write(key):
    assert writes(key)


@pytest.mark.parametrize(
    "key", ["Ctrl+S", "Alt+1", "F8", "Space", "Return", "Esc", "Del", "Meta+S"]
)
def test_keys_that_do_not(key):
    assert not writes(key)


def test_keys_are_known_and_shown():
    assert is_key("Ctrl+K, Ctrl+S")
    assert not is_key("")
    assert not is_key("F8, Blub")
    assert shown("Ctrl+Return") == "Ctrl+Enter"
    names = [plain_name(spec) for spec in ACTIONS]
    assert {"Mark as reading", "Rate 3 of 5", "Sort by title", "Highlight in yellow"} <= set(names)


ids = st.sampled_from(sorted(USUAL))
keys = st.sampled_from(["S", "T", "F8", "Ctrl+F", "Ctrl+F, X", "Up", "Blub", "Ctrl+Z", "Q"])


@settings(max_examples=15)  # each makes all actions anew
@given(st.lists(st.tuples(ids, st.lists(keys, max_size=2).map(tuple)), max_size=6), st.data())
def test_whatever_stands_in_the_settings_no_two_collide(lines, data):
    bindings = made(*dict(lines).items())
    for _ in range(3):
        action, key = data.draw(ids), data.draw(st.sampled_from(["S", "F8", "Ctrl+F", "Ctrl+F, X"]))
        bindings.give(action, key, alone=data.draw(st.booleans()))
    for action in USUAL:
        for key in bindings.keys(action):
            assert bindings.collision(action, key) is None
