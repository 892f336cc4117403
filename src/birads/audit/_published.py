"""Lay out the published cohorts: every printed figure beside the recomputed one."""

from __future__ import annotations

from collections.abc import Iterator

from birads.audit._cohorts import Cohort, Figure, Trust, Verdict, cohorts
from birads.audit._parts import Section, Table

__all__ = ["published_dict", "published_sections"]


def published_dict() -> dict[str, object]:
    """Return every cohort as plain JSON values."""
    out: dict[str, object] = {}
    for one in cohorts().values():
        out[one.id] = {
            "citation": one.citation,
            "doi": one.doi,
            "trust": one.trust.value,
            "basis": one.basis,
            "review": one.review.value,
            "tally": {verdict.value: n for verdict, n in one.tally().items()},
            "figures": [figure.to_dict() for figure in one.figures],
            "tests": {
                test.id: {how.value: a.to_dict() for how, a in test.counts.side_by_side().items()}
                for test in one.tests
            },
            "comparisons": [
                {"says": c.says, "first": c.first, "second": c.second, "fisher_p": c.p_value}
                for c in one.comparisons
            ],
        }
    return out


def published_sections() -> Iterator[Section]:
    """Yield the overview, then each source with what does not follow before what does."""
    yield _overview()
    for one in cohorts().values():
        yield _cohort(one)


def _overview() -> Section:
    rows = tuple(
        (
            one.title,
            "study" if one.trust is Trust.STUDY else "low trust, decides nothing",
            *(str(one.tally()[verdict]) for verdict in Verdict),
        )
        for one in cohorts().values()
    )
    head = ("source", "trust", "agree", "differ", "cannot be checked")
    text = (
        "Every figure of results that a source prints, recomputed from the source's own counts.",
        "Recomputed figures are rounded, halves up, to as many digits as were printed.",
        "Agreement shows that the figures of a paper fit each other; it is no proof of the counts.",
    )
    return Section("Printed and recomputed", text, (Table("Sources", head, rows, (2, 3, 4)),))


def _cohort(one: Cohort) -> Section:
    doi = f" doi:{one.doi}." if one.doi else ""
    low = "Low trust: these figures decide nothing. " if one.trust is Trust.LOW else ""
    text = (f"{low}{one.citation}.{doi} Counts: {one.basis}.", *one.notes)
    parts = (
        ("Do not follow from the counts", Verdict.DIFFERS),
        ("Cannot be checked", Verdict.NOT_CHECKABLE),
        ("Agree", Verdict.AGREES),
    )
    tables = [_figures(caption, one, verdict) for caption, verdict in parts]
    out = [table for table in tables if table.rows]
    return Section(one.title, text, (*out, *_tests(one), *_comparisons(one)))


def _figures(caption: str, one: Cohort, verdict: Verdict) -> Table:
    rows = [_row(figure) for figure in one.figures if figure.verdict is verdict]
    head = ("where", "what", "printed", "recomputed", "counts")
    if verdict is Verdict.AGREES:
        return Table(caption, head, tuple(row[:5] for row in rows), (2, 3, 4))
    return Table(caption, (*head, "why"), tuple(rows), (2, 3, 4))


def _row(figure: Figure) -> tuple[str, ...]:
    unit = " %" if figure.kind == "percent" else ""
    counts = "" if figure.n is None else f"{figure.k}/{figure.n}"
    recomputed = "-" if figure.recomputed is None else figure.recomputed + unit
    printed = figure.printed + unit
    return figure.place, figure.says, printed, recomputed, counts, figure.reason or ""


def _tests(one: Cohort) -> Iterator[Table]:
    head = ("indeterminate counted as", "TP", "FP", "FN", "TN", "sensitivity", "specificity")
    for test in one.tests:
        rows = []
        for how, accuracy in test.counts.side_by_side().items():
            two, shares = accuracy.table, accuracy.shares
            numbers = (str(n) for n in (two.tp, two.fp, two.fn, two.tn))
            texts = (shares[name].text() for name in ("sensitivity", "specificity", "ppv", "npv"))
            rows.append((how.value, *numbers, *texts))
        has_doubt = test.counts.malignant_indeterminate + test.counts.benign_indeterminate
        if not has_doubt:
            rows = [("none were indeterminate", *rows[0][1:])]
        yield Table(f"{test.title}: 2x2", (*head, "PPV", "NPV"), tuple(rows), (1, 2, 3, 4))


def _comparisons(one: Cohort) -> Iterator[Table]:
    rows = []
    for claim in one.comparisons:
        first, second = (f"{k}/{n}" for k, n in (claim.first, claim.second))
        rows.append((claim.says, first, second, f"{claim.p_value:.2f}", claim.remark))
    if rows:
        head = ("claim", "first", "second", "Fisher's p", "remark")
        yield Table("What the paper compares in words", head, tuple(rows), (1, 2, 3))
