"""Edit every cell of the bundled topic once, and see whether the proofs notice.

Run ``python tools/mutate_topic.py``. Each edit is made in memory; the judge is what the tests of
the project hold without any file beside it: that the topic loads, the hand-typed copy of the
table, and the second decision written by hand from the rules' text (``tests/criteria``).
Exit status 1 where an edit goes unnoticed. Prose (titles, texts, sources, reasons why) is not
edited: no proof can hold it, a radiologist reads it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "criteria"))

import independent as held  # noqa: E402 - beside the tests

from birads.acr_criteria import Facts, Topic, bundled, compile_topic, match  # noqa: E402
from birads.acr_criteria._space import answers_of, points  # noqa: E402
from birads.acr_criteria._topic import TopicFile  # noqa: E402
from birads.issue import InvalidTopic  # noqa: E402
from birads.lexicon.mammography import CalcMorphology  # noqa: E402

Tree = dict[str, Any]
Edit = Callable[[Tree], None]
Mutant = tuple[str, str, Tree]
TOPIC = ROOT / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
PROSE = {"title", "text", "why", "source", "note", "id", "where", "rows"}


def mutants(tree: Tree) -> Iterator[Mutant]:
    """Yield a kind, a name and a tree for every edit."""
    for kind, name, edit in edits(tree):
        yield kind, name, made(tree, edit)


def edits(tree: Tree) -> list[tuple[str, str, Edit]]:
    """Return a kind, a name and an edit for every cell."""
    return [*_variants(tree), *_rows(tree), *_tables(tree)]


def made(tree: Tree, edit: Edit) -> Tree:
    """Return an edited copy of a tree."""
    changed = deepcopy(tree)
    edit(changed)
    return changed


def _set(path: list[str | int], value: object) -> Edit:
    def edit(tree: Any) -> None:
        for part in path[:-1]:
            tree = tree[part]
        tree[path[-1]] = value

    return edit


def _drop(path: list[str | int]) -> Edit:
    def edit(tree: Any) -> None:
        for part in path[:-1]:
            tree = tree[part]
        del tree[path[-1]]

    return edit


def _variants(tree: Tree) -> Iterator[tuple[str, str, Edit]]:
    codes = [condition["id"] for condition in tree["condition"]]
    for n, variant in enumerate(tree["variant"]):
        name = f"V{variant['number']}"
        for procedure, rating in variant["ratings"].items():
            for other in {max(1, rating - 1), min(9, rating + 1), 10 - rating} - {rating}:
                path = ["variant", n, "ratings", procedure]
                yield "rating", f"{name}.{procedure} {rating}->{other}", _set(path, other)
        for procedure in variant["ratings"]:
            own = variant.get("conditions", {}).get(procedure)
            for code in codes:
                if code != own:
                    yield "condition", f"{name}.{procedure}={code}", _condition(n, procedure, code)
            if own:
                path = ["variant", n, "conditions", procedure]
                yield "condition", f"{name}.{procedure} dropped", _drop(path)
        if "technique" in variant:
            yield "technique", f"{name}.technique", _drop(["variant", n, "technique"])
        yield from _when(["variant", n, "when"], name, variant["when"])


def _condition(n: int, procedure: str, code: str) -> Edit:
    def edit(tree: Tree) -> None:
        tree["variant"][n].setdefault("conditions", {})[procedure] = code

    return edit


def _rows(tree: Tree) -> Iterator[tuple[str, str, Edit]]:
    numbers = [variant["number"] for variant in tree["variant"]]
    for table in ("nearest", "no_match"):
        for n, row in enumerate(tree[table]):
            name, place = row["id"], [table, n]
            for number in numbers if table == "nearest" else ():
                if number != row["variant"]:
                    yield "chosen", f"{name}->V{number}", _set([*place, "variant"], number)
            if table == "nearest":
                other_way = not row.get("one_sided_views", False)
                yield "one side", f"{name}.one_sided", _set([*place, "one_sided_views"], other_way)
            had = row.get("candidates", [])
            for number in numbers:
                other = [c for c in had if c != number] if number in had else sorted([*had, number])
                yield (
                    "candidates",
                    f"{name}.candidates {other}",
                    _set([*place, "candidates"], other),
                )
            for reason in row["reasons"]:
                rest = [r for r in row["reasons"] if r != reason]
                yield "reasons", f"{name} without {reason}", _set([*place, "reasons"], rest)
                yield (
                    "reasons",
                    f"{name} other than {reason}",
                    _set([*place, "reasons"], [*rest, "another_reason"]),
                )
            if row.get("overrides"):
                yield "overrides", f"{name}.overrides", _drop([*place, "overrides"])
            yield "row", f"{name} deleted", _drop(place)
            yield from _when([*place, "when"], name, row["when"])


def _when(path: list[str | int], name: str, when: Tree) -> Iterator[tuple[str, str, Edit]]:
    for fact in bundled().row_facts:
        words = [str(word) for word in answers_of(bundled(), fact)]
        words += [] if fact == bundled().joined else ["not_stated"]
        if fact not in when:
            for word in words:
                yield "when", f"{name}.{fact}={word}", _set([*path, fact], word)
            continue
        own = when[fact] if isinstance(when[fact], list) else [when[fact]]
        if fact != "morphology":
            yield "when", f"{name}.{fact} free", _drop([*path, fact])
        for word in words:
            other = [w for w in own if w != word] if word in own else [*own, word]
            if other:
                yield "when", f"{name}.{fact}={other}", _set([*path, fact], other)


def _tables(tree: Tree) -> Iterator[tuple[str, str, Edit]]:
    for name, numbers in tree["alerts"].items():
        for number in range(1, 19):
            other = [n for n in numbers if n != number] if number in numbers else [*numbers, number]
            yield "alert", f"{name} {other}", _set(["alerts", name], other)
    order = tree["join"]["morphology"]["order"]
    for n in range(len(order) - 1):
        swapped = [*order[:n], order[n + 1], order[n], *order[n + 2 :]]
        yield (
            "suspicion",
            f"{order[n]} and {order[n + 1]}",
            _set(["join", "morphology", "order"], swapped),
        )
    yield "suspicion", "first", _set(["join", "morphology", "first"], [])
    for word in tree["join"]["morphology"]["ignored"]:
        yield "benign", word, _not_benign(word)
    yield from _numbers_of(tree)


def _numbers_of(tree: Tree) -> Iterator[tuple[str, str, Edit]]:
    for procedure, entry in tree["procedures"].items():
        for other in ("O", "1", "2", "3", "4", "5", "NS"):
            if other != entry["rrl"]:
                path = ["procedures", procedure, "rrl"]
                yield "radiation", f"{procedure}={other}", _set(path, other)
    for n, entry in enumerate(tree["radiation"]):
        for member in ("adult_msv", "pediatric_msv"):
            for bound in range(len(entry.get(member, ()))):
                path = ["radiation", n, member, bound]
                yield "dose", f"{entry['level']}.{member}", _set(path, entry[member][bound] + 0.5)
    for table in ("condition", "summary_rule"):
        for n, entry in enumerate(tree[table]):
            yield from _demands([table, n], entry)


def _not_benign(word: str) -> Edit:
    def edit(tree: Tree) -> None:
        tree["join"]["morphology"]["ignored"].remove(word)
        tree["join"]["morphology"]["order"].append(word)

    return edit


def _demands(place: list[str | int], entry: Tree) -> Iterator[tuple[str, str, Edit]]:
    for n, demand in enumerate(entry.get("requires", ())):
        yield "demand", f"{entry['id']} without {demand}", _drop([*place, "requires", n])
        for m, word in enumerate(demand):
            path = [*place, "requires", n, m]
            if len(demand) > 1:
                yield "demand", f"{entry['id']} without {word}", _drop(path)
            yield (
                "demand",
                f"{entry['id']} other than {word}",
                _set(path, "extensive" if word != "extensive" else "proof_open"),
            )
    if "procedure" in entry:
        yield (
            "demand",
            f"{entry['id']}.procedure",
            _set([*place, "procedure"], "core_biopsy_breast"),
        )
        for n in range(len(entry["technique"])):
            yield "technique", f"{entry['id']}.technique", _drop([*place, "technique", n])


def noticed(tree: Tree) -> str | None:
    """Return what notices an edit; ``None`` where nothing does."""
    try:
        topic = compile_topic(TopicFile.model_validate_json(json.dumps(tree)))
    except (InvalidTopic, ValueError):
        return "load"
    for name, law in (("table", _same_table), ("words", _same_words), ("mapping", _same_mapping)):
        if not law(topic):
            return name
    return None


def _same_table(topic: Topic) -> bool:
    file = topic.file
    return (
        all(
            variant.ratings == held.ratings(number) and variant.conditions == held.TABLE[number][3]
            for number, variant in topic.variants.items()
        )
        and {name: one.rrl for name, one in file.procedures.items()} == held.PROCEDURES
        and {r.level: (r.adult_msv, r.pediatric_msv) for r in file.radiation} == held.DOSES
        and {c.id: [set(d) for d in c.requires] for c in file.condition} == held.DEMANDS
        and {name: getattr(file.alerts, name) for name in held.ALERTS} == held.ALERTS
        and {row.id for row in file.nearest if row.one_sided_views} == held.ONE_SIDED
        and [(r.id, r.procedure, r.technique, r.requires) for r in file.summary_rule]
        == held.SUMMARY
        and {v.number: v.technique for v in file.variant if v.technique} == held.TECHNIQUE
    )


def _same_words(topic: Topic) -> bool:
    words = topic.file.join["morphology"]
    return (
        tuple(reversed(words.order)) == held.SUSPICION
        and set(words.ignored) == held.BENIGN
        and words.first == (1,)
    )


def _same_mapping(topic: Topic) -> bool:
    singles = [Facts(**point) for point in points([topic])]
    places = {(f.distribution, f.groups, f.laterality) for f in singles}
    pairs = (
        Facts(frozenset(p), *place) for p in combinations(CalcMorphology, 2) for place in places
    )
    return all(_same(facts, topic) for facts in (*singles, *pairs))


def _same(facts: Facts, topic: Topic) -> bool:
    found = match(facts, topic)
    words = frozenset(word.value for word in facts.morphology)
    wanted = held.expected(words, facts.distribution, facts.groups, facts.laterality)
    return (found.status, found.variant, set(found.candidates), set(found.reasons)) == (
        wanted.status,
        wanted.variant,
        wanted.candidates,
        wanted.reasons,
    )


def equivalent(tree: Tree, changed: Tree) -> bool:
    """Say whether an edit leaves the function as it was: a fact spelt out that was free."""
    answers = []
    for one in (tree, changed):
        topic = compile_topic(TopicFile.model_validate_json(json.dumps(one)))
        answers.append(([topic.answer(point) for point in points([topic])], _plain(one)))
    return answers[0] == answers[1]


def _plain(tree: Tree) -> str:
    rows = {
        t: [{k: v for k, v in r.items() if k != "when"} for r in tree[t]]
        for t in ("variant", "nearest", "no_match")
    }
    return json.dumps({**tree, **rows}, sort_keys=True)


def main() -> int:
    """Edit every cell, print the score, and name what went unnoticed."""
    tree = tomllib.loads(TOPIC.read_text("utf-8"))
    if noticed(tree) is not None:
        print("The unedited topic does not pass.")
        return 1
    total: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    by: Counter[str] = Counter()
    same = 0
    missed = []
    for kind, name, changed in mutants(tree):
        told = noticed(changed)
        if told is None and equivalent(tree, changed):
            same += 1
            continue
        total[kind] += 1
        if told is None:
            missed.append(f"{kind}: {name}")
        else:
            caught[kind] += 1
            by[told] += 1
    for kind, count in total.items():
        print(f"{kind:<11} {caught[kind]:>4} of {count}")
    print(
        f"{sum(caught.values())} of {sum(total.values())} edits noticed, by {dict(by)}; "
        f"{same} more left the function as it was"
    )
    for name in missed:
        print(f"UNNOTICED {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
