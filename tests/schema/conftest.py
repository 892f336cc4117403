"""Find ajv, and the differential tools beside the package."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import differential  # noqa: E402 - a script beside the package


@pytest.fixture(scope="session")
def ajv_folder() -> Path:
    return Path(os.environ.get("BIRADS_AJV", ROOT / "build" / "ajv"))


@pytest.fixture(scope="session")
def valid_documents() -> list[object]:
    return differential.seeds(150)
