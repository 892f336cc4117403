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
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Language:
    """How quicktype is asked for a language, and how a member of a finding looks there."""

    suffix: str
    options: tuple[str, ...]
    finding: str
    member: str


LANGUAGES = {
    "typescript": Language("ts", ("--just-types",), "Report.ts", r"^    (\w+)\??:\s+(.+);"),
    "csharp": Language(
        "cs", ("--just-types", "--csharp-version", "6"), "Report.cs",
        r"^        public (?P<type>.+) (?P<name>\w+) \{ get; set; \}",
    ),
    "java": Language(
        "java", ("--just-types", "--package", "made"), "Finding.java",
        r"^    private (?P<type>.+) (?P<name>\w+);",
    ),
}  # fmt: skip
FINDING = re.compile(r"^ *(?:export interface|public partial class|public class) Finding\b")


def made(language: str, plain: Path) -> Path:
    """Let quicktype write types of one language, and return their folder."""
    told = LANGUAGES[language]
    out = plain.parent / "made"
    out.mkdir()
    run(
        program("quicktype"), "--src-lang", "schema", "--lang", language, *told.options,
        "--out", str(out / f"Report.{told.suffix}"), str(plain), cwd=plain.parent,
    )  # fmt: skip
    return out


def members_of_findings(language: str, folder: Path) -> dict[str, str]:
    """Return the types of the members of the one type that quicktype makes of all findings."""
    told = LANGUAGES[language]
    lines = (folder / told.finding).read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if FINDING.match(line))
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = lines.index(" " * indent + "}", start)
    found = re.finditer(told.member, "\n".join(lines[start:end]), re.MULTILINE)
    pairs = [match.groups() for match in found]
    if language != "typescript":
        pairs = [(name, type_) for type_, name in pairs]
    return {name.replace("_", "").lower(): type_ for name, type_ in pairs}


def check_findings(language: str, folder: Path) -> None:
    """Hold every member of every kind of finding to a type that says what it is."""
    types = members_of_findings(language, folder)
    members = {member for model in FINDING_MODELS for member in model.model_fields}
    assert types.keys() == {member.replace("_", "") for member in members}
    vague = {name for name, type_ in types.items() if re.search(r"\b(any|[Oo]bject)\b", type_)}
    assert vague <= {"extensions"}


def compiler(name: str, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"no {name}; apt-get install {package}")
    return path


def test_quicktype_types_every_finding_for_typescript(plain: Path) -> None:
    folder = made("typescript", plain)
    check_findings("typescript", folder)
    run(program("tsc"), "--noEmit", "--strict", "Report.ts", cwd=folder)


def test_quicktype_types_every_finding_for_java(plain: Path) -> None:
    folder = made("java", plain)
    check_findings("java", folder)
    javac = compiler("javac", "default-jdk-headless")
    run(javac, "-d", "out", *(path.name for path in folder.glob("*.java")), cwd=folder)


def test_quicktype_types_every_finding_for_csharp(plain: Path) -> None:
    folder = made("csharp", plain)
    check_findings("csharp", folder)
    mcs = compiler("mcs", "mono-mcs")
    source = folder / "Report.cs"
    # Compilers of today know this namespace without being told.
    source.write_text("using System;\n" + source.read_text("utf-8"), encoding="utf-8")
    run(mcs, "-target:library", "-out:Report.dll", "Report.cs", cwd=folder)


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
