"""Words for findings that are headings of their own, with no descriptor inside.

The facts about each word are rows of the table of its modality.
"""

from birads._base.word import Word

__all__ = ["MgFinding", "MriFinding", "UsFinding"]


class MgFinding(Word):
    """A mammographic finding that the lexicon names but does not describe further."""

    ARCHITECTURAL_DISTORTION = "architectural_distortion"
    INTRAMAMMARY_LYMPH_NODE = "intramammary_lymph_node"
    SKIN_LESION = "skin_lesion"
    SOLITARY_DILATED_DUCT = "solitary_dilated_duct"


class UsFinding(Word):
    """An ultrasound finding without public descriptors."""

    NONMASS_LESION = "nonmass_lesion"


class MriFinding(Word):
    """An MRI finding too small to be described further."""

    FOCUS = "focus"
