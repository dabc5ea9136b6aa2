"""Where the program writes down what went wrong, so that it can be told later."""

import os
from contextlib import suppress
from pathlib import Path

NAME = "quoth.log"
LIMIT, KEPT = 1_000_000, 3  # bytes in one file; older files kept beside it


def log_folder() -> Path:
    """Return the folder of the log: QUOTH_LOG_DIR, else the person's own by the desktop's rules."""
    chosen = os.environ.get("QUOTH_LOG_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_log_dir

    return Path(user_log_dir("quoth", appauthor=False))


def start_logging() -> Path | None:
    """Send what is logged to a file that rotates; return it, or None where none can be written.

    Calling it again changes nothing while the folder is the same.
    """
    import logging
    from logging.handlers import RotatingFileHandler

    path = log_folder() / NAME
    root = logging.getLogger()
    logging.raiseExceptions = False  # a full disk must not print tracebacks
    for handler in list(root.handlers):
        if isinstance(handler, RotatingFileHandler):
            if Path(handler.baseFilename) == path.absolute():
                return path
            root.removeHandler(handler)
            with suppress(OSError):
                handler.close()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = RotatingFileHandler(path, maxBytes=LIMIT, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return None
    made.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(made)
    root.setLevel(logging.INFO)
    return path


def log_exception(words: str, error: BaseException) -> Path | None:
    """Write an error with its traceback to the log; return the log, or None where there is none."""
    import logging

    path = start_logging()
    logging.getLogger("quoth").error(words, exc_info=error)
    return path
