// Show issues as a list, and in the report at their place.

import { el, fill, visible } from "/page/dom.js";
import { lineOf, placeOf, places } from "/page/places.js";

const WORDS = { error: "Error", warning: "Warning", information: "Information" };

export function countWords(issues) {
  if (!issues.length) return "No issues.";
  const parts = Object.keys(WORDS).map((severity) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    const plural = count === 1 || severity === "information" ? "" : "s";
    return count ? `${count} ${severity}${plural}` : "";
  });
  return `${parts.filter(Boolean).join(", ")}.`;
}

function issueBody(issue) {
  return [
    el("p", {},
      el("span", { class: "severity" }, WORDS[issue.severity] ?? issue.severity),
      issue.crosses ? el("strong", {}, " The line between 0-3 and 4-6 depends on it.") : null),
    el("p", {}, visible(issue.message)),
    issue.hint ? el("p", { class: "dim" }, visible(issue.hint)) : null,
  ];
}

export function showIssues(target, issues, text, go) {
  const found = places(text);
  const list = issues.map((issue) => {
    const place = placeOf(found, issue.pointer);
    const where = `Line ${lineOf(text, place.start)}: ${visible(issue.pointer || "(document)")}`;
    return el("li", { class: `issue ${issue.severity}` },
      issueBody(issue),
      el("p", {}, el("button", { type: "button", class: "link", onclick: () => go(place) }, where)),
      el("p", { class: "dim" }, [issue.code, issue.source].filter(Boolean).map(visible).join(" - ")));
  });
  fill(target, issues.length
    ? [el("p", {}, countWords(issues)), el("ul", { class: "issues" }, list)]
    : el("p", { class: "good" }, "No issues."));
}

export function showMarked(target, issues, text) {
  const found = places(text);
  const lines = new Map();
  for (const issue of issues) {
    const line = lineOf(text, placeOf(found, issue.pointer).start);
    lines.set(line, [...(lines.get(line) ?? []), issue]);
  }
  const shown = text.split("\n").map((line, index) => el("li", {},
    el("code", {}, visible(line) || " "),
    (lines.get(index + 1) ?? []).map((issue) =>
      el("div", { class: `issue ${issue.severity}` }, issueBody(issue)))));
  fill(target, el("ol", { class: "lines" }, shown));
}
