"""Write the images of a finding as TID 350 references, and read them back.

A standard reference names the class of the object and its series. Where the report or the header
does not say both, the images are items of our own scheme: a class is never guessed.
"""

from __future__ import annotations

from typing import Any

from birads.interop.dicom_sr._fields import NONE, entry, read_entry, write_entry
from birads.interop.dicom_sr._item import ImageRef, Item, is_uid, own
from birads.interop.dicom_sr._values import Unread
from birads.report.findings import Image

__all__ = ["read_images", "write_images"]

_IMAGES = own("images")


def write_images(images: list[dict[str, Any]], sop_classes: dict[str, str]) -> list[Item]:
    """Return one reference per image: standard ones where all of them can be."""
    if not images:
        return [Item("CODE", _IMAGES, NONE, "HAS PROPERTIES")]
    if all(_is_standard(one, sop_classes) for one in images):
        return [_reference(one, sop_classes) for one in images]
    described = entry(Image, "images")
    return [write_entry(described, one, _IMAGES, "HAS PROPERTIES") for one in images]


def _is_standard(image: dict[str, Any], sop_classes: dict[str, str]) -> bool:
    series = image.get("series_instance_uid", "")
    return image["sop_instance_uid"] in sop_classes and is_uid(series)


def _reference(image: dict[str, Any], sop_classes: dict[str, str]) -> Item:
    name = image["sop_instance_uid"]
    value = ImageRef(sop_classes[name], name, image["series_instance_uid"], image.get("frame"))
    return Item("IMAGE", _IMAGES, value, "INFERRED FROM")


def read_images(finding: Item) -> list[dict[str, Any]] | None:
    """Return the images that a finding refers to; ``None`` where it says nothing of images."""
    out: list[dict[str, Any]] = []
    for item in finding.children:
        if item.kind == "IMAGE" and isinstance(item.value, ImageRef):
            out.append(_image(item.value))
            item.used = True
        elif item.concept == _IMAGES and item.value == NONE:
            item.used = True
            return []
        elif item.concept == _IMAGES:
            try:
                out.append(read_entry(entry(Image, "images"), item))
            except Unread:
                continue
    return out or None


def _image(ref: ImageRef) -> dict[str, Any]:
    out: dict[str, Any] = {"sop_instance_uid": ref.sop_instance}
    if ref.series is not None:
        out["series_instance_uid"] = ref.series
    if ref.frame is not None:
        out["frame"] = ref.frame
    return out
