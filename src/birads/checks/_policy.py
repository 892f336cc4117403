"""Read a site's policy: which checks it weighs differently or turns off, and why.

A policy names a check by its code, never a group of checks, and gives a reason for each; the
reason stands in every result that the policy changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Final

import attrs

from birads import pointer as json_pointer
from birads._base.nearest import did_you_mean
from birads.checks._registry import CHECKS
from birads.issue import InvalidPolicy, Issue, Severity
from birads.tables._toml import UnreadableToml, read_bytes, read_toml

__all__ = ["ChangedIssue", "InvalidPolicy", "Policy", "Rule", "load_policy"]

_OFF: Final = "off"
_WEIGHTS: Final = (*(severity.value for severity in Severity), _OFF)
_MEMBERS: Final = ("severity", "reason", "by")


@attrs.frozen
class Rule:
    """Weigh one check differently; a severity of ``None`` turns it off."""

    code: str
    severity: Severity | None
    reason: str
    by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        out: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value if self.severity else _OFF,
            "reason": self.reason,
        }
        if self.by is not None:
            out["by"] = self.by
        return out


@attrs.frozen
class ChangedIssue(Issue):
    """State an issue whose severity a policy changed, and why."""

    was: Severity | None = attrs.field(default=None, kw_only=True)
    rule: Rule | None = attrs.field(default=None, kw_only=True)

    def to_dict(self) -> dict[str, Any]:
        """Return the members of every issue, and ``policy``."""
        out = Issue.to_dict(self)
        if self.rule is not None and self.was is not None:
            out["policy"] = {"was": self.was.value, "reason": self.rule.reason}
            if self.rule.by is not None:
                out["policy"]["by"] = self.rule.by
        return out


@attrs.frozen
class Policy:
    """Hold a site's rules by the code of the check they are about."""

    rules: Mapping[str, Rule] = attrs.field(factory=dict)

    def apply(self, code: str, found: list[Issue]) -> list[Issue]:
        """Return what stands of the issues of one check, with the reason for what changed."""
        rule = self.rules.get(code)
        if rule is None or not found:
            return found
        if rule.severity is None:
            return [_turned_off(rule, found)]
        return [
            issue if issue.severity is rule.severity else _changed(issue, rule, rule.severity)
            for issue in found
        ]

    def to_dict(self) -> list[dict[str, Any]]:
        """Return plain JSON values, one object for each rule."""
        return [rule.to_dict() for rule in self.rules.values()]


def _changed(issue: Issue, rule: Rule, severity: Severity) -> Issue:
    note = f"Here {severity} instead of {issue.severity}: {rule.reason}"
    return ChangedIssue(
        issue.code,
        severity,
        issue.pointer,
        issue.message,
        f"{issue.hint} ({note})" if issue.hint else note,
        issue.source,
        issue.crosses,
        was=issue.severity,
        rule=rule,
    )


def _turned_off(rule: Rule, found: list[Issue]) -> Issue:
    count = f"{len(found)} issue{'s' if len(found) > 1 else ''}"
    return Issue(
        "check_turned_off",
        Severity.INFORMATION,
        "",
        f"{count} of {rule.code!r} not shown: the policy turns this check off.",
        f"Its reason: {rule.reason}",
        None,
        any(issue.crosses for issue in found),
    )


def load_policy(path: str | PathLike[str]) -> Policy:
    """Return the policy of a TOML file.

    Raises:
        InvalidPolicy: The file is not a policy; all its issues are in ``issues``.
        OSError: The file cannot be read.
    """
    try:
        data = read_toml(read_bytes(Path(path)))
    except UnreadableToml as error:
        raise InvalidPolicy([error.issue]) from None
    return policy_of(data)


def policy_of(data: Mapping[str, Any]) -> Policy:
    """Return the policy that the parsed TOML holds.

    Raises:
        InvalidPolicy: It is not a policy; all its issues are in ``issues``.
    """
    problems = list(_problems(data))
    if problems:
        raise InvalidPolicy(problems)
    rules = {}
    for code, entry in data.get("checks", {}).items():
        weight = entry["severity"]
        severity = None if weight == _OFF else Severity(weight)
        rules[code] = Rule(code, severity, entry["reason"].strip(), entry.get("by"))
    return Policy(rules)


def _problem(code: str, path: tuple[str, ...], message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.ERROR, json_pointer.join(path), message, hint)


def _problems(data: Mapping[str, Any]) -> Iterator[Issue]:
    for name in data:
        if name != "checks":
            yield _problem(
                "unknown_member",
                (name,),
                f"There is no member {name!r} in a policy.",
                "Write one table for each check: [checks.<code>].",
            )
    checks = data.get("checks", {})
    if not isinstance(checks, Mapping):
        yield _problem("wrong_type", ("checks",), "'checks' should be a table of tables.")
        return
    for code, entry in checks.items():
        if code not in CHECKS:
            hint = did_you_mean(code, CHECKS)
            yield _problem("unknown_check", ("checks", code), f"There is no check {code!r}.", hint)
        if isinstance(entry, Mapping):
            yield from _problems_of_rule(code, entry)
        else:
            yield _problem("wrong_type", ("checks", code), f"{code!r} should be a table.")


def _problems_of_rule(code: str, entry: Mapping[str, Any]) -> Iterator[Issue]:
    path = ("checks", code)
    for name in entry:
        if name not in _MEMBERS:
            hint = did_you_mean(name, _MEMBERS)
            yield _problem("unknown_member", (*path, name), f"There is no member {name!r}.", hint)
    weight = entry.get("severity")
    if weight is None:
        yield _problem("missing_member", path, "The member 'severity' is missing.")
    elif weight not in _WEIGHTS:
        yield _problem(
            "unknown_word",
            (*path, "severity"),
            f"{weight!r} is not a severity.",
            f"Use one of: {', '.join(_WEIGHTS)}.",
        )
    reason = entry.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        place = (*path, "reason") if "reason" in entry else path
        yield _problem(
            "missing_reason",
            place,
            f"The rule for {code!r} has no reason.",
            "Say why, in words that whoever reads the result will understand.",
        )
    if not isinstance(entry.get("by", ""), str):
        yield _problem("wrong_type", (*path, "by"), "'by' should be text.")
