"""Hold the images that show a finding as references by their UIDs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from birads.interop.fhir import _systems
from birads.interop.fhir._elements import ABSENT, Places
from birads.interop.fhir._text import is_oid
from birads.interop.fhir._values import Part

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = ["Images"]


@attrs.frozen
class Images:
    """Hold references to images as what the finding was derived from, by their UIDs."""

    member: str = "images"

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Add one reference by identifier for each image; the list is held whole or not at all."""
        if not value or not all(is_oid(uid) for image in value for uid in _uids(image)):
            return False
        held = resource.setdefault("derivedFrom", [])
        for image in value:
            one: dict[str, Any] = {"type": "ImagingStudy", "identifier": _uid(image)}
            more = [
                {"url": _systems.extension_url(key), name: image[key]}
                for key, name in (("series_instance_uid", "valueString"), ("frame", _FRAME))
                if key in image
            ]
            held.append({**({"extension": more} if more else {}), **one})
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        """Return the images."""
        images = []
        for one in node.nodes("derivedFrom"):
            identifier = one.peek("identifier")
            if one.used or not isinstance(identifier, dict):
                continue
            uid = identifier.get("value")
            if identifier.get("system") == _systems.DICOM_UID and isinstance(uid, str):
                images.append(_image(uid, one))
                one.whole()
        return images or ABSENT


_FRAME = "valuePositiveInt"


def _uids(image: dict[str, Any]) -> list[str]:
    return [image[key] for key in ("sop_instance_uid", "series_instance_uid") if key in image]


def _uid(image: dict[str, Any]) -> dict[str, Any]:
    return {"system": _systems.DICOM_UID, "value": f"urn:oid:{image['sop_instance_uid']}"}


def _image(uid: str, node: Node) -> dict[str, Any]:
    image: dict[str, Any] = {"sop_instance_uid": uid.removeprefix("urn:oid:")}
    for one in node.nodes("extension"):
        for key, name in (("series_instance_uid", "valueString"), ("frame", _FRAME)):
            if one.peek("url") == _systems.extension_url(key):
                image[key] = one.peek(name)
    return image
