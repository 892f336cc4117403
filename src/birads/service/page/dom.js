// Make elements from plain values: text stays text, whatever it looks like.

import { language } from "./labels.js";

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) made.append(child);
  }
  return made;
}

export function fill(target, ...children) {
  target.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

// What the library or a report says: it is not in the language of the page.
export function said(text) {
  const shown = visible(text);
  return language() === "en" ? shown : el("span", { lang: "en" }, shown);
}

export const hint = (words) => el("p", { class: "hint" }, words);

export const byId = (id) => document.getElementById(id);

// Write out what moves text or cannot be seen, such as a change of direction.
export function visible(text) {
  return String(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/g,
    (letter, index, whole) => {
      const code = letter.charCodeAt(0);
      const paired = code >= 0xd800 && code <= 0xdfff && isPaired(whole, index, code);
      return paired ? letter : `\\u${code.toString(16).padStart(4, "0")}`;
    },
  );
}

function isPaired(whole, index, code) {
  if (code < 0xdc00) {
    const next = whole.charCodeAt(index + 1);
    return next >= 0xdc00 && next <= 0xdfff;
  }
  const before = whole.charCodeAt(index - 1);
  return before >= 0xd800 && before < 0xdc00;
}

export function table(kind, caption, titles, rows) {
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
    el("table", { class: kind },
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, titles.map((title) => el("th", { scope: "col" }, title)))),
      el("tbody", {}, rows)));
}
