"""Hold what a site can set: where the service listens, and what a stranger may cost it."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from typing import Any

import attrs

from birads.issue import BiradsError

__all__ = ["ENVIRONMENT", "InvalidSettings", "Settings"]

ENVIRONMENT = "BIRADS_SERVICE"
"""The environment variable that holds settings as a JSON object, for every process of a server."""

_MEGABYTE = 1024 * 1024


def _positive(kind: type[float]) -> Any:
    """Return what refuses all but numbers above zero; ``True`` is no number here."""

    def judge(_settings: Any, field: Any, value: Any) -> None:
        fits = isinstance(value, int | kind) and not isinstance(value, bool)
        if not fits or not 0 < value < math.inf:
            raise ValueError(f"{field.name} must be a positive number")

    return judge


_NUMBER, _WHOLE = _positive(float), _positive(int)


class InvalidSettings(BiradsError):
    """A setting is unknown or has no possible value; the message names it."""


def _slots() -> int:
    return 2 * (os.cpu_count() or 1)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise TypeError("a list of texts is needed")
    return tuple(value)


@attrs.frozen(kw_only=True)
class Settings:
    """Bound what a request may cost; every value has a default that is safe on one machine.

    ``max_body`` and ``max_stream`` are bytes of a document and of an NDJSON body, ``max_lines``
    are the documents of one, ``max_held`` the bytes of all bodies that are held at once.
    ``seconds`` bounds receiving a body, and again answering it; ``stream_seconds`` does for
    NDJSON. ``concurrency`` is how many requests are worked on in threads, ``waiting`` how many
    may be open. ``edition`` is that of prefetched reports which name none, ``topics`` adds cards
    of the current topics to those of the 2009 table, ``behind_proxy`` says that a proxy
    authenticates and sets the host name.
    """

    max_body: int = attrs.field(default=2 * _MEGABYTE, validator=_WHOLE)
    max_stream: int = attrs.field(default=50 * _MEGABYTE, validator=_WHOLE)
    max_lines: int = attrs.field(default=10_000, validator=_WHOLE)
    max_held: int = attrs.field(default=200 * _MEGABYTE, validator=_WHOLE)
    max_header: int = attrs.field(default=16 * 1024, validator=_WHOLE)
    seconds: float = attrs.field(default=10, validator=_NUMBER)
    stream_seconds: float = attrs.field(default=120, validator=_NUMBER)
    concurrency: int = attrs.field(factory=_slots, validator=_WHOLE)
    waiting: int = attrs.field(default=64, validator=_WHOLE)
    cors_origins: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    edition: str | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.in_(("2003", "2013", "2025"))),
    )
    topics: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.in_(("current",)))
    )
    behind_proxy: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
    auth: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(str))
    )

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings of the environment variable, or the defaults without one.

        Raises:
            InvalidSettings: It is not a JSON object of known settings with possible values.
        """
        text = environment.get(ENVIRONMENT)
        if text is None:
            return cls()
        try:
            values = json.loads(text)
        except ValueError:
            raise InvalidSettings(f"{ENVIRONMENT} is not JSON.") from None
        if not isinstance(values, dict):
            raise InvalidSettings(f"{ENVIRONMENT} is not a JSON object.")
        unknown = values.keys() - {field.name for field in attrs.fields(cls)}
        if unknown:
            raise InvalidSettings(f"{ENVIRONMENT} has no setting {', '.join(sorted(unknown))}.")
        try:
            return cls(**values)
        except (TypeError, ValueError) as error:
            raise InvalidSettings(f"{ENVIRONMENT}: {error.args[0]}.") from None

    def to_json(self) -> str:
        """Return the settings as ``read`` takes them."""
        return json.dumps(attrs.asdict(self))
