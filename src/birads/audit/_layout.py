"""Lay out an audit: what was counted, outcomes and measures, groups, tests, agreement, issues."""

from __future__ import annotations

from collections.abc import Iterator

from birads.audit._counts import MOST_EXAMPLES
from birads.audit._evidence import title
from birads.audit._intervals import Share
from birads.audit._layout_evidence import evidence_sections
from birads.audit._measure_names import MEASURES
from birads.audit._parts import SHARE_HEAD, Section, Table, share_cells
from birads.audit._pictures import ForestRow, forest
from birads.audit._result import Result

__all__ = ["result_sections"]

_MOST_GROUPS_SHOWN = 40
_MOST_PPV_GROUPS = 20
_PPV = ("ppv1", "ppv2", "ppv3", "ppv_positive")


def result_sections(result: Result) -> Iterator[Section]:
    """Yield the parts of an audit, what was counted first."""
    yield _counted(result)
    yield _measured(result)
    yield from _by_groups(result)
    if result.tests:
        yield _tests(result)
    if result.agreements:
        yield _agreement(result)
    yield from evidence_sections(result)
    if result.log.counts:
        yield _issues(result)


def _counted(result: Result) -> Section:
    chosen = result.definition
    rows = [
        ("reports read", f"{result.reports:,}"),
        ("no report: did not parse", f"{result.refused:,}"),
        ("reports without an exam", f"{result.without_exam:,}"),
        (f"{chosen.unit}s found", f"{result.cells.total + sum(result.excluded.values()):,}"),
        *((f"out: {_words(name)}", f"{n:,}") for name, n in result.excluded.items()),
        (f"{chosen.unit}s counted", f"{result.cells.total:,}"),
        *((f"in no 2x2 table: {_words(name)}", f"{n:,}") for name, n in result.outside.items()),
        *((f"category 0: {_reasons(name)}", f"{n:,}") for name, n in result.zero_reasons.items()),
        *((_FLAGS[name], f"{n:,}") for name, n in sorted(result.cells.flags.items())),
    ]
    text = (
        f"Definition set: {chosen.title}. {chosen.note}",
        f"Window: {chosen.window_days} days. Sources: {'; '.join(chosen.source)}.",
        *result.warnings,
    )
    return Section(
        "What was counted", text, (Table("Counts", ("what", "number"), tuple(rows), (1,)),)
    )


_FLAGS = {
    "high_risk": "with a high-risk result (not counted as cancer)",
    "upgraded": "upgraded: later tissue was malignant, the first was not",
    "undated": "with a result or an exam without a date",
    "history": "with results before the exam (history, not used)",
    "late": "with results after the window (not used)",
}


def _measured(result: Result) -> Section:
    tables = []
    for group, counted, found in result.sections():
        pairs = (
            ("cases", counted.exams),
            ("TP", counted.tp),
            ("FP1", counted.fp1),
            ("FP2", counted.fp2),
            ("FP3", counted.fp3),
            ("TN", counted.tn),
            ("FN", counted.fn),
            ("positive, outcome unknown", counted.unknown_positive),
            ("negative, outcome unknown", counted.unknown_negative),
            ("category in neither list", counted.outside),
        )
        rows = tuple((name, f"{n:,}") for name, n in pairs)
        tables.append(Table(f"{group.title}: outcomes", ("outcome", "number"), rows, (1,)))
        shares = tuple((MEASURES[name].label, *share_cells(one)) for name, one in found.items())
        tables.append(Table(f"{group.title}: measures", ("measure", *SHARE_HEAD), shares, (1,)))
    predicted = tuple(_ppv_rows(result))
    caption = "Predictive values with exact 95 % intervals"
    drawn = (forest("ppv", caption, predicted, "PPV of the archive as a whole, then by group"),)
    how = {
        "excluded": "Outcomes that nobody knows are left out.",
        "no_cancer": "Outcomes that nobody knows are counted as no cancer, by choice.",
    }
    text = (how[result.options.unknown.value],)
    shown = drawn if any(row.share for row in predicted) else ()
    return Section("Outcomes and measures", text, tuple(tables), shown)


def _ppv_rows(result: Result) -> Iterator[ForestRow]:
    """Yield the predictive values of the whole, then those of readers and sites."""
    for group, _, found in result.sections():
        shown = [ForestRow(MEASURES[n].label, found[n]) for n in _PPV if n in found and found[n].n]
        if shown:
            yield ForestRow(group.title)
            yield from shown
    for name in ("reader", "site"):
        values = list(result.groups[name].sorted()) if name in result.groups else []
        if not 1 < len(values) <= _MOST_PPV_GROUPS:
            continue
        for group in result.definition.groups:
            of = next((n for n in ("ppv2", "ppv_positive", "ppv1") if n in group.measures), None)
            rows = [
                ForestRow(value, found[of])
                for value, cells in values
                for one, _, found in result.sections(cells)
                if of is not None and one.id == group.id and found[of].n
            ]
            if rows and of is not None:
                yield ForestRow(f"{MEASURES[of].label} by {name}, {group.title.lower()}")
                yield from rows


def _by_groups(result: Result) -> Iterator[Section]:
    for name, groups in result.groups.items():
        values = list(groups.sorted())
        if len(values) < 2:  # noqa: PLR2004 - one value is the whole archive again
            continue
        tables = []
        for group in result.definition.groups:
            names = tuple(one for one in group.measures if one in _SHORT)
            rows = [
                (value, f"{counted.exams:,}", *(_brief(found[one]) for one in names))
                for value, cells in values[:_MOST_GROUPS_SHOWN]
                for of, counted, found in result.sections(cells)
                if of.id == group.id
            ]
            if rows:
                head = (name, "cases", *(MEASURES[one].label for one in names))
                numbers = tuple(range(1, len(head)))
                tables.append(Table(f"{group.title}, by {name}", head, tuple(rows), numbers))
        left = len(values) - _MOST_GROUPS_SHOWN
        text: tuple[str, ...] = (f"{left} more stand in the JSON output.",) if left > 0 else ()
        if name == "reader":
            text += ("An exam of two readers stands under both.",)
        yield Section(f"By {title(name) if '.' in name else name}", text, tuple(tables))


_SHORT = (
    "recall_rate",
    "abnormal_interpretation_rate",
    "cancer_detection_rate",
    "ppv1",
    "ppv2",
    "ppv3",
    "ppv_positive",
    "sensitivity",
    "specificity",
)


def _brief(one: Share) -> str:
    return one.text() if one.value is not None else f"- ({one.k:,}/{one.n:,})"


def _tests(result: Result) -> Section:
    names = {"us": "Seen on ultrasound", "cem": "Enhancing on CEM", "mri": "Enhancing on MRI"}
    head = ("indeterminate counted as", "TP", "FP", "FN", "TN", "sensitivity", "specificity")
    tables = []
    for name, counts in result.tests.items():
        rows = []
        for how, accuracy in counts.side_by_side(result.definition.minimum_cases).items():
            two = accuracy.table
            shares = accuracy.shares
            mark = " (chosen)" if how is result.options.indeterminate else ""
            numbers = (str(n) for n in (two.tp, two.fp, two.fn, two.tn))
            texts = (shares[one].text() for one in ("sensitivity", "specificity", "ppv", "npv"))
            rows.append((how.value + mark, *numbers, *texts))
        columns = (*head, "PPV", "NPV")
        tables.append(Table(names[name], columns, tuple(rows), (1, 2, 3, 4)))
    text = ("All three readings of indeterminate results stand side by side.",)
    return Section("Tests at the site of calcifications", text, tuple(tables))


def _agreement(result: Result) -> Section:
    rows = tuple(
        (f"{one.first} and {one.second}", one.weights.value, str(one.n), str(one.same), one.text())
        for one in result.agreements
    )
    head = ("readings", "weights", "pairs", "same", "kappa (95 % interval)")
    return Section("Agreement", (), (Table("Cohen's kappa", head, rows, (2, 3)),))


def _issues(result: Result) -> Section:
    counts = tuple((code, f"{n:,}") for code, n in sorted(result.log.counts.items()))
    rows = tuple(
        (
            f"{one['file'] or ''}{':' + str(one['line']) if one['line'] else ''}",
            one["report"] or "",
            one["pointer"],
            one["message"],
        )
        for one in result.log.examples
    )
    head = ("file", "report", "where", "what")
    tables = (
        Table("Issues by code", ("code", "number"), counts, (1,)),
        Table("Issues", head, rows),
    )
    text = (f"At most {MOST_EXAMPLES} are shown word for word.",)
    return Section("Issues", text, tables)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _reasons(name: str) -> str:
    stated = (_words(one) if one != "not_stated" else "no reason stated" for one in name.split("+"))
    return " and ".join(stated)
