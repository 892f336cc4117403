"""``birads check``: what is wrong or doubtful in each report."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from pydantic_core import from_json, to_json

from birads._visible import visible
from birads.checks import CHECKS, Policy, load_policy
from birads.checks import check as check_report
from birads.checks._codes import OTHER, REFUSED, meaning_of
from birads.cli._check_formats import FORMATS
from birads.cli._documents import Document, documents, limits
from birads.cli._jobs import Answer, Job
from birads.cli._options import (
    check_jobs,
    files_argument,
    format_option,
    jobs_option,
    max_bytes_option,
    naming,
    ndjson_option,
    quiet_option,
)
from birads.cli._output import Progress, console, write, write_text
from birads.cli._places import check_places
from birads.cli._reports import read
from birads.cli._resume import answer_lines, check_resume, output_options
from birads.issue import InvalidReport, Issue, Severity
from birads.parsing.normalising import changes, normalise, patch

__all__ = ["check"]


def _explained(context: click.Context, _option: object, code: str | None) -> None:
    """Say what a code means, and end there; no file is read."""
    if code is None or context.resilient_parsing:
        return
    lines = [f"{each}\n" for each in codes()] if code == "list" else list(_about(code))
    write_text("".join(lines))
    context.exit()


def codes() -> tuple[str, ...]:
    """Return every code that an issue of a report can have."""
    return (*CHECKS, *REFUSED, *OTHER)


def _about(code: str) -> Iterator[str]:
    says = meaning_of(code)
    if says is None:
        near = get_close_matches(code, codes(), 1)
        hint = f" Did you mean {near[0]!r}?" if near else " --explain list shows all."
        raise click.BadParameter(f"There is no code {code!r}.{hint}", param_hint="--explain")
    yield f"{code}\n  {says}\n"
    check = CHECKS.get(code)
    if check is not None:
        crosses = ", can cross 0-3 / 4-6" if check.crosses else ""
        yield f"  severity: {check.severity.value}{crosses}\n  source: {check.source}\n"


@click.command()
@files_argument
@format_option("text", "json", "sarif", "junit")
@ndjson_option
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Weigh checks as this TOML file says, each with its reason.",
)
@jobs_option
@click.option(
    "--fix",
    is_flag=True,
    help="Propose today's word for old ones as a JSON Patch (RFC 6902); nothing is changed.",
)
@click.option(
    "--narrative",
    is_flag=True,
    help="Compare the text of each report with its structure: side, category, size, presence.",
)
@click.option(
    "--narrative-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare this text with the structure, where it is kept apart from the report.",
)
@click.option(
    "--explain",
    metavar="CODE",
    expose_value=False,
    is_eager=True,
    callback=_explained,
    help='Say what an issue of this code means, and end; "list" shows all codes.',
)
@max_bytes_option
@quiet_option
@output_options
def check(form: str, jobs: int, **chosen: Any) -> None:
    """Say what is wrong or doubtful in each report, in input order.

    Issues on which the line between categories 0-3 and 4-6 depends come first. Exit status 1
    where a report does not parse or has an issue of severity error. SARIF and JUnit hold the
    issues of all documents in one file.
    """
    check_jobs(jobs, form)
    check_resume(chosen["output"], form, resume=chosen["resume"])
    check_places([*chosen["files"], chosen["policy_file"]], [("--output", chosen["output"])])
    fix, narrative = chosen["fix"], _narrative(chosen["narrative"], chosen["narrative_file"])
    if fix and form in FORMATS:
        raise click.UsageError("--fix is for --format text or json.")
    if form == "json":
        given = (chosen["policy_file"], fix, narrative)
        failed = answer_lines(answering, given, _again, jobs, **chosen).failed
    else:
        seen = _Seen(_policy(chosen["policy_file"]), fix, narrative)
        judged = seen.of(documents(chosen["files"], ndjson=chosen["ndjson"]))
        if form in FORMATS:
            for part in FORMATS[form](answer for answer, _ in judged):
                write(part)
        else:
            screen = console()
            for answer, issues in judged:
                _show(screen, answer, issues)
        failed = seen.failed
    sys.exit(1 if failed else 0)


def _narrative(own: bool, file: Path | None) -> bool | str:
    if file is None:
        return own
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None
    except UnicodeDecodeError:
        raise click.BadParameter("The text is not UTF-8.", param_hint="--narrative-file") from None


def _again(line: bytes) -> Answer:
    told = from_json(line)
    severe = any(issue["severity"] == Severity.ERROR for issue in told["issues"])
    return Answer(line, bad=not told["valid"], failed=severe)


class _Seen:
    """Judge documents one by one, and remember whether one has an issue of severity error."""

    def __init__(self, policy: Policy | None, fix: bool, narrative: bool | str) -> None:
        self.asked = (policy, fix, narrative)
        self.failed = False

    def of(self, stream: Iterable[Document]) -> Iterator[tuple[dict[str, Any], tuple[Issue, ...]]]:
        """Yield the answer to each document and its issues."""
        progress = Progress()
        for document in stream:
            answer, issues = _judge(document, *self.asked)
            self.failed = self.failed or _is_error(issues)
            progress.tick(bad=not answer["valid"])
            yield answer, issues
        progress.done()


def _policy(file: Path | None) -> Policy | None:
    if file is None:
        return None
    with naming(file):
        return load_policy(file)


def _is_error(issues: tuple[Issue, ...]) -> bool:
    return any(issue.severity is Severity.ERROR for issue in issues)


def answering(policy_file: Path | None, fix: bool, narrative: bool | str) -> Job:
    """Return the function that answers one document with a line of JSON."""
    policy = _policy(policy_file)

    def answer(document: Document) -> Answer:
        told, issues = _judge(document, policy, fix, narrative)
        return Answer(to_json(told) + b"\n", bad=not told["valid"], failed=_is_error(issues))

    return answer


def _judge(
    document: Document, policy: Policy | None, fix: bool, narrative: bool | str
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    name: str | None
    one = read(document)
    if one.report is None:
        valid, issues = False, tuple(one.error.issues if one.error is not None else ())
        tree = _readable(document.data)
        name = tree.get("id") if isinstance(tree.get("id"), str) else None
    else:
        valid, issues = True, check_report(one.report, policy=policy, narrative=narrative)
        name = one.report.id
    answer: dict[str, Any] = {
        "file": document.file,
        "line": document.line,
        "id": name,
        "valid": valid,
        "issues": [issue.to_dict() for issue in issues],
    }
    if policy is not None:
        answer["policy"] = policy.to_dict()
    if fix:
        # A document that parses speaks only words of today: there is nothing to propose.
        answer["patch"] = [] if valid else _proposed(document.data)
    return answer, issues


def _readable(data: bytes) -> dict[str, Any]:
    """Return the plain values of a refused document, or nothing where it is no JSON object."""
    try:
        tree = from_json(data, allow_inf_nan=False)
    except ValueError:
        return {}
    return tree if isinstance(tree, dict) else {}


def _proposed(data: bytes) -> list[dict[str, str]]:
    """Return the patch of a refused document; none where ``normalise`` would not touch it."""
    tree = _readable(data)
    if not tree:
        return []
    try:
        normalise(data, limits=limits())
    except InvalidReport:
        return []
    return patch(changes(tree)[0])


_COLOURS = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFORMATION: "cyan",
}


def _show(screen: Any, answer: dict[str, Any], issues: tuple[Issue, ...]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    line = f":{answer['line']}" if answer["line"] is not None else ""
    head = Text(visible(f"{answer['file']}{line}"), style="bold")
    head.append(visible(f"  {answer['id'] or '(no id)'}  "), style="dim")
    head.append(_count(issues), style="" if issues else "green")
    screen.print(head)
    for issue in issues:
        title = Text(f"{issue.severity.value}", style=_COLOURS[issue.severity])
        if issue.crosses:
            title.append("  crosses 0-3 / 4-6", style="bold magenta")
        title.append(visible(f"  {issue.pointer or '(document)'}"), style="dim")
        screen.print(Padding(title, (0, 0, 0, 2)))
        screen.print(Padding(Text(visible(issue.message)), (0, 0, 0, 4)))
        if issue.hint:
            screen.print(Padding(Text(visible(issue.hint), style="italic"), (0, 0, 0, 4)))
        about = f"{issue.code} - {issue.source}" if issue.source else issue.code
        screen.print(Padding(Text(visible(about), style="dim"), (0, 0, 0, 4)))
    if answer.get("patch"):
        screen.print(Padding(Text("Proposed, not applied (RFC 6902):"), (0, 0, 0, 2)))
        text = json.dumps(answer["patch"], ensure_ascii=False, indent=2)
        screen.print(Padding(Text(visible(text, keep="\n")), (0, 0, 0, 4)))
    screen.print()


def _count(issues: tuple[Issue, ...]) -> str:
    if not issues:
        return "nothing found"
    parts = []
    for severity in Severity:
        number = sum(issue.severity is severity for issue in issues)
        plural = "s" if number > 1 and severity is not Severity.INFORMATION else ""
        if number:
            parts.append(f"{number} {severity.value}{plural}")
    return ", ".join(parts)
