"""Hold what can be said in addition of a small report, and what each category asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.criteria.criteria_space import (
    SUSPICIOUS,
)

Tree = dict[str, Any]


STAGES = ("initial", "worked_up", "unknown")


PROCEDURE_OF = {
    "0": "additional_imaging",
    "1": "routine_care",
    "2": "routine_care",
    "3": "short_interval_follow_up",
    "6": "surgical_or_oncological_management",
    **dict.fromkeys(SUSPICIOUS, "tissue_diagnosis"),
}


def said_of_finding(**members: Any) -> tuple[str, Mapping[str, Any]]:
    return "finding", members


def said_of_patient(**members: Any) -> tuple[str, Mapping[str, Any]]:
    return "patient", members


ADDITIONS = {
    "male": said_of_patient(sex="male"),
    "pregnant": said_of_patient(pregnant=True),
    "lactating": said_of_patient(lactating=True),
    "prior_cancer_same_breast": said_of_patient(prior_breast_cancer=["left"]),
    "prior_cancer_other_breast": said_of_patient(prior_breast_cancer=["right"]),
    "implant": said_of_patient(implants=["left"]),
    "young": said_of_patient(age_years=24),
    "palpable": said_of_finding(palpable=True),
    "uncertain": said_of_finding(certainty="uncertain"),
    "new": said_of_finding(change="new"),
    "increasing": said_of_finding(change="increasing"),
    "stable": said_of_finding(change="stable"),
    "associated_mass": said_of_finding(associated=["mass"]),
    "associated_focal_asymmetry": said_of_finding(associated=["focal_asymmetry"]),
    "extensive": said_of_finding(extensive=True),
    "invasion_suspected": said_of_finding(invasion_suspected=True),
    "mass_and_invasion": said_of_finding(associated=["mass"], invasion_suspected=True),
}


def with_addition(tree: Tree, addition: tuple[str, Mapping[str, Any]]) -> Tree:
    where, members = addition
    if where == "patient":
        return {**tree, "patient": members}
    return {**tree, "findings": [{**entry, **members} for entry in tree["findings"]]}
