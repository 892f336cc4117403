"""Translate between reports and HL7 v2: one ORU^R01 message for one report."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from birads.interop.header import Header

if TYPE_CHECKING:
    from collections.abc import Mapping

    from birads.interop.hl7v2._frame import Segments
    from birads.interop.hl7v2._messages import Messages
    from birads.report.report import Report

__all__ = ["from_hl7v2", "to_hl7v2"]


def to_hl7v2(
    report: Report,
    segments: Segments | Header | None = None,
    *,
    header: Header | None = None,
    suffix: str = "plain",
    layers: tuple[int, ...] = (1, 2, 3),
    now: dt.datetime | None = None,
) -> bytes:
    """Return the report as one ORU^R01 of v2.5.1 in UTF-8.

    ``segments`` adds or changes fields of MSH, PID, OBR, PV1, ORC and others, by name and number,
    as they are to be sent; a ``Header`` may stand in its place. ``layers`` chooses what is
    written: 1 the text, 2 the category of each breast, 3 every coded value; without the third
    the report cannot be read back. ``suffix="ampersand"`` codes the text as old receivers want it.

    Raises:
        ValueError: ``suffix`` or ``layers`` is none of the choices.
        InvalidSegments: A segment cannot stand in a message.
    """
    from birads.interop.hl7v2._write import message

    if suffix not in ("plain", "ampersand"):
        raise ValueError(f"suffix is 'plain' or 'ampersand', not {suffix!r}")
    if not layers or not set(layers) <= {1, 2, 3}:
        raise ValueError(f"layers are some of 1, 2 and 3, not {layers!r}")
    if isinstance(segments, Header):
        header, segments = segments, None
    moment = now if now is not None else dt.datetime.now(dt.UTC)
    return message(
        report, segments or {}, header or Header(), suffix=suffix, layers=tuple(layers), now=moment
    )


def from_hl7v2(
    data: bytes, *, edition: str | None = None, site: Mapping[str, str] | None = None
) -> Messages:
    """Return what each message holds: a report or a draft, with all that was not read.

    ``site`` says which local codes hold a category, and of which breast: a code as it stands in
    OBX-3, such as ``"GDT^BIRADS^LOCAL"``, to ``left``, ``right``, ``bilateral`` or ``overall``.
    No input raises: bytes that are no message are an issue of their own.

    Raises:
        InvalidSite: ``site`` holds what is no code, or no side.
    """
    from birads.interop.hl7v2._foreign import checked_site
    from birads.interop.hl7v2._read import read

    return read(data, edition, checked_site(site or {}))
