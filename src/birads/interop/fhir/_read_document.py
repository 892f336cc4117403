"""Read the resources of a Bundle in the order in which they belong to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop.fhir._kinds import What, what_is
from birads.interop.fhir._parts import STATUS
from birads.interop.fhir._read_observations import read_exam_member, read_part
from birads.interop.fhir._read_requests import is_modified, read_requests
from birads.interop.fhir._read_root import read_conclusion, read_root
from birads.interop.fhir._read_studies import ReadExam, read_exam
from birads.interop.fhir._write import SCREENING
from birads.issue import Severity

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node, Path
    from birads.interop.fhir._reading import Reading

__all__ = ["Document"]

_IN_ERROR = ("entered-in-error", "cancelled")
_NOT_DONE = ("registered", "preliminary")
_OF_OBSERVATIONS = {"appended": "final"}
_ORDER = ("patient", "presentation", "cancers", "suspected", "absent", "assessments", "outcomes",
          "pathology")  # fmt: skip


class Document:
    """Hold the draft of one report while its resources are read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.draft: dict[str, Any] = {}
        self.exams: list[ReadExam] = []
        self._exam_at: dict[Path, ReadExam] = {}
        self._dates: dict[str, set[str]] = {}
        self.root: Node | None = None

    def read(self) -> dict[str, Any]:
        """Return the draft."""
        roots = self.reading.of_type("DiagnosticReport")
        if len(roots) > 1:
            said = "The Bundle holds several reports; give one at a time."
            self.reading.note("fhir_several_reports", roots[1].path, said)
            return {}
        self.root = roots[0] if roots else None
        if self.root is not None and is_modified(self.root):
            self.reading.note("fhir_modified", self.root.path, "Its meaning is modified.")
            return {}
        if self.root is not None:
            self.draft = read_root(self.root, self.reading)
        self._read_studies()
        observations = [node for node in self._listed("result", "Observation") if self._may(node)]
        kinds = [(node, self._what(node)) for node in observations]
        self._read_findings(kinds)
        self._read_lists(kinds)
        self._compare_overall()
        for node, what in kinds:
            if what is not None and what.exam_member is not None:
                self._read_exam_member(node, what)
        if self.root is not None and (advised := read_requests(self.root, self.reading)):
            self.draft["recommendations"] = advised
        if self.exams:
            self.draft["exams"] = [exam.document() for exam in self.exams]
        if self.root is not None:
            read_conclusion(self.root, self.draft, self.reading)
            self._settle_date(self.root)
        self._read_gender()
        return self.draft

    def _listed(self, key: str, kind: str) -> list[Node]:
        """Return the resources that the report names, or all where there is no report."""
        if self.root is None:
            return self.reading.of_type(kind)
        found: dict[Path, Node] = {}
        for one in self.root.nodes(key):
            node = self.reading.resolve(one)
            if node is not None and node.peek("resourceType") == kind and node.path not in found:
                one.whole()
                found[node.path] = node
        return [*found.values()]

    def _may(self, node: Node) -> bool:
        """Say whether an Observation may be read: of this patient, not withdrawn or modified."""
        if is_modified(node):
            self.reading.note("fhir_modified", node.path, "Its meaning is modified.")
            node.whole()
            return False
        own = STATUS.get(self.draft.get("status"))
        if node.peek("status") in _IN_ERROR and node.peek("status") != own:
            self.reading.note("fhir_withdrawn", node.path, "It was withdrawn.", Severity.WARNING)
            node.whole()
            return False
        subject, whole = node.peek("subject"), self.root.peek("subject") if self.root else None
        if _reference(subject) and _reference(whole) and _reference(subject) != _reference(whole):
            self.reading.note("fhir_other_patient", node.path, "It is about another patient.")
            node.whole()
            return False
        status, of_all = node.peek("status"), _OF_OBSERVATIONS.get(own or "", own)
        if status in _NOT_DONE and of_all not in _NOT_DONE:
            said = f"It is {status}, and the report is not."
            self.reading.note("fhir_status_differs", node.path, said, Severity.WARNING)
        return True

    def _read_studies(self) -> None:
        for node in self._listed("imagingStudy", "ImagingStudy"):
            if is_modified(node):
                continue
            if node.peek("status") in _IN_ERROR:
                said = "It was withdrawn."
                self.reading.note("fhir_withdrawn", node.path, said, Severity.WARNING)
                node.whole()
                continue
            exam = read_exam(node, len(self.exams) + 1, self.reading)
            if exam is not None:
                self.exams.append(exam)
                self._exam_at[node.path] = exam
                if exam.date is not None:
                    self._dates.setdefault(exam.id, set()).add(exam.date)
        code = self.root.node("code") if self.root is not None else None
        screening = code is not None and ("LN", SCREENING[0]) in self.reading.codes(code)[1]
        if screening and not self.reading.of_type("ImagingStudy") and self.root is not None:
            document = {"id": "exam-1", "purpose": "screening"}
            self.exams.append(ReadExam(None, "mammography", document))
            said = "A screening mammogram was made an exam, because the code of the report is that."
            self.reading.note("fhir_exam_made", self.root.path, said, Severity.INFORMATION)

    def _what(self, node: Node) -> What | None:
        code = node.node("code")
        what = what_is(code, self._modality(node), self.reading) if code is not None else None
        if what is not None and code is not None:
            for key in ("resourceType", "status", "category", "subject"):
                node.take(key)
            code.whole()
        return what

    def _exam_of(self, node: Node) -> ReadExam | None:
        """Return the exam that an Observation derives from, else the only one."""
        for one in node.nodes("derivedFrom"):
            study = self.reading.resolve(one)
            if study is not None and study.path in self._exam_at:
                return self._exam_at[study.path]
        return self.exams[0] if len(self.exams) == 1 else None

    def _modality(self, node: Node) -> str | None:
        exam = self._exam_of(node)
        return exam.modality if exam is not None else None

    def _read_findings(self, kinds: list[tuple[Node, What | None]]) -> None:
        taken: set[str] = set()
        for node, what in kinds:
            if what is None or what.part is None or what.part.name != "findings":
                continue
            found = read_part(node, what, self.reading)
            if found is None:
                said = "A finding with a value, which may deny it, was not read."
                self.reading.note("fhir_not_read", node.path, said)
                node.whole()
                continue
            listed = self.draft.setdefault("findings", [])
            found.setdefault("id", _free(f"finding-{len(listed) + 1}", taken))
            taken.add(found["id"])
            self.reading.ids["findings", node.path] = found["id"]
            listed.append(found)
            self._settle_exam_date(node, found.get("exam"))

    def _read_lists(self, kinds: list[tuple[Node, What | None]]) -> None:
        for name in _ORDER:
            for node, what in kinds:
                if what is None or what.part is None or what.part.name != name:
                    continue
                self._read_listed(node, what, name)

    def _compare_overall(self) -> None:
        """Refuse categories of others that have no side and differ: each may mean one breast."""
        stated = [
            one["category"]
            for one in self.draft.get("assessments", ())
            if one["breast"] == "overall"
        ]
        if "edition" in self.draft:
            self._compare_conclusions(stated)
        elif len(set(stated)) > 1:
            said = f"Categories without a side differ: {', '.join(stated)}."
            place = self.root.path if self.root is not None else ()
            self.reading.note("fhir_side_not_read", place, said)

    def _compare_conclusions(self, stated: list[str]) -> None:
        """Refuse an assessment of ours without a side that is no conclusion: its side was lost."""
        codes = self.root.nodes("conclusionCode") if self.root is not None else []
        if len(codes) < len(stated):
            said = "More assessments have no side than the report has conclusions."
            place = self.root.path if self.root is not None else ()
            self.reading.note("fhir_side_not_read", place, said)

    def _read_listed(self, node: Node, what: What, name: str) -> None:
        found = read_part(node, what, self.reading)
        if found is None:
            return
        if name == "assessments" and (lost := _lost(node, found)):
            self.reading.note("fhir_assessment_not_read", node.path, f"An assessment {lost}.")
            node.whole()
            return
        if name == "patient":
            if name in self.draft:
                self.reading.unread(node.path, "the facts of the patient stand twice")
                return
            self.draft[name] = found
        else:
            self.draft.setdefault(name, []).append(found)
        self._settle_exam_date(node, found.get("exam"))

    def _settle_exam_date(self, node: Node, exam_id: Any) -> None:
        """Count the date of an Observation as read where it repeats that of its exam."""
        held = node.peek("effectiveDateTime")
        known = self._dates.get(exam_id, ()) if isinstance(exam_id, str) else ()
        if isinstance(held, str) and held in known:
            node.take("effectiveDateTime")

    def _settle_date(self, root: Node) -> None:
        dates = [exam.get("date") for exam in self.draft.get("exams", ())]
        if root.peek("effectiveDateTime") in dates:
            root.take("effectiveDateTime")

    def _read_exam_member(self, node: Node, what: What) -> None:
        exam = self._exam_of(node)
        if exam is None or not read_exam_member(node, what, exam, self.reading):
            self.reading.unread(node.path, f"{what.exam_member}, which belongs to no exam here")
            node.whole()
            return
        for one in node.nodes("derivedFrom"):
            if self.reading.resolve(one) is exam.node:
                one.whole()
        self._settle_exam_date(node, exam.id)

    def _read_gender(self) -> None:
        for node in self.reading.of_type("Patient"):
            gender = node.text("gender")
            node.take("resourceType")
            if gender is None:
                continue
            stated = self.draft.setdefault("patient", {}).setdefault("sex", gender)
            if stated != gender:
                said = f"The patient is {gender} here and {stated} in the report."
                self.reading.note("fhir_sex_differs", (*node.path, "gender"), said)


def _reference(value: Any) -> str | None:
    found = value.get("reference") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "-"
    return name


def _lost(node: Node, found: dict[str, Any]) -> str | None:
    """Say what an assessment lacks, so that no category and no side is ever guessed."""
    if "category" not in found:
        return "without a category that is known was not read"
    if "bodySite" in node.value and found["breast"] == "overall":
        return f"of category {found['category']} was not read: its site is no side that is known"
    return None
