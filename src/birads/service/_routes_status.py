"""Say how the service is: health and metrics."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic_core import to_json
from starlette.responses import Response

from birads import lexicon
from birads._version import __version__
from birads.acr_criteria.compiled import bundled
from birads.service._bodies import JSON
from birads.service._capabilities import PARTS, available
from birads.service._metrics import Metrics
from birads.service._operations import about

__all__ = ["router"]

router = APIRouter(tags=["status"])


@router.get("/health", **about("health"))
async def health() -> Response:
    """Return the version, the tables with the state of their review, and the parts that are there.

    A table is a draft until a radiologist has signed it.
    """
    topic = bundled()
    tables = [{"table": topic.key, "review": topic.review.value}]
    tables += [
        {"table": name, "review": lexicon.review_status(name).state.value}
        for name in lexicon.REVIEWED_TABLES
    ]
    answer = {
        "status": "ok",
        "version": __version__,
        "tables": tables,
        "parts": {name: available(name) for name in PARTS},
    }
    return Response(to_json(answer) + b"\n", media_type=JSON)


@router.get("/metrics", **about("metrics"))
async def metrics(request: Request) -> Response:
    """Return the counts of this process in the text format of Prometheus."""
    counts: Metrics = request.app.state.metrics
    return Response(counts.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
