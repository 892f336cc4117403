"""Laws of answers that are joined of remembered parts: each is that of its own report."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from birads import Report, parse
from birads.acr_criteria import _joined
from birads.acr_criteria._joined import Joined, joined
from birads.acr_criteria._outside import Outside, together
from birads.acr_criteria._pooling import Pooled
from birads.acr_criteria._recommend import recommend, recommend_json, run
from birads.acr_criteria._results import Result
from birads.acr_criteria._subjects import View
from birads.acr_criteria._told import Stands, stands_of
from birads.acr_criteria.compiled import Topic, bundled
from birads.report.view._index import ReportIndex

_CATEGORIES = ("0", "1", "2", "3", "4B", "5", "6")
_WORDS = ("amorphous", "fine_pleomorphic", "round", "skin")
_PLACES = ("grouped", "segmental", "diffuse")
_ACTIONS = ("diagnostic_mammography", "core_biopsy", "routine_screening", "mri")


def drawn(dice: random.Random) -> dict[str, Any]:
    """Return a report of few words, so that its parts come again: two to four calcifications."""
    names = dice.sample([f"n{number}" for number in range(1_000)], 5)
    findings: list[dict[str, Any]] = [
        _finding(names[place], dice) for place in range(dice.randint(2, 4))
    ]
    if dice.random() < 0.2:
        findings.append({"kind": "mg.mass", "id": names[4], "location": {"breast": "left"}})
    dice.shuffle(findings)
    assessments = [
        {"breast": side, "category": dice.choice(_CATEGORIES)}
        for side in ("left", "right", "overall")
        if dice.random() < 0.5
    ]
    document: dict[str, Any] = {
        "edition": "2013",
        "exams": [{"id": "mg", "modality": "mammography", "purpose": "screening"}],
        "findings": findings,
        "assessments": assessments,
    }
    if dice.random() < 0.4:
        action, named = dice.choice(_ACTIONS), dice.choice(([names[0]], names[:2], []))
        document["recommendations"] = [{"action": action} | ({"findings": named} if named else {})]
    if dice.random() < 0.3:
        sex = dice.choice(("female", "male"))
        document["patient"] = {"sex": sex, "age_years": dice.randint(20, 60)}
    if dice.random() < 0.1:
        document["pathology"] = [{"finding": names[0], "result": "benign"}]
    return document


def _finding(name: str, dice: random.Random) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": "mg.calcifications", "id": name, "exam": "mg"}
    side = dice.choice(("left", "right", "bilateral", None))
    if side is not None:
        made["location"] = {"breast": side}
    if dice.random() < 0.9:
        made["morphology"] = [dice.choice(_WORDS)]
    if dice.random() < 0.9:
        made["distribution"] = dice.choice(_PLACES)
    if dice.random() < 0.2:
        made["category"] = dice.choice(_CATEGORIES[1:])
    return made


@pytest.fixture
def topic() -> Topic:
    """Return the topic as if nothing was asked of it before."""
    return attrs.evolve(bundled())


def directly(report: Report, topic: Topic, limit: float | None = None) -> bytes:
    return run(View(ReportIndex(report), limit), topic).workup.to_json()


def reports(count: int) -> Iterator[Report]:
    dice = random.Random(21)
    return (parse(drawn(dice)) for _ in range(count))


def test_what_is_joined_is_the_answer_that_is_made_of_the_report(topic: Topic) -> None:
    found = 0
    for number, report in enumerate(reports(400)):
        limit = 12.0 if number % 10 == 0 else None
        made = directly(report, topic, limit)
        assert recommend_json(report, topic=topic, extensive_mm=limit) == made
        workup = recommend(report, topic=topic, extensive_mm=limit)
        assert workup.to_json() == Result.to_json(workup) == made
        found += joined(report, topic, limit) is not None
    assert found > 100, "hardly anything was joined"


def _wrong(topic: Topic) -> bool:
    """Say whether any answer is not that of its report."""
    answers = ((joined(report, topic, None), report) for report in reports(400) for _ in range(3))
    return any(one is not None and one.json() != directly(report, topic) for one, report in answers)


def test_what_is_left_out_of_a_frame_is_seen(topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show that the law can fail: that tissue was asked for is told of no finding."""

    def deaf(pooled: Pooled, beside: tuple[str, ...]) -> Stands | None:
        stands = stands_of(pooled, beside)
        return None if stands is None else stands._replace(tissue_stated=False)

    assert not _wrong(topic)
    monkeypatch.setattr(_joined, "stands_of", deaf)
    assert _wrong(attrs.evolve(topic))


@pytest.mark.parametrize("left_out", ["diagnosed", "against"])
def test_what_the_rest_reads_of_the_patterns_is_seen(
    topic: Topic, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    """Show that the law can fail: the rest does not hear what the patterns say."""
    silent: dict[str, Any] = {left_out: frozenset()}
    monkeypatch.setattr(_joined, "together", lambda parts: attrs.evolve(together(parts), **silent))
    assert _wrong(topic)


def test_calcifications_that_are_one_picture_are_not_joined(topic: Topic) -> None:
    alike = {
        "kind": "mg.calcifications",
        "location": {"breast": "left"},
        "morphology": ["amorphous"],
        "distribution": "grouped",
    }
    other = alike | {"morphology": ["round"]}

    def answers(second: dict[str, Any]) -> list[object]:
        findings = [alike | {"id": "a"}, second | {"id": "b"}]
        report = parse({"edition": "2013", "findings": findings})
        return [joined(report, topic, None) for _ in range(12)]

    assert isinstance(answers(other)[-1], Joined)
    assert answers(alike)[-1] is None


def test_several_results_are_read_together() -> None:
    one, other = Outside(waits=True), Outside(against=frozenset({"mri"}))
    assert together((one, other)) == Outside(waits=True, against=frozenset({"mri"}))
    assert together(()) == Outside()
