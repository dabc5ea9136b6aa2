"""The program's door: `quoth` and `python -m annotator`."""

import sys


def main() -> None:
    """Run the command line that was typed and leave with its exit code."""
    from annotator.cli.door import run

    sys.exit(run())


if __name__ == "__main__":
    main()
