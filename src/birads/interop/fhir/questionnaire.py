"""Make a form of FHIR R4 for one kind of finding and edition, and read the filled form back.

The form is generated from the model and the lexicon: a member or a word that joins the format
joins the form. Its ``linkId`` is the dotted name of the member. What is asked of every finding
stands first, what only programs use last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from birads.interop._issue_list import IssueList
from birads.interop._leaves import Builder
from birads.interop._shape import Form, Member, member_at, shape_of
from birads.interop.fhir import _systems
from birads.interop.fhir._parts import KINDS
from birads.interop.fhir._values import words_of
from birads.issue import InvalidReport, Issue, Severity
from birads.lexicon import terms
from birads.lexicon._axes import AXES
from birads.lexicon.edition import Edition
from birads.parsing._parse import parse
from birads.pointer import join
from birads.report.findings import FindingBase

__all__ = ["Filled", "questionnaire", "read_response"]

_URL = "urn:birads:questionnaire:"
_UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
_TYPES = {
    Form.FLAG: "boolean",
    Form.COUNT: "integer",
    Form.NUMBER: "decimal",
    Form.TEXT: "string",
    Form.WORD: "choice",
    Form.OBJECT: "group",
}
_LEFT_OUT = ("kind", "extensions")
_FIRST = ("id", "exam", "location", "category")
_LAST = ("text", "lesion", "tracking_uid", "images")
_READ = ("id", "linkId", "text", "definition", "answer", "item")
_WORD = ":word"  # the item for a word where a number may stand in its place
_MOST_ITEMS = 10_000


@attrs.frozen
class Filled:
    """Hold the finding of a filled form, or a draft of it, and what was not read."""

    finding: FindingBase | None
    edition: Edition | None
    issues: tuple[Issue, ...]
    draft: dict[str, Any]


def questionnaire(kind: str, edition: Edition | str) -> dict[str, Any]:
    """Return the form of one kind of finding, with the words that the edition has.

    Raises:
        LookupError: There is no such kind.
        ValueError: There is no such edition.
    """
    if kind not in KINDS:
        raise LookupError(f"There is no kind of finding {kind!r}.")
    of = Edition(edition)
    return {
        "resourceType": "Questionnaire",
        "url": f"{_URL}{kind}:{of.value}",
        "version": of.value,
        "name": f"{kind.title().replace('.', '').replace('_', '')}{of.value}",
        "title": f"{kind.replace('.', ' ').replace('_', ' ')}, BI-RADS {of.value}",
        "status": "draft",
        "subjectType": ["Patient"],
        "item": [
            item for name, member in _members(kind) for item in _items(kind, of, name, member)
        ],
    }


def _members(kind: str) -> list[tuple[str, Member]]:
    """Return the members that a form asks for, in the order in which it does."""
    shape = shape_of(KINDS[kind])
    between = [name for name in shape if name not in (*_FIRST, *_LAST, *_LEFT_OUT)]
    return [(name, shape[name]) for name in (*_FIRST, *between, *_LAST) if name in shape]


def _items(kind: str, edition: Edition, path: str, member: Member) -> Iterator[dict[str, Any]]:
    item: dict[str, Any] = {"linkId": path, "text": path.rpartition(".")[2].replace("_", " ")}
    if member.name == "id":
        item["required"] = True
    if member.many or member.lone:
        item["repeats"] = True
    if member.counted:
        yield {**item, "type": "integer"}
        item["linkId"] = path + _WORD
    item["type"] = "text" if path == "text" else _TYPES[member.form]
    if member.inner is not None:
        item["item"] = [
            inner
            for name, each in shape_of(member.inner).items()
            for inner in _items(kind, edition, f"{path}.{name}", each)
        ]
    elif member.form is Form.WORD:
        item["answerOption"] = list(_options(kind, edition, path, member))
        if not item["answerOption"]:
            return
    elif member.unit is not None:
        unit = _systems.coding(_systems.UCUM, member.unit, member.unit)
        item["extension"] = [{"url": _UNIT, "valueCoding": unit}]
    yield item


def _options(kind: str, edition: Edition, path: str, member: Member) -> Iterator[dict[str, Any]]:
    words = words_of(("findings", kind), path, member)
    known = None
    if words.prefix in AXES:
        known = {term.word for term in terms(words.prefix, edition)}
    for word in member.words:
        if known is None or word in known:
            yield {"valueCoding": _systems.own_coding(words.own_code(word), words.label(word))}


def read_response(response: Mapping[str, Any]) -> Filled:
    """Return the finding that a QuestionnaireResponse holds; what cannot be read is an issue."""
    issues = IssueList()
    named = str(response.get("questionnaire", "")).partition("|")[0]
    kind, _, edition = named.removeprefix(_URL).rpartition(":")
    if kind not in KINDS or edition not in [one.value for one in Edition]:
        said = "The response names no form of this library."
        issues.add(Issue("fhir_no_form", Severity.ERROR, "", said))
        return Filled(None, None, issues.all(), {})
    if response.get("status") not in ("completed", "amended"):
        said = f"The form is {str(response.get('status'))[:30]}, not completed."
        issues.add(Issue("fhir_form_not_completed", Severity.ERROR, "", said))
    filling = _Filling(kind, issues)
    filling.read(response.get("item"), "/item", None)
    draft = {"kind": kind, **filling.builder.document()}
    return Filled(_finding(draft, edition, issues), Edition(edition), issues.all(), draft)


def _finding(draft: dict[str, Any], edition: str, issues: IssueList) -> FindingBase | None:
    if issues.has_error:
        return None
    try:
        return parse({"edition": edition, "findings": [draft]}).findings[0]
    except InvalidReport as error:
        for issue in error.issues:
            issues.add(issue)
        return None


class _Filling:
    """Put the answers of a form together."""

    def __init__(self, kind: str, issues: IssueList) -> None:
        self.kind = kind
        self.builder = Builder(KINDS[kind])
        self.issues = issues
        self._groups: dict[str, int] = {}
        self._left = _MOST_ITEMS

    def read(self, items: Any, at: str, number: int | None, group: str = "") -> None:
        """Read items of the form, or of a group; ``number`` is that of the list item it is."""
        for count, item in enumerate(items if isinstance(items, list) else []):
            place = f"{at}/{count}"
            self._left -= 1
            link = item.get("linkId") if isinstance(item, dict) else None
            path = link.removesuffix(_WORD) if isinstance(link, str) else ""
            here = path.rpartition(".")[0] == group and path not in _LEFT_OUT
            member = member_at(KINDS[self.kind], path) if here and self._left > 0 else None
            if member is None:
                self._tell(place)
                continue
            self._tell_more(item, place, member)
            if member.form is Form.OBJECT:
                self._group(item, place, path, member)
            else:
                self._answers(item, place, path, member, number)

    def _tell_more(self, item: dict[str, Any], place: str, member: Member) -> None:
        """Say what stands at an item that is not read: more than answers, or than items."""
        unused = "answer" if member.form is Form.OBJECT else "item"
        for key, value in item.items():
            if key not in _READ or (key == unused and value):
                self._tell(place + join([key]))

    def _group(self, item: dict[str, Any], place: str, path: str, member: Member) -> None:
        number = None
        if member.many:
            number = self._groups[path] = self._groups.get(path, 0) + 1
        self.read(item.get("item"), f"{place}/item", number, path)

    def _answers(
        self, item: dict[str, Any], place: str, path: str, member: Member, number: int | None
    ) -> None:
        answers = item.get("answer")
        listed = answers if isinstance(answers, list) else []
        several = member.lone and len(listed) > 1
        for count, answer in enumerate(listed):
            value = self._value(answer, path, member) if _is_one(answer) else None
            each = count + 1 if several else number
            if value is None or not self.builder.put(path, value, each):
                self._tell(f"{place}/answer/{count}")

    def _value(self, answer: dict[str, Any], path: str, member: Member) -> Any:
        coding = answer.get("valueCoding")
        if isinstance(coding, dict) and member.form is Form.WORD:
            words = words_of(("findings", self.kind), path, member)
            own = coding.get("system") == _systems.OWN
            return words.own.get(str(coding.get("code"))) if own else None
        quantity = answer.get("valueQuantity")
        if isinstance(quantity, dict) and member.form is Form.NUMBER and member.unit is not None:
            return quantity.get("value") if _has_unit(quantity, member.unit) else None
        keys = {
            Form.FLAG: ("valueBoolean",),
            Form.TEXT: ("valueString",),
            Form.COUNT: ("valueInteger",),
            Form.NUMBER: ("valueDecimal", "valueInteger"),
        }.get(member.form, ("valueInteger",) if member.counted else ())
        return next((answer[key] for key in keys if key in answer), None)

    def _tell(self, place: str) -> None:
        said = "An answer that the form does not have was not read."
        self.issues.add(Issue("fhir_not_read", Severity.ERROR, place, said))


def _is_one(answer: Any) -> bool:
    """Say whether an answer holds one value and nothing else."""
    return isinstance(answer, dict) and len({*answer} - {"id"}) == 1


def _has_unit(quantity: dict[str, Any], unit: str) -> bool:
    """Say whether a quantity is in the unit that the form shows."""
    return (quantity.get("system"), quantity.get("code")) == (_systems.UCUM, unit)
