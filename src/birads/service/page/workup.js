// Show the workup by the table of 2009, why it is so, and why not another variant.

import { el, fill, hint, said, table, visible } from "./dom.js";
import { t } from "./labels.js";

const STEP = ["step", "for", "rating", "advice", "basis", "dose", "depends"];
const FACT = ["fact", "asked", "found", "holds", "read_from"];
const DUE = /^(recommended|as stated|as written|after the tissue result)/;

const titles = (names, year) => names.map((name) =>
  (name === "rating" ? t("col_rating", { year }) : t(`col_${name}`)));

function stepRow(columns) {
  return (row) => {
    const due = DUE.test(row.advice) && !row.advice.endsWith("not yet");
    const cells = [row.whom, row.rating, row.advice, row.basis, row.dose, row.depends];
    return el("tr", { class: due ? "due" : null },
      el("th", { scope: "row" }, said(row.name)),
      cells.map((cell, index) => el("td",
        { class: index === 2 ? "advice" : null, "data-title": columns[index + 1] },
        cell ? said(cell) : "")));
  };
}

function steps(caption, rows, year) {
  const columns = titles(STEP, year);
  return table("steps", caption, columns, rows.map(stepRow(columns)));
}

function facts(caption, rows) {
  return table("facts", caption, titles(FACT), rows.map(([fact, ...rest]) => el("tr", {},
    el("th", { scope: "row" }, said(fact)), rest.map((cell) => el("td", {}, said(cell))))));
}

export function notes(list) {
  if (!list.length) return null;
  return el("ul", { class: "notes" }, list.map((note) => el("li", { class: `note ${note.level}` },
    note.level === "alert" ? el("span", { class: "severity" }, `${t("alert")} `) : null,
    said(note.text), el("span", { class: "dim" }, " (", said(note.source), ")"))));
}

function whyNot(pattern) {
  return pattern.why_not.map((one) => el("div", {},
    el("h4", {}, t(one.chosen ? "is_answer" : "why_not", { variant: one.variant })),
    el("p", {}, said(one.title)),
    facts(t("conditions_of", { variant: one.variant }), one.facts),
    one.reached_by && !one.chosen
      ? el("p", {}, t("reached_by", { variant: one.variant,
        changes: Object.entries(one.reached_by)
          .map(([fact, value]) => visible(`${fact} = ${value.replaceAll("_", " ")}`)).join(", ") }))
      : null));
}

function patternShown(pattern, year) {
  return el("article", {},
    el("h3", {}, said(pattern.heading)),
    el("p", {}, said(`${pattern.outcome}. ${pattern.stage} ${pattern.rating}`)),
    steps(t("steps", { year }), pattern.steps, year),
    notes(pattern.notes),
    el("details", {},
      el("summary", {}, t("why")),
      el("p", {}, said(pattern.why)),
      pattern.rule ? el("p", {}, said(pattern.rule)) : null,
      el("p", { class: "dim" }, said(pattern.source)),
      pattern.facts.length ? facts(t("conditions"), pattern.facts) : null),
    whyNot(pattern));
}

export function showWorkup(target, view, asked, ask) {
  if (!view.valid) {
    fill(target, hint(t("workup_needs")));
    return;
  }
  const chosen = el("select", { id: "variant", onchange: (event) => ask(event.target.value) },
    el("option", { value: "" }, t("no_question")),
    view.variants.map((one) => el("option",
      { value: one.number, selected: String(one.number) === asked, lang: "en" },
      `${one.number}: ${visible(one.title)}`)));
  fill(target,
    el("p", { class: "dim" }, said(view.topic)),
    notes(view.notes),
    view.patterns.length
      ? el("p", {}, el("label", { for: "variant" }, `${t("why_not_label")} `), chosen)
      : hint(t("no_pattern")),
    view.patterns.map((pattern) => patternShown(pattern, view.year)),
    view.steps.length
      ? [el("h3", {}, t("other_steps")), steps(t("other_steps"), view.steps, view.year)]
      : null);
}
