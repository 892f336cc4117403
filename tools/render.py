"""Render every generated file, or say with --check which of them are out of date.

``tools/render.py NAME...`` renders only these, such as ``cli`` for ``tools/render_cli.py``.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parent


def renderers() -> dict[str, Path]:
    """Return every renderer by the end of its name."""
    return {path.stem.removeprefix("render_"): path for path in sorted(TOOLS.glob("render_*.py"))}


def run(path: Path, arguments: list[str]) -> int:
    """Run one renderer as if by itself; return its exit status."""
    before = sys.argv
    sys.argv = [str(path), *arguments]
    try:
        runpy.run_path(str(path), run_name="__main__")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.argv = before
    return 0


def main(arguments: list[str]) -> int:
    """Run the renderers that are named, or all; return 1 where one of them failed."""
    known = renderers()
    options = [each for each in arguments if each.startswith("--")]
    names = [each for each in arguments if not each.startswith("--")]
    unknown = sorted(set(names) - set(known))
    if unknown or set(options) - {"--check"}:
        print(f"usage: render.py [--check] [{' '.join(known)}]", file=sys.stderr)
        return 2
    failed = [name for name in names or known if run(known[name], options)]
    for name in failed:
        print(f"failed: render_{name}.py {' '.join(options)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
