// Show the workup, why it is so, why not another variant, and the questions that would decide.

import { el, fill, table, visible } from "/page/dom.js";

const STEP = ["Step", "For", "1-9", "Advice", "Basis", "Adult dose", "Depends on"];
const FACT = ["Fact", "Asked", "Found", "Holds", "Read from"];
const DUE = /^(recommended|as stated|as written|after the tissue result)/;

function stepRow(row) {
  const due = DUE.test(row.advice) && !row.advice.endsWith("not yet");
  const cells = [row.whom, row.rating, row.advice, row.basis, row.dose, row.depends];
  return el("tr", { class: due ? "due" : null },
    el("th", { scope: "row" }, visible(row.name)),
    cells.map((cell, index) => el("td",
      { class: index === 2 ? "advice" : null, "data-title": STEP[index + 1] }, visible(cell))));
}

function facts(caption, rows) {
  return table("facts", caption, FACT, rows.map(([fact, ...rest]) => el("tr", {},
    el("th", { scope: "row" }, visible(fact)), rest.map((cell) => el("td", {}, visible(cell))))));
}

function notes(list) {
  if (!list.length) return null;
  return el("ul", { class: "notes" }, list.map((note) => el("li", { class: `note ${note.level}` },
    note.level === "alert" ? el("span", { class: "severity" }, "Alert: ") : null,
    visible(note.text), el("span", { class: "dim" }, ` (${visible(note.source)})`))));
}

function whyNot(pattern) {
  return pattern.why_not.map((one) => el("div", {},
    el("h4", {}, one.chosen ? `Variant ${one.variant} is the answer` : `Why not variant ${one.variant}?`),
    el("p", {}, visible(one.title)),
    facts(`Conditions of variant ${one.variant}`, one.facts),
    one.reached_by && !one.chosen
      ? el("p", {}, `It would be variant ${one.variant} with ${Object.entries(one.reached_by)
        .map(([fact, value]) => `${fact} = ${value.replaceAll("_", " ")}`).join(", ")}.`)
      : null));
}

function patternShown(pattern) {
  return el("article", {},
    el("h3", {}, visible(pattern.heading)),
    el("p", {}, visible(`${pattern.outcome}. ${pattern.stage} ${pattern.rating}`)),
    table("steps", "Steps", STEP, pattern.steps.map(stepRow)),
    notes(pattern.notes),
    el("details", {},
      el("summary", {}, "Why?"),
      el("p", {}, visible(pattern.why)),
      pattern.rule ? el("p", {}, visible(pattern.rule)) : null,
      el("p", { class: "dim" }, visible(pattern.source)),
      pattern.facts.length ? facts("Conditions of this variant", pattern.facts) : null),
    whyNot(pattern));
}

export function showWorkup(target, view, asked, ask) {
  if (!view.valid) {
    fill(target, el("p", { class: "hint" }, "A workup needs a report without refusals."));
    return;
  }
  const chosen = el("select", { id: "variant", onchange: (event) => ask(event.target.value) },
    el("option", { value: "" }, "(no question)"),
    view.variants.map((one) => el("option",
      { value: one.number, selected: String(one.number) === asked },
      `${one.number}: ${visible(one.title)}`)));
  fill(target,
    el("p", { class: "dim" }, visible(view.topic)),
    notes(view.notes),
    view.patterns.length
      ? el("p", {}, el("label", { for: "variant" }, "Why not variant "), chosen)
      : el("p", { class: "hint" }, "There is no pattern of calcifications to look up."),
    view.patterns.map(patternShown),
    view.steps.length
      ? [el("h3", {}, "Other steps"), table("steps", "Other steps", STEP, view.steps.map(stepRow))]
      : null);
}

export function showQuestions(target, view, answer) {
  const asked = (view.patterns ?? []).flatMap((pattern) =>
    pattern.deciders.map((decider) => ({ pattern, decider })));
  if (!asked.length) {
    const why = view.valid ? "Nothing that is missing would change the answer." : "";
    fill(target, el("p", { class: "hint" }, why));
    return;
  }
  fill(target, asked.map(({ pattern, decider }) => el("div", {},
    el("h3", {}, `Not stated: ${visible(decider.fact)}`),
    el("p", { class: "dim" }, visible(pattern.heading)),
    table("answers", `Answers: ${decider.fact}`, ["Answer", "Gives", decider.lead],
      decider.outcomes.map((outcome) => el("tr", {},
        el("th", { scope: "row" }, answerButton(decider, outcome, answer)),
        el("td", {}, outcome.variant ? `variant ${outcome.variant}` : outcome.status),
        el("td", {}, outcome.rating ?? "")))))));
}

function answerButton(decider, outcome, answer) {
  const words = Object.entries(outcome.change)
    .map(([, value]) => value.replaceAll("_", " ")).join(" + ");
  const can = Object.keys(outcome.change).every((fact) => fact !== "laterality");
  if (!can) return visible(words);
  return el("button", {
    type: "button", class: "link",
    onclick: () => answer(decider.pointers, outcome.change),
  }, visible(words));
}
