"""Read the request of a hook: what the standard asks for, and the orders that are being made."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

import attrs
from pydantic_core import from_json

from birads.service._cds._table import hooks_of
from birads.service._problems import ProblemError

__all__ = ["HookRequest", "read_feedback", "read_request", "resources_in"]

_MOST_NESTED = 4  # Bundles in Bundles


@attrs.frozen
class HookRequest:
    """Hold what a hook sent, as plain JSON values; ``instance`` is its own number."""

    hook: str
    instance: str
    context: dict[str, Any]
    prefetch: dict[str, Any]

    @property
    def patient(self) -> str | None:
        """Return the id of the patient in the system that asks."""
        found = self.context.get("patientId")
        return found if isinstance(found, str) and found else None

    def orders(self) -> list[dict[str, Any]]:
        """Return the orders that are being made."""
        return list(resources_in(self.context.get("draftOrders")))


def read_request(service: str, data: bytes) -> HookRequest:
    """Return the request of a hook.

    Raises:
        ProblemError: There is no such service, or the request is not as the standard says.
    """
    hooks = _known(service)
    tree = _json(data)
    hook, instance = tree.get("hook"), tree.get("hookInstance")
    if hook not in hooks:
        raise _wrong(f"hook: {service} answers {' and '.join(hooks)}.")
    try:
        number = str(UUID(instance)) if isinstance(instance, str) else None
    except ValueError:
        number = None
    if number is None:
        raise _wrong("hookInstance: a UUID is needed.")
    context, prefetch = tree.get("context"), tree.get("prefetch", {})
    if not isinstance(context, dict):
        raise _wrong("context: an object is needed.")
    if not isinstance(prefetch, dict | None):
        raise _wrong("prefetch: an object is needed.")
    return HookRequest(str(hook), number, context, prefetch or {})


def read_feedback(service: str, data: bytes) -> None:
    """Look whether feedback has the form of feedback; nothing of it is kept.

    Raises:
        ProblemError: There is no such service, or it is no feedback.
    """
    _known(service)
    if not isinstance(_json(data).get("feedback"), list):
        raise _wrong("feedback: a list is needed.")


def resources_in(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the resources of a Bundle, or the one resource that the value is."""
    if not isinstance(value, dict) or depth > _MOST_NESTED:
        return
    if value.get("resourceType") != "Bundle":
        if isinstance(value.get("resourceType"), str):
            yield value
        return
    entries = value.get("entry")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            yield from resources_in(entry.get("resource"), depth + 1)


def _known(service: str) -> tuple[str, ...]:
    hooks = hooks_of(service)
    if not hooks:
        detail = "There is no such service; /cds-services lists them."
        raise ProblemError(HTTPStatus.NOT_FOUND, "service", detail)
    return hooks


def _json(data: bytes) -> dict[str, Any]:
    try:
        tree = from_json(data, allow_inf_nan=False)
    except ValueError:
        raise _wrong("The body is not JSON.") from None
    if not isinstance(tree, dict):
        raise _wrong("The body is not a JSON object.")
    return tree


def _wrong(detail: str) -> ProblemError:
    return ProblemError(HTTPStatus.BAD_REQUEST, "hook_request", detail)
