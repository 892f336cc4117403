"""Write the report that states what a printed row asks for, and nothing else.

This does not look at the readers of facts: it says in members of the format what a table says in
facts, so that both are held against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from birads.acr_criteria.compiled import Topic

Tree = dict[str, Any]
LEFT = "left"
NOW = "2026-06-15"
SYMPTOM_OF = {
    "axillary_lump_unilateral": ("axillary_lump", "left"),
    "axillary_lump_bilateral": ("axillary_lump", "bilateral"),
}
DENSITY = dict(
    zip(
        "ABCD",
        (
            "almost_entirely_fatty",
            "scattered_fibroglandular_density",
            "heterogeneously_dense",
            "extremely_dense",
        ),
        strict=True,
    )
)
EVENTS = {"bilateral_prophylactic_mastectomy": "prophylactic_mastectomy"}
UNTOLD = {
    "prior_implant_imaging": ("negative", "positive"),
    "years_since_implant_imaging": (2,),
    "suspicious_node_on": ("ct", "pet", "other"),
}
"""What no member of a report says; the caller states it beside the report."""
ADULT, GROWN = 18, 50


def number_in(bounds: Mapping[str, float] | float) -> float:
    """Return a number within bounds: 50 for any adult, or the lower bound."""
    if not isinstance(bounds, Mapping):
        return bounds
    if bounds == {"ge": ADULT}:
        return GROWN
    if "ge" in bounds:
        return bounds["ge"]
    if "gt" in bounds:
        return bounds["gt"] + 0.5
    return bounds["le"] if "le" in bounds else max(bounds["lt"] - 1, 0.5)


def points(topic: Topic, number: int) -> Iterator[Tree]:
    """Yield the facts of a row: each listed word once, with the first of every other fact."""
    row = topic.variants[number]
    for more in row.any_of or ({},):
        when = {**row.when, **more}
        lists = [
            [(name, number_in(value))]
            if isinstance(value, Mapping)
            else [(name, word) for word in (value if isinstance(value, list) else [value])]
            for name, value in when.items()
        ]
        for chosen in product(*lists):
            yield dict(chosen)


def adult(facts: Mapping[str, Any]) -> Tree:
    """Return facts with an age that every topic takes for an adult's, where a row names none."""
    return {**facts, "age_years": max(facts.get("age_years", GROWN), ADULT)}


def report_of(facts: Mapping[str, Any]) -> tuple[Tree, Tree]:
    """Return a report that states facts, and the facts that it has no member for."""
    report: Tree = {"edition": "2013", "patient": {}, "exams": []}
    _patient(report, facts)
    _presentation(report, facts)
    _history(report, facts)
    _cancer(report, facts)
    _imaging(report, facts)
    question = {n: facts[n] for n in ("purpose", "evaluate") if n in facts}
    if question:
        report["question"] = question
    return report, {n: facts[n] for n, words in UNTOLD.items() if facts.get(n) in words}


def _patient(report: Tree, facts: Mapping[str, Any]) -> None:
    patient = report["patient"]
    for name in ("age_years", "risk", "hormone_use_years", "planned_reconstruction"):
        if name in facts:
            patient[name] = facts[name]
    if patient.get("risk") == "higher_than_average":
        patient["risk"] = "high"
    group = facts.get("patient_group")
    if group in ("female", "male"):
        patient["sex"] = group
    elif group is not None:
        patient |= {"sex": "other", "gender": group}
    state = facts.get("reproductive_state")
    if state is not None:
        patient |= {"pregnant": state == "pregnant", "lactating": state == "lactating"}


def _presentation(report: Tree, facts: Mapping[str, Any]) -> None:
    word = facts.get("presentation")
    if word is None:
        return
    symptom, side = SYMPTOM_OF.get(word, (word, LEFT))
    found = [] if word == "none" else [{"symptom": symptom, "breast": side}]
    if facts.get("other_suspicious_sign"):
        found.append({"symptom": "nipple_retraction", "breast": LEFT})
    if facts.get("prior_result_at_symptom_site"):
        found[0]["finding"] = "felt"
        report["findings"] = [
            {"kind": "mg.mass", "id": "felt", "exam": "mg", "location": {"breast": LEFT}}
        ]
    report["presentation"] = found


def _history(report: Tree, facts: Mapping[str, Any]) -> None:
    items: list[Tree] = []
    surgery = facts.get("breast_surgery")
    if surgery is not None:
        item: Tree = {"event": EVENTS.get(surgery, surgery), "breast": LEFT}
        item |= {n: facts[n] for n in ("margins", "reconstruction") if n in facts}
        if surgery in EVENTS:
            item["breast"] = "bilateral"
        items.append(item)
    chest = facts.get("chest_surgery")
    if chest == "reduction":
        items.append({"event": "reduction", "breast": "bilateral"})
    elif chest == "bilateral_mastectomy":
        items.append({"event": "mastectomy_other", "breast": "bilateral"})
    elif chest == "none":
        report["patient"]["history"] = []
    if "implant_type" in facts:
        removed = facts.get("implant_status") == "prior"
        event = "implant_removed" if removed else "implant_placed"
        item = {"event": event, "breast": LEFT, "implant": facts["implant_type"]}
        if "implant_years" in facts:
            item["years_ago"] = facts["implant_years"]
        items.append(item)
    if items:
        report["patient"]["history"] = items


def _cancer(report: Tree, facts: Mapping[str, Any]) -> None:
    kind = facts.get("known_cancer")
    if kind is not None:
        cancer: Tree = {"breast": LEFT, "type": "unspecified" if kind == "any" else kind}
        for fact, member in (
            ("cancer_state", "state"),
            ("clinical_stage", "stage"),
            ("clinical_nodes", "nodes"),
            ("microinvasion", "microinvasion"),
        ):
            if fact in facts:
                cancer[member] = facts[fact]
        if "tumor_size_cm" in facts:
            cancer["size_mm"] = facts["tumor_size_cm"] * 10
        receptors = {
            "er_positive_her2_negative": {"er": "positive", "her2": "negative"},
            "her2_positive": {"her2": "positive"},
            "triple_negative": dict.fromkeys(("er", "pr", "her2"), "negative"),
        }.get(facts.get("receptor_subtype", ""))
        if receptors:
            cancer["receptors"] = receptors
        report["cancers"] = [cancer]
    suspected = []
    if facts.get("recurrence_suspected") == "local":
        suspected.append({"what": "local_recurrence", "breast": LEFT})
    if facts.get("recurrence_suspected") == "distant" or facts.get("metastasis_suspected"):
        suspected.append({"what": "metastasis"})
    if suspected:
        report["suspected"] = suspected


def _imaging(report: Tree, facts: Mapping[str, Any]) -> None:
    _mammogram(report, facts)
    if "prior_us_category" in facts:
        _exam(report, "us", "ultrasound", {"category": facts["prior_us_category"]})
    node = facts.get("suspicious_node_on")
    if node is not None and node not in UNTOLD["suspicious_node_on"]:
        _node(report, node)
    elif facts.get("node_positive_on_prior_imaging"):
        _node(report, "us")
    never = facts.get("prior_implant_imaging") == "none"
    if never or facts.get("axilla_imaged_before") is False:
        _exam(report, "first", "mammography", {"comparisons": []})


def _mammogram(report: Tree, facts: Mapping[str, Any]) -> None:
    found: Tree = {}
    words = {"indeterminate": "3", "suspicious": "4", "negative": "1"}
    called = words.get(facts.get("prior_mammography_result", ""))
    called = facts.get("prior_mammography_category", called)
    if called is not None:
        found["category"] = called
    if "prior_tomosynthesis_category" in facts:
        found["tomosynthesis"] = True
    if "breast_density" in facts:
        found["composition"] = DENSITY[facts["breast_density"]]
    if "breast_imaging_done" in facts:
        found["tomosynthesis"] = facts["breast_imaging_done"] == "tomosynthesis"
    if facts.get("initial_imaging_done"):
        found["category"] = "6"
    if found or facts.get("prior_result_at_symptom_site"):
        _exam(report, "mg", "mammography", found)


def _exam(report: Tree, name: str, modality: str, more: Tree) -> None:
    category = more.pop("category", None)
    report["exams"].append({"id": name, "modality": modality, **more})
    if category is not None:
        one = {"breast": LEFT, "exam": name, "category": category}
        report.setdefault("assessments", []).append(one)


def _node(report: Tree, where: str) -> None:
    kind = {"mammography": "mg", "us": "us", "mri": "mri"}[where]
    node = {"kind": f"{kind}.lymph_node", "id": "node", "place": "axillary", "suspicious": True}
    report.setdefault("findings", []).append({**node, "location": {"breast": LEFT}})
