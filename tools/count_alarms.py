"""Count what the checks say of public tables, so that two versions of them can be compared.

    python tools/count_alarms.py cbis-ddsm=calc.csv cdd-cesm=sheet.csv [--json]

Each table is imported in memory. For each it counts the reports, those with a warning or an error,
those with an issue that crosses the line between 0-3 and 4-6, and the reports per code.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from birads.checks import check
from birads.issue import Severity
from birads.report.report import Report

FORMATS = {
    "cbis-ddsm": "birads.interop.cbis_ddsm",
    "breast-lesions-usg": "birads.interop.breast_lesions_usg",
    "cdd-cesm": "birads.interop.cdd_cesm",
}


def counted(reports: Iterable[Report]) -> dict[str, Any]:
    """Return how many reports have a warning, a crossing issue, and each code of these."""
    numbers: Counter[str] = Counter(reports=0, warned=0, crossing=0)
    codes: Counter[str] = Counter()
    crossing: Counter[str] = Counter()
    for report in reports:
        issues = [issue for issue in check(report) if issue.severity is not Severity.INFORMATION]
        numbers["reports"] += 1
        numbers["warned"] += bool(issues)
        numbers["crossing"] += any(issue.crosses for issue in issues)
        codes.update({issue.code for issue in issues})
        crossing.update({issue.code for issue in issues if issue.crosses})
    return {
        **numbers,
        "codes": dict(codes.most_common()),
        "crossing codes": dict(crossing.most_common()),
    }


def imported(table: str) -> tuple[str, tuple[Report, ...]]:
    """Return the reports of a table, which is written as ``format=file``."""
    form, _, name = table.partition("=")
    if form not in FORMATS:
        raise SystemExit(f"{form!r} is none of {', '.join(FORMATS)}: write format=file")
    path = Path(name)
    with path.open("rb") as file:
        return f"{form} {path.name}", import_module(FORMATS[form]).read(file).reports


def main() -> None:
    """Count the tables that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="+", metavar="FORMAT=FILE")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    options = parser.parse_args()
    found = {name: counted(reports) for name, reports in map(imported, options.tables)}
    if options.json:
        print(json.dumps(found))
        return
    for name, numbers in found.items():
        reports = numbers["reports"]
        print(f"{name}: {reports} reports, {numbers['warned']} with a warning or an error,")
        print(f"    {numbers['crossing']} with one that crosses the line between 0-3 and 4-6")
        for code, number in numbers["codes"].items():
            mark = " (crosses)" if code in numbers["crossing codes"] else ""
            print(f"    {number:5} {code}{mark}")


if __name__ == "__main__":
    main()
