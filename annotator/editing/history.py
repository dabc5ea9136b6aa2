"""Undo and redo over the whole project: one person's own edits, newest first."""

from collections.abc import Collection, Iterable

from annotator.core.change import Edit, Part

Act = tuple[str, str, str]  # uuid, the uuid of what it undoes, origin


class History:
    """Which edit undo takes back next, and which redo makes again; uuids only.

    Undo is an edit that undoes an edit, and redo one that undoes an undo; so both stacks follow
    from the acts in their order, and go on where they were after a restart.
    """

    def __init__(self, acts: Iterable[Act] = (), final: Collection[str] = ()) -> None:
        """Take the acts so far; those that are `final` are stepped over."""
        self._done: list[str] = []
        self._undone: list[str] = []
        self._final = final
        for act in acts:
            self.note(act)

    def note(self, act: Act) -> None:
        """Take note of an act that was made."""
        uuid, undoes, origin = act
        if origin:
            return
        if not undoes:
            self._undone.clear()
        if uuid in self._final:
            return
        if not undoes:
            self._done.append(uuid)
        elif self._done and undoes == self._done[-1]:
            self._done.pop()
            self._undone.append(uuid)
        elif self._undone and undoes == self._undone[-1]:
            self._undone.pop()
            self._done.append(uuid)

    def step_over(self, uuid: str) -> None:
        """Leave an act out that can be neither undone nor made again any more."""
        for stack in (self._done, self._undone):
            if uuid in stack:
                stack.remove(uuid)

    @property
    def to_undo(self) -> str:
        """Return the uuid of the edit that undo takes back, "" for none."""
        return self._done[-1] if self._done else ""

    @property
    def to_redo(self) -> str:
        """Return the uuid of the undo that redo takes back, "" for none."""
        return self._undone[-1] if self._undone else ""


def way_back(edit: Edit) -> tuple[Part, ...]:
    """Return the parts that take an edit back, last part first."""
    return tuple(Part(part.set, part.change.inverse()) for part in reversed(edit.parts))
