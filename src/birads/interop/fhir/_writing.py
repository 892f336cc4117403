"""Hold what every resource of one Bundle needs while it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from birads.interop._shape import shape_of
from birads.interop.fhir import _systems
from birads.interop.fhir._parts import STATUS, dig
from birads.interop.fhir._values import Part, extensions
from birads.report.canonical import digest

if TYPE_CHECKING:
    from birads._base.model import Model
    from birads.interop.fhir._elements import Element
    from birads.interop.header import Header
    from birads.report.report import Report

__all__ = ["Resource", "Writing"]

Resource = dict[str, Any]
_NAMESPACE = UUID("6f0f5f5b-5a1f-5d1b-9d3f-0a9d5a6a5a10")


class Writing:
    """Know the report, where its parts stand in the Bundle, and who it is about."""

    def __init__(self, report: Report, header: Header | None, subject: str | None) -> None:
        self.document: dict[str, Any] = report.to_dict()
        self.header = header
        self.status = STATUS[self.document.get("status")]
        self._digest = digest(report)
        self._urls: dict[tuple[str, str], str] = {}
        self.exam_dates: dict[str, str] = {}
        for name in ("exams", "findings"):
            for number, each in enumerate(self.document.get(name, ())):
                if (name, each["id"]) not in self._urls and name == "exams" and "date" in each:
                    self.exam_dates[each["id"]] = each["date"]
                self._urls.setdefault((name, each["id"]), self.place(f"{name}/{number}"))
        self.subject = {"reference": subject or self.place("patient")}

    def place(self, path: str) -> str:
        """Return the URL of a resource: the same for the same report and path."""
        return f"urn:uuid:{uuid5(_NAMESPACE, f'{self._digest}/{path}')}"

    def url(self, of: str, id_: str) -> str | None:
        """Return the URL of the first exam or finding with an id."""
        return self._urls.get((of, id_))

    def elements(
        self, elements: Iterable[Element], document: Resource, out: Resource, part: Part
    ) -> set[str]:
        """Write what elements can hold, and say which members that were."""
        held = set()
        for element in elements:
            value = dig(document, element.member)
            if value is not None and element.write(value, out, part, self):
                held.add(element.member)
        return held

    def extensions(
        self, model: type[Model], document: Resource, part: Part, held: set[str]
    ) -> list[Resource]:
        """Return the extensions of all members that are not held already."""
        return [
            one
            for name, member in shape_of(model).items()
            if name in document and name not in held
            for one in extensions(part, name, member, document[name], _systems.extension_url(name))
        ]
