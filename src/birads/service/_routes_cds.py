"""Answer CDS Hooks 2.0: discovery, two services, and feedback that is forgotten."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic_core import to_json
from starlette.responses import Response

from birads.acr_criteria._recommend import recommend
from birads.checks import check
from birads.report.report import Report
from birads.service._bodies import JSON, Work
from birads.service._capabilities import need
from birads.service._cds._check_cards import check_cards
from birads.service._cds._current_cards import current_cards
from birads.service._cds._prefetch import fetched
from birads.service._cds._request import HookRequest, read_feedback, read_request
from birads.service._cds._table import discovery
from birads.service._cds._workup_cards import source, workup_cards
from birads.service._operations import about

__all__ = ["router"]

router = APIRouter(tags=["cds-hooks"])
_WORKUP = "birads-workup"


@router.get("/cds-services", **about("cds_services"))
async def services() -> Response:
    """List the services with what they ask to be prefetched."""
    return Response(to_json(discovery()) + b"\n", media_type=JSON)


@router.post("/cds-services/{service}", **about("cds_service"))
async def service(
    request: Request,
    service: str,
    explain: Annotated[
        Literal["0", "1"], Query(description="1: say in a card why there is no other.")
    ] = "0",
    topics: Annotated[
        Literal["current"] | None, Query(description="Cards of the current topics as well.")
    ] = None,
) -> Response:
    """Answer a hook from what it prefetched; without a report there is no card."""
    work: Work = request.app.state.work
    data = await request.body()
    hook = read_request(service, data)
    # The number of the hook is the one thing of a request that the log may hold.
    request.scope["state"]["birads.log"] = {"hookInstance": hook.instance}
    reader = need("fhir")
    base = _base(request)
    asked = topics or work.settings.topics
    if asked is not None:
        need("current-topics")

    def answer() -> list[dict[str, Any]]:
        found = fetched(hook, reader, work.settings.edition)
        if found.report is None:
            why = {"summary": found.why, "indicator": "info", "source": source(base)}
            return [why] if explain == "1" else []
        if service == _WORKUP:
            return _workup_cards(found.report, hook, base, asked)
        return check_cards(check(found.report), source(base))

    cards = await work.run(answer)
    return Response(to_json({"cards": cards}) + b"\n", media_type=JSON)


def _workup_cards(
    report: Report, hook: HookRequest, base: str | None, topics: str | None
) -> list[dict[str, Any]]:
    """Return the cards of the 2009 table, then those of the current topics where they are asked."""
    if topics is None:
        return workup_cards(recommend(report), hook, base)
    workup = recommend(report, topics="current")
    return [*workup_cards(workup, hook, base), *current_cards(workup.answers, base)]


def _base(request: Request) -> str | None:
    """Return the address by which this service was asked; without a host there is none."""
    return str(request.base_url) if request.headers.get("host") else None


@router.post("/cds-services/{service}/feedback", **about("cds_feedback"))
async def feedback(request: Request, service: str) -> Response:
    """Take feedback and forget it."""
    read_feedback(service, await request.body())
    return Response(b"{}\n", media_type=JSON)
