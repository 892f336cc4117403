"""Answer over HTTP what the command line answers (extra ``service``): REST, CDS Hooks, a page.

``app`` is an ASGI application; ``create_app`` makes one with settings of one's own. Nothing that
is sent is kept, and nothing is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.issue import MissingExtra
from birads.service._settings import InvalidSettings, Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    app: ASGIApp

__all__ = ["InvalidSettings", "Settings", "app", "create_app"]

_PACKAGES = frozenset({"anyio", "click", "fastapi", "starlette"})


def create_app(settings: Settings | None = None) -> ASGIApp:
    """Return the service as an ASGI application; without settings it reads the environment.

    Raises:
        InvalidSettings: A setting is unknown or has no possible value.
        MissingExtra: A package of the extra ``service`` is not installed.
    """
    try:
        from birads.service._application import create_app as make
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _PACKAGES:
            raise
        raise MissingExtra("service", package) from None
    return make(settings)


def __getattr__(name: str) -> Any:
    """Make ``app`` when it is first asked for, as ``uvicorn birads.service:app`` does."""
    if name != "app":
        raise AttributeError(f"module 'birads.service' has no attribute {name!r}")
    made = create_app()
    globals()["app"] = made
    return made
