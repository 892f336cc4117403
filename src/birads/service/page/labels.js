// The words of the page itself, one file for each language; each is a draft until it is signed.
//
// What the library says of a report is English: it is marked so where the page speaks another.

import { reach } from "./transport.js";

export const LANGUAGES = ["en", "es", "pt", "de", "fr"];
const state = { language: "en", labels: {} };

export const language = () => state.language;

// The label of a key, with its values put in; a count chooses between one and several.
export function t(key, values = {}) {
  const one = values.count === undefined ? key : `${key}_${values.count === 1 ? "one" : "other"}`;
  return (state.labels[one] ?? one).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

export async function speak(wanted) {
  const chosen = LANGUAGES.includes(wanted) ? wanted : "en";
  const file = await (await reach(`page/labels.${chosen}.json`)).json();
  state.language = chosen;
  state.labels = file.labels;
  document.documentElement.lang = chosen;
  document.title = t("title");
  for (const one of document.querySelectorAll("[data-label]")) {
    one.textContent = t(one.dataset.label);
  }
  for (const one of document.querySelectorAll("[data-name]")) {
    one.setAttribute("aria-label", t(one.dataset.name));
  }
  return { chosen, draft: file.review.status === "draft" };
}
