"""Describe known cancers of the breast: kind, state of treatment, size, nodes, receptors."""

from __future__ import annotations

from typing import Annotated

from birads.lexicon.common import Breast
from birads.model import Id, Maybe, Millimetres, Model, Number, PartialDate
from birads.word import Word

__all__ = [
    "Cancer",
    "CancerState",
    "CancerType",
    "ClinicalStage",
    "Grade",
    "Nodes",
    "ReceptorStatus",
    "Receptors",
]


class CancerType(Word):
    """What kind of cancer it is; ``unspecified`` is a cancer whose kind is not stated."""

    DCIS = "dcis"
    INVASIVE = "invasive"
    UNSPECIFIED = "unspecified"


class CancerState(Word):
    """Where the cancer stands in its treatment."""

    NEWLY_DIAGNOSED = "newly_diagnosed"
    ACTIVE_SURVEILLANCE = "active_surveillance"
    PRE_NEOADJUVANT = "pre_neoadjuvant"
    DURING_NEOADJUVANT = "during_neoadjuvant"
    POST_NEOADJUVANT = "post_neoadjuvant"
    TREATED = "treated"
    RECURRENT_LOCAL = "recurrent_local"


class ClinicalStage(Word):
    """The clinical stage group, as it was stated."""

    S0 = "0"
    I = "I"  # noqa: E741 - the stage is called so
    IA = "IA"
    IB = "IB"
    II = "II"
    IIA = "IIA"
    IIB = "IIB"
    III = "III"
    IIIA = "IIIA"
    IIIB = "IIIB"
    IIIC = "IIIC"
    IV = "IV"


class Nodes(Word):
    """Whether axillary nodes hold cancer, clinically or by tissue, as stated."""

    NEGATIVE = "negative"
    POSITIVE = "positive"


class ReceptorStatus(Word):
    """The result of one receptor test."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    LOW = "low"
    EQUIVOCAL = "equivocal"
    UNKNOWN = "unknown"


class Grade(Word):
    """Histologic grade: 1 to 3 for invasive cancer, low to high for nuclear grade."""

    G1 = "1"
    G2 = "2"
    G3 = "3"
    LOW = "low"
    INTERMEDIATE = "intermediate"
    HIGH = "high"


class Receptors(Model):
    """What the tumour's receptors are; ``ki67_percent`` is the share of cells that divide."""

    er: Maybe[ReceptorStatus] = None
    pr: Maybe[ReceptorStatus] = None
    her2: Maybe[ReceptorStatus] = None
    ki67_percent: Maybe[Annotated[float, Number(0, 100)]] = None


class Cancer(Model):
    """One known cancer of the breast, of this or of an earlier time."""

    breast: Maybe[Breast] = None
    type: Maybe[CancerType] = None
    state: Maybe[CancerState] = None
    stage: Maybe[ClinicalStage] = None
    size_mm: Maybe[Millimetres] = None
    nodes: Maybe[Nodes] = None
    receptors: Maybe[Receptors] = None
    grade: Maybe[Grade] = None
    microinvasion: Maybe[bool] = None
    finding: Maybe[Id] = None
    date: Maybe[PartialDate] = None
