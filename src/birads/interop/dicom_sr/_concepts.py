"""Name the concepts of TID 4200 that are not a member of the report but hold members."""

from __future__ import annotations

from birads.interop.dicom_sr._item import Coded, own

__all__ = [
    "ADDENDUM",
    "ASSESSMENTS",
    "CATEGORY",
    "CLINICAL_FINDING",
    "COMPOSITION",
    "COUNTRY",
    "DEVICE",
    "DEVICE_NAME",
    "DEVICE_UID",
    "EXAMINATION",
    "FINDING",
    "FINDINGS",
    "FOLLOW_UP",
    "INSTRUMENT",
    "INTERVENTION",
    "LANGUAGE",
    "LATERALITY",
    "MODIFIER",
    "NARRATIVE",
    "NEEDLE",
    "OBSERVER_TYPE",
    "OUTCOMES",
    "OVERALL",
    "PATHOLOGY",
    "PATIENT",
    "PERSON",
    "PERSON_NAME",
    "PROCEDURE",
    "PROCEDURE_RESULT",
    "REASON",
    "RECOMMENDATIONS",
    "REPORT",
    "RESULTS",
    "ROOT",
    "SPECIMEN",
    "SUPPLEMENTARY",
    "TRACKING",
    "UNKNOWN",
    "VACUUM",
]


def _dcm(value: str, meaning: str) -> Coded:
    return Coded("DCM", value, meaning)


ROOT = _dcm("111400", "Breast Imaging Report")
LANGUAGE = _dcm("121049", "Language of Content Item and Descendants")
COUNTRY = _dcm("121046", "Country of Language")
OBSERVER_TYPE = _dcm("121005", "Observer Type")
PERSON = _dcm("121006", "Person")
DEVICE = _dcm("121007", "Device")
PERSON_NAME = _dcm("121008", "Person Observer Name")
DEVICE_UID = _dcm("121012", "Device Observer UID")
DEVICE_NAME = _dcm("121013", "Device Observer Name")
PATIENT = _dcm("121118", "Patient Characteristics")
NARRATIVE = _dcm("111412", "Narrative Summary")
SUPPLEMENTARY = _dcm("111414", "Supplementary Data")
PROCEDURE = _dcm("121058", "Procedure reported")
MODIFIER = _dcm("111464", "Procedure Modifier")
FINDING = _dcm("121071", "Finding")
CATEGORY = _dcm("111005", "Assessment Category")
FOLLOW_UP = _dcm("111053", "Recommended Follow-up")
OVERALL = _dcm("111413", "Overall Assessment")
INTERVENTION = _dcm("111463", "Supplementary Data for Intervention")
SPECIMEN = _dcm("121027", "Specimen")
RESULTS = _dcm("111468", "Pathology Results")
PROCEDURE_RESULT = _dcm("122177", "Procedure Result")
PATHOLOGY = _dcm("111042", "Pathology")
TRACKING = _dcm("112039", "Tracking Identifier")
CLINICAL_FINDING = _dcm("111402", "Clinical finding")
VACUUM = _dcm("111490", "Vacuum assisted")
FINDINGS = Coded("LN", "59776-5", "Findings")
ADDENDUM = Coded("LN", "55107-7", "Addendum")
REASON = Coded("LN", "18785-6", "Indications for Procedure")
LATERALITY = Coded("SCT", "272741003", "Laterality")
COMPOSITION = Coded("SCT", "129715009", "Breast composition")
UNKNOWN = Coded("SCT", "261665006", "Unknown")
EXAMINATION = Coded("SCT", "46662001", "Examination of breast")
INSTRUMENT = Coded("SCT", "57134006", "Instrument")
NEEDLE = Coded("SCT", "79068005", "Needle")
ASSESSMENTS = own("assessments", "Assessments by breast")
RECOMMENDATIONS = own("recommendations", "Recommendations")
OUTCOMES = own("outcomes", "Outcomes")
REPORT = own("report", "Report")
