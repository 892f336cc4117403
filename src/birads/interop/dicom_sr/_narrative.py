"""Write prose, authors and language (TID 4202, 1002, 1204), and read them back."""

from __future__ import annotations

import re
from typing import Any

from birads.interop.dicom_sr import _concepts as c
from birads.interop.dicom_sr._codes import table
from birads.interop.dicom_sr._fields import Fields, fields
from birads.interop.dicom_sr._item import Coded, Item, clean, own
from birads.report.report import Addendum

__all__ = ["authors", "language", "narrative", "read_authors", "read_language", "read_narrative"]

DEVICE_UID = "2.25.329800735698586629295641978511506172918"
"""The constant identifier of this library as an observer, for text that nobody wrote."""

_RENDERED = "Structured content follows; see Supplementary Data."
_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_LONGEST_LANGUAGE = 35
_CONTEXT = "HAS OBS CONTEXT"


def language(report: dict[str, Any]) -> Item:
    """Return the language of the document; English where none is stated, as our words are."""
    code = report.get("language", "en").partition("-")[0].lower()
    known = table()["languages"].get(code)
    spoken = Coded("RFC5646", code, known) if known else own(f"language.{code}")
    return Item("CODE", c.LANGUAGE, spoken, "HAS CONCEPT MOD")


def read_language(item: Item) -> str | None:
    """Return the language that an item names."""
    code = item.value if isinstance(item.value, Coded) else Coded("", "")
    if (
        code.scheme != "RFC5646"
        or not _CODE.fullmatch(code.value)
        or len(code.value) > _LONGEST_LANGUAGE
    ):
        return None
    item.used = True
    countries = [child for child in item.children if child.concept == c.COUNTRY]
    for child in countries:
        child.used = True
        country = child.value.value if isinstance(child.value, Coded) else ""
        if _COUNTRY.fullmatch(country) and "-" not in code.value:
            return f"{code.value}-{country}"
    return code.value


def authors(report: dict[str, Any]) -> list[Item]:
    """Return one person as observer for each author, in their order."""
    out: list[Item] = []
    for name in report.get("authors", ()):
        shown = clean(name, name=True)
        out += [
            Item("CODE", c.OBSERVER_TYPE, c.PERSON, _CONTEXT),
            Item(
                "PNAME",
                c.PERSON_NAME,
                shown,
                _CONTEXT,
                exact=None if shown == name else name,
                member="authors",
            ),
        ]
    return out


def read_authors(items: list[Item]) -> list[str]:
    """Return the names of the persons among the observers."""
    out = []
    for item in items:
        if item.concept == c.OBSERVER_TYPE and item.value == c.PERSON:
            item.used = True
        elif item.concept == c.PERSON_NAME and item.text:
            item.used = True
            out.append(item.text)
    return out


def narrative(report: dict[str, Any]) -> Item:
    """Return the prose: the narrative, or a sentence marked as made by a device; the addenda."""
    box = Item("CONTAINER", c.NARRATIVE)
    section = Item("CONTAINER", c.FINDINGS)
    if "narrative" in report:
        section.add(_text(report["narrative"], "narrative"))
    else:
        section.add(
            Item("CODE", c.OBSERVER_TYPE, c.DEVICE, _CONTEXT),
            Item("UIDREF", c.DEVICE_UID, DEVICE_UID, _CONTEXT),
            Item("TEXT", c.DEVICE_NAME, "birads", _CONTEXT),
            _text(_RENDERED, "narrative"),
        )
    box.add(section)
    for addendum in report.get("addenda", ()):
        written = Item("CONTAINER", c.ADDENDUM).add(_text(addendum["text"], "addenda"))
        box.add(written.add(*_addendum().write(addendum, inside="CONTAINER")))
    return box


def _addendum() -> Fields:
    return fields(Addendum, "addendum", "", ("text",))


def _text(text: str, member: str) -> Item:
    shown = clean(text)
    return Item("TEXT", c.FINDING, shown, exact=None if shown == text else text, member=member)


def read_narrative(box: Item, draft: dict[str, Any]) -> None:
    """Read every section: addenda as such, other texts joined, what a device wrote left out."""
    box.used = True
    texts: list[str] = []
    for section in box.children:
        if section.kind != "CONTAINER":
            continue
        section.used = section.concept in (c.ADDENDUM, c.FINDINGS)  # other headings are lost
        if section.concept == c.ADDENDUM:
            _read_addendum(section, draft)
        elif _is_rendered(section):
            for item in section.walk():
                item.used = True
        else:
            draft.setdefault("authors", []).extend(read_authors(section.children))
            texts += _texts(section)
    if texts:
        draft["narrative"] = "\n\n".join(texts)


def _is_rendered(section: Item) -> bool:
    return any(
        item.concept == c.DEVICE_UID and item.value == DEVICE_UID for item in section.children
    )


def _texts(section: Item) -> list[str]:
    out = []
    for item in section.children:
        if item.kind == "TEXT" and item.text is not None and not item.used:
            item.used = True
            out.append(item.text)
    return out


def _read_addendum(section: Item, draft: dict[str, Any]) -> None:
    values: dict[str, Any] = {}
    _addendum().read(section.children, values)
    texts = _texts(section)
    if texts:
        draft.setdefault("addenda", []).append({"text": "\n\n".join(texts), **values})
