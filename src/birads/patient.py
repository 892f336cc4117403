"""Hold what a report says of the patient: no identity, only what changes a reading."""

from __future__ import annotations

from typing import Annotated

from birads.lexicon.common import Side
from birads.model import Integer, Maybe, Model, Number
from birads.word import Word

__all__ = ["MenopausalStatus", "Patient", "Sex"]


class Sex(Word):
    """Administrative sex."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class MenopausalStatus(Word):
    """Where the patient stands in relation to menopause."""

    PREMENOPAUSAL = "premenopausal"
    PERIMENOPAUSAL = "perimenopausal"
    POSTMENOPAUSAL = "postmenopausal"
    UNKNOWN = "unknown"


class Patient(Model):
    """State the facts of the patient that a criterion or a check may need.

    The four histories are lists of sides; an empty list says asked and none, a missing one says
    not stated.
    """

    sex: Maybe[Sex] = None
    age_years: Maybe[Annotated[float, Number(0, 130)]] = None
    menopausal_status: Maybe[MenopausalStatus] = None
    cycle_day: Maybe[Annotated[int, Integer(1, 99)]] = None
    pregnant: Maybe[bool] = None
    lactating: Maybe[bool] = None
    prior_breast_cancer: Maybe[tuple[Side, ...]] = None
    prior_surgery: Maybe[tuple[Side, ...]] = None
    prior_radiation: Maybe[tuple[Side, ...]] = None
    implants: Maybe[tuple[Side, ...]] = None
    high_risk: Maybe[bool] = None
