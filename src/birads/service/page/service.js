// Ask the service; what it refuses is an error with its own words.

import { t } from "./labels.js";
import { reach } from "./transport.js";

export class Refused extends Error {
  constructor(told) {
    super(told.detail ?? t("no_answer"));
    this.told = told;
  }
}

async function answered(response) {
  if (response.ok) return response;
  let told = {};
  try {
    told = await response.json();
  } catch {
    told = { detail: t("answered_with", { status: response.status }) };
  }
  throw new Refused(told);
}

export async function get(path) {
  return (await answered(await reach(path, { headers: { accept: "application/json" } }))).json();
}

export async function post(path, body, { kind = "application/json", signal, accept } = {}) {
  const headers = { "content-type": kind };
  if (accept) headers.accept = accept;
  return answered(await reach(path, { method: "POST", body, headers, signal }));
}
