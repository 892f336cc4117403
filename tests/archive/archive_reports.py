"""Write reports of one woman in few words, and archives that were spoilt on purpose."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import sys
from pathlib import Path
from typing import Any

from birads import Report, parse

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from make_archive import woman, women

__all__ = ["TODAY", "exam", "made", "report", "shifted", "spoilt", "women"]

TODAY = dt.date(2024, 6, 1)
_DAY = re.compile(r'(?<=")\d{4}-\d{2}-\d{2}(?=["T])')


def report(**members: Any) -> Report:
    """Return a report of the woman p1."""
    return parse({"edition": "2013", "patient_key": "p1", **members})


def exam(name: str, purpose: str, day: str | None, modality: str = "mammography") -> dict[str, Any]:
    """Return an exam of both breasts."""
    made = {"id": name, "modality": modality, "purpose": purpose, "laterality": "bilateral"}
    return made if day is None else {**made, "date": day}


def made(number: int, seed: int) -> list[dict[str, Any]]:
    """Return the reports of one invented woman."""
    return list(woman(number, seed))


def spoilt(reports: list[dict[str, Any]], draw: random.Random) -> list[dict[str, Any]]:
    """Return reports from which something was taken away, as archives are."""
    out = []
    for each in reports:
        copy = json.loads(json.dumps(each))
        for exam_ in copy.get("exams", ()):
            if draw.random() < 0.1:
                exam_.pop("date", None)
        for taken in copy.get("pathology", ()):
            if draw.random() < 0.1:
                taken.pop("date", None)
        for finding in copy.get("findings", ()):
            if draw.random() < 0.2:
                finding.pop("tracking_uid", None)
        if draw.random() < 0.1:
            copy.pop("issued", None)
        if draw.random() < 0.05:
            copy["status"] = draw.choice(["preliminary", "cancelled", "entered_in_error"])
        out.append(copy)
    return out


def shifted(data: dict[str, Any], days: int) -> dict[str, Any]:
    """Return a report whose dates all lie so many days later."""

    def later(found: re.Match[str]) -> str:
        return str(dt.date.fromisoformat(found[0]) + dt.timedelta(days=days))

    moved: dict[str, Any] = json.loads(_DAY.sub(later, json.dumps(data)))
    return moved
