"""Put the service together: the routes, and around them the limits, the headers and the log."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from importlib import import_module
from typing import Any, cast

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from birads._version import __version__
from birads.cli._documents import Document
from birads.issue import MissingExtra
from birads.parsing._parse import Limits
from birads.service import (
    _answers as answers,
)
from birads.service import (
    _pages as pages,
)
from birads.service import (
    _routes_cds as routes_cds,
)
from birads.service import (
    _routes_convert as routes_convert,
)
from birads.service import (
    _routes_reports as routes_reports,
)
from birads.service import (
    _routes_status as routes_status,
)
from birads.service import (
    _routes_tables as routes_tables,
)
from birads.service._bodies import Work
from birads.service._guard import Guarded
from birads.service._limits import Bounded
from birads.service._metrics import Metrics
from birads.service._openapi import openapi_document, sample
from birads.service._problems import ProblemError, problem
from birads.service._settings import InvalidSettings, Settings
from birads.service._watch import Watched, fault

__all__ = ["create_app"]

_ROUTERS = (routes_reports, routes_convert, routes_tables, routes_cds, routes_status, pages)


def create_app(settings: Settings | None = None) -> ASGIApp:
    """Return the service as an ASGI application; without settings it reads the environment.

    Raises:
        InvalidSettings: A setting is unknown or has no possible value.
    """
    chosen = settings or Settings.read()
    metrics = Metrics()
    inner: ASGIApp = Bounded(_Headed(_routes(chosen, metrics)), chosen)
    if chosen.cors_origins:
        inner = CORSMiddleware(
            inner,
            allow_origins=chosen.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
            expose_headers=["Birads-Issues", "Request-Id"],
        )
    if chosen.auth is not None:
        inner = _auth(chosen.auth)(inner)
    return _Service(Watched(Guarded(inner, chosen), metrics))


class _Service:
    """Pass requests on; what an ASGI server asks of an application besides is answered here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            await self._app(scope, receive, send)
        else:  # a web socket: there is none
            await send({"type": "websocket.close", "code": 1008})


class _Headed:
    """Answer HEAD with the head of what GET would answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head(message: Message) -> None:
            await send({**message, "body": b""} if "body" in message else message)

        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, head)
        finally:
            scope["route"] = asked.get("route")  # for the log


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    _warm()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


def _warm() -> None:
    """Load what the first request would wait for."""
    document, limits = Document("-", None, sample()), Limits()
    for answer in (answers.check, answers.recommended, answers.normalised):
        answer(document, limits)


def _routes(settings: Settings, metrics: Metrics) -> FastAPI:
    app = FastAPI(
        title="birads",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a path is one of the document or none
        dependencies=[Depends(_known_query)],
    )
    app.state.work = Work(settings)
    app.state.metrics = metrics
    for module in _ROUTERS:
        app.include_router(module.router)
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(MissingExtra, _missing)
    app.add_exception_handler(RequestValidationError, _bad_query)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _fault)
    app.openapi = lambda: openapi_document(app)  # type: ignore[method-assign] # as FastAPI says
    return app


async def _known_query(request: Request) -> None:
    """Refuse a name that the route does not know: a misspelt option must not be passed over.

    It is asynchronous although it waits for nothing: FastAPI runs other functions in a thread.
    """
    known = {one.alias for one in request.scope["route"].dependant.query_params}
    unknown = sorted(name[:40] for name in request.query_params if name not in known)
    if unknown:
        listed = f" It has {', '.join(sorted(known))}." if known else ""
        detail = f"There is no option {', '.join(unknown)} here.{listed}"
        raise ProblemError(HTTPStatus.BAD_REQUEST, "query", detail)


async def _fault(request: Request, _error: Exception) -> Response:
    return fault(request.scope).response()


async def _problem(_request: Request, error: Exception) -> Response:
    return cast("ProblemError", error).response()


async def _missing(_request: Request, error: Exception) -> Response:
    return problem(HTTPStatus.NOT_IMPLEMENTED, "not_available", str(error))


async def _bad_query(_request: Request, error: Exception) -> Response:
    told = cast("RequestValidationError", error).errors()
    names = sorted({str(one["loc"][-1])[:40] for one in told})
    detail = f"{', '.join(names)}: {told[0]['msg']}."
    return problem(HTTPStatus.BAD_REQUEST, "query", detail)


async def _refused(_request: Request, error: Exception) -> Response:
    refused = cast("HTTPException", error)
    status = HTTPStatus(refused.status_code)
    details = {
        HTTPStatus.NOT_FOUND: "There is nothing here; /openapi.json lists what there is.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This method is not answered here.",
    }
    detail = details.get(status, status.description)
    return problem(status, status.name.lower(), detail, refused.headers)


def _auth(place: str) -> Callable[[ASGIApp], ASGIApp]:
    """Return a site's own middleware, ``module:function``, which takes and gives an application."""
    module, _, name = place.partition(":")
    try:
        found: Any = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        raise InvalidSettings(f"auth: there is no {place!r}.") from None
    if not callable(found):
        raise InvalidSettings(f"auth: {place!r} is not a function.")
    return cast("Callable[[ASGIApp], ASGIApp]", found)
