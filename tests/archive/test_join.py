"""How reports become episodes, and that an audit counts each woman, exam and lesion once."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from birads import Report, check, parse
from birads.archive import Episode, Joined, join
from birads.archive._rules import apart, joins
from birads.audit import Audit
from tests.archive.archive_reports import exam, made, report, spoilt

SCREEN = exam("e", "screening", "2024-01-10")
WORKUP = exam("e", "diagnostic", "2024-02-10")
MASS = {"kind": "mg.mass", "id": "m", "location": {"breast": "left"}}


def recall(**more: Any) -> Report:
    read = {"breast": "left", "exam": "e", "category": "0"}
    return report(id="r1", exams=[SCREEN], assessments=[read], **more)


def workup(**more: Any) -> Report:
    four = {**MASS, "exam": "e", "category": "4B"}
    return report(id="r2", exams=[WORKUP], findings=[four], **more)


def tissue(**more: Any) -> Report:
    taken = {"breast": "left", "date": "2024-03-01", "result": "malignant"}
    return report(id="r3", pathology=[taken], **more)


def joined(*reports: Report) -> tuple[list[Episode], Joined]:
    counts = Joined()
    return list(join(reports, counts)), counts


def test_a_recall_its_workup_and_its_tissue_are_one_episode() -> None:
    (episode,), counts = joined(tissue(), recall(), workup())
    assert (episode.kind, episode.id) == ("screening", "r1")
    assert episode.members == (
        {"report": "r1", "role": "screening", "rule": None},
        {"report": "r2", "role": "diagnostic", "rule": "workup_of_breast"},
        {"report": "r3", "role": "biopsy", "rule": "workup_of_breast"},
    )
    assert [one.id for one in episode.report.exams] == ["e~1", "e~2"]
    assert episode.report.assessments[0].exam == "e~1"
    assert episode.report.findings[0].exam == "e~2"
    assert counts.joined["workup_of_breast"] == 2
    assert not +counts.apart


def test_a_stated_episode_is_joined_by_that_alone() -> None:
    found, _ = joined(recall(episode="a"), workup(episode="b"), tissue(episode="b"))
    assert [[m["report"] for m in one.members] for one in found] == [["r1"], ["r2", "r3"]]
    assert found[1].members[1]["rule"] == "stated_episode"


def test_a_workup_after_a_year_or_of_the_other_breast_is_its_own_episode() -> None:
    late = workup().with_exam("e", date="2025-03-10")
    other = (
        workup().with_exam("e", laterality="right").with_finding("m", location={"breast": "right"})
    )
    for second in (late, other):
        assert len(joined(recall(), second)[0]) == 2


def test_the_next_screening_exam_begins_an_episode() -> None:
    again = recall().replace(id="r9").with_exam("e", date="2024-11-01")
    assert len(joined(recall(), again)[0]) == 2


def test_a_report_without_a_key_is_joined_with_nothing_but_what_it_replaces() -> None:
    alone = workup().replace(patient_key=None)
    found, counts = joined(recall(), alone)
    assert len(found) == 2
    assert counts.apart["patient_key_missing"] == 1
    later = alone.replace(id="r2a", replaces="r2", status="amended")
    found, counts = joined(alone, later)
    assert [one.id for one in found] == ["r2a"]
    assert counts.joined["replaces"] == 1


@pytest.mark.parametrize(
    ("reports", "standing", "reason"),
    [
        (lambda: [recall(replaces="r0")], 1, "replaced_report_missing"),
        (lambda: [recall(replaces="r2"), workup(replaces="r1")], 2, "replaces_circle"),
        (lambda: [recall(), workup(replaces="r1", status="cancelled")], 1, "replaced_by_void"),
        (
            lambda: [recall(status="final"), workup(replaces="r1", status="preliminary")],
            2,
            "replaced_by_preliminary",
        ),
        (lambda: [recall(), workup().replace(id="r1")], 2, "id_repeats"),
    ],
)
def test_what_is_not_replaced_stands_and_is_counted_by_reason(
    reports: Any, standing: int, reason: str
) -> None:
    _, counts = joined(*reports())
    assert counts.standing == standing
    assert counts.apart[reason]
    assert reason in apart()


def test_a_later_version_of_one_id_takes_the_place_of_the_earlier() -> None:
    first = recall(issued="2024-01-11T08:00:00+01:00", status="final")
    later = first.replace(issued="2024-01-11T08:30:00+02:00", status="amended")
    _, counts = joined(first, later)
    # 08:30 at +02:00 is before 08:00 at +01:00, so the final one is the later: both stand.
    assert (counts.standing, counts.apart["id_repeats"]) == (2, 1)
    later = first.replace(issued="2024-01-12T08:30:00+02:00", status="amended")
    _, counts = joined(first, later)
    assert (counts.standing, counts.joined["later_version"]) == (1, 1)


def test_a_result_that_names_a_finding_of_another_report_is_of_that_finding() -> None:
    named = {"finding": "m", "date": "2024-03-01", "result": "malignant"}
    (episode,), counts = joined(workup(), report(id="r3", pathology=[named]))
    assert counts.joined["named_finding"] == 1
    assert episode.report.pathology[0].finding == episode.report.findings[0].id
    assert not [i for i in check(episode.report) if i.severity == "error"]


def test_one_study_in_two_reports_is_one_exam() -> None:
    first = recall().with_exam("e", study_instance_uid="1.2.3")
    second = tissue().replace(exams=first.exams)
    (episode,), counts = joined(
        first.replace(episode="x"), second.replace(episode="x", findings=[])
    )
    assert len(episode.report.exams) == 1
    assert counts.joined["same_study"] == 1


def test_editions_are_not_mixed_and_results_speak_none() -> None:
    new = parse({**workup().to_dict(), "edition": "2025", "episode": "x"})
    found, counts = joined(recall(episode="x"), new, tissue(episode="x"))
    assert [one.report.edition for one in found] == ["2013", "2025"]
    assert counts.apart["editions_differ"] == 1


@pytest.mark.parametrize("seed", range(20))
def test_order_never_matters_and_every_report_is_accounted_for(seed: int) -> None:
    draw = random.Random(seed)
    reports = spoilt(made(seed, seed) + made(seed + 90, seed), draw)
    found, counts = joined(*map(parse, reports))
    draw.shuffle(reports)
    again, counted = joined(*map(parse, reports))
    assert again == found
    assert counted == counts
    assert counts.reports == len(reports) == counts.standing + counts.replaced + counts.void
    assert sum(len(one.members) for one in found) == counts.standing
    assert set(+counts.joined) <= set(joins())
    assert set(+counts.apart) <= set(apart())


@pytest.mark.parametrize("seed", range(20))
def test_nothing_that_stands_is_lost_and_nothing_points_nowhere(seed: int) -> None:
    reports = [parse(one) for one in made(seed, seed)]
    found, _ = joined(*reports)
    replaced = {one.replaces for one in reports}
    standing = [one for one in reports if one.id not in replaced]
    for section in ("exams", "findings", "assessments", "recommendations"):
        count = sum(len(getattr(one, section)) for one in standing)
        assert sum(len(getattr(one.report, section)) for one in found) == count
    own = Counter(r.date for one in standing for r in one.pathology)
    assert Counter(r.date for one in found for r in one.report.pathology) >= own
    for one in found:
        assert not [i for i in check(one.report) if i.code.startswith(("unknown_", "dangling"))]
        assert parse(one.report.to_json()) == one.report


def test_joining_what_was_joined_changes_nothing() -> None:
    reports = [parse(one) for seed in range(20) for one in made(seed, seed)]
    first = [one.report for one in join(reports)]
    assert [one.report for one in join(first)] == first


def test_the_audit_counts_an_amended_report_and_a_lesion_once() -> None:
    amended = workup(status="amended", replaces="r2").replace(id="r2a")
    seen = {**MASS, "lesion": "L"}
    results = report(id="r4", findings=[seen], pathology=[
        {"finding": "m", "date": "2024-03-01", "result": "malignant"}
    ])  # fmt: skip
    again = amended.with_finding("m", lesion="L")
    run = Audit("study-2018")
    for one in join([recall(), workup(), again, results]):
        run.add(one.report)
    result = run.result()
    (group,) = [outcomes for group, outcomes, _ in result.sections() if outcomes.tp]
    assert group.tp == 1


def test_the_command_feeds_the_audit(tmp_path: Path) -> None:
    file, summary = tmp_path / "a.ndjson", tmp_path / "s.json"
    lines = [one.to_json() for one in (tissue(), workup(), recall())]
    file.write_bytes(b"\n".join([*lines, b'{"edition": 5}']) + b"\n")
    run = [sys.executable, "-m", "birads"]
    done = subprocess.run(
        [*run, "join", str(file), "--summary", str(summary)], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"a.ndjson:4: not a report" in done.stderr
    told = json.loads(summary.read_bytes())
    assert (told["reports"], told["episodes"], told["refused"]) == (3, 1, 1)
    assert told["joined"][0]["reason"]
    audit = subprocess.run(
        [*run, "audit", "-", "--format", "json"], input=done.stdout, capture_output=True, check=True
    )
    assert json.loads(audit.stdout)["reports"] == 1
    text = subprocess.run(
        [*run, "join", str(file), "--format", "text"], capture_output=True, check=False
    )
    assert b"r2: diagnostic, joined by workup_of_breast" in text.stdout
