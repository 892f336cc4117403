"""Write an audit as one self-contained page: no script, no network, readable on a phone and paper.

Pictures stand inline as SVG with a text equivalent; the table of the same numbers follows each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib import resources

from birads._visible import visible
from birads.audit._parts import Section, Table
from birads.audit._pictures import Picture

__all__ = ["page"]

_ID = re.compile(r"[^a-z0-9]+")
_LONG = 14
_SHORT = 26
_DISCLAIMER = (
    "Not a diagnosis and not a medical device. BI-RADS is a registered trademark of the American "
    "College of Radiology, which does not endorse this software."
)


def page(heading: str, sections: Iterable[Section], *, foot: str = "") -> str:
    """Return the page; every text from outside is escaped, and the page can load nothing."""
    parts = list(sections)
    contents = "".join(
        f'<li><a href="#{_slug(one.title)}">{escape(one.title)}</a></li>' for one in parts
    )
    style = resources.files("birads.audit").joinpath("data", "page.css").read_text("utf-8")
    whole = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">"
        f"<title>{escape(heading)}</title>\n<style>\n{style}</style></head>\n<body>\n"
        f"<header><h1>{escape(heading)}</h1></header>\n"
        f'<nav aria-label="Contents"><ul>{contents}</ul></nav>\n<main>\n'
        + "".join(map(_section, parts))
        + f"</main>\n<footer><p>{escape(_DISCLAIMER)}</p><p>{escape(foot)}</p></footer>\n"
        "</body></html>\n"
    )
    return visible(whole, keep="\t\n")


def _section(one: Section) -> str:
    text = "".join(f"<p>{escape(line)}</p>\n" for line in one.text)
    pictures = "".join(map(_picture, one.pictures))
    tables = "".join(map(_table, one.tables))
    shown = f'<div class="pictures">{pictures}</div>\n' if pictures else ""
    return (
        f'<section id="{_slug(one.title)}"><h2>{escape(one.title)}</h2>\n'
        f"{text}{shown}{tables}</section>\n"
    )


def _picture(one: Picture) -> str:
    caption = escape(one.caption)
    drawn = one.svg().replace(
        "<svg ", f'<svg role="img" aria-label="{caption}. The same numbers stand in a table." ', 1
    )
    drawn = _own_ids(drawn, one.name)
    return f"<figure>{drawn}<figcaption>{caption}</figcaption></figure>\n"


def _own_ids(svg: str, name: str) -> str:
    """Give the ids inside a picture its name, so that pictures of one page do not mix."""
    prefix = f"{_slug(name)}-"
    svg = re.sub(r'\bid="', f'id="{prefix}', svg)
    svg = re.sub(r'(xlink:href|href)="#', rf'\1="#{prefix}', svg)
    return svg.replace("url(#", f"url(#{prefix}")


def _table(one: Table) -> str:
    head = "".join(
        f'<th scope="col"{_align(one, n)}>{escape(c)}</th>' for n, c in enumerate(one.head)
    )
    rows = "".join(_row(one, row) for row in one.rows)
    pairs = ' class="pairs"' if len(one.head) == 2 else ""  # noqa: PLR2004 - a name and a number
    body = (
        f'<div class="scroll" role="region" aria-label="{escape(one.caption)}" tabindex="0">'
        f"<table{pairs}><caption>{escape(one.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )
    if len(one.rows) <= _LONG:
        return body + "\n"
    return (
        f"<details open><summary>{escape(one.caption)} ({len(one.rows)} rows)</summary>"
        f"{body}</details>\n"
    )


def _row(one: Table, row: tuple[str, ...]) -> str:
    cells = [
        f'<th scope="row">{escape(cell)}</th>'
        if number == 0
        else f'<td data-head="{escape(one.head[number])}"{_class(one, number, cell)}>'
        f"{escape(cell)}</td>"
        for number, cell in enumerate(row)
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _class(one: Table, number: int, cell: str) -> str:
    """Keep numbers and short texts on one line; long ones may wrap."""
    if number in one.numeric:
        return ' class="number"'
    return ' class="short"' if len(cell) <= _SHORT else ""


def _align(one: Table, number: int) -> str:
    return ' class="number"' if number in one.numeric else ""


def _slug(text: str) -> str:
    return _ID.sub("-", text.lower()).strip("-")
