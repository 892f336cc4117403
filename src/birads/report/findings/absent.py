"""Name what a reader can deny: every kind of finding, and every associated feature."""

from __future__ import annotations

from birads._base.word import Word

__all__ = ["AbsentWhat"]


class AbsentWhat(Word):
    """What was looked for and is not there.

    Kinds of findings are those of ``findings[].kind``, features those of ``associated``; a test
    holds the list equal to both.
    """

    MG_CALCIFICATIONS = "mg.calcifications"
    MG_MASS = "mg.mass"
    MG_ASYMMETRY = "mg.asymmetry"
    MG_ARCHITECTURAL_DISTORTION = "mg.architectural_distortion"
    MG_LYMPH_NODE = "mg.lymph_node"
    MG_SKIN_LESION = "mg.skin_lesion"
    MG_DILATED_DUCT = "mg.dilated_duct"
    US_MASS = "us.mass"
    US_CALCIFICATIONS = "us.calcifications"
    US_NONMASS = "us.nonmass"
    US_SPECIAL_CASE = "us.special_case"
    US_LYMPH_NODE = "us.lymph_node"
    MRI_FOCUS = "mri.focus"
    MRI_MASS = "mri.mass"
    MRI_NME = "mri.nme"
    MRI_SPECIAL_CASE = "mri.special_case"
    MRI_IMPLANT = "mri.implant"
    MRI_LYMPH_NODE = "mri.lymph_node"
    CEM_MASS = "cem.mass"
    CEM_NME = "cem.nme"
    CEM_ENHANCING_ASYMMETRY = "cem.enhancing_asymmetry"
    OTHER = "other"
    SKIN_RETRACTION = "skin_retraction"
    NIPPLE_RETRACTION = "nipple_retraction"
    SKIN_THICKENING = "skin_thickening"
    TRABECULAR_THICKENING = "trabecular_thickening"
    AXILLARY_ADENOPATHY = "axillary_adenopathy"
    MASS = "mass"
    ASYMMETRY = "asymmetry"
    FOCAL_ASYMMETRY = "focal_asymmetry"
    ARCHITECTURAL_DISTORTION = "architectural_distortion"
    CALCIFICATIONS = "calcifications"
    DUCT_CHANGES = "duct_changes"
    EDEMA = "edema"
    NIPPLE_INVASION = "nipple_invasion"
    SKIN_INVASION_DIRECT = "skin_invasion_direct"
    SKIN_INVASION_INFLAMMATORY = "skin_invasion_inflammatory"
    PECTORALIS_MUSCLE_INVASION = "pectoralis_muscle_invasion"
    CHEST_WALL_INVASION = "chest_wall_invasion"
