"""Make a client in TypeScript from the OpenAPI document, and ask the service with it.

``BIRADS_PAGE`` names a folder in which npm installed openapi-typescript, openapi-fetch and
typescript.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.service.running_service import running
from tests.service.service_client import service

CLIENT = Path(__file__).with_name("client.ts")


def test_a_generated_client_compiles_and_asks(tmp_path: Path) -> None:
    home, node = os.environ.get("BIRADS_PAGE"), shutil.which("node")
    modules = Path(home or ".") / "node_modules"
    maker = modules / "openapi-typescript" / "bin" / "cli.js"
    compiler = modules / "typescript" / "bin" / "tsc"
    if not home or node is None or not maker.exists() or not compiler.exists():
        pytest.skip("no node, or no openapi-typescript and typescript in BIRADS_PAGE")

    def run(*arguments: object) -> str:
        done = subprocess.run(
            [node, *map(str, arguments)],
            cwd=tmp_path, capture_output=True, check=False, timeout=120, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    (tmp_path / "node_modules").symlink_to(modules.resolve())
    (tmp_path / "openapi.json").write_bytes(service().get("/openapi.json").content)
    shutil.copy(CLIENT, tmp_path)
    run(maker, "openapi.json", "-o", "made.d.ts", "--default-non-nullable", "false")
    run(
        compiler, "--strict", "--target", "es2022", "--module", "commonjs", "--skipLibCheck",
        "--lib", "es2022,dom", "client.ts",
    )  # fmt: skip
    with running("--quiet") as one:
        told = json.loads(run("client.js", one.address))
    assert told == {
        "valid": True, "status": "no_match", "refused": 422, "issue": "unknown_word",
    }  # fmt: skip
