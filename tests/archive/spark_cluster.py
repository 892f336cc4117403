"""Say whether Spark can run here."""

from __future__ import annotations

import shutil

import pytest

__all__ = ["need_spark"]


def need_spark() -> None:
    """Skip a module where Spark cannot run, and say what is absent."""
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if int(pandas.__version__.split(".")[0]) > 2:
        pytest.skip("pyspark does not support pandas 3", allow_module_level=True)
    if shutil.which("java") is None:
        pytest.skip("Java is not installed", allow_module_level=True)
