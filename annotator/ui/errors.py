"""The crash net: what goes wrong inside the window is logged and told, never a silent death."""

import functools
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def override(
    fallback: Callable[[], Any] | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return the decorator for every Python override of a Qt virtual.

    An exception that leaves such an override kills the process on some versions of Python, so it
    goes to the crash net instead and the fallback's value goes back to Qt.
    """

    def wrap(method: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(method)
        def safe(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return method(*args, **kwargs)
            except Exception:  # noqa: BLE001 the last place before C++
                sys.excepthook(*sys.exc_info())
                return fallback() if fallback else None  # type: ignore[return-value]

        return safe

    return wrap
