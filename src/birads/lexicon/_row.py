"""Give the reader of rows under its former name; it lives in ``birads.tables``."""

from __future__ import annotations

from birads.tables._row import InvalidTable, Row

__all__ = ["InvalidTable", "Row"]
