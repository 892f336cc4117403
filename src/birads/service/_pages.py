"""Serve the page: files of this package, each with its type and a policy that allows no other."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic_core import to_json
from starlette.responses import Response

from birads.service._answers import parsed
from birads.service._asked import stated_in
from birads.service._bodies import JSON, Work, json_body
from birads.service._capabilities import available
from birads.service._guard import PAGE_POLICY
from birads.service._problems import ProblemError
from birads.service._prose import drawn, pictures, said
from birads.service._view import view

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
_HEADERS = {"content-security-policy": PAGE_POLICY}


@cache
def _files() -> dict[str, Traversable]:
    """Return the files of the page: a name that a stranger asks for is looked up, never a path."""
    folder = resources.files("birads.service") / "page"
    return {one.name: one for one in folder.iterdir() if Path(one.name).suffix in _KINDS}


def _file(name: str) -> Response:
    found = _files().get(name)
    if found is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is nothing here.")
    kind = _KINDS[Path(name).suffix]
    return Response(found.read_bytes(), media_type=kind, headers=_HEADERS)


@router.get("/")
async def page(_lang: Annotated[str | None, Query(alias="lang")] = None) -> Response:
    """Return the page; its script reads the language that is asked."""
    return _file("index.html")


@router.post("/page/view")
async def shown(
    request: Request,
    variant: int | None = None,
    fact: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """Return what the page shows of a document; each ``fact`` is stated beside it."""
    work: Work = request.app.state.work
    stated = stated_in(None, None, fact or ()) if available("current-topics") else None
    data = await json_body(request)
    answer = await work.run(lambda: view(data, work.limits, variant, stated), len(data))
    return Response(to_json(answer) + b"\n", media_type=JSON)


@router.post("/page/prose")
async def prose(request: Request, style: str = "report", language: str = "en") -> Response:
    """Return the prose of a report with its breast map."""
    work: Work = request.app.state.work
    report = parsed(await json_body(request), work.limits)

    def answer() -> dict[str, Any]:
        found = said(report, style=style, language=language)
        picture = drawn(report, found)
        map_ = pictures(picture) if picture is not None else None
        return {"said": found.to_dict(), "map": map_}

    return Response(to_json(await work.run(answer)) + b"\n", media_type=JSON)


@router.get("/page/{name}")
async def asset(name: str) -> Response:
    """Return a script, a style or a sample of the page."""
    return _file(name)
