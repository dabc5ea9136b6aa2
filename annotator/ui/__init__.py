"""The window: the only floor where Qt may be imported."""

from contextlib import suppress

with suppress(ImportError, AttributeError):
    # PySide reads the source of each module that is imported after it, in search of a switch that
    # nobody uses here: a tenth of the start, and the sources stay in memory.
    import PySide6.QtCore  # noqa: F401 it brings the next one with it
    from shibokensupport import feature

    feature._mod_uses_pyside = lambda _: False  # noqa: SLF001 there is no other way
