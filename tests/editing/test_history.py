from hypothesis import given
from hypothesis import strategies as st

from annotator.editing.history import History


def test_redo_is_the_undo_of_an_undo_and_can_be_undone() -> None:
    history = History([("e1", "", ""), ("e2", "", "")])
    history.note(("u1", "e2", ""))
    assert (history.to_undo, history.to_redo) == ("e1", "u1")
    history.note(("r1", "u1", ""))
    assert (history.to_undo, history.to_redo) == ("r1", "")
    history.note(("u2", "r1", ""))
    assert (history.to_undo, history.to_redo) == ("e1", "u2")


def test_a_new_edit_ends_redo_and_imports_are_left_alone() -> None:
    history = History([("i", "", "import"), ("e1", "", ""), ("u1", "e1", ""), ("e2", "", "")])
    assert (history.to_undo, history.to_redo) == ("e2", "")
    assert History([("i", "", "import")]).to_undo == ""


@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=40))
def test_history_is_the_two_stacks_that_everyone_knows(steps: list[str]) -> None:
    history, done, undone = History(), list[str](), list[str]()
    meaning: dict[str, str] = {}
    for n, step in enumerate(steps):
        uuid = f"x{n}"
        if step == "edit":
            history.note((uuid, "", ""))
            done.append(uuid)
            undone.clear()
            meaning[uuid] = uuid
        elif step == "undo" and history.to_undo:
            target = history.to_undo
            assert meaning[target] == done[-1]
            history.note((uuid, target, ""))
            undone.append(done.pop())
            meaning[uuid] = meaning[target]
        elif step == "redo" and history.to_redo:
            target = history.to_redo
            assert meaning[target] == undone[-1]
            history.note((uuid, target, ""))
            done.append(undone.pop())
            meaning[uuid] = meaning[target]
        assert bool(history.to_undo) == bool(done)
        assert bool(history.to_redo) == bool(undone)
