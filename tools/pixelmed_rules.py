"""Hold structured reports against the template rules of PixelMed, without its virtual machine.

The rules are XSLT 1.0 inside Debian's libpixelmed-java; they are read from the installed package
and run by libxslt. They are of 2022: codes that DICOM renamed since are written back first. What
the rules cannot know is let through by the lists below, each with its reason; anything else is a
fault, and so is an item that no row matched.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydicom import Dataset

__all__ = ["Rules", "jar", "rules"]

_RENAMED = {  # the current code, and what the rules of 2022 call it
    ("59776-5", "LN"): ("121070", "DCM", "Findings"),
    ("18785-6", "LN"): ("111401", "DCM", "Reason for procedure"),
    ("55107-7", "LN"): ("121078", "DCM", "Addendum"),
}
# Context groups that the package does not hold: "not found" says nothing of them.
_NOT_HELD = frozenset(
    {"251", "6018", "6020", "6024", "6151", "6152", "6153", "6154", "6155", "6157", "6158"}
    | {"6159", "6160", "6161", "6162", "6165", "12102"}
)
# Values outside an extensible group that are used on purpose: (value, group).
_ON_PURPOSE = frozenset(
    {
        ("261665006", "6022"),  # a side that is not stated; the template wants one
        ("71651007", "6050"),  # a mammogram whose side is not stated
        ("129788004", "6056"),  # associated features that other groups name
        ("309587003", "6056"),
        ("129789007", "6056"),
        ("22049009", "6056"),
        ("271955004", "6056"),
        ("711329002", "6030"),  # codes that are younger than the rules
        ("6660000", "6030"),
        ("254845004", "6030"),
        ("21381006", "6054"),
        ("261665006", "6063"),  # a result without a class
    }
)
# Standard concepts that stand as additional items in these extensible templates.
_BESIDE = frozenset(
    {"112039", "112040", "121106", "121242", "121032", "121033", "111424", "111031"}
    | {"111027", "111350", "121018", "121022"}
)
_KINDS = {
    "TEXT": "TextValue",
    "PNAME": "PersonName",
    "DATE": "Date",
    "UIDREF": "UID",
    "DATETIME": "DateTime",
    "TIME": "Time",
}
_PART = "com/pixelmed/validate/"
_Code = tuple[str, str]


@cache
def jar() -> str | None:
    """Return the path of the package's archive, if it is installed."""
    try:
        listed = subprocess.run(
            ["dpkg", "-L", "libpixelmed-java"],  # noqa: S607 - Debian's own
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return next((line for line in listed.split() if line.endswith("/pixelmed.jar")), None)


@cache
def rules() -> Rules:
    """Return the rules; they are compiled once.

    Raises:
        LookupError: The package is not installed.
    """
    path = jar()
    if path is None:
        raise LookupError("libpixelmed-java is not installed")
    return Rules(path)


class Rules:
    """The compiled rules."""

    def __init__(self, path: str) -> None:
        from lxml import etree

        with zipfile.ZipFile(path) as archive:
            parts = {
                name: archive.read(name) for name in archive.namelist() if name.startswith(_PART)
            }

        class Resolver(etree.Resolver):  # type: ignore[misc] # lxml has no types
            def resolve(self, url: str, _id: Any, context: Any) -> Any:
                name = _PART + url.rpartition("/")[2]
                return (
                    self.resolve_string(_mended(name, parts[name]), context)
                    if name in parts
                    else None
                )

        parser = etree.XMLParser(huge_tree=True)
        parser.resolvers.add(Resolver())
        compiled = parts[f"{_PART}DicomSRDescriptionsCompiled.xsl"]
        self._run = etree.XSLT(etree.ElementTree(etree.fromstring(compiled, parser)))

    def check(self, data: Dataset) -> list[str]:
        """Return the lines that no list explains."""
        tree, about = _xml(data)
        said = str(self._run(tree))
        lines = [line for line in said.split("\n") if line.startswith(("Error", "Warning"))]
        seen = set(re.findall(r"<item location='([^']*)'", said))
        lines += [
            f"Warning: {place}: Content Item not in template"
            for place in about
            if place not in seen
        ]
        faults = [line for line in lines if not _explained(line, about)]
        return (
            faults if "1" in seen else [*faults, "The root is of no template that the rules have."]
        )


def _mended(name: str, text: bytes) -> bytes:
    """Rename one variable that hides another, which libxslt refuses."""
    if not name.endswith("CommonDicomSRValidationRules.xsl"):
        return text
    lines = text.decode().split("\n")
    lines[354:] = [
        line.replace("conceptCSDPreferred", "conceptCSDPreferred2") for line in lines[354:]
    ]
    return "\n".join(lines).encode()


def _explained(line: str, about: dict[str, tuple[_Code, _Code]]) -> bool:
    found = re.search(r": (1(?:\.\d+)*): ", line)
    place = found.group(1) if found else None
    if place and "Content Item not in template" in line:
        parts = place.split(".")
        above = (about[".".join(parts[:n])][0] for n in range(2, len(parts) + 1))
        return any(scheme.startswith("99") or code in _BESIDE for code, scheme in above)
    group = re.search(r"not found in context group (\d+)", line)
    if group and place:
        value, scheme = about[place][1]
        number = group.group(1)
        return scheme.startswith("99") or number in _NOT_HELD or (value, number) in _ON_PURPOSE
    if "Template 1003" in line and "value multiplicity" in line:
        return True  # several observers are legal; the rules count their names together
    if "[Row 6]" in line and "Template 4201" in line and "condition not satisfied" in line:
        return True  # the rules test another code than the standard
    return line.startswith("Warning") and "different code meaning" in line


def _xml(data: Dataset) -> tuple[Any, dict[str, tuple[_Code, _Code]]]:
    """Return the document as the rules want it, and the name and value of each item by place."""
    from lxml import etree

    root = etree.Element("DicomStructuredReport")
    head = etree.SubElement(root, "DicomStructuredReportHeader")
    etree.SubElement(
        etree.SubElement(head, "SOPClassUID"), "value", number="1"
    ).text = data.SOPClassUID
    content = etree.SubElement(root, "DicomStructuredReportContent")
    about: dict[str, tuple[_Code, _Code]] = {}
    _item(content, data, "1", about)
    return root, about


def _item(parent: Any, data: Dataset, place: str, about: dict[str, tuple[_Code, _Code]]) -> None:
    from lxml import etree

    element = etree.SubElement(parent, data.ValueType.lower(), ID=f"ci_{place}")
    if "RelationshipType" in data:
        element.set("relationship", data.RelationshipType)
    if data.ValueType == "CONTAINER":
        element.set("continuity", data.ContinuityOfContent)
    if "ContentTemplateSequence" in data:
        held = data.ContentTemplateSequence[0]
        element.set("template", held.TemplateIdentifier)
        element.set("templatemappingresource", held.MappingResource)
    name = value = ("", "")
    if "ConceptNameCodeSequence" in data:
        name = _code("concept", element, data.ConceptNameCodeSequence[0])
    if data.ValueType == "CODE":
        value = _code("value", element, data.ConceptCodeSequence[0])
    elif data.ValueType == "NUM" and data.get("MeasuredValueSequence"):
        measure = data.MeasuredValueSequence[0]
        etree.SubElement(element, "value").text = str(measure.NumericValue)
        _code("units", element, measure.MeasurementUnitsCodeSequence[0])
    elif data.ValueType in _KINDS:
        text = str(data.get(_KINDS[data.ValueType]) or "")
        clean = re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text)
        etree.SubElement(element, "value").text = clean
    about[place] = (name, value)
    for number, child in enumerate(data.get("ContentSequence", []), 1):
        _item(element, child, f"{place}.{number}", about)


def _code(tag: str, parent: Any, data: Dataset) -> _Code:
    from lxml import etree

    key = (str(data.get("CodeValue") or data.get("LongCodeValue")), data.CodingSchemeDesignator)
    value, scheme, meaning = _RENAMED.get(key, (*key, data.CodeMeaning))
    etree.SubElement(parent, tag, cm=meaning, csd=scheme, cv=value)
    return key
