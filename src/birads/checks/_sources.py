"""Name the publications that the checks rest on, once each."""

from typing import Final

FORMAT: Final = "birads report format, version 1"
LOCATION: Final = "ACR BI-RADS Atlas, 5th edition (2013), Mammography: location of lesion"
ASSESSMENT: Final = "ACR BI-RADS Atlas, 5th edition (2013), Mammography: assessment categories"
REPORTING: Final = "ACR BI-RADS Atlas, 5th edition (2013), Mammography: reporting system"
CALCIFICATIONS: Final = "ACR BI-RADS Atlas, 5th edition (2013), Mammography: calcifications"
CHANGES: Final = (
    "Rao AA et al., A Pictorial Review of Changes in the BI-RADS Fifth Edition, "
    "RadioGraphics 2016;36:623-639, doi 10.1148/rg.2016150178"
)
MASSES: Final = "ACR BI-RADS Atlas, 5th edition (2013): masses and assessment categories"
MRI: Final = "ACR BI-RADS Atlas, 5th edition (2013), Magnetic Resonance Imaging"
CEM: Final = "ACR BI-RADS, Contrast Enhanced Mammography, a supplement to the 5th edition (2022)"
ZERO: Final = "ACR BI-RADS v2025 Manual (2025): category 0 and its two reasons"
EDITIONS: Final = "ACR BI-RADS, 4th (2003) and 5th edition (2013), v2025 Manual (2025)"
PROBABLY_BENIGN: Final = (
    "Berg WA et al., Cancer Yield and Patterns of Follow-up for BI-RADS Category 3, "
    "Radiology 2020;296:32-41"
)
SICKLES: Final = (
    "Sickles EA, Periodic Mammographic Follow-up of Probably Benign Lesions, "
    "Radiology 1991;179:463-468"
)
WORKUP: Final = "ACR Appropriateness Criteria, Breast Microcalcifications (2009)"
OTHER_MODALITY: Final = (
    "Hrkac Pustahija A, Brkljacic B et al., Diagn Interv Radiol 2018;24:187-194, with the "
    "EUSOBI statement it quotes"
)
NO_ENHANCEMENT: Final = "Zhao et al., Int J Gen Med 2025:273-280"
RETRIEVAL: Final = (
    "Liberman L et al., Radiography of Microcalcifications in Stereotaxic Mammary Core Biopsy "
    "Specimens, Radiology 1994;190:223-225"
)
CONCORDANCE: Final = (
    "Liberman L et al., Imaging-Histologic Discordance at Percutaneous Breast Biopsy, "
    "Cancer 2000;89:2538-2546"
)
ATYPIA: Final = (
    "Liberman L et al., Atypical Ductal Hyperplasia Diagnosed at Stereotaxic Core Biopsy, "
    "AJR 1995;164:1111-1113"
)
HIGH_RISK: Final = (
    "American Society of Breast Surgeons, Consensus Guideline on Concordance Assessment and "
    "Management of Borderline or High-Risk Lesions (2016)"
)
PRACTICE: Final = (
    "ACR Practice Parameter for the Performance of Screening and Diagnostic Mammography: the "
    "report carries its management"
)
ULTRASOUND: Final = "ACR BI-RADS Atlas, 5th edition (2013), Ultrasound"
ULTRASOUND_THREE: Final = (
    f"{ULTRASOUND}; Barr RG et al., Probably Benign Lesions at Screening Breast US, ACRIN 6666, "
    "Radiology 2013;269:701-712"
)
MRI_WORDS: Final = (
    "Tozaki et al., clustered ring enhancement, PubMed 18224381; predictive values of MRI mass "
    "descriptors, PubMed 28845605"
)
DUCT: Final = (
    "Chang CB et al., Solitary Dilated Duct Identified at Mammography, AJR 2010;194:378-382; "
    "Solitary Dilated Ducts Revisited, Acad Radiol 2022, S1076-6332(22)00473-1"
)
ASSOCIATED: Final = "ACR BI-RADS Atlas, 5th edition (2013): associated features"
EUROPEAN: Final = (
    "European guidelines for quality assurance in breast cancer screening and diagnosis, 4th "
    "edition (2006): B categories of needle core biopsy"
)
CORTEX: Final = (
    "Heidarzadeh H et al., I J Radiol 2024;21:e139030, doi 10.5812/ijradiol-139030: nodes are "
    "counted from a cortex of 3 mm on"
)
NODES: Final = "ACR BI-RADS Atlas, 5th edition (2013): lymph nodes and axillary adenopathy"
PALPABLE: Final = "ACR Appropriateness Criteria, Palpable Breast Masses"
