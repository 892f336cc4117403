"""Name the publications that the checks of sides, views, sizes and completeness rest on."""

from typing import Final

VIEWS: Final = (
    "DICOM PS3.16, CID 4014 View for Mammography and CID 4015 View Modifier for Mammography, "
    "with the abbreviations of the ACR Mammography Quality Control Manual (1999)"
)
MQSA: Final = "21 CFR 900.12(c)(1)(iv): each mammography report has an overall final assessment"
RECEPTOR: Final = (
    "21 CFR 900.12(b)(4): the larger image receptor that is asked for measures 24 x 30 cm"
)
FOCUS: Final = (
    "ACR BI-RADS Atlas, 5th edition (2013), Magnetic Resonance Imaging: what is smaller than "
    "5 mm is a focus"
)
MARGINS: Final = "ACR BI-RADS Atlas, 5th edition (2013): margin of masses"
FIRST_STEP: Final = (
    "ACR Appropriateness Criteria, Breast Microcalcifications (2009), magnification views first; "
    "Hrkac Pustahija et al., Diagn Interv Radiol 2018;24:187-194, 7 of 48 cancers not seen on "
    "ultrasound"
)
