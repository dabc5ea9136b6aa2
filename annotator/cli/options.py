"""What the arguments and options of many commands have in common."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

PATH = click.Path(path_type=Path, readable=False)  # whoever reads it says why not


def json_option(*keys: str) -> Callable[[Command], Command]:
    """Return the option --json of a command whose answer is one object with these keys."""
    return click.option(
        "--json", "as_json", is_flag=True, help=f"Tell it as JSON: an object of {', '.join(keys)}."
    )


def names(ctx: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the names in "A,B", as the callback of an option."""
    del ctx, option
    return tuple(filter(None, (name.strip() for name in value.split(","))))
