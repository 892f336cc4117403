"""End every run in one way: an exit status, and where it ended early a line that says why."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import rich  # noqa: F401 - the extra may be missing: better said before a command begins

import birads
from birads._version import __version__
from birads._visible import visible
from birads.cli._documents import keep_what_is_loaded, place
from birads.cli._output import Lost, finish_lines_first, say_lines
from birads.issue import BiradsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["command", "run", "status_of"]

_LOST = 1
_USAGE = 2
_FAULT = 3
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    finish_lines_first()
    keep_what_is_loaded()
    status = status_of(lambda: command(arguments))
    if status:
        _drop_what_waits()
    return status


def command(arguments: Sequence[str] | None = None) -> object:
    """Run a command; how it ends early is its caller's to say."""
    from birads.cli._app import app

    return app.main(args=arguments, prog_name="birads", standalone_mode=False)


def status_of(job: Callable[[], object]) -> int:
    """Return the exit status of a command; what ends it early is told on standard error."""
    try:
        answer = job()
    except click.ClickException as error:
        return _told(error)
    except click.Abort:
        return _INTERRUPTED
    except SystemExit as error:
        return _number(error.code)
    except Lost as error:
        if isinstance(error.error, BrokenPipeError):
            return _BROKEN_PIPE
        say_lines([f"birads: {error}"])
        return _LOST
    except BiradsError as error:
        say_lines(f"birads: {error}".splitlines())
        return _USAGE
    except Exception as error:  # noqa: BLE001 - the last door: nobody should meet a traceback
        say_lines([_fault(error)])
        return _FAULT
    return _number(answer)


def _number(code: object) -> int:
    return code if isinstance(code, int) else 0 if code is None else 1


def _told(error: click.ClickException) -> int:
    text = io.StringIO()
    error.show(file=text)
    say_lines(text.getvalue().splitlines())
    return error.exit_code


def _fault(error: Exception) -> str:
    """Return one line that helps to mend a fault and holds nothing of a report."""
    where = place()
    at = f" at {visible(where)}" if where else ""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    home = Path(birads.__file__).parent
    ours = [frame for frame in frames if home in Path(frame.filename).parents]
    last = f" ({Path(ours[-1].filename).name}, line {ours[-1].lineno})" if ours else ""
    return (
        f"birads: a fault of this program{at}: {type(error).__name__}{last}, version "
        f"{__version__}. Please report this line, without the report that it met: SECURITY.md "
        "of the project says where."
    )


def _drop_what_waits() -> None:
    """Let nothing that could not be written trouble the interpreter when it ends."""
    try:
        number = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    except (AttributeError, OSError, ValueError):
        return
