// Open a file, whatever it is, or read prose; show what was read beside what it was read from.

import { byId, el, fill, visible } from "./dom.js";
import { kindOf, textOf } from "./files.js";
import { countWords, issueBody } from "./issues.js";
import { t } from "./labels.js";
import { post } from "./service.js";
import { say, state, text, written } from "./state.js";

export async function openBytes(bytes, put, told) {
  const kind = kindOf(bytes);
  const plain = textOf(bytes);
  hideSource();
  if (kind === "application/json") {
    if (plain === null) say(t("not_utf8"));
    else await put(plain);
    return;
  }
  if (kind === "text/plain" && plain !== null) {
    await put(plain);
    if (state.parts["read-text"]) await readProse(put, told);
    return;
  }
  await convert(bytes, kind, plain, put, told);
}

async function convert(bytes, kind, plain, put, told) {
  try {
    const answer = await (await post("v1/convert?to=json&envelope=1", bytes, { kind })).json();
    const [first] = answer.documents;
    await put(written(first.report ?? first.draft ?? {}));
    showSource(kind === "application/dicom" ? null : plain, first.issues, {});
    say([t(first.report ? "was_read" : "draft_read"),
      answer.documents.length > 1 ? t("first_of_several") : "",
      t("not_all", { issues: countWords(first.issues) })].filter(Boolean).join(" "));
  } catch (error) {
    say(told(error));
    showSource(plain, error.told?.issues ?? [], {});
  }
}

export async function readProse(put, told) {
  const prose = text.value;
  try {
    const answer = await (await post("v1/read-text", prose, { kind: "text/plain" })).json();
    await put(written(answer.report ?? answer.draft));
    showSource(prose, answer.issues, answer.spans);
    say(`${t(answer.report ? "was_read" : "draft_read")} `
      + t("not_read", { issues: countWords(answer.issues) }));
  } catch (error) {
    say(told(error));
  }
}

// The words that values stand on are marked.
function showSource(prose, issues, spans) {
  byId("source").hidden = prose === null && !issues.length;
  fill(byId("source-body"),
    issues.length
      ? el("ul", { class: "issues" }, issues.map((issue) =>
        el("li", { class: `issue ${issue.severity}` }, issueBody(issue))))
      : null,
    prose === null ? null : el("div", { class: "prose" }, marked(prose, spans)));
}

function marked(prose, spans) {
  const letters = [...prose];
  const shown = (from, to) => letters.slice(from, to).join("").split("\n").map(visible).join("\n");
  const edges = Object.values(spans).flat().sort((one, other) => one[0] - other[0]);
  const parts = [];
  let at = 0;
  for (const [start, end] of edges) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    parts.push(shown(at, from), el("mark", {}, shown(from, end)));
    at = end;
  }
  return [...parts, shown(at)];
}

export function hideSource() {
  byId("source").hidden = true;
}
