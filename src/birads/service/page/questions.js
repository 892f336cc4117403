// Show the questions that would decide, what each answer gives, and take an answer.

import { el, fill, hint, said, table, visible } from "./dom.js";
import { t } from "./labels.js";

export function showQuestions(target, view, answer, state) {
  if (!view.valid) {
    fill(target, hint(t("workup_needs")));
    return;
  }
  const old = view.patterns.flatMap((pattern) =>
    pattern.deciders.map((decider) => oldQuestion(pattern, decider, view.year, answer)));
  const current = (view.current?.questions ?? []).map((asked) => currentQuestion(asked, state));
  fill(target,
    old.length ? [el("h3", {}, t("by_table", { year: view.year })), old] : null,
    current.length ? [el("h3", {}, t("by_current")), current] : null,
    old.length || current.length ? null : hint(t("nothing_changes")));
}

// ---- the table of 2009: an answer is written into the report

function oldQuestion(pattern, decider, year, answer) {
  const lead = decider.lead === null ? t("col_rating", { year })
    : `${visible(decider.lead)} ${t("col_rating", { year })}`;
  return el("div", {},
    el("h4", {}, t("not_stated", { fact: visible(decider.fact) })),
    el("p", { class: "dim" }, said(pattern.heading)),
    table("answers", t("answers", { fact: visible(decider.fact) }),
      [t("col_answer"), t("col_gives"), lead],
      decider.outcomes.map((outcome) => el("tr", {},
        el("th", { scope: "row" }, answerButton(decider, outcome, answer)),
        el("td", {}, outcome.variant
          ? t("variant", { variant: outcome.variant }) : said(outcome.status)),
        el("td", {}, outcome.rating ?? "")))));
}

function answerButton(decider, outcome, answer) {
  const words = Object.values(outcome.change)
    .map((value) => value.replaceAll("_", " ")).join(" + ");
  const can = Object.keys(outcome.change).every((fact) => fact !== "laterality");
  if (!can) return said(words);
  return el("button", {
    type: "button", class: "link",
    onclick: () => answer(decider.pointers, outcome.change),
  }, said(words));
}

// ---- the current topics: an answer is stated beside the report, which may have no member for it

function currentQuestion(asked, state) {
  return el("div", {},
    el("h4", {}, said(asked.asks)),
    asked.number ? numberAsked(asked, state) : null,
    table("answers", t("answers", { fact: visible(asked.name) }),
      [t("col_answer"), t("col_topic"), t("col_gives"), t("col_suggests")],
      asked.answers.flatMap((one) => answerRows(asked, one, state))));
}

function answerRows(asked, one, state) {
  const words = one.value === null ? said(one.words) : el("button", {
    type: "button", class: "link", onclick: () => state(asked.fact, one.value),
  }, said(one.words));
  return one.outcomes.map((outcome, index) => el("tr", {},
    index === 0 ? el("th", { scope: "row", rowspan: one.outcomes.length }, words) : null,
    el("td", {}, said(`${outcome.topic}${outcome.whom ? `, ${outcome.whom}` : ""}`)),
    el("td", {}, outcome.variants ? t("variant", { variant: outcome.variants }) : t("no_row")),
    el("td", {}, outcome.suggests.length
      ? el("ul", { class: "plain" }, outcome.suggests.map((line) => el("li", {}, said(line))))
      : t("nothing_shared"))));
}

function numberAsked(asked, state) {
  const field = el("input", { type: "number", step: "any", id: `asked-${asked.fact}` });
  const put = () => field.value !== "" && state(asked.fact, field.value);
  field.addEventListener("keydown", (event) => event.key === "Enter" && put());
  return el("div", { class: "tools" },
    el("label", { for: field.id }, said(asked.name)), field,
    el("button", { type: "button", onclick: put }, t("set")));
}
