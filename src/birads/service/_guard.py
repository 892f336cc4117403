"""Put the headers of safety on every answer, and refuse names that are not this machine's."""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import ip_address

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from birads.service._limits import header
from birads.service._problems import ProblemError
from birads.service._settings import Settings

__all__ = ["PAGE_POLICY", "SAFE_HEADERS", "Guarded"]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load: its own script and style, and answers of this service."""

SAFE_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""What every answer bears, also one that no handler gave."""

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class Guarded:
    """Stand before the handlers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._behind_proxy = settings.behind_proxy
        # Without a list of origins no answer is for other pages, not even an embedded one.
        self._headers = dict(SAFE_HEADERS)
        if not settings.cors_origins:
            self._headers["cross-origin-resource-policy"] = "same-origin"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request with the headers of safety."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        if not self._behind_proxy and _is_foreign_name(scope):
            detail = "This address answers to its own name only."
            refusal = ProblemError(HTTPStatus.MISDIRECTED_REQUEST, "host", detail)
            await refusal(scope, receive, safe)
            return
        await self._app(scope, receive, safe)


def _is_foreign_name(scope: Scope) -> bool:
    """Say whether a local service was reached by another name.

    A page of another site can point its name at this machine; its requests would then count as
    requests of the same origin.
    """
    server = scope.get("server")
    if server is None or not _is_loopback(server[0]):
        return False
    name = header(scope, b"host").lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    return bool(name) and name not in _LOCAL_NAMES and not _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
