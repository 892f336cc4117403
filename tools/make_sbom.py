"""Write a bill of materials (CycloneDX 1.6, JSON) of this package and what it needs.

python tools/make_sbom.py --extra cli --extra audit > sbom.json

It lists what is installed now, with the licence that each package states, so that the file names
exactly what was tested. Nothing is asked of a network.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from typing import Any

ROOT = "birads"
_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")


def normal(name: str) -> str:
    """Return the name of a package as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needs(name: str, extras: Iterable[str]) -> list[str]:
    """Return the packages that one asks for, with the extras, as far as they are installed."""
    try:
        listed = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    found = []
    for line in listed:
        need, _, condition = line.partition(";")
        asked = _EXTRA.search(condition)
        match = _NAME.match(need.strip())
        if match and (asked is None or asked[1] in set(extras)) and _installed(match[0]):
            found.append(normal(match[0]))
    return sorted(set(found))


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licence(name: str) -> str:
    """Return the licence that a package states of itself."""
    about = metadata.metadata(name)
    stated = about.get_all("License-Expression") or ()
    if stated:
        return str(stated[0])
    classes = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    first = "".join(about.get_all("License") or ()).strip().partition("\n")[0]
    return " and ".join(classes) or first[:80] or "not stated"


def bill(extras: Iterable[str]) -> dict[str, Any]:
    """Return the bill of materials."""
    graph: dict[str, list[str]] = {ROOT: needs(ROOT, extras)}
    waiting = list(graph[ROOT])
    while waiting:
        name = waiting.pop()
        if name not in graph:
            graph[name] = needs(name, ())
            waiting += graph[name]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**_component(ROOT), "type": "library"}},
        "components": [_component(name) for name in sorted(graph) if name != ROOT],
        "dependencies": [
            {"ref": _reference(name), "dependsOn": [_reference(need) for need in graph[name]]}
            for name in sorted(graph)
        ],
    }


def _reference(name: str) -> str:
    return f"pkg:pypi/{normal(name)}@{metadata.version(name)}"


def _component(name: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": _reference(name),
        "name": normal(name),
        "version": metadata.version(name),
        "purl": _reference(name),
        "licenses": [{"license": {"name": licence(name)}}],
    }


def main() -> int:
    """Print the bill."""
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("--extra", action="append", default=[])
    sys.stdout.write(json.dumps(bill(reader.parse_args().extra), indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
