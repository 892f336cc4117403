"""Write the attributes around the content tree: patient, study, series, document."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from birads._version import __version__
from birads.interop.dicom_sr._item import OWN, ImageRef, Item, is_uid
from birads.interop.header import Header, OrderHeader, PatientHeader, StudyHeader

if TYPE_CHECKING:
    from pydicom import Dataset

__all__ = ["COMPREHENSIVE", "SCHEME_UID", "write_header"]

COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33"
SCHEME_UID = "2.25.329800735698586629295641978511506172917"
"""The identifier of our coding scheme, fixed for good."""

_EXPLICIT = "1.2.840.10008.1.2.1"
_SEXES = {"female": "F", "male": "M", "other": "O"}
_FINAL = ("final", "amended", "addended", "corrected")
_MOST_OFFSET = dt.timedelta(hours=14)
_LEAST_OFFSET = dt.timedelta(hours=-12)


def write_header(
    out: Dataset, report: dict[str, Any], header: Header, now: dt.datetime, root: Item
) -> None:
    """Fill in everything but the content; what nobody stated stays empty or is left out."""
    from pydicom.uid import generate_uid

    out.SpecificCharacterSet = "ISO_IR 192"
    out.SOPClassUID = COMPREHENSIVE
    out.SOPInstanceUID = header.sop_instance_uid or generate_uid(prefix=None)
    _patient(out, report, header.patient or PatientHeader())
    _study(out, report, header)
    _series(out, header)
    _document(out, report, header, now)
    _evidence(out, header, root)
    _file_meta(out)


def _patient(out: Dataset, report: dict[str, Any], patient: PatientHeader) -> None:
    out.PatientName = patient.name or "ANONYMOUS"
    out.PatientID = patient.id or _fitting(report.get("patient_key", ""), 64)
    if patient.issuer:
        out.IssuerOfPatientID = patient.issuer
    out.PatientBirthDate = _date(patient.birth_date) if patient.birth_date else ""
    out.PatientSex = patient.sex or _SEXES.get(report.get("patient", {}).get("sex", ""), "")


def _study(out: Dataset, report: dict[str, Any], header: Header) -> None:
    from pydicom.uid import generate_uid

    study = header.study or StudyHeader()
    order = header.order or OrderHeader()
    only = report["exams"][0] if len(report.get("exams", ())) == 1 else {}
    uid = only.get("study_instance_uid", "")
    known = uid if is_uid(uid) else None
    out.StudyInstanceUID = study.instance_uid or known or generate_uid(prefix=None)
    out.StudyID = study.id or ""
    out.StudyDate = _date(study.started) if study.started else only.get("date", "").replace("-", "")
    out.StudyTime = _time(study.started) if study.started else ""
    out.AccessionNumber = study.accession_number or _fitting(only.get("accession_number", ""), 16)
    out.ReferringPhysicianName = study.referring_physician or ""
    if study.description:
        out.StudyDescription = study.description
    out.ReferencedRequestSequence = _request(out, order)
    if not out.ReferencedRequestSequence:
        del out.ReferencedRequestSequence


def _fitting(text: str, most: int) -> str:
    """Return an identifier where an attribute holds it as it is, else nothing."""
    fits = len(text) <= most and text.isascii() and text.isprintable() and "\\" not in text
    return text if fits and text == text.strip() else ""


def _request(out: Dataset, order: OrderHeader) -> Any:
    from pydicom import Dataset, Sequence

    if order == OrderHeader():
        return Sequence()
    request = Dataset()
    request.StudyInstanceUID = out.StudyInstanceUID
    request.ReferencedStudySequence = Sequence()
    request.AccessionNumber = out.AccessionNumber
    request.PlacerOrderNumberImagingServiceRequest = order.placer_number or ""
    request.FillerOrderNumberImagingServiceRequest = order.filler_number or ""
    request.RequestedProcedureID = order.requested_procedure_id or ""
    request.RequestedProcedureDescription = order.description or ""
    codes = []
    if order.procedure:
        code = Dataset()
        code.CodeValue = order.procedure.value
        code.CodingSchemeDesignator = order.procedure.system
        code.CodeMeaning = order.procedure.meaning
        codes.append(code)
    request.RequestedProcedureCodeSequence = Sequence(codes)
    return Sequence([request])


def _series(out: Dataset, header: Header) -> None:
    from pydicom import Sequence
    from pydicom.uid import generate_uid

    out.Modality = "SR"
    out.SeriesInstanceUID = header.series_instance_uid or generate_uid(prefix=None)
    out.SeriesNumber = header.series_number or 1
    out.SeriesDescription = "Breast Imaging Report"
    out.InstanceNumber = 1
    out.ReferencedPerformedProcedureStepSequence = Sequence()
    out.Manufacturer = header.manufacturer or "birads"
    out.SoftwareVersions = __version__
    if header.institution:
        out.InstitutionName = header.institution
    if header.station:
        out.StationName = header.station


def _document(out: Dataset, report: dict[str, Any], header: Header, now: dt.datetime) -> None:
    from pydicom import Sequence

    issued = dt.datetime.fromisoformat(report["issued"]) if "issued" in report else now
    told = _in_range(issued)
    out.ContentDate = _date(told)
    out.ContentTime = _time(told)
    out.TimezoneOffsetFromUTC = _offset(told)
    status = report.get("status")
    out.CompletionFlag = "PARTIAL" if status == "preliminary" else "COMPLETE"
    if status == "preliminary":
        out.PreliminaryFlag = "PRELIMINARY"
    elif status in _FINAL:
        out.PreliminaryFlag = "FINAL"
    out.VerificationFlag = "UNVERIFIED"
    out.PerformedProcedureCodeSequence = Sequence()
    out.CodingSchemeIdentificationSequence = Sequence([_scheme()])
    _people(out, header)


def _scheme() -> Dataset:
    from pydicom import Dataset

    scheme = Dataset()
    scheme.CodingSchemeDesignator = OWN
    scheme.CodingSchemeVersion = __version__[:16]
    scheme.CodingSchemeUID = SCHEME_UID
    scheme.CodingSchemeName = "birads lexicon"
    return scheme


def _people(out: Dataset, header: Header) -> None:
    """Write who made the report; who verified it, only where the caller says so in full."""
    from pydicom import Dataset, Sequence

    performer, observer = header.performer, header.verifying_observer
    if performer is not None and (performer.name or performer.organization):
        author = Dataset()
        author.ObserverType = "PSN"
        author.PersonName = performer.name or ""
        author.InstitutionName = performer.organization or ""
        author.PersonIdentificationCodeSequence = Sequence()
        author.InstitutionCodeSequence = Sequence()
        if performer.name:
            out.AuthorObserverSequence = Sequence([author])
        else:
            organization = Dataset()
            organization.InstitutionName = performer.organization
            organization.InstitutionCodeSequence = Sequence()
            out.CustodialOrganizationSequence = Sequence([organization])
    if observer is not None:
        verified = Dataset()
        verified.VerifyingObserverName = observer.name
        verified.VerifyingOrganization = observer.organization
        told = _in_range(observer.time)
        verified.VerificationDateTime = f"{_date(told)}{_time(told)}{_offset(told)}"
        verified.VerifyingObserverIdentificationCodeSequence = Sequence()
        out.VerifyingObserverSequence = Sequence([verified])
        out.VerificationFlag = "VERIFIED"


def _evidence(out: Dataset, header: Header, root: Item) -> None:
    """List every image that the tree refers to, by study and series."""
    from pydicom import Dataset, Sequence

    studies = {one.sop_instance_uid: one.study_instance_uid for one in header.images or ()}
    found: dict[str, dict[str, dict[str, str]]] = {}
    for item in root.walk():
        image = item.value
        if isinstance(image, ImageRef) and image.series is not None:
            study = studies.get(image.sop_instance) or out.StudyInstanceUID
            series = found.setdefault(study, {}).setdefault(image.series, {})
            series[image.sop_instance] = image.sop_class
    if not found:
        return
    out.CurrentRequestedProcedureEvidenceSequence = Sequence()
    for study, of_study in found.items():
        held = Dataset()
        held.StudyInstanceUID = study
        held.ReferencedSeriesSequence = Sequence()
        for series_uid, instances in of_study.items():
            held.ReferencedSeriesSequence.append(_of_series(series_uid, instances))
        out.CurrentRequestedProcedureEvidenceSequence.append(held)


def _of_series(name: str, instances: dict[str, str]) -> Dataset:
    from pydicom import Dataset, Sequence

    series = Dataset()
    series.SeriesInstanceUID = name
    series.ReferencedSOPSequence = Sequence()
    for instance, sop_class in instances.items():
        one = Dataset()
        one.ReferencedSOPClassUID = sop_class
        one.ReferencedSOPInstanceUID = instance
        series.ReferencedSOPSequence.append(one)
    return series


def _file_meta(out: Dataset) -> None:
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import PYDICOM_IMPLEMENTATION_UID, UID

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID(COMPREHENSIVE)
    meta.MediaStorageSOPInstanceUID = out.SOPInstanceUID
    meta.TransferSyntaxUID = UID(_EXPLICIT)
    meta.ImplementationClassUID = PYDICOM_IMPLEMENTATION_UID
    out.file_meta = meta


def _in_range(moment: dt.datetime) -> dt.datetime:
    """Return the moment with an offset that DICOM can write; in UTC where its own cannot be."""
    offset = moment.utcoffset()
    if offset is None:
        return moment.astimezone(dt.UTC)
    if _LEAST_OFFSET <= offset <= _MOST_OFFSET and not offset.total_seconds() % 60:
        return moment
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:  # the first or the last day that there is
        return moment.replace(tzinfo=dt.UTC)


def _date(moment: dt.date) -> str:
    return f"{moment.year:04d}{moment.month:02d}{moment.day:02d}"


def _time(moment: dt.datetime) -> str:
    text = f"{moment.hour:02d}{moment.minute:02d}{moment.second:02d}"
    return f"{text}.{moment.microsecond:06d}" if moment.microsecond else text


def _offset(moment: dt.datetime) -> str:
    minutes = int((moment.utcoffset() or dt.timedelta()).total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
