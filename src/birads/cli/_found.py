"""Show what a search of the lexicon found: terms of a word, words of a code, a category."""

from __future__ import annotations

import re
from typing import Any

import click
from rich.markup import escape

from birads import lexicon as words
from birads._visible import visible
from birads.cli._output import console, write_json, write_text

__all__ = ["category_named", "show_category", "show_code", "show_found"]

_BEFORE_NUMBER = re.compile(r"^(acr )?(bi-?rads|category|cat\.?)[ :-]*(category )?")


def show_code(query: str, form: str) -> bool:
    """Show what a code means, "SYSTEM|CODE", and return whether a word here has it."""
    from birads.interop.code_search import find_code

    system, mark, value = query.rpartition("|")
    if not mark:
        raise click.BadParameter("Write the system, a bar, and the code.", param_hint="--code")
    try:
        found = find_code(system, value)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="--code") from None
    if form == "json":
        matches = [one.to_dict() for one in found]
        write_json({"query": query, "matches": matches, "issues": []})
    else:
        for one in found:
            draft = "  draft" if one.draft else ""
            write_text(visible(f"{one.id}  {one.match.value}{draft}  {one.display}") + "\n")
        if not found:
            write_text(visible(f"No word here has the code {query}.") + "\n")
    return bool(found)


def category_named(word: str) -> words.AssessmentCategory | None:
    """Return the category that a word is the number or the name of, such as "BI-RADS 4a"."""
    asked = " ".join(word.replace("_", " ").casefold().split())
    number = _BEFORE_NUMBER.sub("", asked).upper()
    named = (each for each in words.assessments() if asked in (each.name, f"category {each.name}"))
    return next((each for each in words.assessments() if each.id.value == number), None) or next(
        named, None
    )


def show_category(word: str, category: words.AssessmentCategory, form: str) -> None:
    """Show the category that a word was found to name."""
    editions = [edition.value for edition in words.Edition]
    if form == "json":
        match: dict[str, Any] = {"id": f"assessment.{category.id.value}", "how": "exact"}
        match |= {"editions": editions, "successor": None}
        write_json({"query": word, "matches": [match], "issues": []})
        return
    out = console()
    out.print(f"[bold]assessment.{category.id.value}[/bold]  {escape(category.name)}")
    out.print(f"  {escape(category.meaning)}")
    if category.likelihood is not None:
        out.print(f"  likelihood of cancer: {escape(str(category.likelihood))}")


def show_found(found: words.Found) -> None:
    """Show the terms that a word may mean, and what to know before using one."""
    out = console()
    for match in found.matches:
        term = match.term
        editions = ", ".join(edition.value for edition in term.editions) or "no edition"
        out.print(f"[bold]{escape(term.id)}[/bold]  {match.how.value}  ({editions})")
        out.print(f"  {escape(term.label)}: {escape(term.fact)}")
    for issue in found.issues:
        out.print(f"[yellow]{issue.severity.value}[/yellow] {issue.code}: {escape(issue.message)}")
        if issue.hint:
            out.print(f"  {escape(issue.hint)}")
