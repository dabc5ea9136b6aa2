"""The window: the only floor where Qt may be imported."""

from contextlib import suppress
from importlib import import_module

with suppress(ImportError, KeyError):
    # PySide reads the source of each module that is imported after it, in search of a switch that
    # nobody turns here: that is a tenth of the start, and all the sources stay in memory.
    import_module("PySide6.QtCore")
    vars(import_module("shibokensupport.feature"))["_mod_uses_pyside"] = lambda _module: False
