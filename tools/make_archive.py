"""Write the reports of invented women over ten years, one line of JSON each, from a seed.

python tools/make_archive.py 1000 > archive.ndjson
python tools/make_archive.py 1000 --seed 7 --episodes > archive.ndjson
python tools/make_archive.py 1000 --gaps > archive.ndjson

Each woman is screened every year or two; some are recalled, worked up, followed or sampled, and
some never come back. Rates are invented: they try every way through the archive, and say nothing
about women. With ``--gaps`` some reports lack what joins them: the key, a day, the lesion, or the
report that they replace.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
from collections.abc import Iterator
from typing import Any

__all__ = ["woman", "women"]

_START = dt.date(2014, 1, 1)
_SIDES = ("left", "right")
_NEEDLES = ("core_biopsy", "vacuum_assisted_biopsy", "fine_needle_aspiration")
_RESULTS = (
    "fibroadenoma", "benign", "sclerosing_adenosis", "atypical_ductal_hyperplasia", "papilloma",
    "ductal_carcinoma_in_situ", "invasive_ductal_carcinoma", "non_diagnostic", "other",
)  # fmt: skip
_DIFFERENT = dt.timedelta(days=30)


class _Woman:
    """Make the reports of one woman, one after the other."""

    def __init__(self, number: int, seed: int, *, episodes: bool) -> None:
        self.key = f"w{number:07d}"
        self.draw = random.Random(f"{seed}-{number}")  # noqa: S311 - no secret
        self.episodes = episodes
        self.reports: list[dict[str, Any]] = []
        self.episode = 0

    def chance(self, percent: int) -> bool:
        """Return true so often."""
        return self.draw.randrange(100) < percent

    def report(self, day: dt.date, **members: Any) -> dict[str, Any]:
        made: dict[str, Any] = {
            "edition": "2013",
            "id": f"{self.key}-{len(self.reports) + 1}",
            "status": "final",
            "patient_key": self.key,
            "issued": f"{day.isoformat()}T12:00:00+00:00",
            **members,
        }
        if self.episodes:
            made["episode"] = f"{self.key}-e{self.episode}"
        self.reports.append(made)
        if self.chance(3):
            self.amend(made)
        return made

    def amend(self, made: dict[str, Any]) -> None:
        """Add a later version that says the same and has an addendum."""
        issued = made["issued"].replace("T12", "T18")
        later = {**made, "id": f"{made['id']}a", "status": "amended", "replaces": made["id"]}
        self.reports.append({**later, "issued": issued, "addenda": [{"text": "Compared."}]})

    def exam(self, day: dt.date, purpose: str, modality: str = "mammography") -> dict[str, Any]:
        return {"id": "exam", "modality": modality, "purpose": purpose, "date": day.isoformat()}

    def finding(self, side: str, name: str, **more: Any) -> dict[str, Any]:
        kind = "mg.calcifications" if hash_free(name) % 2 else "mg.mass"
        made = {"id": "f1", "kind": kind, "exam": "exam", "location": {"breast": side}}
        return {**made, "tracking_uid": f"{self.key}.{name}", **more}

    def screening(self, day: dt.date) -> dt.date:
        """Screen once and go as far as this woman goes; return the day of the last report."""
        self.episode += 1
        side = self.draw.choice(_SIDES)
        other = _SIDES[side == "left"]
        recalled = self.chance(12)
        self.report(
            day,
            exams=[self.exam(day, "screening")],
            assessments=[
                {"breast": side, "exam": "exam", "category": "0" if recalled else "1"},
                {"breast": other, "exam": "exam", "category": self.draw.choice("12")},
            ],
        )
        if not recalled and self.chance(2):  # she comes with a lump before the next round
            return self.workup(day + dt.timedelta(days=self.draw.randrange(90, 330)), side)
        if not recalled or self.chance(10):
            return day
        return self.workup(day + dt.timedelta(days=self.draw.randrange(3, 80)), side)

    def workup(self, day: dt.date, side: str) -> dt.date:
        name = f"l{self.episode}"
        category = self.draw.choice(["1", "2", "2", "3", "3", "4A", "4B", "4C", "5"])
        by_finding = category not in "12" and self.chance(80)
        members: dict[str, Any] = {"exams": [self.exam(day, "diagnostic")]}
        if by_finding:
            members["findings"] = [self.finding(side, name, category=category)]
        members["assessments"] = [{"breast": side, "exam": "exam", "category": category}]
        self.report(day, **members)
        if category == "3":
            return self.follow(day, side, name)
        return day if category in "12" else self.sample(day, side, name, by_finding)

    def follow(self, day: dt.date, side: str, name: str) -> dt.date:
        for months in (6, 6, 12):
            if self.chance(20):
                return day
            day += dt.timedelta(days=30 * months + self.draw.randrange(-20, 40))
            category = self.draw.choice(["2", "3", "3", "3", "4A"])
            self.report(
                day,
                exams=[self.exam(day, "short_interval_follow_up")],
                findings=[self.finding(side, name, category=category, change="stable")],
            )
            if category == "2":
                return day
            if category == "4A":
                return self.sample(day, side, name, by_finding=True)
        return day

    def sample(self, day: dt.date, side: str, name: str, by_finding: bool) -> dt.date:
        if self.chance(12):
            return day
        day += dt.timedelta(days=self.draw.randrange(2, 90))
        result = self.draw.choice(_RESULTS)
        taken: dict[str, Any] = {
            "date": day.isoformat(),
            "procedure": self.draw.choice(_NEEDLES),
            "result": result,
        }
        if self.chance(60):
            taken["concordance"] = self.draw.choice(["concordant", "concordant", "discordant"])
        if by_finding:
            finding = {k: v for k, v in self.finding(side, name).items() if k != "exam"}
            self.report(day, findings=[finding], pathology=[{"finding": "f1", **taken}])
        else:
            self.report(day, pathology=[{"breast": side, **taken}])
        if result.endswith(("carcinoma", "in_situ", "hyperplasia")) and self.chance(80):
            day += dt.timedelta(days=self.draw.randrange(10, 60))
            excised = {**taken, "date": day.isoformat(), "procedure": "surgical_excision"}
            excised.pop("concordance", None)
            self.report(day, pathology=[{"breast": side, **excised}])
        return day


def hash_free(text: str) -> int:
    """Return a number of a text that is the same in every run."""
    return sum(text.encode())


def woman(number: int, seed: int = 1, *, episodes: bool = False, years: int = 10) -> list[Any]:
    """Return the reports of one woman as plain values, in the order in which they were issued."""
    made = _Woman(number, seed, episodes=episodes)
    day = _START + dt.timedelta(days=made.draw.randrange(365))
    end = _START + dt.timedelta(days=365 * years)
    while day < end:
        last = made.screening(day)
        day = max(day, last) + dt.timedelta(days=made.draw.choice([365, 365, 730]))
        day += dt.timedelta(days=made.draw.randrange(-_DIFFERENT.days, _DIFFERENT.days))
    return made.reports


def _undated(report: dict[str, Any], _: random.Random) -> None:
    for part in (*report.get("exams", ()), *report.get("pathology", ())):
        part.pop("date", None)


def _unnamed(report: dict[str, Any], _: random.Random) -> None:
    for finding in report.get("findings", ()):
        finding.pop("tracking_uid", None)


def _placeless(report: dict[str, Any], _: random.Random) -> None:
    for finding in report.get("findings", ()):
        finding.pop("location", None)  # a version shares its findings with the next


def _astray(report: dict[str, Any], _: random.Random) -> None:
    for taken in report.get("pathology", ()):
        taken["finding"] = "not-there"


def _replacing(report: dict[str, Any], _: random.Random) -> None:
    report.update(replaces=f"{report['id']}-lost", status="corrected")


def _unsettled(report: dict[str, Any], draw: random.Random) -> None:
    report["status"] = draw.choice(("preliminary", "cancelled", "entered_in_error"))


_GAPS = (
    lambda report, _: report.pop("patient_key"),
    lambda report, _: report.pop("issued"),
    _undated,
    _unnamed,
    _placeless,
    _astray,
    _replacing,
    _unsettled,
)
"""What an archive lacks, or names and does not have; each is met in one report of a hundred."""


def women(
    count: int, seed: int = 1, *, episodes: bool = False, gaps: bool = False
) -> Iterator[bytes]:
    """Yield the lines of so many women: those of one year stand together, not those of one woman.

    Women are made in groups of 10,000, which bounds the memory.
    """
    for start in range(0, count, 10_000):
        group = [
            report
            for number in range(start, min(start + 10_000, count))
            for report in woman(number, seed, episodes=episodes)
        ]
        group.sort(key=lambda report: (report["issued"], report["id"]))
        if gaps:
            draw = random.Random(f"{seed}-gaps-{start}")  # noqa: S311 - no secret
            for report in group:
                number = draw.randrange(100)
                if number < len(_GAPS):
                    _GAPS[number](report, draw)
        for report in group:
            yield json.dumps(report, separators=(",", ":")).encode() + b"\n"


def main() -> None:
    """Write the archive to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("women", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--episodes", action="store_true", help="state the episode of each report")
    parser.add_argument("--gaps", action="store_true", help="take away what joins some reports")
    chosen = parser.parse_args()
    more = {"episodes": chosen.episodes, "gaps": chosen.gaps}
    for line in women(chosen.women, chosen.seed, **more):
        sys.stdout.buffer.write(line)


if __name__ == "__main__":
    main()
