// What is open now: the text of the report, what the service said of it, and what was chosen.

import { byId } from "./dom.js";

export const text = byId("text");
export const state = {
  parts: {}, variant: "", stated: {}, view: null, tab: "text", form: null, round: null,
};

export function say(words) {
  byId("status").textContent = words;
}

export function tree() {
  try {
    const found = JSON.parse(text.value);
    return found && typeof found === "object" && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

export const written = (whole) => `${JSON.stringify(whole, null, 2)}\n`;
