"""Show a reading: the text with what was read underlined, the values and the issues beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from birads._visible import visible
from birads.text._draft import Span, merged
from birads.text._reading import Reading

__all__ = ["as_page", "as_text"]

_HIDDEN = ("narrative", "id")
_DISCLAIMER = (
    "A draft, read by rules: a person compares it with the text before it is used. Not a diagnosis "
    "and not a medical device. BI-RADS is a registered trademark of the American College of "
    "Radiology, which does not endorse this software."
)


def values(reading: Reading) -> Iterator[tuple[str, str, list[Span]]]:
    """Yield each value of a draft by its pointer, with its places in the text."""
    for pointer, spans in reading.spans.items():
        where: object = reading.draft
        for part in pointer.split("/")[1:]:
            where = where[int(part)] if isinstance(where, list) else where[part]  # type: ignore[index]
        shown = "none" if where == [] else str(where)
        yield pointer, shown, spans


def as_text(reading: Reading) -> str:
    """Return the narrative with a line under what was read, then the values and the issues."""
    out = []
    marked = merged(span for spans in reading.spans.values() for span in spans)
    place = 0
    for line in reading.text.splitlines(keepends=True):
        plain = line.rstrip("\r\n")
        out.append(f"  {visible(plain)}")
        under = [" "] * len(plain)
        for start, end in _near(marked, place, len(plain)):
            first, last = max(start - place, 0), min(end - place, len(plain))
            under[first:last] = "~" * (last - first)
        if "~" in under:
            out.append(f"  {''.join(under).rstrip()}")
        place += len(line)
    for pointer, shown, _ in values(reading):
        out.append(f"  {pointer}  {visible(shown)}")
    for issue in reading.issues:
        crosses = "  crosses 0-3 / 4-6" if issue.crosses else ""
        out.append(f"  {issue.severity.value}{crosses}  {issue.code}: {visible(issue.message)}")
    return "\n".join(out) + "\n"


def _near(marked: list[Span], start: int, length: int) -> list[Span]:
    return [span for span in marked if span[0] < start + length and span[1] > start]


def as_page(readings: Iterable[tuple[str, Reading]]) -> str:
    """Return a page of its own: each text beside what was read, no script and nothing loaded."""
    style = resources.files("birads.text").joinpath("data", "page.css").read_text("utf-8")
    sections = "".join(
        _section(number, name, one) for number, (name, one) in enumerate(readings, 1)
    )
    whole = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>Texts and what was read</title>\n<style>\n{style}</style></head>\n<body>\n"
        f"<header><h1>Texts and what was read</h1></header>\n<main>\n{sections}</main>\n"
        f"<footer><p>{escape(_DISCLAIMER)}</p></footer>\n</body></html>\n"
    )
    return visible(whole, keep="\t\n")


def _section(number: int, name: str, reading: Reading) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{_breakable(pointer)}</code></th><td>{_breakable(shown)}</td>'
        f"<td>{_words(reading, spans)}</td></tr>"
        for pointer, shown, spans in values(reading)
    )
    issues = "".join(
        f'<li class="{issue.severity.value}"><strong>{issue.severity.value}'
        f"{', crosses 0-3 / 4-6' if issue.crosses else ''}</strong> <code>{escape(issue.code)}"
        f"</code> {escape(issue.message)}</li>"
        for issue in reading.issues
    )
    listed = f"<ul>{issues}</ul>" if issues else "<p>No issue.</p>"
    return (
        f'<section aria-labelledby="t{number}"><h2 id="t{number}">{escape(name)}</h2>\n'
        f'<div class="pair"><div class="text" lang="{reading.language}">{_marked(reading)}</div>\n'
        f'<div class="read"><h3>Issues</h3>{listed}\n<table><thead><tr>'
        '<th scope="col">Member</th><th scope="col">Value</th><th scope="col">Words</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div></div></section>\n"
    )


def _breakable(word: str) -> str:
    """Return a pointer or a word that a narrow screen may break at its joints."""
    return escape(word).replace("/", "<wbr>/").replace("_", "_<wbr>")


def _words(reading: Reading, spans: list[Span]) -> str:
    said = dict.fromkeys(" ".join(reading.text[start:end].split())[:80] for start, end in spans)
    return "; ".join(f"<q>{escape(one)}</q>" for one in said)


def _marked(reading: Reading) -> str:
    """Return the text with a mark for what was read, and another for what was not."""
    text, out, place = reading.text, [], 0
    for start, end in merged(span for spans in reading.spans.values() for span in spans):
        named = [
            pointer
            for pointer, spans in reading.spans.items()
            if any(a < end and b > start for a, b in spans)
        ]
        out.append(_plain(text[place:start]))
        title = escape(", ".join(named[:8]), quote=True)
        out.append(f'<mark title="{title}">{_plain(text[start:end])}</mark>')
        place = end
    out.append(_plain(text[place:]))
    return "".join(out)


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
