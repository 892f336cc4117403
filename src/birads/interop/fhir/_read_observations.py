"""Read the Observations of a Bundle as parts of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop._leaves import Builder
from birads.interop._shape import member_at
from birads.interop.fhir._elements import ABSENT
from birads.interop.fhir._kinds import What
from birads.interop.fhir._read_studies import ReadExam, read_members
from birads.interop.fhir._read_values import member_path, read_component
from birads.interop.fhir._values import Part, words_of

if TYPE_CHECKING:
    from birads._base.model import Model
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._parts import ObservationPart
    from birads.interop.fhir._reading import Reading

__all__ = ["put_components", "read_exam_member", "read_part"]

_VALUES = (
    "valueQuantity", "valueCodeableConcept", "valueString", "valueBoolean", "valueInteger",
    "valueRange", "valueRatio", "valueSampledData", "valueTime", "valueDateTime", "valuePeriod",
)  # fmt: skip
_NO_REASON = ("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-applicable")
_DENIALS = (("SCT", "373572006"), ("SCT", "2667000"))  # clinical finding absent, absent


def read_part(node: Node, what: What, reading: Reading) -> dict[str, Any] | None:
    """Return the object that an Observation holds, or ``None`` where it may not be read."""
    part = what.part
    if part is None:
        return None
    if part.name == "findings" and _may_deny(node, reading):
        return None
    builder = Builder(part.model)
    for element in part.elements:
        value = element.read(node, part.part, reading)
        if value is not ABSENT and not _put_element(builder, element.member, value):
            reading.unread(node.path, f"{element.member} stands twice")
    stated = node.node("valueCodeableConcept")
    if stated is not None and reading.codes(stated)[0] == ["stated"]:
        stated.whole()
    if what.type is not None:
        builder.put("type", what.type)
    put_components(node, part.model, part.part, builder, reading)
    out = builder.document() | read_members(node, part.model, part.part, reading)
    return _finished(out, part)


def _may_deny(node: Node, reading: Reading) -> bool:
    """Say whether a value could deny the finding: "Mass: no" is no mass."""
    if any(node.peek(key) is not None for key in _VALUES):
        return True
    reason = node.node("dataAbsentReason")
    if reason is not None:
        coded = [(one.peek("system"), one.peek("code")) for one in reason.nodes("coding")]
        if coded != [_NO_REASON]:
            return True
        reason.whole()
    concepts = [one.node("valueCodeableConcept") for one in node.nodes("component")]
    return any(
        coded in _DENIALS
        for concept in concepts
        if concept is not None
        for coded in reading.codes(concept)[1]
    )


def _put_element(builder: Builder, member: str, value: Any) -> bool:
    if not isinstance(value, list):
        return builder.put(member, value)
    if value and isinstance(value[0], dict):
        return all(
            builder.put(f"{member}.{key}", each, number)
            for number, one in enumerate(value, 1)
            for key, each in one.items()
        )
    return all(builder.put(member, each) for each in value)


def _finished(out: dict[str, Any], part: ObservationPart) -> dict[str, Any]:
    if part.kind is not None:
        out["kind"] = part.kind
    if part.name == "assessments":
        out.setdefault("breast", "overall")
    return out


def put_components(
    node: Node, model: type[Model], part: Part, builder: Builder, reading: Reading
) -> None:
    """Read every component that speaks of a member."""
    for one in node.nodes("component"):
        code = one.node("code")
        path = member_path(code, model, part, reading) if code is not None else None
        member = member_at(model, path) if path is not None else None
        if path is None or member is None or "modifierExtension" in one.value or code is None:
            continue
        item = _item(one)
        value = read_component(one, part, path, member, reading)
        if value is ABSENT:
            continue
        code.whole()
        if not builder.put(path, value, item):
            reading.unread(one.path, f"{path} stands twice, or not where it belongs")


def _item(node: Node) -> int | None:
    """Return the number of the list item that a component belongs to."""
    for one in node.nodes("extension"):
        number = one.peek("valuePositiveInt")
        if one.peek("url") == "urn:birads:fhir:item" and isinstance(number, int):
            one.whole()
            return number
    return None


def read_exam_member(node: Node, what: What, exam: ReadExam, reading: Reading) -> bool:
    """Add what an Observation says of an exam; false where it cannot be read."""
    name = what.exam_member or ""
    part, model = ("exams", exam.modality), exam.builder.model
    if name == "bpe":
        put_components(node, model, part, exam.builder, reading)
        return True
    side = node.node("bodySite")
    path = f"{name}.composition" if name == "compositions" or side is not None else name
    member = member_at(model, path)
    value = node.node("valueCodeableConcept")
    if member is None or value is None:
        return False
    word = reading.word(value, words_of(part, path, member))
    if word is None:
        return False
    if side is None:
        return exam.builder.put(path, word)
    breast = member_at(model, "compositions.breast")
    said = reading.word(side, words_of(part, "compositions.breast", breast)) if breast else None
    if said is None:
        return False
    exam.listed.append({"breast": said, "composition": word})
    return True
