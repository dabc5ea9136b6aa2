"""A program that forks children to be killed, and tells over a pipe what becomes of them."""

import select
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import IO


class Zygote:
    """Speaks with the program line by line; how a round goes is told by who inherits."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def close(self) -> None:
        """Let the program end."""
        self._stdin.close()
        self._process.wait(30)

    def _say(self, line: str) -> None:
        self._stdin.write(f"{line}\n".encode())

    def _line(self) -> str:
        """Return a line; read byte by byte, so that select knows of every line that waits."""
        found = b""
        while not found.endswith(b"\n"):
            more = self._stdout.read(1)
            assert more, "the program died"
            found += more
        return found.decode().strip()

    def _waits_until(self, until: float) -> bool:
        """Wait for a line; tell whether one came before a moment of the monotonic clock."""
        rest = until - monotonic()
        return rest > 0 and bool(select.select([self._stdout], [], [], rest)[0])

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _stdout(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout
