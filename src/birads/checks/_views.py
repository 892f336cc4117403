"""Check the views: their side, the breasts they leave out, and their names."""

from __future__ import annotations

from collections.abc import Iterator

from birads.checks._citations import VIEWS
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import FORMAT
from birads.checks._view_names import read_view
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.report.exam import CemExam, ExamBase, MammographyExam, Purpose, View
from birads.report.view._further import shows
from birads.report.view._index import breast_of, sides


def _views(exam: ExamBase) -> tuple[View, ...]:
    return (exam.views or ()) if isinstance(exam, MammographyExam | CemExam) else ()


@declare(
    "view_side_not_in_exam",
    Severity.ERROR,
    silent="Silent where the view or the exam states no side, and for a view that shows both "
    "breasts.",
    source=FORMAT,
    needs=(Need.EXAMS,),
)
def view_side_not_in_exam(sense: Sense) -> Iterator[Found]:
    """Find a view of the breast that its exam is not of."""
    for number, exam in enumerate(sense.report.exams):
        shown = set(sides(exam.laterality))
        if not shown:
            continue
        for place, view in enumerate(_views(exam)):
            of_view = set(sides(view.breast))
            if of_view and of_view.isdisjoint(shown):
                yield Found(
                    f"/exams/{number}/views/{place}/breast",
                    f"The view is of the {view.breast} breast, but its exam {exam.id!r} is of the "
                    f"{exam.laterality} breast.",
                    "Compare the markers on the images with the side of the exam.",
                )


@declare(
    "view_name_of_other_side",
    Severity.ERROR,
    silent="Silent where the name tells no side, as in CC or MLO, and where neither the view nor "
    "its exam states one.",
    source=VIEWS,
    needs=(Need.EXAMS,),
)
def view_name_of_other_side(sense: Sense) -> Iterator[Found]:
    """Find a view whose name says the other side than the view or its exam: RCC of the left."""
    for number, exam in enumerate(sense.report.exams):
        for place, view in enumerate(_views(exam)):
            if view.name is None:
                continue
            named = read_view(view.name).sides
            stated = view.breast or exam.laterality
            shown = set(sides(stated))
            if named and shown and named.isdisjoint(shown):
                yield Found(
                    f"/exams/{number}/views/{place}/name",
                    f"The view is called {view.name!r}, but it is of the {stated} breast.",
                    "Compare the markers on the images with the side that is stated.",
                )


@declare(
    "view_name_unknown",
    Severity.INFORMATION,
    silent="Silent where a view has no name. Letter case, a side before the view, and words for "
    "how the image was made do not matter.",
    source=VIEWS,
    needs=(Need.EXAMS,),
)
def view_name_unknown(sense: Sense) -> Iterator[Found]:
    """Find the name of a view that is no mammographic view known here."""
    for number, exam in enumerate(sense.report.exams):
        for place, view in enumerate(_views(exam)):
            if view.name is not None and not read_view(view.name).known:
                yield Found(
                    f"/exams/{number}/views/{place}/name",
                    f"{view.name!r} is no mammographic view known here.",
                    "Known are CC, MLO, ML, LM, LMO, FB, SIO, ISO, XCCL, XCCM and specimen, with "
                    "modifiers such as magnification, spot compression, tangential or rolled.",
                )


@declare(
    "breast_without_view",
    Severity.WARNING,
    silent="Silent where a view states no side, for exams after a procedure, where the exam is of "
    "one breast only, and where another exam of the report may show the breast.",
    source=FORMAT,
    needs=(Need.EXAMS,),
)
def breast_without_view(sense: Sense) -> Iterator[Found]:
    """Find a breast that is assessed or described although every listed view is of the other."""
    described = _described(sense)
    seeing = {side: [exam.id for exam in sense.report.exams if shows(exam, side)] for side in Side}
    for number, exam in enumerate(sense.report.exams):
        side = _left_out(exam)
        if side is None:
            continue
        pointer = described.get((side, exam.id))
        if pointer is None and seeing[side] == [exam.id]:
            pointer = described.get((side, None))
        if pointer is not None:
            yield Found(
                f"/exams/{number}/views",
                f"Every listed view of exam {exam.id!r} is of the {_other(side)} breast, but the "
                f"{side} breast is spoken of ({pointer}).",
                "Add the views of that breast, or correct the side of the views or of the rest.",
            )


def _other(side: Side) -> Side:
    return Side.LEFT if side is Side.RIGHT else Side.RIGHT


def _left_out(exam: ExamBase) -> Side | None:
    """Return the breast that an exam may show and none of its views does."""
    views = _views(exam)
    one_sided = len(sides(exam.laterality)) == 1
    if not views or one_sided or exam.purpose is Purpose.POST_PROCEDURE:
        return None
    shown: set[Side] = set()
    for view in views:
        places = sides(view.breast) or tuple(read_view(view.name or "").sides)
        if not places:
            return None
        shown.update(places)
    missing = [side for side in Side if side not in shown and shows(exam, side)]
    return missing[0] if len(missing) == 1 else None


def _described(sense: Sense) -> dict[tuple[Side, str | None], str]:
    """Return where each breast is first assessed or described, by exam; ``None`` names none."""
    out: dict[tuple[Side, str | None], str] = {}
    for number, entry in enumerate(sense.report.assessments):
        for side in sides(entry.breast):
            out.setdefault((side, entry.exam), f"/assessments/{number}")
    for number, finding in enumerate(sense.report.findings):
        for side in sides(breast_of(finding)):
            out.setdefault((side, finding.exam), f"/findings/{number}")
    return out
