"""Find data that may lie beside the project, and the project's own examples."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import settings

# One run draws what the last one drew: a failure is of the change, not of the day.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def examples() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted((ROOT / "examples").glob("*.json"))}


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of public data beside the project, or skip."""
    if not SHARED.is_dir():
        pytest.skip(f"no public data beside the project ({SHARED.name}/ is absent)")
    return SHARED


def pytest_collection_finish() -> None:
    """Look past the thousands of collected tests: walking over them can take a second each time."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let everything go again, so that what is left at the end is a leak."""
    gc.unfreeze()
