// Show issues as a list, and in the report at their place.

import { el, fill, said, visible } from "./dom.js";
import { t } from "./labels.js";
import { lineOf, placeOf, places } from "./places.js";

const SEVERITIES = ["error", "warning", "information"];

export function countWords(issues) {
  if (!issues.length) return t("no_issues");
  const parts = SEVERITIES.map((severity) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    return count ? t(severity, { count }) : "";
  });
  return `${parts.filter(Boolean).join(", ")}.`;
}

export function issueBody(issue) {
  return [
    el("p", {},
      el("span", { class: "severity" }, SEVERITIES.includes(issue.severity)
        ? t(`severity_${issue.severity}`) : visible(issue.severity)),
      issue.crosses ? el("strong", {}, ` ${t("crosses")}`) : null),
    el("p", {}, said(issue.message)),
    issue.hint ? el("p", { class: "dim" }, said(issue.hint)) : null,
  ];
}

export function showIssues(target, issues, text, go) {
  const found = places(text);
  const list = issues.map((issue) => {
    const place = placeOf(found, issue.pointer);
    const where = t("at", {
      line: lineOf(text, place.start), place: visible(issue.pointer) || t("document"),
    });
    return el("li", { class: `issue ${issue.severity}` },
      issueBody(issue),
      el("p", {}, el("button", { type: "button", class: "link", onclick: () => go(place) }, where)),
      el("p", { class: "dim" }, said([issue.code, issue.source].filter(Boolean).join(" - "))));
  });
  fill(target, issues.length
    ? [el("p", {}, countWords(issues)), el("ul", { class: "issues" }, list)]
    : el("p", { class: "good" }, t("no_issues")));
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
