"""Answer CDS Hooks 2.0."""

from __future__ import annotations

from fastapi import APIRouter

__all__ = ["router"]

router = APIRouter(tags=["cds-hooks"])
