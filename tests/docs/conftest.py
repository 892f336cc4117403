"""Give each page a process that looks young: its blocks are written for one of their own."""

from __future__ import annotations

import gc

import pytest


@pytest.fixture(autouse=True)
def _nothing_to_collect() -> None:
    """Set aside what earlier tests made: collecting it takes longer than a law may wait."""
    gc.collect()
    gc.freeze()  # until the end of all tests, as what was there before them
