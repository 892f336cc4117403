"""Hold the OBX of a message with their places, and the issues while they are read."""

from __future__ import annotations

import attrs

from birads.interop._issue_list import IssueList
from birads.interop.hl7v2._codec import OWN
from birads.interop.hl7v2._er7 import Segment
from birads.interop.hl7v2._messages import Message
from birads.issue import Issue, Severity

__all__ = ["Result", "Results"]


@attrs.frozen
class Result:
    """Hold one OBX: its code, address, type and value as they stand, and its place.

    ``parts`` are the subcomponents of the code itself, such as the empty one and GDT of ``&GDT``.
    """

    place: str
    type: str
    code: tuple[str, ...]
    parts: tuple[str, ...]
    address: str
    value: str
    status: str
    source: str

    @property
    def is_own(self) -> bool:
        """Say whether the code is ours."""
        return len(self.code) > 2 and self.code[2] == OWN  # noqa: PLR2004 - code, text, system

    @property
    def full_code(self) -> str:
        """The code as it stands in OBX-3, for people and for the table of a site."""
        return "^".join(self.code).rstrip("^")


@attrs.define
class Results:
    """Collect the results of one message, and what is to be said of it."""

    message: Message
    issues: IssueList = attrs.field(factory=IssueList)
    results: list[Result] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        number = 0
        for segment in self.message.segments:
            if segment.name == "OBX":
                number += 1
                self.results.append(self._result(segment, number))

    def _result(self, segment: Segment, number: int) -> Result:
        message = self.message
        return Result(
            place=f"OBX[{number}]",
            type=segment.field(2),
            code=message.components(segment.field(3)),
            parts=message.subcomponents(segment.field(3)),
            address=message.escapes.undo(segment.field(4)),
            value=segment.field(5),
            status=segment.field(11),
            source=message.escapes.undo(segment.field(15)),
        )

    def first(self, name: str) -> Segment | None:
        """Return the first segment of a name."""
        return next((one for one in self.message.segments if one.name == name), None)

    def note(
        self, code: str, place: str, message: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Add an issue about a place."""
        self.issues.add(Issue(code, severity, place, message))

    def unread(self, place: str, what: str, severity: Severity = Severity.WARNING) -> None:
        """Say that a place was not read."""
        self.note("hl7_not_read", place, f"Not read: {what}.", severity)
