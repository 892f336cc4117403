"""Say the statements of the United States mammography rule, in its words alone."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from birads.issue import Issue, Severity
from birads.lexicon._review import review_status
from birads.lexicon._statements import Statement, density_statement, statements
from birads.prose._phrase import Phrase, fill, join
from birads.prose._results import statement_of
from birads.prose._said import CannotSay, Said, compose
from birads.prose._teller import Teller
from birads.prose._vocabulary import Language, Style
from birads.report.report import Report
from birads.tables._review import ReviewState

__all__ = ["mqsa"]


def mqsa(teller: Teller, report: Report) -> Said:
    """Return the assessment and density statements; a statement nobody checked says ``draft``.

    Raises:
        CannotSay: The language is not English: the rule has its words in English alone.
    """
    if teller.words.language is not Language.EN:
        raise CannotSay([_not_in(teller.words.language)])
    issues: list[Issue] = []
    assessed = list(_assessed(teller, report, issues))
    density = list(_densities(teller, report))
    used = {one.id: one for one in (*(a for a, _ in assessed), *(d for d, _ in density))}
    signed = review_status("statements").state is ReviewState.REVIEWED
    draft = not signed or not all(one.checked for one in used.values())
    words = teller.words
    return compose(
        Style.MQSA,
        words.language,
        [
            ("statements", words.text("section", "statements"), [said for _, said in assessed]),
            ("density", words.text("section", "density"), [said for _, said in density]),
        ],
        banner=words.text("form", "draft") if draft else None,
        issues=issues,
        facts={"statements": [_fact(one) for one in used.values()]},
    )


def _assessed(
    teller: Teller, report: Report, issues: list[Issue]
) -> Iterator[tuple[Statement, Phrase]]:
    known = {one.id: one for one in statements().assessment}
    for number, assessment in enumerate(report.assessments):
        names = [(assessment.statement, "statement")] if assessment.statement else []
        chosen = statement_of(assessment.category, assessment.reason)
        if chosen is None:
            issues.append(_unclear(number))
        for name, member in (*names, (chosen, "category")):
            if name is None:
                continue
            one = known[name]
            at = f"/assessments/{number}"
            breast = Phrase(teller.words.text("breast", assessment.breast)).says(f"{at}/breast")
            also = [f"{at}/reason"] if assessment.reason and member == "category" else []
            text = _marked(one).says(f"{at}/{member}", *also)
            yield one, teller.end(join(teller.words.text("form", "colon"), (breast, text)))


def _densities(teller: Teller, report: Report) -> Iterator[tuple[Statement, Phrase]]:
    for number, exam in enumerate(report.exams):
        composition = getattr(exam, "composition", None)
        if composition is not None:
            one = density_statement(composition)
            yield one, _marked(one).says(f"/exams/{number}/composition")
        for item, each in enumerate(getattr(exam, "compositions", None) or ()):
            if each.composition is None:
                continue
            one = density_statement(each.composition)
            at = f"/exams/{number}/compositions/{item}"
            text = _marked(one).says(f"{at}/composition")
            breast = each.breast and Phrase(teller.words.text("breast", each.breast))
            parts = [breast.capital().says(f"{at}/breast"), text] if breast else [text]
            yield one, join(teller.words.text("form", "colon"), parts)


def _marked(one: Statement) -> Phrase:
    return fill("{}" if one.checked else "{} [draft]", Phrase(one.text))


def _fact(one: Statement) -> dict[str, object]:
    return attrs.asdict(one, filter=attrs.filters.include("id", "paragraph", "exact", "checked"))


def _unclear(number: int) -> Issue:
    return Issue(
        "statement_not_stated",
        Severity.WARNING,
        f"/assessments/{number}",
        "A category 0 has two statements, and its reason does not say which.",
        "State needs_additional_imaging or needs_priors as the reason.",
        "21 CFR 900.12(c)",
    )


def _not_in(language: Language) -> Issue:
    return Issue(
        "statement_not_translated",
        Severity.ERROR,
        "",
        f"The statements of the rule stand in English alone, not in {language.value!r}.",
        "Say them with the language en.",
        "21 CFR 900.12(c)",
    )
