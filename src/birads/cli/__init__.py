"""Run ``birads`` from the command line (extra ``cli``)."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]

_INTERRUPTED = 130
_BROKEN_PIPE = 141
_USAGE = 2


def main() -> None:
    """Run the command line; what was already written stays written."""
    from birads.issue import BiradsError, MissingExtra

    try:
        import click  # noqa: F401 - the extra may be missing
        import rich  # noqa: F401 - same
    except ImportError as error:
        sys.stderr.write(f"birads: {MissingExtra('cli', error.name or 'click')}\n")
        sys.exit(_USAGE)
    from birads.cli.app import app

    try:
        app(prog_name="birads", standalone_mode=True)
    except BrokenPipeError:
        # The reader has gone: hand the interpreter a place to flush to, and say nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_BROKEN_PIPE)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BiradsError as error:
        sys.stderr.write(f"birads: {error}\n")
        sys.exit(_USAGE)
