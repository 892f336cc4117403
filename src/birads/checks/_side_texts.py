"""Check the texts that speak of one thing: whether they name the breast that is stated for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import attrs

from birads._side_words import NamedSides, read_sides
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sides_of_exam import place_of
from birads.checks._sources import FORMAT
from birads.checks._words import SURGERY
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.report.assessment import Action, AssessmentScope
from birads.report.exam import ExamBase
from birads.report.view._index import breast_of, sides


@attrs.frozen
class _Said:
    """A text that names sides, the breasts stated for what it speaks of, and what that is."""

    pointer: str
    named: NamedSides
    stated: frozenset[Side]
    what: str
    whole: bool = False
    """Whether the text names the whole thing: "left" then contradicts both, and both "left"."""

    def differs(self) -> bool | None:
        """Say whether only the other breast is named; ``None`` where that is doubtful."""
        if len(self.stated) == 1:
            answer = self.named.against(next(iter(self.stated)))
            both = self.whole and len(self.named.plain) > 1
            return None if both and answer is False else answer
        one = self.whole and len(self.stated) > 1 and len(self.named.plain) == 1
        return None if one else False


def _texts(sense: Sense) -> Iterator[_Said]:
    yield from _of_exams(sense)
    yield from _of_findings(sense)
    yield from _of_plans(sense)
    yield from _of_tissue(sense)
    yield from _of_addenda(sense)


def _of_exams(sense: Sense) -> Iterator[_Said]:
    spoken = _spoken_of(sense)
    for number, exam in enumerate(sense.report.exams):
        base, what = f"/exams/{number}", f"exam {exam.id!r}"
        shown = frozenset(sides(exam.laterality)) or frozenset(spoken[exam.id])
        if exam.procedure is not None:
            for member in ("code", "text"):
                value = getattr(exam.procedure, member)
                if value is not None:
                    named = read_sides(value, coded=True)
                    stated = exam.laterality is not None
                    yield _Said(f"{base}/procedure/{member}", named, shown, what, whole=stated)
        yield from _of_prose(exam, base, shown, what)


def _of_prose(exam: ExamBase, base: str, shown: frozenset[Side], what: str) -> Iterator[_Said]:
    for member in ("technique", "indication"):
        value = getattr(exam, member)
        if value is not None:
            yield _Said(f"{base}/{member}", read_sides(value), shown, what)


def _spoken_of(sense: Sense) -> dict[str, set[Side]]:
    """Return the breasts that findings and categories speak of, by exam."""
    only = sense.lone_exam or ""
    out: dict[str, set[Side]] = defaultdict(set)
    for finding in sense.report.findings:
        out[finding.exam or only].update(sides(breast_of(finding)))
    for entry in sense.report.assessments:
        out[entry.exam or only].update(sides(entry.breast))
    return out


def _of_findings(sense: Sense) -> Iterator[_Said]:
    for number, finding in enumerate(sense.report.findings):
        if finding.text is not None:
            stated = frozenset(place_of(sense, finding))
            what = f"finding {finding.id!r}"
            yield _Said(f"/findings/{number}/text", read_sides(finding.text), stated, what)


def _of_plans(sense: Sense) -> Iterator[_Said]:
    for number, entry in enumerate(sense.report.recommendations):
        if entry.text is None:
            continue
        stated = set(sides(entry.breast))
        for name in () if stated else entry.findings or ():
            known = sense.findings.get(name)
            stated.update(place_of(sense, known[1]) if known else ())
        what = f"the recommendation ({entry.action.replace('_', ' ')})"
        pointer = f"/recommendations/{number}/text"
        operation = entry.action is Action.SURGICAL_EXCISION
        named = read_sides(entry.text, operation=operation)
        yield _Said(pointer, named, frozenset(stated), what)


def _of_tissue(sense: Sense) -> Iterator[_Said]:
    for number, result in enumerate(sense.report.pathology):
        known = sense.finding_named(result.finding)
        if result.text is not None and known is not None:
            stated = frozenset(place_of(sense, known[1]))
            what = f"the tissue result of {result.finding!r}"
            named = read_sides(result.text, operation=result.procedure in SURGERY)
            yield _Said(f"/pathology/{number}/text", named, stated, what)


def _of_addenda(sense: Sense) -> Iterator[_Said]:
    report = sense.report
    if not report.addenda:
        return
    stated = {side for finding in report.findings for side in sides(breast_of(finding))}
    for entry in report.assessments:
        if entry.breast is not AssessmentScope.OVERALL:
            stated.update(sides(entry.breast))
    stated = stated or {side for exam in report.exams for side in sides(exam.laterality)}
    for number, addendum in enumerate(report.addenda):
        named = read_sides(addendum.text)
        yield _Said(f"/addenda/{number}/text", named, frozenset(stated), "the report")


def _sided(stated: frozenset[Side]) -> str:
    return f"the {next(iter(stated))} breast" if len(stated) == 1 else "both breasts"


@declare(
    "text_names_other_side",
    Severity.WARNING,
    silent="Silent where the text names the stated breast, both or none, where no side or both are "
    "stated, for other parts of the body, and where the other breast is only denied, compared "
    "with, or told of the past (prior, history of, mastectomy). English only.",
    source=FORMAT,
)
def text_names_other_side(sense: Sense) -> Iterator[Found]:
    """Find a text (exam, finding, plan, tissue, addendum) that names only the other breast."""
    for said in _texts(sense):
        if said.differs():
            yield Found(
                said.pointer,
                f"The text names the {_other(said)} breast; stated for {said.what} is "
                f"{_sided(said.stated)}.",
                "Compare both with the images: a slip of the side is made in text or in structure.",
            )


def _other(said: _Said) -> str:
    return str(next(iter(said.named.plain - said.stated)))


@declare(
    "text_side_doubtful",
    Severity.INFORMATION,
    silent="Silent as for text_names_other_side, which speaks where the text is plain. A procedure "
    "named for one breast beside an exam of both, or for both beside an exam of one, is doubtful.",
    source=FORMAT,
)
def text_side_doubtful(sense: Sense) -> Iterator[Found]:
    """Find a text that seems to name another side than the one that is stated."""
    for said in _texts(sense):
        if said.differs() is None:
            yield Found(
                said.pointer,
                f"The text seems to name another side; stated for {said.what} is "
                f"{_sided(said.stated)}.",
                "Read the text once more beside the stated side.",
            )
