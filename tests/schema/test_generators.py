"""Let generators of types read the schema for generators, where they are installed.

``BIRADS_GENERATORS`` names a folder of node modules (json-schema-to-typescript, quicktype and
typescript), ``BIRADS_CODEGEN`` the program datamodel-codegen; without them these tests skip.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from birads import schema
from birads.report.findings import FINDING_MODELS

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 300
USE = """
import type { Finding, Report } from "./report";
export const report: Report = {
  edition: "2013",
  findings: [
    { kind: "mg.mass", id: "a", shape: "oval", margin: ["spiculated"] },
    { kind: "mg.calcifications", id: "b", groups: "multiple", morphology: ["amorphous"] },
  ],
};
export const shape = (f: Finding) => (f.kind === "mg.mass" ? f.shape : undefined);
// @ts-expect-error a word of another axis
export const wrong: Finding = { kind: "mg.mass", id: "a", shape: "spiculated" };
"""


def program(name: str) -> str:
    folder = Path(os.environ.get("BIRADS_GENERATORS", ROOT / "build" / "generators"))
    path = folder / "node_modules" / ".bin" / name
    if not path.exists():
        pytest.skip(
            f"no {name}; npm install --no-package-lock --prefix build/generators "
            "json-schema-to-typescript quicktype typescript"
        )
    return str(path)


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, check=False, capture_output=True, text=True, timeout=TIMEOUT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.json"
    path.write_text(json.dumps(schema.report_typed_schema(titles=False)), encoding="utf-8")
    return path


def test_the_published_types_compile_and_refuse_a_wrong_word(tmp_path: Path) -> None:
    compiler = program("tsc")
    shutil.copy(ROOT / "schemas" / "report.d.ts", tmp_path)
    (tmp_path / "use.ts").write_text(USE, encoding="utf-8")
    run(compiler, "--noEmit", "--strict", "use.ts", cwd=tmp_path)


def test_json_schema_to_typescript_types_every_finding(plain: Path) -> None:
    generator, compiler = program("json2ts"), program("tsc")
    text = run(generator, str(plain), cwd=plain.parent)
    for model in FINDING_MODELS:
        (body,) = re.findall(
            rf"^export interface {model.__name__} \{{(.*?)^\}}", text, re.MULTILINE | re.DOTALL
        )
        assert set(re.findall(r"^  (\w+)\??:", body, re.MULTILINE)) == set(model.model_fields)
    (plain.parent / "made.ts").write_text(text, encoding="utf-8")
    run(compiler, "--noEmit", "--strict", "made.ts", cwd=plain.parent)


@pytest.mark.parametrize("language", ["typescript", "csharp", "java"])
def test_quicktype_knows_the_members_of_findings(language: str, plain: Path) -> None:
    generator = program("quicktype")
    suffix = {"typescript": "ts", "csharp": "cs", "java": "java"}[language]
    out = plain.parent / "made" / f"Report.{suffix}"
    out.parent.mkdir()
    options = ("--package", "made") if language == "java" else ()
    run(
        generator, "--src-lang", "schema", "--lang", language, *options,
        "--out", str(out), str(plain), cwd=plain.parent,
    )  # fmt: skip
    text = "".join(path.read_text("utf-8") for path in out.parent.rglob(f"*.{suffix}")).lower()
    for model in FINDING_MODELS:
        for member in model.model_fields:
            assert member.replace("_", "") in text.replace("_", ""), member


def test_datamodel_code_generator_types_every_finding(plain: Path) -> None:
    generator = os.environ.get("BIRADS_CODEGEN") or shutil.which("datamodel-codegen")
    if generator is None:
        pytest.skip("no datamodel-codegen; pip install datamodel-code-generator")
    out = plain.parent / "made.py"
    run(
        generator, "--input", str(plain), "--input-file-type", "jsonschema",
        "--output-model-type", "pydantic_v2.BaseModel", "--output", str(out), cwd=plain.parent,
    )  # fmt: skip
    names = [model.__name__ for model in FINDING_MODELS]
    text = out.read_text("utf-8")
    assert all(f"class {name}(BaseModel)" in text for name in names)
    finding = {"kind": "mg.mass", "id": "a", "shape": "oval", "margin": ["spiculated"]}
    code = (
        "import made, sys, json\n"
        "root = next(c for n, c in vars(made).items() if isinstance(c, type)"
        " and {'edition', 'findings'} <= set(getattr(c, 'model_fields', {})))\n"
        "report = root.model_validate(json.loads(sys.argv[1]))\n"
        "assert type(report.findings[0]).__name__ == 'MgMass', report\n"
        "assert report.findings[0].shape.value == 'oval'\n"
    )
    document = json.dumps({"edition": "2013", "findings": [finding]})
    run(sys.executable, "-c", code, document, cwd=plain.parent)
