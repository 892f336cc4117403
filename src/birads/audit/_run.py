"""Audit a stream of reports in bounded memory.

``Audit.add`` counts one report and forgets it; ``Audit.result`` says what the counts mean. The
memory depends on how many words, readers, sites and periods there are, never on how many reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b

from birads.audit._accuracy import Indeterminate, TestCounts
from birads.audit._case import Case, Look
from birads.audit._cases import cases
from birads.audit._counts import Cell, Cells, Groups, IssueLog, cell_of
from birads.audit._definitions import Definition, definition
from birads.audit._evidence import Evidence
from birads.audit._followed import Truth
from birads.audit._measures import Unknown
from birads.audit._readings import Readings
from birads.audit._result import Options, Result
from birads.audit._words import PAIRS, TESTS, counted_as, tested
from birads.issue import BiradsError, InvalidReport, Issue, Severity
from birads.report.report import Report

__all__ = ["DIMENSIONS", "MOST_IDS", "Audit", "UnknownDimension", "audit"]

DIMENSIONS = ("reader", "site", "modality", "period", "purpose", "category", "breast")
_PERIODS = ("year", "quarter", "month")
NOT_STATED = "(not stated)"
MOST_IDS = 200_000
"""How many ids of reports are remembered, to say which come again."""

_LONGEST_NAME = 120


class UnknownDimension(BiradsError, ValueError):
    """Cases cannot be grouped by this; the message lists what they can be grouped by."""


class Audit:
    """Count reports by a definition set."""

    def __init__(  # noqa: PLR0913 - the choices of an audit
        self,
        chosen: Definition | str = "acr-basic",
        *,
        by: Iterable[str] = ("reader", "site", "modality", "period"),
        site: Callable[[Report], str | None] | str | None = None,
        period: str = "year",
        indeterminate: Indeterminate | str = Indeterminate.EXCLUDED,
        unknown: Unknown | str = Unknown.EXCLUDED,
        pairs: Iterable[tuple[str, str]] = PAIRS,
        on_case: Callable[[Case], None] | None = None,
    ) -> None:
        """Choose the definition set, the groups and how doubtful things are read.

        ``site`` is a function of the report, or the key of an extension of it or of an exam.
        ``by`` names dimensions or axes of the lexicon. ``on_case`` sees every case.

        Raises:
            UnknownDefinition: No definition set has that name.
            UnknownDimension: ``by`` or ``period`` names something that cases do not have.
        """
        self.chosen = definition(chosen) if isinstance(chosen, str) else chosen
        self.options = Options(
            by=tuple(dict.fromkeys(map(_dimension, by))),
            period=period,
            indeterminate=Indeterminate(indeterminate),
            unknown=Unknown(unknown),
        )
        _check(self.chosen, self.options)
        self._site = _by_extension(site) if isinstance(site, str) else site
        self._on_case = on_case
        self.reports = self.refused = self.without_exam = self.replacing = self.clustered = 0
        self.excluded: Counter[str] = Counter()
        self.outside: Counter[str] = Counter()
        self.zero_reasons: Counter[str] = Counter()
        self._ids: set[bytes] = set()
        self.cells = Cells()
        self.groups = {name: Groups() for name in self.options.by}
        self.evidence = Evidence(tuple(pairs), self.chosen.minimum_cases)
        self.tests: Counter[tuple[str, bool | None, bool]] = Counter()
        self.readings = Readings(self.chosen.minimum_cases)
        self.log = IssueLog()

    def add(self, report: Report, *, file: str | None = None, line: int | None = None) -> None:
        """Count one report."""
        self.take(self.look(report), file=file, line=line)

    def look(self, report: Report) -> Look:
        """Return what is to be counted of a report, and count nothing."""
        site = self._site(report) if self._site is not None else None
        read = cases(report, self.chosen, _name(site))
        return Look(report.id, not report.exams, report.replaces is not None, read)

    def take(self, look: Look, *, file: str | None = None, line: int | None = None) -> None:
        """Count what ``look`` saw, here or in another process."""
        self.reports += 1
        self._repeats(look.id, file, line)
        self.without_exam += look.without_exam
        self.replacing += look.replacing
        read = look.read
        for issue in read.issues:
            self.log.add(issue, file, line, look.id)
        lesions = sum(case.unit == "lesion" and case.excluded is None for case in read.cases)
        self.clustered += lesions > 1
        for case in read.cases:
            self._count(case)
            if self._on_case is not None:
                self._on_case(case)

    def _repeats(self, name: str | None, file: str | None, line: int | None) -> None:
        """Say where the id of a report was seen before; what is remembered is bounded."""
        if name is None:
            return
        key = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._ids:
            message = f"A report with the id {name[:80]!r} was counted before; both count."
            self.log.add(
                Issue("report_id_repeats", Severity.WARNING, "/id", message), file, line, name
            )
        elif len(self._ids) < MOST_IDS:
            self._ids.add(key)
        else:
            self._limit(
                "too_many_reports_to_compare",
                f"Ids are compared with those of the first {MOST_IDS:,} reports only.",
            )

    def refuse(self, error: InvalidReport, *, file: str | None, line: int | None) -> None:
        """Count a document that is no report, and keep what is wrong with it."""
        self.reports += 1
        self.refused += 1
        for issue in error.issues:
            self.log.add(issue, file, line, None)

    def _count(self, case: Case) -> None:
        ours = case.unit == self.chosen.unit
        if case.excluded is not None:
            self.excluded[case.excluded] += ours
            return
        if ours:
            cell = self.cells.same(cell_of(case))
            self.cells.add(case, cell)
            if case.reason is not None:
                self.zero_reasons[case.reason] += 1
            if case.decision not in ("positive", "negative"):
                self.outside[case.decision] += 1
            self._group(case, cell)
        if case.unit == "lesion":
            self.evidence.add(case)
            self._test(case)
            for member in case.members or (case,):
                self.readings.add(member)

    def _group(self, case: Case, cell: Cell) -> None:
        for name, groups in self.groups.items():
            groups.add(self._values(name, case), case, cell)

    def _values(self, name: str, case: Case) -> tuple[str, ...]:
        if name == "reader":
            names = tuple(dict.fromkeys(reader[:_LONGEST_NAME] for reader in case.readers))
            return names or (NOT_STATED,)
        value: str | None
        if name == "period":
            value = _period(case, self.options.period)
        elif name in DIMENSIONS:
            value = getattr(case, name)
        else:
            value = next((counted_as(word) for axis, word in case.words if axis == name), None)
        return (str(value) if value is not None else NOT_STATED,)

    def _test(self, case: Case) -> None:
        truth = case.followed.truth
        if truth is Truth.UNKNOWN:
            return
        words = dict(case.words)
        for name, axis in TESTS.items():
            if axis in words:
                self.tests[name, tested(words[axis]), truth is Truth.CANCER] += 1

    def result(self) -> Result:
        """Return what the counts mean so far; counting may go on."""
        if self.replacing:
            self._limit(
                "replacements_not_joined",
                f"{self.replacing} reports replace another. Where the archive holds both, an exam "
                "is counted twice: give only the last version, as birads join does.",
            )
        for name, groups in self.groups.items():
            if groups.overflowed:
                self._limit(
                    "too_many_groups",
                    f"There are more values of {name} than can be told apart; the further ones "
                    "share one row.",
                )
        if self.readings.overflowed:
            self._limit(
                "too_many_tracked_lesions",
                "More lesions carry a tracking id than can be remembered; agreement of readers "
                "counts only the first of them.",
            )
        return _result(self)

    def _limit(self, code: str, message: str) -> None:
        if code not in self.log.counts:
            self.log.add(Issue(code, Severity.INFORMATION, "", message), None, None, None)


def _result(run: Audit) -> Result:
    return Result(
        definition=run.chosen,
        options=run.options,
        reports=run.reports,
        refused=run.refused,
        without_exam=run.without_exam,
        clustered=run.clustered,
        excluded=dict(sorted((k, v) for k, v in run.excluded.items() if v)),
        outside=dict(sorted(run.outside.items())),
        zero_reasons=dict(sorted(run.zero_reasons.items())),
        cells=run.cells,
        groups=run.groups,
        evidence=run.evidence,
        tests={name: _test(run, name) for name in dict.fromkeys(key[0] for key in run.tests)},
        agreements=tuple(run.readings.agreements()),
        log=run.log,
    )


def _test(run: Audit, name: str) -> TestCounts:
    at = run.tests
    return TestCounts(
        malignant_positive=at[name, True, True],
        malignant_negative=at[name, False, True],
        malignant_indeterminate=at[name, None, True],
        benign_positive=at[name, True, False],
        benign_negative=at[name, False, False],
        benign_indeterminate=at[name, None, False],
    )


def audit(reports: Iterable[Report], chosen: Definition | str = "acr-basic") -> Result:
    """Audit reports by a definition set, with the usual choices."""
    run = Audit(chosen)
    for report in reports:
        run.add(report)
    return run.result()


def _check(chosen: Definition, options: Options) -> None:
    if options.period not in _PERIODS:
        raise UnknownDimension(f"A period is {', '.join(_PERIODS)}, not {options.period!r}")
    axes = [name for name in options.by if name not in DIMENSIONS]
    if axes and chosen.unit != "lesion":
        raise UnknownDimension(
            f"{chosen.id!r} counts exams, which have no {axes[0]}; 'study-2018' counts lesions"
        )


def _dimension(name: str) -> str:
    from birads.lexicon._axes import AXES

    if name in DIMENSIONS or name in AXES:
        return name
    known = ", ".join(DIMENSIONS)
    raise UnknownDimension(f"No cases are grouped by {name!r}: {known}, or an axis of the lexicon")


def _period(case: Case, period: str) -> str | None:
    if case.date is None:
        return None
    year, month = case.date.year, case.date.month
    if period == "year":
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if period == "month" else f"{year:04d}-Q{(month + 2) // 3}"


def _by_extension(key: str) -> Callable[[Report], str | None]:
    def site(report: Report) -> str | None:
        for holder in (report, *report.exams):
            value = (holder.extensions or {}).get(key)
            if isinstance(value, str | int) and not isinstance(value, bool):
                return str(value)
        return None

    return site


def _name(site: str | None) -> str | None:
    return site[:_LONGEST_NAME] if site is not None else None
