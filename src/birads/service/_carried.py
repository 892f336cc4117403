"""Say what a conversion did not carry: in a header that fits, and in full in an envelope."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

from birads.issue import Issue

__all__ = ["ISSUES_HEADER", "envelope", "issues_header"]

ISSUES_HEADER = "Birads-Issues"
_MOST = 4000  # bytes: proxies refuse long headers


def issues_header(issues: Sequence[Issue]) -> str:
    """Return the issues as a JSON list of code, severity and pointer, in ASCII.

    Where not all fit, the last item says how many are left out.
    """
    parts: list[str] = []
    size = 0
    for number, issue in enumerate(issues):
        told = {"code": issue.code, "severity": issue.severity.value, "pointer": issue.pointer}
        part = json.dumps(told, separators=(",", ":"))
        size += len(part) + 1
        if size > _MOST:
            parts.append(json.dumps({"code": "more", "count": len(issues) - number}))
            break
        parts.append(part)
    return f"[{','.join(parts)}]"


def envelope(kind: str, data: bytes, issues: Sequence[Issue], **members: Any) -> dict[str, Any]:
    """Return what was made beside its issues; what is not UTF-8 is written in base64."""
    out: dict[str, Any] = {"media_type": kind, "issues": [one.to_dict() for one in issues]}
    try:
        out["body"] = data.decode()
    except UnicodeDecodeError:
        out["base64"] = base64.b64encode(data).decode()
    return out | members
