"""Answer what went wrong as a problem document (RFC 9457), with our issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from pydantic_core import to_json
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from birads.issue import Issue

__all__ = ["PROBLEM", "ProblemError", "problem"]

PROBLEM = "application/problem+json"
_RETRY = {"retry-after": "1"}


class ProblemError(Exception):
    """Stop a request with a problem; the handler of the service turns it into the answer."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        issues: Iterable[Issue] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        self.status = status
        self.code = code
        self.detail = detail
        self.issues = tuple(issues)
        self.headers = dict(headers or {})
        self.members = members
        super().__init__(detail)

    def response(self) -> Response:
        """Return the answer."""
        body: dict[str, Any] = {
            "type": f"urn:birads:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            **self.members,
            "issues": [issue.to_dict() for issue in self.issues],
        }
        headers = dict(self.headers)
        if self.status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers = _RETRY | headers
        return Response(to_json(body) + b"\n", self.status, headers, PROBLEM)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer, as an ASGI application does."""
        await self.response()(scope, receive, send)


def problem(
    status: int, code: str, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a problem without issues as an answer."""
    return ProblemError(status, code, detail, headers=headers).response()
