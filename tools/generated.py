"""Write generated files, or say with --check which of them are out of date: how renderers end."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def keep(made: Mapping[Path, str], about: str | None) -> int:
    """Write what differs, or with ``--check`` only tell it; return the exit status.

    ``about`` is the docstring of the renderer, for its --help.
    """
    reader = argparse.ArgumentParser(description=about)
    reader.add_argument("--check", action="store_true", help="write nothing, compare")
    check = reader.parse_args().check
    late = [path for path, text in made.items() if not _holds(path, text)]
    for path in late:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)} {'is out of date' if check else 'written'}")
    return int(bool(late) and check)


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
