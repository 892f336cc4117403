"""Run ``birads`` from the command line (extra ``cli``)."""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["main"]

_USAGE = 2
_INTERRUPTED = 130


def main() -> None:
    """Run the command line; what was already written stays written.

    The exit status is 0 to 2 as the command says, 3 for a fault of this program, 130 after
    Ctrl-C, and 141 where the reader of a pipe has gone.
    """
    # What is loaded stays, so looking for what can go would cost a tenth of the start; and to look
    # through all that is installed for plugins of pydantic, which this program has none of, too.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    finally:
        gc.enable()


def _run() -> int:
    from birads.issue import MissingExtra

    try:
        from birads.cli._ending import run
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        sys.stderr.write(f"birads: {MissingExtra('cli', error.name or 'click')}\n")
        return _USAGE
    return run()
