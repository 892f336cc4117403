"""Answer requests of the page inside the browser, with the application that the service runs."""

from __future__ import annotations

import json
from typing import Any

from birads.service import Settings, create_app

__all__ = ["answer"]

_PATIENT = 600.0  # seconds: nobody else waits here
_app = create_app(Settings(seconds=_PATIENT, stream_seconds=_PATIENT))


async def answer(
    method: str, path: str, query: str, headers: str, body: Any
) -> tuple[int, str, bytes]:
    """Return the status, the headers as JSON and the body of an answer."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(k.lower().encode(), v.encode()) for k, v in json.loads(headers).items()],
        "server": None,
        "client": None,
        "state": {},
    }
    given = [{"type": "http.request", "body": body.to_bytes(), "more_body": False}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return given.pop() if given else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await _app(scope, receive, send)
    head = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return int(sent[0]["status"]), json.dumps(head), b"".join(one["body"] for one in sent[1:])
