// Show what the current topics answer, each in a table of its own with its year.

import { el, fill, hint, said, table, visible } from "./dom.js";
import { t } from "./labels.js";
import { notes } from "./workup.js";

function optionRow(columns) {
  return ({ best, cells: [name, ...rest] }) => el("tr", { class: best ? "due" : null },
    el("th", { scope: "row" }, said(name)),
    rest.slice(0, columns.length - 1).map((cell, index) => el("td",
      { class: index === 0 && best ? "advice" : null, "data-title": columns[index + 1] },
      cell ? said(cell) : "")));
}

function answerShown(answer) {
  const { year } = answer;
  const remarks = answer.options.some(({ cells }) => cells.at(-1));
  const columns = [t("col_step"), t("col_category", { year }), t("col_rating", { year }),
    t("col_dose"), ...(remarks ? [t("col_remark")] : [])];
  return el("article", {},
    el("h3", {}, said(`${answer.title} ${year}`), ": ", said(answer.whom)),
    el("p", {}, said(answer.said)),
    answer.lines.map((line) => el("p", {}, said(line))),
    answer.options.length
      ? table("steps", `${visible(answer.title)} ${year}`, columns,
        answer.options.map(optionRow(columns)))
      : null,
    answer.url && answer.url.startsWith("https://")
      ? el("p", { class: "dim" }, el("a", { href: answer.url, rel: "noreferrer noopener",
        target: "_blank", lang: "en" }, visible(answer.citation)))
      : null);
}

// What holds for every answer is said once.
function allNotes(answers) {
  const found = new Map(answers.flatMap((answer) => answer.notes).map((note) => [note.text, note]));
  return notes([...found.values()]);
}

export function showCurrent(section, target, view, takeBack) {
  section.hidden = !view.valid || !view.current;
  if (section.hidden) return;
  const { answers, stated } = view.current;
  fill(target,
    hint(t("current_lead")),
    stated.length ? [el("h3", {}, t("beside")), el("ul", { class: "plain" },
      stated.map((one) => el("li", {}, said(one.words), " ",
        el("button", { type: "button", onclick: () => takeBack(one.fact) },
          t("take_back", { fact: visible(one.fact.replaceAll("_", " ")) })))))] : null,
    answers.length ? answers.map(answerShown) : el("p", {}, t("no_current")),
    allNotes(answers));
}
