"""Write ``schemas/`` from the models; with ``--check``, exit 1 where a file there differs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typescript import types

from birads import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent / "schemas"


def rendered() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each published file."""
    for name in schema.names():
        yield f"{name.replace('-', '.')}.schema.json", _text(schema.schema(name))
    yield "report.d.ts", types(schema.report_typed_schema())


def _text(contents: dict[str, Any]) -> str:
    return json.dumps(contents, indent=2, ensure_ascii=False) + "\n"


def drifted(folder: Path) -> list[str]:
    """Return the names of the files in ``folder`` that are missing, different or not ours."""
    wanted = dict(rendered())
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*.*")}
    return sorted(
        name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
    )


def main() -> int:
    """Write the files, or compare them."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--check", action="store_true")
    reader.add_argument("--folder", type=Path, default=FOLDER)
    asked = reader.parse_args()
    if asked.check:
        names = drifted(asked.folder)
        for name in names:
            print(f"{asked.folder / name} is not what the models say: run tools/render_schemas.py")
        return 1 if names else 0
    asked.folder.mkdir(exist_ok=True)
    for name, text in rendered():
        (asked.folder / name).write_text(text, "utf-8")
        print(asked.folder / name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
